"""Whose text an article carries, as people say."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from dateline.decisions.rows import Row
from dateline.records import Copy, Decision
from dateline.store import schema as t
from dateline.store.linking import article_keys, link_copies

_FIELDS = ("kind", "share", "origin", "reason")


def copy_as_decided(
    connection: Connection, decision: Decision, state: int
) -> Iterable[tuple[int, str, Row | None, Row | None]]:
    """Link the article as decided: (article, table, link before, link after); nothing where it is so already."""
    keys = article_keys(connection, [id for id in (decision.subject, decision.object) if id])
    if decision.subject not in keys or (decision.object and decision.object not in keys):
        return []
    before = _link(connection, decision.subject)
    if (before["original"] if before else None) == decision.object and not (
        before and decision.values.get("kind") not in (None, before["kind"])
    ):
        return []
    after = None
    if decision.object:
        kind = decision.values.get("kind") or (before["kind"] if before else "rewritten")
        share = before["share"] if before else 1.0
        origin = before["origin"] if before else None
        after = {"original": decision.object, "kind": kind, "share": share, "origin": origin}
        after |= {"reason": f"{decision.author}: {decision.reason}"}
    put_back(connection, keys[decision.subject], after, state)
    return [(keys[decision.subject], t.copies.name, before, after)]


def put_back(connection: Connection, article: int, link: Row | None, state: int) -> None:
    """Let an article carry this text, or none."""
    id = connection.execute(select(t.articles.c.id).where(t.articles.c.key == article)).scalar_one()
    copies = [] if link is None else [Copy(article=id, **link)]
    link_copies(connection, copies, state, anew=[id])


def _link(connection: Connection, article: str) -> Row | None:
    c, a = t.copies.c, t.articles.alias()
    original = t.articles.alias()
    columns: list[Any] = [c[name] for name in (*_FIELDS, "dropped", "added")]
    statement = (
        select(original.c.id.label("original"), *columns)
        .select_from(t.copies.join(a, a.c.key == c.article).join(original, original.c.key == c.original))
        .where(a.c.id == article, c.valid_to.is_(None))
    )
    row = connection.execute(statement).mappings().first()
    return dict(row) if row else None
