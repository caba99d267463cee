"""The disagreement sheet: what the articles of a story say differently, side by side.

Numbers of dead, sums and counted things come from the sentences; days and places of events, titles of
people and spellings of names come from the findings. Every value stands with its source, its time, its
version and its sentence. A copy says nothing of its own and is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import select

from dateline.errors import QueryError
from dateline.query.claims import claims
from dateline.query.scope import Scope, scope_at
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.facet_sets import carries
from dateline.store.text import folded

KINDS = ("number", "sum", "day", "place", "title", "spelling")
ALWAYS = frozenset(("dead", "injured", "missing", "arrested", "moved"))  # a story tells of one number of each
SHARED = 2  # words that sentences on one thing share beside its name
SPELT = 82  # of 100: names so alike are one name in two spellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one version of one article says."""

    value: str  # as it stands
    compared: str  # as it is compared: a plain number, a day, a folded title
    article: str
    version: int  # 1, 2, ... of the article
    outlet: str | None
    published: date | None
    published_at: datetime | None
    sentence: str | None
    start: int | None  # of the sentence, in characters of that version's text
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One thing of which articles say different things, in the order of their time."""

    kind: str  # one of KINDS
    about: str  # dead, sum in $, days of EVENT, title of PERSON, ...
    said: tuple[Said, ...]
    open: bool  # the newest words of two outlets differ still; otherwise only earlier ones did


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The disagreements of a story."""

    story: str
    headline: str
    pieces: int  # versions that were read
    rows: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class _Version:
    key: int
    article: str
    number: int
    outlet: str | None
    published: date | None
    published_at: datetime | None
    text: str

    def said(self, value: str, compared: str, start: int | None = None, end: int | None = None) -> Said:
        """A value with where it stands."""
        sentence = " ".join(self.text[start:end].split()) if start is not None and end is not None else None
        return Said(
            value=value,
            compared=compared,
            article=self.article,
            version=self.number,
            outlet=self.outlet,
            published=self.published,
            published_at=self.published_at,
            sentence=sentence,
            start=start,
            end=end,
        )


def disagreements(store: Store, story: str, *, at: int | str | None = None) -> Sheet:
    """What the articles of a story (its id) say differently, earlier versions included. Raises QueryError."""
    with store.reading() as connection:
        scope = scope_at(connection, at)
        row = _story(scope, story)
        versions = _versions(scope, row.key)
        keys = [version.key for version in versions]
        by_key = {version.key: version for version in versions}
        found = [
            *_figures(versions),
            *_events(scope, by_key, keys),
            *_titles(scope, by_key, keys),
            *_spellings(scope, by_key, keys),
        ]
    rows = sorted(found, key=lambda one: (not one.open, KINDS.index(one.kind), one.about))
    return Sheet(story=row.id, headline=row.headline, pieces=len(versions), rows=tuple(rows))


def _story(scope: Scope, id: str) -> Any:
    s = t.stories.c
    row = scope.connection.execute(select(t.stories).where(s.id == id)).one_or_none()
    while row is not None and row.merged_into is not None:
        row = scope.connection.execute(select(t.stories).where(s.key == row.merged_into)).one_or_none()
    if row is None:
        raise QueryError(f"There is no story {id!r}.", remedy="`dateline stories` lists them with their ids.")
    return row


def _versions(scope: Scope, story: int) -> list[_Version]:
    a, v, x, sa = t.articles.c, t.versions.c, t.texts.c, t.story_articles
    # Every version counts, the replaced ones too: what was corrected is part of the sheet.
    rows = scope.connection.execute(
        select(v.key, a.id, v.number, v.outlet, v.published, v.published_at, x.text)
        .join(t.articles, a.key == v.article)
        .join(t.texts, x.version == v.key)
        .join(sa, sa.c.article == a.key)
        .where(sa.c.story == story, scope.holds(sa), scope.shown(v.key), ~carries(a.key))
        .order_by(v.day, v.published_at, v.number, v.key)
    )
    return [_Version(*row) for row in rows]


def _figures(versions: Sequence[_Version]) -> Iterator[Disagreement]:
    """Figures for one thing: a fate of people, or the same thing in sentences on the same."""
    groups: dict[tuple[str, str], list[tuple[frozenset[str], list[Said]]]] = defaultdict(list)
    for version in versions:
        for claim in claims(version.text):
            said = version.said(claim.shown, _plain(claim.value), claim.start, claim.end)
            alike = groups[claim.kind, claim.about]
            for words, members in alike:
                if claim.about in ALWAYS or len(words & claim.words) >= SHARED + (claim.about in words):
                    members.append(said)
                    break
            else:
                alike.append((claim.words, [said]))
    for (kind, about), alike in groups.items():
        for _, members in alike:
            yield from _differing(kind, about, members)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _events(scope: Scope, versions: dict[int, _Version], keys: Sequence[int]) -> Iterator[Disagreement]:
    e = t.events.c
    rows = scope.connection.execute(select(t.events).where(e.version.in_(keys), scope.holds(t.events)).order_by(e.key))
    days: dict[str, list[Said]] = defaultdict(list)
    places: dict[str, list[Said]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in rows:
        name, version = folded(row.name), versions[row.version]
        names.setdefault(name, row.name)
        start, end = (row.evidence[0] if row.evidence else (None, None))[:2]
        if row.start:
            span = row.start if row.end in (None, row.start) else f"{row.start} to {row.end}"
            days[name].append(version.said(span, span, start, end))
        if row.place:
            places[name].append(version.said(row.place, folded(row.place), start, end))
    for name, said in days.items():
        yield from _differing("day", f"days of {names[name]}", said)
    for name, said in places.items():
        if not _nested(said):
            yield from _differing("place", f"place of {names[name]}", said)


def _nested(said: Sequence[Said]) -> bool:
    """Whether one sentence names both places: "the coast of Baravia north of Port Malan" is one place, told twice."""
    return any(
        x.compared != y.compared and (y.compared in folded(x.sentence or "") or x.compared in y.compared)
        for x in said
        for y in said
    )


def _titles(scope: Scope, versions: dict[int, _Version], keys: Sequence[int]) -> Iterator[Disagreement]:
    a = t.affiliations.c
    statement = select(t.affiliations).where(a.version.in_(keys), a.status == "current", scope.holds(t.affiliations))
    said: dict[tuple[str, str], list[Said]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in scope.connection.execute(statement.order_by(a.key)):
        person = folded(row.person)
        names.setdefault(person, row.person)
        said[person, folded(row.organisation or "")].append(
            versions[row.version].said(row.title, folded(row.title), row.start, row.end)
        )
    for (person, _), titles in said.items():
        # "Interior Minister" and "the minister" do not contradict each other.
        if any(fuzz.token_set_ratio(x.compared, y.compared) < SPELT for x in titles for y in titles):
            yield from _differing("title", f"title of {names[person]}", titles)


def _spellings(scope: Scope, versions: dict[int, _Version], keys: Sequence[int]) -> Iterator[Disagreement]:
    """Names of several words that are nearly alike: of one entity, or of none that we know."""
    m = t.mentions.c
    statement = (
        select(m.version, m.label, m.text, m.sentence_start, m.sentence_end)
        .where(m.version.in_(keys), m.label.in_(("PERSON", "ORG", "PLACE")), scope.holds(t.mentions))
        .order_by(m.version, m.start)
    )
    names: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for row in scope.connection.execute(statement):
        text = " ".join(row.text.split())
        if " " in text:
            one = versions[row.version].said(text, text, row.sentence_start, row.sentence_end)
            names[row.label, text].append(one)
    seen: list[tuple[str, str, list[Said]]] = []
    for (label, text), found in names.items():
        for other, like, members in seen:
            if other == label and len(like.split()) == len(text.split()) and fuzz.ratio(like, text) >= SPELT:
                members += found
                break
        else:
            seen.append((label, text, list(found)))
    for _, text, members in seen:
        yield from _differing("spelling", f"spelling of {text}", members)


def _differing(kind: str, about: str, said: Iterable[Said]) -> Iterator[Disagreement]:
    """A row of the sheet where two articles, or two versions, do not say the same."""
    told = list({(one.article, one.version, one.compared): one for one in said}.values())
    if len({one.compared for one in told}) < 2 or len({(one.article, one.version) for one in told}) < 2:
        return
    values: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in told:
        values[one.article, one.version].add(one.compared)
    # Who names several values at once disagrees only with those who name none of them.
    if not any(x.isdisjoint(y) for x in values.values() for y in values.values()):
        return
    newest: dict[str, set[str]] = {}
    for one in told:
        source = one.outlet or one.article
        last = max((o for o in told if (o.outlet or o.article) == source), key=_when)
        newest[source] = values[last.article, last.version]
    still = any(x.isdisjoint(y) for x in newest.values() for y in newest.values())
    yield Disagreement(kind=kind, about=about, said=tuple(sorted(told, key=_when)), open=still)


def _when(said: Said) -> tuple[str, str, int]:
    return str(said.published or ""), str(said.published_at or ""), said.version
