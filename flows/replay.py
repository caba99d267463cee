"""The way again from what was kept, without the network: after a change of readers, extractors or model."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from prefect import flow

from corpus.collecting import key_of
from corpus.following import is_list
from corpus.state import Collected
from flows.coverage import cover
from flows.passing import Pass


@flow(name="replay", log_prints=False, validate_parameters=False)
def replay(folder: str = ".", since: date | None = None, source: str | None = None) -> str:
    """Take the kept captures through stages 2 to 6 again; the id of the run.

    Articles that come out as they are in the store, read by the same model, are unchanged; others get
    a new version or new findings. `since`: captures of that day and later; `source`: of one source.
    """
    with Pass.open(Path(folder), flow="replay", only=[source] if source else None) as this:
        cover(this, captured(this, since, source))
        return this.run.id


def captured(this: Pass, since: date | None, source: str | None) -> Iterator[Collected]:
    """What was kept of the sources of this pass, as if it had just been collected."""
    for capture in this.captures.replay(since=since, source=source):
        # Lists (feeds, sitemaps) only name articles: what they named was captured by itself.
        if capture.source in this.sources and not is_list(capture, this.sources[capture.source]):
            yield Collected(key=key_of(capture), result=capture)
