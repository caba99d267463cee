"""The whole way of the data, from the sources to the store: read this first.

    1 collect   sources -> captures       kept as they came, before anything else
    2 read      captures -> articles      or a reason why none came of them
    3 compare   articles -> copies        of others, and versions of themselves
    4 extract   articles -> findings      or a reason why none came of them
    5 resolve   names -> entities         of the store, or new ones
    6 keep      all of it -> store        an article with all its facts and its outcome, or nothing;
                                          then its copies and its story are connected

A batch of captures goes through 2 to 6 in one Prefect task. What a batch leads to is in the store
when the task ends; a source's state is saved after all of its batches: a kill at any moment repeats
some work, loses nothing and doubles nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from corpus.collecting import Event, collect_all
from corpus.state import Collected, SourceState
from dateline.errors import StoreError
from dateline.records import Capture, Outcome
from flows.arriving import read
from flows.passing import Pass
from flows.renewing import fresh, near, renew
from flows.stages import catch_up, compare, extract, keep, resolve
from flows.telling import tell


@flow(name="coverage", log_prints=False, validate_parameters=False)
def coverage(
    folder: str = ".",
    only: list[str] | None = None,
    only_due: bool = False,
) -> str:
    """One pass over the sources of a working folder; the id of its run. `only`: ids of the sources to ask."""
    with Pass.open(Path(folder), flow="coverage", only=only) as this:
        events = collect_all(
            this.sources.values(),
            this.states(),
            this.client,
            known=this.known,
            keep=this.captures.keep,
            only_due=only_due,
        )
        cover(this, events)
        return this.run.id


def cover(this: Pass, events: Iterable[Event], do: Callable[[Pass, "Batch"], Counter[str]] | None = None) -> None:
    """Take what collecting gives through all stages, in batches, and save each source's state after its items.

    `do` works on a batch: the Prefect task, or its plain function.
    """
    do = do or work
    catch_up(this)
    counts: Counter[str] = Counter()
    for batch, states in batched(events, this.settings["batch"]):
        counts["collected"] += len(batch)
        tell("collect", counts)
        if batch:
            counts += do(this, Batch(batch))
            tell("keep", counts)
        for state in states:
            this.store.save_source_state(state.source, state.record())


class Batch:
    """Captures and outcomes of collecting; a plain class, for Prefect walks through lists and dataclasses."""

    def __init__(self, collected: list[Collected]) -> None:
        self.captures = [(c.key, c.result) for c in collected if isinstance(c.result, Capture)]
        self.outcomes = [(c.key, c.result) for c in collected if isinstance(c.result, Outcome)]


def _worth_another_try(task: Any, run: Any, state: Any) -> bool:
    """The store may be locked, its server away for a moment; what else fails will fail again."""
    return isinstance(state.result(raise_on_failure=False), StoreError)


@task(
    name="work",
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=_worth_another_try,
    persist_result=False,
)
def work(this: Pass, batch: Batch) -> Counter[str]:
    """A batch from captures to store; how many of its items ended how."""
    this.note(batch.outcomes)
    readings = read(this, batch.captures)
    new = fresh(this, readings)
    around = near(this, new)
    if renew(this, readings, new, around):
        new = fresh(this, readings)
    copies = compare(this, new, around)
    findings = extract(this, new)
    known = resolve(this, new, findings)
    outcomes = keep(this, readings, copies, findings, known)
    return Counter(str(outcome.kind) for outcome in (*outcomes, *(o for _, o in batch.outcomes)))


def batched(events: Iterable[Event], size: int) -> Iterator[tuple[list[Collected], list[SourceState]]]:
    """Items in batches, with the states of the sources that are through with the last of the batch."""
    batch: list[Collected] = []
    states: list[SourceState] = []
    for event in events:
        if isinstance(event, SourceState):
            states.append(event)
            continue
        batch.append(event)
        if len(batch) >= size:
            yield batch, states
            batch, states = [], []
    if batch or states:
        yield batch, states
