"""What stands on collecting, for tests of it: states and a memory, a site with a feed."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from local_web import LocalWeb, feed

from corpus.collecting import collect_all, key_of
from corpus.state import SourceState
from dateline.records import Capture, Outcome, OutcomeKind, Source


class Desk:
    """What stands on collecting: keeps the states, knows what it has seen, has a clock."""

    def __init__(self, web: LocalWeb, **client) -> None:
        self.client = web.client(**client)
        self.states: dict[str, SourceState] = {}
        self.known: set[str] = set()
        self.kept: list[Capture] = []
        self.time = datetime(2026, 5, 20, 12, tzinfo=UTC)

    def collect(self, *sources: Source, only_due: bool = False) -> tuple[list[Capture], list[Outcome]]:
        """One pass; captures and outcomes."""
        captures, outcomes = [], []
        for event in collect_all(
            sources, self.states, self.client, known=self.known.__contains__, keep=self.kept.append,
            now=lambda: self.time, only_due=only_due,
        ):  # fmt: skip
            if isinstance(event, SourceState):
                self.states[event.source] = SourceState.from_record(event.record())
            elif isinstance(event.result, Capture):
                assert event.result in self.kept, "kept before it is handed on"
                assert key_of(event.result) == event.key
                self.known.add(event.key)
                captures.append(event.result)
            else:
                outcomes.append(event.result)
                if event.result.kind is not OutcomeKind.FAILED:
                    self.known.add(event.key)
        return captures, outcomes


def said(outcomes: Iterable[Outcome]) -> Counter[tuple[str, str]]:
    return Counter((outcome.kind.value, outcome.reason) for outcome in outcomes)


def news(host: str = "a.test", **values) -> Source:
    return Source(id=host, kind="feed", address=f"http://{host}/feed", **values)


def site(web: LocalWeb, count: int, host: str = "a.test", etag: str | None = '"1"') -> None:
    paths = [f"/{n}" for n in range(count)]
    web.page(f"http://{host}/feed", feed(host, paths), media_type="application/rss+xml", etag=etag)
    for path in paths:
        web.page(f"http://{host}{path}", f"<html><p>Text of {path}</p></html>")
