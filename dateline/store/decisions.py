"""Decisions as rows: appended, never changed."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from dateline.records import Decision
from dateline.store import schema as t


def append_decision(connection: Connection, decision: Decision, state: int) -> int:
    """Write a decision down; its number. Decisions keep the order in which they were written down."""
    statement = (
        insert(t.decisions)
        .values(
            id=decision.id,
            kind=decision.kind,
            subject=decision.subject,
            object=decision.object,
            values=dict(decision.values),
            author=decision.author,
            reason=decision.reason,
            made=decision.made or datetime.now(UTC),
            valid_from=state,
        )
        .returning(t.decisions.c.number)
    )
    return int(connection.execute(statement).scalar_one())


def all_decisions(connection: Connection) -> dict[int, Decision]:
    """number -> decision, in their order; those that were undone too."""
    columns = ("id", "kind", "subject", "object", "values", "author", "reason", "made")
    rows = connection.execute(select(t.decisions).order_by(t.decisions.c.number)).mappings()
    return {row["number"]: Decision(**{name: row[name] for name in columns}) for row in rows}


def forget_undecided(connection: Connection, articles: Sequence[int], versions: Sequence[int]) -> None:
    """New findings replace what decisions had changed in the old ones: they are decided anew.

    A link between copies is no finding: what was said of it stays.
    """
    u, f = t.undecided_names.c, t.undecided_facts.c
    connection.execute(delete(t.undecided_names).where(u.version.in_(versions)))
    connection.execute(delete(t.undecided_facts).where(f.article.in_(articles), f.table != t.copies.name))


def renamed(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of these entities that people have ever named: the name is theirs to give."""
    d = t.decisions.c
    return set(connection.execute(select(d.subject).where(d.kind == "rename", d.subject.in_(ids))).scalars())
