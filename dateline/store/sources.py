"""Sources, what collecting remembers of each, and how healthy they are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from dateline.records import Capture, Source
from dateline.store import schema as t


def declare_sources(connection: Connection, sources: Sequence[Source]) -> None:
    """Write down the sources that are read now; those that are no longer declared are switched off, not forgotten."""
    s = t.sources.c
    there = set(connection.execute(select(s.id)).scalars())
    for source in sources:
        values = {
            "kind": source.kind,
            "address": source.address,
            "outlet": source.outlet,
            "agency": source.agency,
            "country": source.country,
            "language": source.language,
            "enabled": source.enabled,
        }
        if source.id in there:
            connection.execute(update(t.sources).where(s.id == source.id).values(**values))
        else:
            connection.execute(insert(t.sources).values(id=source.id, failures=0, **values))
    gone = sorted(there - {source.id for source in sources})
    connection.execute(update(t.sources).where(s.id.in_(gone)).values(enabled=False))


def source_states(connection: Connection) -> dict[str, dict[str, Any]]:
    """What collecting remembered of each source, as the record that it gave."""
    s = t.sources.c
    return dict(connection.execute(select(s.id, s.state).where(s.state.is_not(None))).tuples().all())


def save_source_state(connection: Connection, source: str, record: Mapping[str, Any]) -> None:
    """Keep collecting's record of a source (`SourceState.record()`), and its health as columns."""
    failures = list(record.get("failures") or ())
    last = failures[-1] if failures else {}
    values = {
        "state": dict(record),
        "checked": _moment(record.get("last_try")),
        "succeeded": _moment(record.get("last_success")),
        "found_new": _moment(record.get("last_new")),
        "due": _moment(record.get("next_due")),
        "failing_since": _moment(record.get("failing_since")),
        "failures": len(failures),
        "reason": last.get("kind"),
        "detail": last.get("text"),
    }
    s, f = t.sources.c, t.source_failures.c
    found = connection.execute(update(t.sources).where(s.id == source).values(**values))
    if not found.rowcount:
        connection.execute(insert(t.sources).values(id=source, kind="", address="", enabled=True, **values))
    noted = set(connection.execute(select(f.at).where(f.source == source)).scalars())
    rows = {
        at: {"source": source, "at": at, "reason": failure.get("kind") or "", "detail": failure.get("text") or ""}
        for failure in failures
        if (at := _moment(failure.get("at"))) and at not in noted
    }
    if rows:
        connection.execute(insert(t.source_failures), list(rows.values()))


def note_captures(connection: Connection, captures: Sequence[tuple[Capture, str | None]]) -> None:
    """Write down what came over the wire and in which file its bytes lie."""
    c = t.captures.c
    there = set(connection.execute(select(c.id).where(c.id.in_([capture.id for capture, _ in captures]))).scalars())
    rows = {
        capture.id: {
            "id": capture.id,
            "source": capture.source,
            "address": capture.address,
            "collected": capture.collected,
            "media_type": capture.media_type,
            "charset": capture.charset,
            "status": capture.status,
            "headers": dict(capture.headers),
            "size": len(capture.content),
            "file": file,
        }
        for capture, file in captures
        if capture.id not in there
    }
    if rows:
        connection.execute(insert(t.captures), list(rows.values()))


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
