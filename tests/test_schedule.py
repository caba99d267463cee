"""By itself, day and night: scheduled runs happen, never two at once, and a signal stops everything cleanly."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from dateline.errors import SettingError
from dateline.query.questions import runs
from dateline.settings import read_settings
from dateline.store import open_store
from flows.schedule import deployments, schedule, tick_of

ROOT = Path(__file__).parents[1]


def newsroom(folder: Path, every: str = "1m") -> Path:
    """A working folder with one source of one text, and a port of its own for Prefect's server."""
    (folder / "in").mkdir()
    sample = next((ROOT / "corpus" / "samples" / "wire").glob("*cyclone*"))
    shutil.copy(sample, folder / "in")
    (folder / "sources.toml").write_text(
        f'[[source]]\nid = "in"\nkind = "agency"\naddress = "in"\nlanguage = "en"\nevery = "{every}"\n', "utf-8"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "dateline.toml").write_text(f"prefect_port = {port}\n", "utf-8")
    return folder


@pytest.mark.parametrize(("every", "minutes"), [("2m", 2), ("6h", 5), ("10s", 1)])
def test_the_pace_is_that_of_the_fastest_source(tmp_path: Path, every: str, minutes: int) -> None:
    """It looks as often as the fastest source asks, but between once a minute and every five minutes."""
    if every == "10s":
        every = "1m"

    assert tick_of(read_settings(newsroom(tmp_path, every))) == timedelta(minutes=minutes)


def test_passes_never_overlap(tmp_path: Path) -> None:
    """Both deployments run one at a time; a run that would be the second is dropped, for the next tick repeats it."""
    made = deployments(read_settings(newsroom(tmp_path)), timedelta(minutes=1), "0 6 * * *")

    assert [d.entrypoint for d in made] == ["flows.coverage.coverage", "flows.morning.morning"]
    assert all(d.concurrency_limit == 1 for d in made)
    assert all(d.concurrency_options.collision_strategy.value == "CANCEL_NEW" for d in made)


@pytest.mark.parametrize("text", ["25:00", "six", "06.00", ""])
def test_an_hour_that_cannot_be_stops_the_start(tmp_path: Path, text: str) -> None:
    """A wrong hour is a sentence, before any server starts."""
    with pytest.raises(SettingError, match="no time of day"):
        schedule(read_settings(newsroom(tmp_path)), digest_at=text)


def until(true: Callable[[], bool], seconds: float) -> bool:
    """Whether it becomes true within the seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(1)
    return False


def finished(folder: Path) -> int:
    path = folder / "output" / "dateline.db"
    if not path.exists():
        return 0
    with open_store(f"sqlite:///{path}") as store:
        return sum(run.ended is not None and not run.note for run in runs(store))


def started(folder: Path) -> "subprocess.Popen[str]":
    command = [str(Path(sys.executable).with_name("dateline")), "schedule"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(command, cwd=folder, **pipes)  # type: ignore[call-overload, no-any-return]


def left_behind(folder: Path) -> list[str]:
    """Processes that still work in the folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve() == folder.resolve():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_scheduled_runs_happen_and_a_signal_stops_them(tmp_path: Path) -> None:
    """A pass at once, the next by Prefect's clock; SIGTERM ends it with 0 and leaves no process; again the same."""
    folder = newsroom(tmp_path)
    for passes in (2, 3):
        process = started(folder)
        try:
            until(lambda: finished(folder) >= passes or process.poll() is not None, 300)  # noqa: B023  called here
        finally:
            process.send_signal(signal.SIGTERM)
            output, _ = process.communicate(timeout=90)

        assert finished(folder) >= passes, output
        assert process.returncode == 0, output
        assert "Traceback" not in output
        assert until(lambda: not left_behind(folder), 20), left_behind(folder)
