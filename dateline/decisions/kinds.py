"""What each kind of decision needs: one table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.errors import DecisionError
from dateline.records import Decision
from dateline.store.intervals import interval


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of decision. Subject and object are ids (of an entity, an article, a decision)."""

    help: str
    subject: str  # what the subject is
    object: str | None = None  # what the object is; None: it has none
    optional_object: bool = False
    needs: tuple[str, ...] = ()  # values without which it says nothing
    takes: Mapping[str, str] | tuple[()] = ()  # values that it may have, with what they mean


_WHERE = {
    "articles": "ids of the articles in which it holds, separated by blanks; none: in all",
    "aliases": "the names of which it holds, separated by |; none: all of them",
}
_WHO = "entity or story"
KINDS: dict[str, Kind] = {
    "merge": Kind("The subject is the object: one entity or story, under the object's name.", _WHO, _WHO),
    "split": Kind(
        "Some mentions of the subject are of another: in these articles, or under these names; "
        "or these articles are of another story.",
        _WHO,
        _WHO,
        optional_object=True,
        takes=_WHERE | {"name": "the name of the other; none: the first of the names, or the subject's"},
    ),
    "rename": Kind("The subject is called so.", "entity", needs=("name",), takes={"name": "the name"}),
    "reject": Kind("These mentions are no entity.", "entity", takes=_WHERE),
    "not-same": Kind("Subject and object are two, however alike.", _WHO, _WHO),
    "fix-office": Kind(
        "The person's office is another than was found.",
        "entity",
        needs=("title",),
        takes={
            "title": "the title as it was found",
            "organisation": "the organisation as it was found; none: whatever it was",
            "new_title": "the right title; empty: it is no office",
            "new_organisation": "the right organisation",
            "new_status": "current, former, acting or designate",
            "articles": _WHERE["articles"],
        },
    ),
    "fix-date": Kind(
        "An expression of an article means this day; or a named event has these days.",
        "article or event",
        takes={
            "text": "the expression, of an article",
            "value": "what it means, ISO 8601; empty: it is no date",
            "start": "the first day of an event",
            "end": "its last day",
        },
    ),
    "copy-of": Kind(
        "The subject carries the object's text; without an object: it is no copy.",
        "article",
        "article",
        optional_object=True,
        takes={"kind": "verbatim, cut, rewritten or form"},
    ),
    "undo": Kind("The decision no longer holds.", "decision"),
}
STATUS = ("current", "former", "acting", "designate")
COPY_KINDS = ("verbatim", "cut", "rewritten", "form")
ON_STORIES = ("merge", "split", "not-same")
# Kept with every decision on entities and stories, so that another store finds them again.
NAMES = ("subject_name", "object_name", "subject_articles", "object_articles", "label", "former")
_LABEL = re.compile(r"PERSON|ORG|PLACE|EVENT")


def check(decision: Decision) -> None:
    """Raises DecisionError where a decision does not say what its kind needs."""
    kind = KINDS.get(decision.kind)
    if kind is None:
        raise DecisionError(f"There is no decision {decision.kind!r}.", remedy=f"There are: {', '.join(KINDS)}.")
    if not decision.subject.strip():
        raise DecisionError(f"The decision {decision.kind!r} has no subject.", remedy=f"Name the {kind.subject}.")
    if kind.object and not kind.optional_object and not decision.object:
        raise DecisionError(f"The decision {decision.kind!r} needs a second {kind.object}.", remedy=kind.help)
    if decision.object and not kind.object:
        raise DecisionError(f"The decision {decision.kind!r} takes no second thing.", remedy=kind.help)
    if decision.object == decision.subject:
        raise DecisionError(f"Subject and object of {decision.kind!r} are the same.", remedy="Name two.")
    if not decision.author.strip() or not decision.reason.strip():
        raise DecisionError("A decision has an author and a reason.", remedy="Say who decides, and why.")
    values = {name: value for name, value in decision.values.items() if name not in NAMES}
    allowed = dict(kind.takes)
    for name, value in decision.values.items():
        if not isinstance(value, str):
            raise DecisionError(f"The value {name!r} of a decision must be text, not {type(value).__name__}.")
    for name in values:
        if name not in allowed:
            there = ", ".join(allowed) or "none"
            raise DecisionError(f"{decision.kind!r} takes no {name!r}.", remedy=f"It takes: {there}.")
    for name in kind.needs:
        if not values.get(name, "").strip():
            raise DecisionError(f"{decision.kind!r} needs {name!r}: {allowed[name]}.")
    _check_values(decision, values)


def _check_values(decision: Decision, values: Mapping[str, str]) -> None:
    if decision.kind == "split" and not (values.get("articles") or values.get("aliases")):
        raise DecisionError("A split says of which mentions it is.", remedy="Name articles, or aliases.")
    if values.get("new_status", "current") not in STATUS:
        raise DecisionError(f"There is no status {values['new_status']!r}.", remedy=f"There are: {', '.join(STATUS)}.")
    if decision.kind == "copy-of" and values.get("kind", "rewritten") not in COPY_KINDS:
        raise DecisionError(f"There is no copy {values['kind']!r}.", remedy=f"There are: {', '.join(COPY_KINDS)}.")
    if decision.kind == "fix-date":
        if bool(values.get("text")) == bool(values.get("start")):
            raise DecisionError(
                "A day is fixed for an expression of an article (text, value) or for an event (start, end).",
                remedy="Give one of the two.",
            )
        for name in ("value", "start", "end"):
            if values.get(name) and interval(values[name]) is None:
                raise DecisionError(
                    f"{values[name]!r} is no day or period.", remedy="ISO 8601: 2025-03-17, 2025-03, a/b."
                )
    if decision.kind == "fix-office" and not {"new_title", "new_organisation", "new_status"} & set(values):
        raise DecisionError("The office stays as it is.", remedy="Give new_title, new_organisation or new_status.")
