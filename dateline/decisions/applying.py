"""What stands, applied: after a decision to all that it is about, after a run to what was kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from dateline.decisions.fixing import ON_FACTS, fix, unfix
from dateline.decisions.naming import (
    Changed,
    keys_of,
    make_others,
    name_anew,
    names_of_versions,
    settle_entities,
)
from dateline.entities.relearning import relearn
from dateline.records import Decision
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.decisions import all_decisions
from dateline.store.standing import Standing, stand
from dateline.store.states import open_state
from dateline.store.text import folded
from dateline.store.verdicts import ON_NAMES, Verdicts, other_of
from dateline.stories.decided import Wishes, on_stories, settle


@dataclass(slots=True)
class Applied:
    """What was changed: names, and facts in articles (keys)."""

    names: Changed = field(default_factory=Changed)
    articles: set[int] = field(default_factory=set)
    facts: int = 0


def apply_decisions(store: Store, articles: Sequence[str] | None = None) -> int:
    """Replay the decisions that stand on what was just kept (ids), or on all; how many versions changed.

    It may be called at any time and again: what is as decided already stays as it is.
    """
    with store.writing() as connection:
        if not (there := stand(all_decisions(connection))):
            return 0
        state = open_state(connection)
        if articles is None:
            wishes = Wishes.of(connection, there)
            moved = settle(connection, wishes, wishes.stories, state, datetime.now(UTC).date())
            return _size(_replay_all(connection, _on_entities(there), state)) + len(moved)
        there = _on_entities(there)  # decisions on stories hold when an article is placed
        a, v = t.articles.c, t.versions.c
        of = select(v.key, a.id).join(t.articles, a.key == v.article).where(v.valid_to.is_(None))
        versions: dict[int, str] = {}
        for at in range(0, len(articles), 500):
            some = of.where(a.id.in_(sorted(articles[at : at + 500])))
            versions |= dict(connection.execute(some).tuples().all())
        return _size(_replay(connection, there, versions, state)) if versions else 0


def _on_entities(there: Iterable[Standing]) -> list[Standing]:
    return [one for one in there if not on_stories(one.decision)]


def _size(applied: Applied) -> int:
    return len(applied.names.versions) + len(applied.articles)


def apply_change(
    connection: Connection, before: Sequence[Standing], after: Sequence[Standing], decision: Decision, state: int
) -> Applied:
    """Bring the store from what stood to what stands now that a decision was made."""
    by_id = {s.decision.id: s.decision for s in after}
    meant = by_id[decision.id]
    while meant.kind == "undo" and meant.subject in by_id:
        meant = by_id[meant.subject]
    if on_stories(meant):
        return Applied(articles=_sort_anew(connection, before, after, meant, state))
    before, after = at_home(connection, _on_entities(before)), at_home(connection, _on_entities(after))
    meant = next(s.decision for s in after if s.decision.id == meant.id)
    applied = Applied()
    if meant.kind in (*ON_NAMES, "not-same", "rename"):
        make_others(connection, _standing(after), state)
        old, new = _verdicts(before), _verdicts(after)
        ids = {meant.subject, meant.object or other_of(meant)}
        reached = old.leading_to(ids) | new.leading_to(ids)
        applied.names = name_anew(connection, new, reached, state)
        settle_entities(connection, new, names_given(after), reached, state)
        if meant.kind == "split":
            relearn(connection, ids)
        if meant.kind == "rename":
            applied.names.versions |= _named(connection, meant.subject)
    if meant.kind in ON_FACTS:
        about = [s for s in after if s.decision.subject == meant.subject]
        if meant.id == decision.id:
            _fix(connection, [s for s in about if s.decision.id == meant.id], _verdicts(after), None, state, applied)
        else:  # an undo: take away all that was fixed of this subject, the latest first, and fix what stands
            for fixed in reversed(about):
                for change in unfix(connection, fixed.number, state):
                    applied.articles.add(change.article)
                    applied.facts += fixed.decision.id == meant.id
            _fix(connection, about, _verdicts(after), None, state, Applied())
    return applied


def _sort_anew(
    connection: Connection, before: Sequence[Standing], after: Sequence[Standing], meant: Decision, state: int
) -> set[int]:
    """The articles (keys) that are in another story now that a decision on stories was made, or undone."""
    old, new = Wishes.of(connection, before), Wishes.of(connection, after)
    home = next(one.decision for one in new.there if one.decision.id == meant.id)
    ids = {home.subject, other_of(home)}
    reached = old.verdicts.leading_to(ids) | new.verdicts.leading_to(ids)
    return set(settle(connection, new, reached, state, datetime.now(UTC).date()))


def _replay_all(connection: Connection, there: Sequence[Standing], state: int) -> Applied:
    there = at_home(connection, there)
    verdicts = _verdicts(there)
    make_others(connection, _standing(there), state)
    on_names = [s.decision for s in there if s.decision.kind in (*ON_NAMES, "not-same", "rename")]
    ids = {id for d in on_names for id in (d.subject, d.object or other_of(d))}
    applied = Applied(names=name_anew(connection, verdicts, ids, state))
    settle_entities(connection, verdicts, names_given(there), ids, state)
    _fix(connection, there, verdicts, None, state, applied)
    return applied


def _replay(connection: Connection, there: Sequence[Standing], versions: dict[int, str], state: int) -> Applied:
    there = at_home(connection, there)
    verdicts = _verdicts(there)
    make_others(connection, _standing(there), state)
    applied = Applied()
    keys = sorted(versions)
    named = names_of_versions(connection, verdicts, keys, state, applied.names)
    given = names_given(there)
    settle_entities(connection, verdicts, given, {id for id in named if id in given or id in verdicts.whole}, state)
    about = named | set(versions.values())
    fitting = [s for s in there if s.decision.subject in about or verdicts.root(s.decision.subject) in about]
    _fix(connection, fitting, verdicts, keys, state, applied)
    return applied


def _fix(
    connection: Connection,
    there: Iterable[Standing],
    verdicts: Verdicts,
    versions: Sequence[int] | None,
    state: int,
    applied: Applied,
) -> None:
    fixes = [s for s in there if s.decision.kind in ON_FACTS and not s.undone_by]
    keys = keys_of(connection, [verdicts.root(s.decision.subject) for s in fixes])
    for one in fixes:
        entity = keys.get(verdicts.root(one.decision.subject))
        for change in fix(connection, one.number, one.decision, entity, state, versions):
            applied.articles.add(change.article)
            applied.facts += 1


def _verdicts(there: Iterable[Standing]) -> Verdicts:
    """What stands. Whoever a split had made, and was found again since, is the first once more when it is undone."""
    numbered = []
    for one in there:
        decision = one.decision
        if not one.undone_by:
            numbered.append((one.number, decision))
        elif decision.kind == "split" and not decision.object:
            other = other_of(decision)
            numbered.append((one.number, replace(decision, kind="merge", subject=other, object=decision.subject)))
    return Verdicts.of(numbered)


def _standing(there: Iterable[Standing]) -> list[Decision]:
    return [s.decision for s in there if not s.undone_by]


def names_given(there: Iterable[Standing]) -> dict[str, str]:
    """What entities are called by the decisions; where all were undone, what they were called before."""
    former: dict[str, str] = {}
    given: dict[str, str] = {}
    for one in there:
        decision = one.decision
        if decision.kind == "rename":
            former.setdefault(decision.subject, decision.values.get("former", ""))
            if not one.undone_by:
                given[decision.subject] = decision.values["name"]
    return {id: name for id, name in (former | given).items() if name}


def at_home(connection: Connection, there: Sequence[Standing]) -> list[Standing]:
    """Decisions whose entities have other ids here, found by label and name where only one has them."""
    ids = {id for s in there if s.decision.values.get("label") for id in (s.decision.subject, s.decision.object) if id}
    known: dict[str, int] = {}
    for some in (sorted(ids)[at : at + 500] for at in range(0, len(ids), 500)):
        known |= keys_of(connection, some)
    return [
        one if not (strange := _strange(one.decision, known)) else _found_by_name(connection, one, strange)
        for one in there
    ]


def _strange(decision: Decision, known: dict[str, int]) -> list[str]:
    named = {"subject": decision.subject, "object": decision.object}
    return [w for w, id in named.items() if id and id not in known and decision.values.get(f"{w}_name")]


def _found_by_name(connection: Connection, one: Standing, strange: Iterable[str]) -> Standing:
    e, decision = t.entities.c, one.decision
    found = {}
    for which in strange:
        of = (e.label == decision.values["label"]) & (e.folded == folded(decision.values[f"{which}_name"]))
        ids = connection.execute(select(e.id).where(of).limit(2)).scalars().all()
        if len(ids) == 1:
            found[which] = ids[0]
    return replace(one, decision=replace(decision, **found)) if found else one


def _named(connection: Connection, entity: str) -> set[int]:
    """The versions that name an entity now."""
    ae, e = t.article_entity.c, t.entities.c
    of = select(e.key).where(e.id == entity).scalar_subquery()
    return set(connection.execute(select(ae.version).where(ae.entity == of, ae.valid_to.is_(None))).scalars())
