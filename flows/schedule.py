"""By itself, day and night: the sources at their pace and the digest at its hour, through Prefect.

Prefect's scheduler starts a pass over the sources that are due every few minutes and the digest once
a day; a pass that is still running is never joined by a second one. The server is one that runs
already, or a child of ours that goes when we go. Nothing is remembered in this process: it can be
stopped and started at any time.
"""

import asyncio
import inspect
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import httpx

from corpus.sources import read_sources
from dateline.errors import DatelineError, SettingError
from dateline.settings import Settings
from flows.quiet import local_server, prepare

LONGEST_TICK = timedelta(minutes=5)
SHORTEST_TICK = timedelta(minutes=1)
_START = 180  # seconds that a server may take to answer


def schedule(settings: Settings, *, digest_at: str = "06:00") -> None:
    """Run until SIGTERM or SIGINT. `digest_at`: HH:MM in the setting `timezone`."""
    hour, minute = _clock(digest_at)
    tick = tick_of(settings)  # before any server starts: a wrong sources.toml stops here
    signal.signal(signal.SIGTERM, _stop)
    with _server(settings):
        made = deployments(settings, tick, f"{minute} {hour} * * *")
        asyncio.run(_serve(made))


def tick_of(settings: Settings) -> timedelta:
    """How often to look which sources are due: as often as the fastest of them asks, within limits."""
    paces = [s.every for s in read_sources(settings.path("sources")) if s.enabled and s.every]
    return max(SHORTEST_TICK, min([LONGEST_TICK, *paces]))


def deployments(settings: Settings, tick: timedelta, cron: str) -> list[Any]:
    """What Prefect is told to run: the pass over what is due, and the daily digest."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.schedules import Cron, Interval
    from prefect.types.entrypoint import EntrypointType

    from flows.coverage import coverage
    from flows.morning import morning

    alone = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    folder = str(settings.folder.resolve())
    by_module = EntrypointType.MODULE_PATH
    return [
        coverage.to_deployment(
            "due",
            schedule=Interval(tick),
            parameters={"folder": folder, "only_due": True},
            concurrency_limit=alone,
            entrypoint_type=by_module,
        ),
        morning.to_deployment(
            "daily",
            schedule=Cron(cron, timezone=settings["timezone"]),
            parameters={"folder": folder},
            concurrency_limit=alone,
            entrypoint_type=by_module,
        ),
    ]


async def _serve(made: Sequence[Any]) -> None:
    """Serve the deployments until a signal; passes that are at work are ended, for the next one repeats them."""
    from prefect.deployments import run_deployment
    from prefect.runner import Runner

    runner = Runner(name="dateline", pause_on_shutdown=False, limit=2)
    for deployment in made:
        await deployment.aapply()
        await runner.aadd_deployment(deployment)
    first = run_deployment("coverage/due", timeout=0, as_subflow=False)  # a pass now, not a tick later
    if inspect.isawaitable(first):
        await first
    working = asyncio.create_task(runner.start())
    while not runner.started and not working.done():
        await asyncio.sleep(0.1)
    # Only now: the runner sets a handler of its own, which leaves the loop in the middle of its work.
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    asked = asyncio.create_task(stop.wait())
    await asyncio.wait({asked, working}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if not working.done():
        await runner.astop()
    await working


@contextmanager
def _server(settings: Settings) -> Iterator[None]:
    """A Prefect server that answers: one that runs already, or a child process that ends with us."""
    if prepare(settings):
        yield
        return
    url = os.environ["PREFECT_API_URL"] = local_server(settings)
    port = str(settings["prefect_port"])
    log = Path(os.environ["PREFECT_HOME"]) / "server.log"
    with log.open("ab") as lines:
        child = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", port, "--no-ui"],
            stdout=lines,
            stderr=lines,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us; we end it ourselves, after our own work
        )
        try:
            _await(child, url, log)
            yield
        finally:
            child.terminate()
            try:
                child.wait(timeout=20)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _await(child: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    end = time.monotonic() + _START
    while time.monotonic() < end:
        if child.poll() is not None:
            raise DatelineError(f"The Prefect server ended while it started; {log} says why.")
        try:
            if httpx.get(f"{url}/health", timeout=1, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    raise DatelineError(f"The Prefect server did not answer within {_START} seconds; {log} may say why.")


def _clock(text: str) -> tuple[int, int]:
    hour, colon, minute = text.partition(":")
    if colon and hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60:
        return int(hour), int(minute)
    raise SettingError(f"{text!r} is no time of day.", remedy="Allowed: HH:MM, such as 06:00.")


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
