"""Extraction in several processes: each loads the pipeline once and is watched from outside.

Results come in input order. A worker that hangs in compiled code, or that the system kills, is
replaced; its batch is tried again text by text, and only the text at fault is given up.
"""

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dateline.errors import ExtractError
from dateline.records import Article, Findings, ReadBefore

Outcome = Findings | ExtractError
Settings = tuple[str, Path | None, float, int]  # loader, model, seconds, limit

_GRACE = 10.0  # seconds beyond its limit in which a worker can still say so itself
_LOADING = 300.0  # seconds in which a worker must have its pipeline
_AHEAD = 4  # batches a worker may be ahead of the reader, so that one slow text does not fill the memory
_CONTEXT = multiprocessing.get_context("spawn")  # a fork of a process with threads (ONNX, Prefect) can lock up

# What a worker says.
_READY, _FOUND, _OVER, _BROKEN = "ready", "found", "over time", "broken"


@dataclass(frozen=True, slots=True)
class _Job:
    """Consecutive articles; `place` is that of the first in the input."""

    place: int
    articles: list[Article]
    before: Mapping[str, ReadBefore]  # by article id, of these articles alone

    def singly(self) -> list["_Job"]:
        return [_Job(self.place + n, [article], self.before) for n, article in enumerate(self.articles)]


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    due: float  # monotonic time after which it is taken to hang
    ready: bool = False
    job: _Job | None = None


def extract_in_processes(
    articles: Iterable[Article],
    workers: int,
    *,
    batch_size: int = 32,
    seconds: float = 60.0,
    limit: int = 1_000_000,
    model: Path | None = None,
    loader: str = "extractors.pipeline:load_pipeline",
    before: Mapping[str, ReadBefore] = MappingProxyType({}),
) -> Iterator[tuple[Article, Outcome]]:
    """As `extractors.pipeline.extract`, over `workers` processes. `model`: the folder of
    a recogniser other than the shipped one. `loader`: module:function that gives the pipeline.

    Raises ExtractError when a worker cannot load it.
    """
    settings = (loader, model, seconds, limit)
    fresh = _jobs(articles, batch_size, before)
    again: deque[_Job] = deque()
    done: dict[int, tuple[Article, Outcome]] = {}
    handed = given = 0  # articles given to workers, and given back to the caller
    team = [_start(settings) for _ in range(workers)]
    try:
        while True:
            for worker in team:
                if not worker.ready or worker.job is not None:
                    continue
                job = again.popleft() if again else None
                if job is None and handed - given < _AHEAD * workers * batch_size:
                    job = next(fresh, None)
                if job is not None:
                    handed = max(handed, job.place + len(job.articles))
                    _hand(worker, job, seconds)
            while given in done:
                yield done.pop(given)
                given += 1
            if all(worker.ready and worker.job is None for worker in team) and not again and given == handed:
                return
            for worker in _heard(team):
                team[team.index(worker)] = _settle(worker, settings, again, done)
    finally:
        for worker in team:
            _end(worker)


def _jobs(articles: Iterable[Article], size: int, before: Mapping[str, ReadBefore]) -> Iterator[_Job]:
    from extractors.pipeline import batches

    place = 0
    for batch in batches(articles, size):
        yield _Job(place, batch, {a.id: before[a.id] for a in batch if a.id in before})
        place += len(batch)


def _start(settings: Settings) -> _Worker:
    here, there = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_work, args=(there, *settings), name="extraction", daemon=True)
    process.start()
    there.close()
    return _Worker(process, here, due=time.monotonic() + _LOADING)


def _hand(worker: _Worker, job: _Job, seconds: float) -> None:
    worker.job, worker.due = job, time.monotonic() + seconds + _GRACE
    try:
        worker.pipe.send((job.articles, job.before))
    except (BrokenPipeError, ConnectionResetError):
        worker.due = 0.0  # it has died: settled with the others that did not answer


def _heard(team: list[_Worker]) -> list[_Worker]:
    """The workers that have said something, have died, or are overdue."""
    busy = [worker for worker in team if worker.job is not None or not worker.ready]
    first = min(worker.due for worker in busy)
    spoke = wait([worker.pipe for worker in busy], timeout=max(0.0, first - time.monotonic()))
    now = time.monotonic()
    return [worker for worker in busy if worker.pipe in spoke or worker.due <= now]


def _settle(
    worker: _Worker, settings: Settings, again: deque[_Job], done: dict[int, tuple[Article, Outcome]]
) -> _Worker:
    """Take what a worker says, or find that it cannot say anything more; the worker that goes on in its place."""
    said: str
    what: Any
    hangs = not worker.pipe.poll()
    try:
        said, what = (_OVER, None) if hangs else worker.pipe.recv()
    except (EOFError, OSError):
        said, what = _BROKEN, "its process ended"
        hangs = True
    job, worker.job = worker.job, None
    if job is None:
        if said != _READY:
            raise ExtractError(
                f"A worker could not load the pipeline: {what or 'it took too long'}.", reason="no pipeline"
            )
        worker.ready = True
    elif said == _FOUND:
        for n, (article, outcome) in enumerate(zip(job.articles, what, strict=True)):
            done[job.place + n] = article, _unpacked(outcome)
    elif len(job.articles) > 1:
        again.extend(job.singly())
    else:
        article = job.articles[0]
        done[job.place] = article, _given_up(article, said, what, settings[2])
    if not hangs:
        return worker
    _end(worker)
    return _start(settings)


def _given_up(article: Article, said: str, what: str | None, seconds: float) -> ExtractError:
    from extractors.pipeline import broke, over_time

    return over_time(article, seconds) if said == _OVER else broke(article, what or "unknown")


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()  # it keeps nothing that could be lost
    worker.process.join()
    worker.process.close()


def _unpacked(outcome: Any) -> Outcome:
    return ExtractError(outcome[0], reason=outcome[1], remedy=outcome[2]) if isinstance(outcome, tuple) else outcome


def _work(pipe: Connection, loader: str, model: Path | None, seconds: float, limit: int) -> None:
    """The life of a worker: load once, then answer each batch."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the processes are what fills the cores
    from extractors.limits import OverTime
    from extractors.pipeline import read_batch

    module, _, name = loader.partition(":")
    try:
        load = getattr(import_module(module), name)
        nlp = load(model=model) if model else load()
    except Exception as error:  # noqa: BLE001  told to the parent, which raises it
        pipe.send((_BROKEN, f"{type(error).__name__}: {error}"))
        return
    pipe.send((_READY, None))
    while True:
        try:
            batch, before = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            found = read_batch(batch, nlp, seconds=seconds, limit=limit, before=before)
            # An exception with keyword arguments does not survive pickling: its parts do.
            pipe.send((_FOUND, [(o.what, o.reason, o.remedy) if isinstance(o, ExtractError) else o for o in found]))
        except OverTime:
            pipe.send((_OVER, None))
        except KeyboardInterrupt:
            return
        except Exception as error:  # noqa: BLE001  told to the parent, which tries the texts one by one
            pipe.send((_BROKEN, f"{type(error).__name__}: {error}"))
