"""How much of the coverage does each of several names have?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, case, cast, func, select

from dateline.query.answers import Answer
from dateline.query.questions.asking import Days, one, within
from dateline.query.scope import Scope, scope_at
from dateline.store import Store
from dateline.store import schema as t


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One name's part of the pieces that name any of those compared; a piece may name several."""

    id: str
    label: str
    name: str
    outlet: str | None  # where the answer is by outlet
    pieces: int
    independent: int  # that are no copies
    stories: int  # different stories among them
    share: float  # of all pieces that name one of them, 0 to 1
    independent_share: float


def share_of_voice(
    store: Store,
    names: Sequence[str],
    *,
    published: Days = None,
    by_outlet: bool = False,
    at: int | str | None = None,
) -> Answer[Share]:
    """The coverage of several names side by side, in pieces, independent pieces and stories. Raises QueryError.

    The answer's total counts each piece once, however many of the names stand in it.
    """
    with store.reading() as connection:
        scope = scope_at(connection, at)
        found = [one(scope, name) for name in dict.fromkeys(names)]
        bearers = {bearer.key: bearer for bearer, _ in found}
        rows = _counts(scope, list(bearers), published, by_outlet)
        all_rows = {row.outlet: row for row in _counts(scope, list(bearers), published, by_outlet, together=True)}
    shares = []
    for row in rows:
        whole, bearer = all_rows[row.outlet], bearers[row.entity]
        independent = row.pieces - row.copies
        whole_independent = whole.pieces - whole.copies
        shares.append(
            Share(
                id=bearer.id,
                label=bearer.label,
                name=bearer.name,
                outlet=row.outlet if by_outlet else None,
                pieces=row.pieces,
                independent=independent,
                stories=row.stories,
                share=row.pieces / whole.pieces,
                independent_share=independent / whole_independent if whole_independent else 0.0,
            )
        )
    shares.sort(key=lambda s: (s.outlet or "", -s.pieces, s.name))
    return Answer(
        items=tuple(shares),
        total=sum(row.pieces for row in all_rows.values()),
        independent=sum(row.pieces - row.copies for row in all_rows.values()),
        state=scope.state,
        question={
            "question": "share_of_voice",
            "names": list(names),
            "published": published,
            "by_outlet": by_outlet,
            "at": at,
        },
        notes=tuple(note for _, notes in found for note in notes),
    )


def _counts(
    scope: Scope, keys: Sequence[int], published: Days, by_outlet: bool, *, together: bool = False
) -> list[Any]:
    ae, v, sa = t.article_entity, t.versions, t.story_articles
    chosen = [] if together else [ae.c.entity]
    # One row a piece: where all names are counted together, a piece that has several counts once.
    pieces = (
        select(*chosen, ae.c.version, func.max(cast(ae.c.copy, Integer)).label("copy"))
        .where(ae.c.entity.in_(keys), within(ae.c.day, published), scope.holds(ae), scope.shown(ae.c.version))
        .group_by(*chosen, ae.c.version)
        .subquery()
    )
    groups = [pieces.c.entity] if not together else []
    outlet = v.c.outlet if by_outlet else None
    # An article without a story is a story of its own: its key, below zero, never meets that of a story.
    story = func.coalesce(sa.c.story, -v.c.article)
    statement = (
        select(
            *groups,
            (outlet if outlet is not None else func.min(None)).label("outlet"),
            func.count().label("pieces"),
            func.sum(case((pieces.c.copy == 1, 1), else_=0)).label("copies"),
            func.count(story.distinct()).label("stories"),
        )
        .select_from(
            pieces.join(v, v.c.key == pieces.c.version).outerjoin(sa, (sa.c.article == v.c.article) & scope.holds(sa))
        )
        .group_by(*groups, *([outlet] if outlet is not None else []))
    )
    return [row for row in scope.connection.execute(statement) if row.pieces]
