"""Offices, days and copies as people say they are; the rows that this replaces are kept beside.

A fix finds its rows by what a text says, never by their keys: another model's findings are other rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from dateline.decisions import copying, rows
from dateline.decisions.rows import Row
from dateline.records import Decision
from dateline.store import schema as t
from dateline.store.intervals import interval
from dateline.store.meaning import recount
from dateline.store.text import folded

ON_FACTS = ("fix-office", "fix-date", "copy-of")


@dataclass(frozen=True, slots=True)
class Fix:
    """A row as it was found (None: there was none) and as decided (None: there is none)."""

    article: int
    table: str
    before: Row | None
    after: Row | None


def fix(
    connection: Connection,
    number: int,
    decision: Decision,
    entity: int | None,
    state: int,
    versions: Sequence[int] | None = None,
) -> list[Fix]:
    """Apply a decision on facts to what is there (or only to these versions); what it changed.

    `entity`: the key of the person or event that the decision is about; None where it is about an article.
    """
    if decision.kind == "copy-of":
        fixes = [Fix(*found) for found in copying.copy_as_decided(connection, decision, state)]
    else:
        found = _found(connection, decision, entity, versions)
        fixes = [Fix(row.pop("article"), table, row, after) for table, row, after in found]
        for one in fixes:
            rows.replace_row(connection, t.metadata.tables[one.table], one.before, one.after, state)
        recount(connection, sorted({one.before["version"] for one in fixes if one.before}), state)
    _remember(connection, number, fixes)
    return fixes


def unfix(connection: Connection, number: int, state: int) -> list[Fix]:
    """Put back what a decision replaced, where it is still there."""
    f = t.undecided_facts.c
    kept = connection.execute(select(t.undecided_facts).where(f.decision == number).order_by(f.article, f.place)).all()
    fixes = [Fix(row.article, row.table, row.before, row.after) for row in kept]
    versions = set()
    for one in fixes:
        if one.table == t.copies.name:
            copying.put_back(connection, one.article, one.before, state)
        else:
            rows.replace_row(connection, t.metadata.tables[one.table], one.after, one.before, state)
            versions |= {row["version"] for row in (one.before, one.after) if row}
    recount(connection, sorted(versions), state)
    connection.execute(delete(t.undecided_facts).where(f.decision == number))
    return fixes


def _remember(connection: Connection, number: int, fixes: Sequence[Fix]) -> None:
    f = t.undecided_facts.c
    places: dict[int, int] = {}
    for one in fixes:
        if one.article not in places:
            of = (f.decision == number) & (f.article == one.article)
            last = connection.execute(select(func.max(f.place)).where(of)).scalar()
            places[one.article] = -1 if last is None else last
        places[one.article] += 1
        row = {"decision": number, "article": one.article, "place": places[one.article], "table": one.table}
        connection.execute(insert(t.undecided_facts).values(**row, before=one.before, after=one.after))


Found = tuple[str, Row, Row | None]  # table, the row with its article, the row as decided


def _found(
    connection: Connection, decision: Decision, entity: int | None, versions: Sequence[int] | None
) -> Iterable[Found]:
    find: Callable[..., Iterable[Found]]
    find = _offices if decision.kind == "fix-office" else _event_days if decision.values.get("start") else _days
    articles = decision.values.get("articles", "").split()
    return list(find(connection, decision.values, decision.subject, entity, _Where(versions, articles)))


@dataclass(frozen=True, slots=True)
class _Where:
    """The articles to which a fix is limited."""

    versions: Sequence[int] | None
    articles: Sequence[str]

    def rows(self, connection: Connection, table: Any, condition: Any) -> list[Row]:
        """The rows of a table that hold now, in current versions, with their article."""
        v, a = t.versions.c, t.articles.c
        statement = (
            select(table, v.article)
            .join(t.versions, v.key == table.c.version)
            .join(t.articles, a.key == v.article)
            .where(table.c.valid_to.is_(None), v.valid_to.is_(None), condition)
        )
        if self.versions is not None:
            statement = statement.where(table.c.version.in_(self.versions))
        if self.articles:
            statement = statement.where(a.id.in_(self.articles))
        return [rows.plain(dict(row)) for row in connection.execute(statement).mappings()]


def _names(table: Any, column: str, entity: int | None, labels: Sequence[str]) -> Any:
    """Whether a name of a fact means an entity."""
    n = t.names.c
    of = (n.version == table.c.version) & (n.name == table.c[column]) & n.label.in_(labels)
    return select(n.entity).where(of, n.entity == entity, n.valid_to.is_(None)).exists()


def _offices(
    connection: Connection, values: Mapping[str, str], subject: str, entity: int | None, where: _Where
) -> Iterable[Found]:
    # From the person's articles, which an index knows, to their offices.
    ae, table = t.article_entity.c, t.affiliations
    of = select(ae.version).where(ae.entity == entity, ae.offices > 0, ae.valid_to.is_(None))
    condition = table.c.version.in_(of) & _names(table, "person", entity, ("PERSON",))
    for row in where.rows(connection, table, condition):
        organisation = values.get("organisation")
        if folded(row["title"]) != folded(values["title"]):
            continue
        if organisation and folded(row["organisation"] or "") != folded(organisation):
            continue
        after: Row | None = None
        if values.get("new_title", "-"):
            new = {name: values.get(f"new_{name}") for name in ("title", "organisation", "status")}
            after = row | {name: value for name, value in new.items() if value}
            after.pop("article")
        if after is None or any(after[name] != row[name] for name in after):
            yield table.name, row, after


def _days(
    connection: Connection, values: Mapping[str, str], subject: str, entity: int | None, where: _Where
) -> Iterable[Found]:
    m, a = t.mentions, t.articles.c
    of = select(t.versions.c.key).join(t.articles, a.key == t.versions.c.article).where(a.id == subject)
    text, value = " ".join(values["text"].split()), values.get("value", "")
    days = interval(value) if value else None
    for row in where.rows(connection, m, m.c.version.in_(of) & (m.c.label == "DATE")):
        if " ".join(row["text"].split()) != text or row["value"] == (value or None):
            continue
        yield m.name, dict(row), _without_article(row) | {"value": value or None}
        here = (t.dates.c.version == row["version"]) & (t.dates.c.start == row["start"])
        for day in where.rows(connection, t.dates, here & (t.dates.c.end == row["end"])):
            after = None
            if days:
                said = {"first": days.first, "last": days.last, "precision": days.precision, "value": value}
                after = rows.plain(_without_article(day) | said)
            yield t.dates.name, day, after


def _event_days(
    connection: Connection, values: Mapping[str, str], subject: str, entity: int | None, where: _Where
) -> Iterable[Found]:
    ae, table = t.article_entity.c, t.events
    of = select(ae.version).where(ae.entity == entity, ae.valid_to.is_(None))
    start, end = values["start"], values.get("end") or values["start"]
    begin, finish = interval(start), interval(end)
    for row in where.rows(connection, table, table.c.version.in_(of) & _names(table, "name", entity, ("EVENT",))):
        said = {"start": start, "end": end, "first": begin and begin.first, "last": finish and finish.last}
        after = rows.plain(_without_article(row) | said)
        if any(after[name] != row[name] for name in after):
            yield table.name, row, after


def _without_article(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "article"}
