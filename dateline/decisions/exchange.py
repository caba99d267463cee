"""Decisions as JSON Lines: one object a line, in their order; another store takes each in once."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from dateline.decisions.deciding import Effect, decide
from dateline.decisions.standing import standing
from dateline.errors import DatelineError, DecisionError
from dateline.records import Decision, jsonable
from dateline.store import Store

_FIELDS = ("id", "kind", "subject", "object", "values", "author", "reason", "made")


@dataclass(slots=True)
class Imported:
    """How the lines of an import ended: each in one of these."""

    new: list[Effect] = field(default_factory=list)
    known: int = 0  # the store has them already
    refused: list[tuple[int, str]] = field(default_factory=list)  # number of the line, why

    @property
    def waiting(self) -> int:
        """How many of the new ones are about things that the store does not have yet."""
        return sum(bool(effect.waiting) for effect in self.new)


def export_decisions(store: Store) -> Iterator[str]:
    """All decisions as lines, those that were undone and their undoing among them."""
    for one in standing(store):
        yield json.dumps(jsonable(one.decision), ensure_ascii=False)


def import_decisions(store: Store, lines: Iterable[str]) -> Imported:
    """Take decisions in, each in its order and with its id; one bad line does not stop the others."""
    imported = Imported()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            effect = decide(store, decision_from_line(line))
        except DatelineError as error:
            imported.refused.append((number, str(error)))
            continue
        if effect.number is None:
            imported.known += 1
        else:
            imported.new.append(effect)
    return imported


def decision_from_line(line: str) -> Decision:
    """A decision from its JSON object. Raises DecisionError for what is none."""
    try:
        record = json.loads(line)
    except ValueError as error:
        raise DecisionError(f"It is no JSON: {error}.", remedy="One object a line.") from None
    if not isinstance(record, dict) or (
        missing := [n for n in ("kind", "subject", "author", "reason") if n not in record]
    ):
        lacking = ", ".join(missing) if isinstance(record, dict) else "an object"
        raise DecisionError(f"It lacks {lacking}.", remedy="`dateline decide export` shows how a decision is written.")
    if unknown := sorted(set(record) - set(_FIELDS)):
        raise DecisionError(f"It has an unknown field {unknown[0]!r}.", remedy=f"There are: {', '.join(_FIELDS)}.")
    values = record.get("values") or {}
    texts = [record.get(name) for name in ("id", "kind", "subject", "object", "author", "reason")]
    if not isinstance(values, dict) or not all(text is None or isinstance(text, str) for text in texts):
        raise DecisionError("A field is of the wrong kind.", remedy="All are text; values is an object of texts.")
    return Decision(
        id=record.get("id") or "",
        kind=record["kind"],
        subject=record["subject"],
        object=record.get("object"),
        values=values,
        author=record["author"],
        reason=record["reason"],
        made=_time(record.get("made")),
    )


def _time(written: object) -> datetime | None:
    if written is None:
        return None
    try:
        moment = datetime.fromisoformat(str(written))
    except ValueError:
        raise DecisionError(f"{written!r} is no time.", remedy="ISO 8601, such as 2025-03-17T10:30:00+00:00.") from None
    if moment.tzinfo is None:
        raise DecisionError(f"{written!r} has no zone.", remedy="ISO 8601, such as 2025-03-17T10:30:00+00:00.")
    return moment
