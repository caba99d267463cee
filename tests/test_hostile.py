"""Honest sources among hostile ones: all of their items once, politely, in bounded memory, whatever is killed when."""

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hostile_hosts import KINDS, add_hostile
from local_web import LocalWeb, feed

from corpus.captures import Captures

GAP = 0.2
PAGES = 3
MEMORY = 400  # MB
PROCESS = Path(__file__).with_name("desk_process.py")


class Load:
    """Honest and hostile hosts, and the desk that reads them."""

    def __init__(self, web: LocalWeb, folder: Path, *, honest: int, hostile: int) -> None:
        self.web = web
        self.folder = folder
        self.ahead = 0  # minutes that the desk's clock has run on
        self.honest = [f"honest-{number}.test" for number in range(honest)]
        for host in self.honest:
            paths = [f"/{page}.html" for page in range(PAGES)]
            web.page(f"http://{host}/feed", feed(host, paths), media_type="application/rss+xml", etag='"1"')
            for path in paths:
                web.page(f"http://{host}{path}", f"<html><p>{host}{path}</p></html>")
        hosts = [*self.honest, *(add_hostile(web, number) for number in range(hostile))]
        random.Random(1).shuffle(hosts)
        self.declare(hosts)

    def declare(self, hosts: list[str]) -> None:
        """The sources that the desk reads from now on."""
        self.declared = self.folder / "sources.json"
        self.declared.write_text(
            json.dumps([{"id": host, "kind": "feed", "address": f"http://{host}/feed"} for host in hosts])
        )

    def start(self) -> "subprocess.Popen[str]":
        arguments = [str(self.web.port), str(self.folder), str(self.declared), str(self.ahead)]
        return subprocess.Popen([sys.executable, str(PROCESS), *arguments], stdout=subprocess.PIPE, text=True)

    def run(self) -> dict[str, Any]:
        """A whole pass; what it says of itself."""
        child = self.start()
        try:
            said, _ = child.communicate(timeout=900)
        finally:
            child.kill()
        assert child.returncode == 0
        answer: dict[str, Any] = json.loads(said)
        return answer

    def run_on(self) -> dict[str, Any]:
        """Passes, half an hour apart, until what a busy machine was too slow for has been tried again."""
        while True:
            before = len(self.web.asked)
            answer = self.run()
            self.assert_polite(before)
            assert answer["peak"] < MEMORY
            if Counter(self.articles()) == self.expected() or self.ahead >= 120:
                return answer
            self.declare(self.honest)  # the hostile ones have had their chance
            self.ahead += 30

    def articles(self) -> list[str]:
        """The addresses that are stored, of honest hosts."""
        lines = (self.folder / "journal").read_text().splitlines()
        return [address for line in lines if "//honest-" in (address := json.loads(line)["address"])]

    def expected(self) -> Counter[str]:
        return Counter(f"http://{host}/{page}.html" for host in self.honest for page in range(PAGES))

    def captured(self) -> Counter[str]:
        """The pages that are kept, of honest hosts."""
        captures = Captures(self.folder / "captures").replay()
        return Counter(found.address for found in captures if "//honest-" in found.address and found.item)

    def assert_polite(self, since: int = 0) -> None:
        """Each honest host saw one request at a time, with the gap between them."""
        times: dict[str, list[float]] = defaultdict(list)
        for asked in self.web.asked[since:]:
            times[asked.host].append(asked.at)
        assert max(self.web.most_open[host] for host in self.honest) == 1
        assert min((b - a for host in self.honest for a, b in pairwise(times[host])), default=GAP) >= GAP

    def assert_second_pass_is_quiet(self) -> None:
        """Nothing is new, and each honest host sees one conditional GET."""
        self.declare(self.honest)
        before = len(self.web.asked)
        self.run()
        assert Counter(self.articles()) == self.expected()
        again = [asked for asked in self.web.asked[before:] if asked.host.startswith("honest-")]
        assert Counter(asked.host for asked in again) == Counter(self.honest)
        assert all(asked.headers.get("if-none-match") == '"1"' for asked in again)


def test_every_sort_of_hostility(tmp_path: Path) -> None:
    """One host of each hostile sort beside honest ones: the honest ones are read, the hostile ones counted."""
    with LocalWeb() as web:
        load = Load(web, tmp_path, honest=8, hostile=len(KINDS))
        load.run_on()
    assert Counter(load.articles()) == load.expected() == load.captured()
    assert len(list((tmp_path / "states").glob("*.json"))) == 8 + len(KINDS)
    failing = [json.loads(path.read_text()) for path in (tmp_path / "states").glob("*.json")]
    assert not any(failure["kind"] == "internal error" for state in failing for failure in state["failures"])
    assert {state["source"] for state in failing if state["failing_since"]}.isdisjoint(load.honest)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Killed again and again, the desk has in the end each article once."""
    chance = random.Random(3)
    with LocalWeb() as web:
        load = Load(web, tmp_path, honest=20, hostile=0)
        for _ in range(4):
            child = load.start()
            time.sleep(chance.uniform(1.0, 3.0))
            child.send_signal(signal.SIGKILL)
            child.communicate()
        load.run_on()
        assert Counter(load.articles()) == load.expected() == load.captured()
        load.assert_second_pass_is_quiet()


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_five_hundred_of_each(tmp_path: Path) -> None:
    """500 honest among 500 hostile sources, killed three times on the way: all in, once, politely, under 400 MB."""
    chance = random.Random(5)
    with LocalWeb() as web:
        load = Load(web, tmp_path, honest=500, hostile=500)
        for _ in range(3):
            before = len(web.asked)
            child = load.start()
            time.sleep(chance.uniform(3, 12))
            child.send_signal(signal.SIGKILL)
            child.communicate()
            load.assert_polite(before)
        load.run_on()
        assert Counter(load.articles()) == load.expected() == load.captured()
        load.assert_second_pass_is_quiet()
