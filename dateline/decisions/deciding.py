"""Deciding: a decision is checked, previewed or written down, and applied to what is there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, select

from dateline.decisions.applying import Applied, apply_change
from dateline.decisions.kinds import check
from dateline.decisions.meant import waiting, with_names
from dateline.decisions.standing import contradictions
from dateline.errors import DecisionError
from dateline.records import Decision
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.decisions import all_decisions, append_decision
from dateline.store.standing import stand
from dateline.store.states import open_state


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a decision changes (or would): how many articles and mentions, and how many offices, days or copies."""

    decision: Decision  # with its id and time
    number: int | None  # its number; None: it was only previewed, or is in the store already
    articles: int
    mentions: int
    facts: int
    examples: tuple[str, ...] = ()  # ids of some of the articles
    warnings: tuple[str, ...] = ()  # contradictions with earlier decisions, in sentences
    waiting: tuple[str, ...] = ()  # what it is about and is not in the store: it holds as soon as that comes


class _Previewed(Exception):
    """Ends the transaction of a preview: nothing of it stays."""


def decide(store: Store, decision: Decision, *, dry_run: bool = False) -> Effect:
    """Write a decision down and apply it to all that is there; later runs replay it.

    `dry_run`: only say what it would change. A decision whose id the store has already is not written
    again. Raises DecisionError for one that does not say what its kind needs (`dateline.decisions.KINDS`).
    """
    check(decision)
    decision = replace(decision, id=decision.id or uuid4().hex[:16], made=decision.made or datetime.now(UTC))
    done: list[Effect] = []
    try:
        with store.writing() as connection:
            done.append(_decide(connection, decision))
            if dry_run:
                raise _Previewed
    except _Previewed:
        return replace(done[0], number=None)
    return done[0]


def _decide(connection: Connection, decision: Decision) -> Effect:
    there = all_decisions(connection)
    known = {known.id: known for known in there.values()}
    if decision.id in known:
        return Effect(decision=known[decision.id], number=None, articles=0, mentions=0, facts=0)
    if decision.kind == "undo" and decision.subject not in known:
        raise DecisionError(
            f"There is no decision {decision.subject!r} to be undone.", remedy="`dateline decide list` shows them."
        )
    state = open_state(connection)
    decision = with_names(connection, decision)
    number = append_decision(connection, decision, state)
    before, after = stand(there), stand({**there, number: decision})
    applied = apply_change(connection, before, after, decision, state)
    articles = _articles(connection, applied)
    return Effect(
        decision=decision,
        number=number,
        articles=len(articles),
        mentions=applied.names.mentions,
        facts=applied.facts,
        examples=tuple(articles[:5]),
        warnings=tuple(_warnings([s.decision for s in after if not s.undone_by], decision)),
        waiting=tuple(waiting(connection, decision, known)),
    )


def _articles(connection: Connection, applied: Applied) -> list[str]:
    v, a = t.versions.c, t.articles.c
    versions = sorted(applied.names.versions)
    found = set(applied.articles)
    for at in range(0, len(versions), 500):
        found |= set(connection.execute(select(v.article).where(v.key.in_(versions[at : at + 500]))).scalars())
    keys = sorted(found)
    ids: list[str] = []
    for at in range(0, len(keys), 500):
        ids += connection.execute(select(a.id).where(a.key.in_(keys[at : at + 500])).order_by(a.key)).scalars()
    return ids


def _warnings(standing: Iterable[Decision], decision: Decision) -> Iterable[str]:
    for conflict in contradictions(standing):
        if conflict.later.id == decision.id:
            earlier = conflict.earlier
            made = f" on {earlier.made:%Y-%m-%d}" if earlier.made else ""
            yield (
                f"It contradicts the {earlier.kind} {earlier.id} of {earlier.author}{made} ({earlier.reason}): "
                f"{conflict.why}. The later one holds."
            )
