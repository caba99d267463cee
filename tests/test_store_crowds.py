"""Many at once: readers beside a writer, several writers, a writer killed in the middle."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import press
import pytest
from sqlalchemy import func, select

from dateline.query.questions import search, timeline
from dateline.store import open_store
from dateline.store import schema as t
from dateline.store.maintenance import check

WRITER = Path(__file__).parent / "store_writer.py"


def writer(url, prefix, batches):
    """A process that keeps batches of ten articles."""
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", str(WRITER), url, prefix, str(batches)], stdout=subprocess.PIPE, text=True
    )


def kept(store):
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(t.articles)).scalar_one()


def test_several_writers_lose_nothing(store_url):
    """Three processes that keep at the same time, two of them the same articles: each article is there once."""
    writers = [writer(store_url, prefix, 8) for prefix in ("x", "y", "y")]
    for process in writers:
        assert process.wait(120) == 0
        process.stdout.close()
    with open_store(store_url) as store:
        assert kept(store) == 160
        assert search(store, 'person:"Ann Lee"').total == 160
        assert check(store) == []


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_no_half_article(store_url):
    """SIGKILL in the middle of batches, ten times over: what was reported kept is there, whole, and nothing twice."""
    with open_store(store_url) as store:
        promised = 0
        for turn in range(10):
            process = writer(store_url, f"k{turn}", 1000)
            for _ in range(3 + turn * 7):
                line = process.stdout.readline()
                assert line, "the writer ended by itself"
            time.sleep(0.011 * turn)
            process.send_signal(signal.SIGKILL)
            promised += 3 + turn * 7 + len(process.stdout.read().split())
            process.wait()
            process.stdout.close()
            assert kept(store) % 10 == 0
            assert 0 <= kept(store) - promised * 10 <= 10 * (turn + 1)
            assert check(store) == []
        again = writer(store_url, "k9", 70)
        assert again.wait(120) == 0
        again.stdout.close()
        assert check(store) == []


def twenty_readers(store_url, until):
    """Twenty threads, each asks three times and on until the event is set; seconds of the answers, what was wrong."""
    problems, waits = [], []

    def read():
        with open_store(store_url) as store:
            asked = 0
            while not until.is_set() or asked < 3:
                asked += 1
                begun = time.perf_counter()
                try:
                    answer = search(store, "person:lee", facets=("outlet",))
                    timeline(store, "org:acme")
                except Exception as error:  # noqa: BLE001  # whatever it is, the test reports it
                    problems.append(error)
                    return
                waits.append(time.perf_counter() - begun)
                if answer.total % 10:
                    problems.append(answer.total)
                time.sleep(0.15)

    readers = [threading.Thread(target=read) for _ in range(20)]
    for reader in readers:
        reader.start()
    return readers, waits, problems


@pytest.mark.slow
def test_twenty_readers_never_wait_for_a_writer(store_url):
    """Twenty threads ask while a process writes: no error, no wait as for a lock, no half batch to be seen."""
    process = writer(store_url, "w", 150)
    done = threading.Event()
    readers, waits, problems = twenty_readers(store_url, done)
    assert process.wait(240) == 0
    process.stdout.close()
    done.set()
    for reader in readers:
        reader.join()
    readers, alone, _ = twenty_readers(store_url, done)  # what this machine takes at this hour, without a writer
    for reader in readers:
        reader.join()
    assert problems == []
    assert len(waits) >= 60
    longest = f"{len(waits)} questions, the longest took {max(waits):.2f} s, {max(alone):.2f} s without a writer"
    assert max(waits) < 1 + 5 * max(alone), longest


def test_a_state_is_not_closed_over_a_writer(store):
    """A change that began before a state was closed belongs to it, or comes wholly after it."""
    run = store.start_run("test")
    other = store.start_run("test")
    errors = []

    def write():
        try:
            for number in range(10):
                store.keep([press.piece(f"a{number}", "[PERSON Ann Lee] came.")], other.id)
        except Exception as error:  # noqa: BLE001
            errors.append(error)

    thread = threading.Thread(target=write)
    thread.start()
    states = {}
    while thread.is_alive():
        state = store.end_run(run.id)
        states[state] = search(store, "person:lee", at=state).total
    thread.join()
    assert errors == []
    assert {state: search(store, "person:lee", at=state).total for state in states} == states
