"""What a decision is about: entities or stories, under the names by which another store finds them again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from dateline.decisions.kinds import KINDS, ON_STORIES
from dateline.errors import DecisionError
from dateline.records import Decision
from dateline.store import schema as t
from dateline.store.verdicts import STORY
from dateline.stories.decided import final, on_stories

_TELLING = 40  # articles of a story that are kept with a decision, to find it by


def with_names(connection: Connection, decision: Decision) -> Decision:
    """The decision with what its entities or stories are called: another store, or another model's, finds them by it.

    Raises DecisionError where it puts a story and something else together.
    """
    if decision.kind in ON_STORIES and (about := _on_stories(connection, decision)) is not None:
        return about
    e = t.entities.c
    ids = [id for id in (decision.subject, decision.object) if id]
    rows = {row.id: row for row in connection.execute(select(e.id, e.label, e.name).where(e.id.in_(ids)))}
    values = dict(decision.values)
    if subject := rows.get(decision.subject):
        values = {"subject_name": subject.name, "label": subject.label, **values}
        if decision.kind == "rename":
            values = {"former": subject.name, **values}
    if decision.object in rows:
        values = {"object_name": rows[decision.object].name, **values}
    return replace(decision, values=values)


def _on_stories(connection: Connection, decision: Decision) -> Decision | None:
    """The decision as one on stories; None where it is about entities."""
    s = t.stories.c
    ids = [id for id in (decision.subject, decision.object) if id]
    headlines = dict(connection.execute(select(s.id, s.headline).where(s.id.in_(ids))).tuples().all())
    if not on_stories(decision) and not headlines:
        return None
    if others := [id for id in ids if id not in headlines and _is_entity(connection, id)]:
        raise DecisionError(
            f"{others[0]!r} is no story, and the other one is.", remedy="Decide on two entities, or on two stories."
        )
    if decision.values.get("aliases"):
        raise DecisionError("A story has no aliases.", remedy="Name the articles that are of another story.")
    values = {**decision.values, "label": STORY}
    meant: list[str | None] = []
    for which, id in (("subject", decision.subject), ("object", decision.object)):
        meant.append(final(connection, id) if id and id in headlines else id)
        if id and id in headlines:
            values.setdefault(f"{which}_name", headlines[id])
            values.setdefault(f"{which}_articles", " ".join(_articles(connection, final(connection, id))))
    subject, object = meant
    if subject == object:
        raise DecisionError(f"{decision.subject!r} is a part of {object!r} already.", remedy="Name two stories.")
    return replace(decision, subject=subject or "", object=object, values=values)


def _is_entity(connection: Connection, id: str) -> bool:
    return connection.execute(select(t.entities.c.key).where(t.entities.c.id == id)).first() is not None


def _articles(connection: Connection, story: str) -> list[str]:
    a, s, sa = t.articles.c, t.stories.c, t.story_articles.c
    statement = (
        select(a.id)
        .join(t.story_articles, sa.article == a.key)
        .join(t.stories, s.key == sa.story)
        .where(s.id == story, sa.valid_to.is_(None))
        .order_by(sa.article)
    )
    return list(connection.execute(statement.limit(_TELLING)).scalars())


def waiting(connection: Connection, decision: Decision, known: Mapping[str, Decision]) -> Iterable[str]:
    """What a decision names and the store does not have, in sentences."""
    kind = KINDS[decision.kind]
    tables = {"article": t.articles, "entity": t.entities, "event": t.entities, "story": t.stories}
    for id, what in ((decision.subject, kind.subject), (decision.object, kind.object)):
        if not id or not what or what == "decision":
            continue
        looked = [tables[word] for word in what.split() if word in tables]
        if not any(connection.execute(select(table.c.key).where(table.c.id == id)).first() for table in looked):
            yield f"There is no {what} {id!r} in the store now."
    there = set(decision.values.get("articles", "").split())
    if there:
        a = t.articles.c
        found = set(connection.execute(select(a.id).where(a.id.in_(sorted(there)))).scalars())
        yield from (f"There is no article {id!r} in the store now." for id in sorted(there - found))
