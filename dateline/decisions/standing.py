"""Which decisions stand, and which contradict an earlier one."""

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.records import Decision
from dateline.store import Store
from dateline.store.decisions import all_decisions
from dateline.store.standing import Standing, stand
from dateline.store.text import folded
from dateline.store.verdicts import names_in, other_of


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two standing decisions of which the later takes back (part of) what the earlier says; the later one holds."""

    earlier: Decision
    later: Decision
    why: str


def standing(store: Store) -> list[Standing]:
    """All decisions of a store, in their order."""
    with store.reading() as connection:
        return stand(all_decisions(connection))


def conflicts(store: Store) -> list[Conflict]:
    """The contradictions among the decisions that stand."""
    return contradictions(s.decision for s in standing(store) if not s.undone_by)


def contradictions(decisions: Iterable[Decision]) -> list[Conflict]:
    """The contradictions among decisions, given in their order."""
    seen: dict[str, list[Decision]] = {}
    found: list[Conflict] = []
    for decision in decisions:
        about = {decision.subject, decision.object or decision.subject}
        earlier = {e.id: e for key in sorted(about) for e in seen.get(key, ())}.values()
        found += [Conflict(one, decision, why) for one in earlier if (why := _contradicts(one, decision))]
        for key in about:
            seen.setdefault(key, []).append(decision)
    return found


def _contradicts(earlier: Decision, later: Decision) -> str | None:
    kinds = (earlier.kind, later.kind)
    pair = {earlier.subject, earlier.object} == {later.subject, later.object}
    same = earlier.subject == later.subject
    if kinds == ("not-same", "merge") and pair:
        return "they were said to be two"
    if kinds == ("split", "merge") and {earlier.subject, other_of(earlier)} == {later.subject, later.object}:
        return "a part of the one was said to be the other"
    if kinds == ("split", "split") and same and other_of(earlier) != other_of(later) and _shared(earlier, later):
        return "they were said to be of another"
    if kinds == ("merge", "not-same") and pair:
        return "they were said to be one"
    if kinds == ("merge", "merge") and (pair or (same and earlier.object != later.object)):
        return "it was merged another way"
    if kinds == ("rename", "rename") and same and _value(earlier, "name") != _value(later, "name"):
        return "it was given another name"
    if earlier.kind == "reject" and later.kind in ("merge", "rename", "split") and earlier.subject in (
        later.subject,
        later.object,
    ) and not set(earlier.values) & {"articles", "aliases"}:  # fmt: skip
        return "its mentions were said to be no entity"
    if kinds == ("fix-office", "fix-office") and same and _same(earlier, later, "title", "organisation"):
        return None if dict(earlier.values) == dict(later.values) else "the office was fixed in another way"
    if kinds == ("fix-date", "fix-date") and same and _same(earlier, later, "text"):
        return None if _same(earlier, later, "value", "start", "end") else "another day was given"
    if kinds == ("copy-of", "copy-of") and same and earlier.object != later.object:
        return "another original was named"
    return None


def _shared(one: Decision, other: Decision) -> bool:
    """Whether two splits are of the same articles, or of the same names."""
    articles = set(one.values.get("articles", "").split()) & set(other.values.get("articles", "").split())
    return bool(articles or {*map(folded, names_in(one))} & {*map(folded, names_in(other))})


def _value(decision: Decision, name: str) -> str:
    return folded(decision.values.get(name, ""))


def _same(one: Decision, other: Decision, *names: str) -> bool:
    return all(_value(one, name) == _value(other, name) for name in names)
