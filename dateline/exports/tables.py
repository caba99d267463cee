"""The tables that CSV, Excel and Parquet carry: their columns with types and meaning, and their rows.

One row a thing; every row names its article, its version and, where it is found in the text, its
characters, so that each figure opens its sentence.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dateline.records import Span
from dateline.store.reading import Known

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type of its values (text, integer, number, day, moment, flag), its meaning."""

    name: str
    type: str
    help: str


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table: its columns, and its rows for one article."""

    help: str
    columns: tuple[Column, ...]
    rows: Callable[[Known], Iterator[Row]]


def _columns(text: str) -> tuple[Column, ...]:
    rows = (line.split("|") for line in text.splitlines() if line.strip())
    return tuple(Column(*(cell.strip() for cell in row)) for row in rows)


_ARTICLE = """
    article | text | id of the article
    version | integer | version of the article: 1, 2, ...
    published | day | day of publication
    outlet | text | who published it
"""
_PLACE = """
    start | integer | first character in the article's text
    end | integer | the character after the last
    sentence | text | what stands there
"""


def _head(known: Known) -> Row:
    return known.article.id, known.number, known.article.published, known.article.outlet


def _articles(known: Known) -> Iterator[Row]:
    a = known.article
    line = a.dateline
    yield (
        *_head(known), a.headline, a.published_at, a.agency, a.byline, a.language, a.country, a.section,
        line.place if line else None, line.date if line else None, a.url, a.source, len(a.text.split()), a.text,
        f"{known.findings.model.name} {known.findings.model.version}",
    )  # fmt: skip


def _entity(known: Known, label: str, name: str | None) -> tuple[str | None, str | None]:
    return known.entities.get((label, name or ""), (None, None))


def _mentions(known: Known) -> Iterator[Row]:
    for span in known.findings.spans:
        id, name = _entity(known, span.label, span.entity or span.text)
        yield (
            *_head(known),
            span.label,
            span.text,
            name or span.entity,
            id,
            span.value,
            span.score,
            span.start,
            span.end,
        )


def _dates(known: Known) -> Iterator[Row]:
    from dateline.store.intervals import interval

    for span in known.findings.spans:
        if span.label == "DATE":
            days = interval(span.value)
            first, last = (days.first, days.last) if days else (None, None)
            yield (*_head(known), span.text, span.value, first, last, span.note, *_said(known, span))


def _said(known: Known, span: Span) -> Row:
    return span.start, span.end, known.article.text[span.start : span.end]


def _evidence(known: Known, place: tuple[int, int] | None) -> Row:
    if not place:
        return None, None, None
    return place[0], place[1], " ".join(known.article.text[place[0] : place[1]].split())


def _events(known: Known) -> Iterator[Row]:
    for event in known.findings.events:
        yield (
            *_head(known), event.name, event.type, event.start, event.end, event.place, "; ".join(event.organisers),
            "; ".join(p.name for p in event.participants), event.edition, event.parent,
            *_evidence(known, event.evidence[0] if event.evidence else None),
        )  # fmt: skip


def _affiliations(known: Known) -> Iterator[Row]:
    for a in known.findings.affiliations:
        yield (*_head(known), a.person, a.title, a.organisation, a.status, *_evidence(known, a.evidence))


def _quotes(known: Known) -> Iterator[Row]:
    for q in known.findings.quotes:
        yield (*_head(known), q.speaker, q.text, q.cue, q.kind, q.start, q.end)


def _happenings(known: Known) -> Iterator[Row]:
    for h in known.findings.happenings:
        yield (
            *_head(known), h.type, h.actor, h.verb, h.target, h.when, h.place, h.mode, *_evidence(known, h.evidence),
        )  # fmt: skip


TABLES: dict[str, TableSpec] = {
    "articles": TableSpec(
        "one row an article",
        _columns(
            _ARTICLE
            + """
    headline | text | headline
    published_at | moment | moment of publication, where the hour is known
    agency | text | agency whose text it is
    byline | text | who wrote it
    language | text | ISO 639-1
    country | text | ISO 3166-1 alpha-2, of the outlet
    section | text | section of the outlet
    dateline_place | text | where it was filed
    dateline_day | day | when it was filed
    url | text | canonical address
    source | text | source that brought it
    words | integer | words of the text
    text | text | the text; characters are counted in it
    model | text | what found the findings
"""
        ),
        _articles,
    ),
    "mentions": TableSpec(
        "one row a span that names something",
        _columns(
            _ARTICLE
            + """
    label | text | PERSON, ORG, PLACE, DATE, EVENT
    text | text | the words
    name | text | name of the entity
    entity | text | id of the entity across articles
    value | text | ISO 8601, of a date
    score | number | calibrated, 0 to 1
    start | integer | first character in the article's text
    end | integer | the character after the last
"""
        ),
        _mentions,
    ),
    "dates": TableSpec(
        "one row a date that the text speaks of",
        _columns(
            _ARTICLE
            + """
    text | text | the words
    value | text | ISO 8601
    first | day | first day that it covers
    last | day | last day that it covers
    note | text | what is odd about it
"""
            + _PLACE
        ),
        _dates,
    ),
    "events": TableSpec(
        "one row a named event of an article",
        _columns(
            _ARTICLE
            + """
    event | text | name
    type | text | conference, election, sports, disaster, ...
    first | text | first day, ISO 8601
    last | text | last day, ISO 8601
    place | text | where
    organisers | text | separated by semicolons
    participants | text | separated by semicolons
    edition | text | year or ordinal
    parent | text | event of which it is a session
"""
            + _PLACE
        ),
        _events,
    ),
    "affiliations": TableSpec(
        "one row an office that an article gives a person",
        _columns(
            _ARTICLE
            + """
    person | text | name
    title | text | as the article says it
    organisation | text | name
    status | text | current, former, acting, designate
"""
            + _PLACE
        ),
        _affiliations,
    ),
    "quotes": TableSpec(
        "one row a quotation",
        _columns(
            _ARTICLE
            + """
    speaker | text | name
    words | text | what was said
    cue | text | said, told, according to, ...
    kind | text | direct, indirect
    start | integer | first character in the article's text
    end | integer | the character after the last
"""
        ),
        _quotes,
    ),
    "happenings": TableSpec(
        "one row who did what to whom",
        _columns(
            _ARTICLE
            + """
    type | text | of PLOVER's event types
    actor | text | who
    verb | text | did what
    target | text | to whom
    when | text | ISO 8601
    place | text | where
    mode | text | actual, planned, alleged, negated
"""
            + _PLACE
        ),
        _happenings,
    ),
}
