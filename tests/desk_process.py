"""A desk as a process of its own, for tests that kill it: collects, keeps captures, a journal of articles and states.

    python desk_process.py PORT FOLDER SOURCES.json [MINUTES that its clock is ahead]

The journal stands for the store: one line an article, written when its capture was read to the end.
"""

import json
import resource
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

from local_web import PUBLIC, Leading

from corpus.captures import Captures
from corpus.client import Client
from corpus.collecting import collect_all, key_of, utc_now
from corpus.following import is_list
from corpus.state import Collected, SourceState
from dateline.records import Capture, Outcome, Source


class Names:
    """The names of the local web: public ones, private ones, and such as change from one to the other."""

    def __init__(self) -> None:
        self.asked: dict[str, int] = {}

    def resolve(self, host: str) -> list[str]:
        """What the name servers of the test say."""
        self.asked[host] = self.asked.get(host, 0) + 1
        if host.startswith("private"):
            return [("127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "64:ff9b::a00:1")[len(host) % 5]]
        if host.startswith("rebind") and self.asked[host] > 2:
            return ["127.0.0.1"]
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        if host.endswith(".test"):
            return [PUBLIC]
        raise OSError("no such name")


def journal_keys(journal: Path) -> set[str]:
    """The keys of the articles that are stored."""
    return {json.loads(line)["key"] for line in journal.read_text().splitlines()} if journal.exists() else set()


def main(port: int, folder: Path, declared: Path, ahead: int = 0) -> None:
    """One run: what an earlier one left is done first, then all due sources."""
    sources = [Source(**source) for source in json.loads(declared.read_text())]
    by_id = {source.id: source for source in sources}
    (folder / "states").mkdir(parents=True, exist_ok=True)
    states = {
        path.stem: SourceState.from_record(json.loads(path.read_text())) for path in (folder / "states").glob("*.json")
    }
    done = journal_keys(folder / "journal")
    outcomes: dict[str, int] = {}
    names = Names()

    def clock() -> datetime:
        return utc_now() + timedelta(minutes=ahead)

    with (
        (folder / "journal").open("a") as journal,
        Captures(folder / "captures") as captures,
        Client(
            gap=0.2, timeout=4, user_agent="Dateline/test", resolve=names.resolve, network=Leading(port),
            robots_folder=folder / "robots", patience=5, now=clock,
        ) as client,
    ):  # fmt: skip
        for capture in captures.replay():
            source = by_id.get(capture.source)  # None: no longer declared
            if source and key_of(capture) not in done and not is_list(capture, source):
                write(journal, key_of(capture), capture)
                done.add(key_of(capture))
        for event in collect_all(
            sources, states, client, known=done.__contains__, keep=captures.keep, only_due=False, at_once=64,
            now=clock,
        ):  # fmt: skip
            match event:
                case Collected(key=key, result=Capture() as capture):
                    write(journal, key, capture)
                    done.add(key)
                case Collected(result=Outcome() as outcome):
                    name = f"{outcome.kind.value}: {outcome.reason}"
                    outcomes[name] = outcomes.get(name, 0) + 1
                case SourceState() as state:
                    beside = folder / "states" / f"{state.source}.new"
                    beside.write_text(json.dumps(state.record()))
                    beside.replace(folder / "states" / f"{state.source}.json")
    print(json.dumps({"peak": peak_memory(), "outcomes": outcomes}))  # noqa: T201  # the answer to the test


def peak_memory() -> int:
    """The most memory that this process ever held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage counts what the parent held before it started us
        return (
            next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) // 1024
        )
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def write(journal: TextIO, key: str, capture: Capture) -> None:
    """Store an article, at once and whole."""
    journal.write(json.dumps({"key": key, "address": capture.address}) + "\n")
    journal.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), *map(int, sys.argv[4:]))
