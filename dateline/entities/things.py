"""What one article names, with all that it says of each: the evidence by which entities are told apart."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dateline.entities import events, organisations, people, places
from dateline.entities.fields import field_of_text, field_of_title
from dateline.entities.folding import fold
from dateline.records import Article, Findings, Label

KEPT = (Label.PERSON, Label.ORG, Label.PLACE, Label.EVENT)
Name = tuple[str, str]  # label, best name within its article
_BESIDE = 24  # other names of the article that are evidence: the first ones

# Whoever leads it: there are not two at a time.
_AT_THE_HEAD = re.compile(
    r"\b(?:chief executive|ceo|chair(?:man|woman|person)?|president|founder|owner|managing director|"
    r"director[- ]general)\b",
    re.IGNORECASE,
)
Evidence = dict[str, set[str]]  # kind -> values
# organisation  the person's, by its normal form      title  the person's office       field  of the office
# country       its own: of office, name or place     in     countries of the text     with   who else is named
# about         field of the text                head   who leads the organisation
# form          legal form of the name                year   in which an event is      worldwide  written of anywhere


@dataclass(slots=True)
class Thing:
    """One person, organisation, place or event of an article."""

    label: str
    name: str  # the best within the article
    forms: Counter[str] = field(default_factory=Counter)  # how the article writes it -> how often
    evidence: Evidence = field(default_factory=dict)

    def note(self, kind: str, value: str | None) -> None:
        """Take in a piece of evidence."""
        if value:
            self.evidence.setdefault(kind, set()).add(value)


@dataclass(frozen=True, slots=True)
class Context:
    """What an article speaks of as a whole."""

    located: places.Located  # the places that it names
    countries: Mapping[str, float]  # ISO 3166-1 alpha-2 -> how much it speaks of it, 0 to 1
    field: str | None
    year: int | None

    @property
    def country(self) -> str | None:
        """The country of which it speaks most, where one is clearly so."""
        ranked = sorted(self.countries.items(), key=lambda pair: (-pair[1], pair[0]))
        return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[1][1] < ranked[0][1]) else None


def things_of(article: Article, findings: Findings) -> tuple[list[Thing], Context]:
    """The things of an article, those with the fullest names first; and what it speaks of."""
    found: dict[Name, Thing] = {}
    for span in findings.spans:
        if span.label in KEPT:
            name = span.entity or span.text
            thing = found.setdefault((str(span.label), name), Thing(str(span.label), name))
            thing.forms[" ".join(span.text.split())] += 1
    for event in findings.events:
        thing = found.setdefault(("EVENT", event.name), Thing("EVENT", event.name))
        for day in (event.start, event.end):
            thing.note("year", day[:4] if day and day[:4].isdigit() else None)
    for thing in found.values():
        thing.forms.setdefault(" ".join(thing.name.split()), 0)
    context = _context(article, list(found.values()))
    _offices(found, findings)
    senders = {fold(name) for name in (article.agency, article.outlet) if name}
    for thing in found.values():
        _own(thing, context)
        if thing.label == "ORG" and any(fold(form) in senders for form in thing.forms):
            thing.note("worldwide", "1")
    _beside(found, senders)
    return sorted(found.values(), key=lambda t: (t.label, -max(len(form.split()) for form in t.forms), t.name)), context


def _context(article: Article, things: Iterable[Thing]) -> Context:
    named = {t.name: sum(t.forms.values()) for t in things if t.label == "PLACE"}
    line = article.dateline
    located = places.Located.of(named, line.place if line else None)
    countries = located.countries()
    if not countries and article.country:
        countries = {article.country.upper(): 1.0}
    day = article.published or (line.date if line else None)
    text = f"{article.headline or ''} {article.text}"
    return Context(located, countries, field_of_text(text), day.year if day else None)


def _offices(found: Mapping[Name, Thing], findings: Findings) -> None:
    """What the affiliations say of people, and of the organisations that give the office."""
    for office in findings.affiliations:
        person = found.get(("PERSON", office.person))
        if person is None:
            continue
        person.note("title", " ".join(fold(word) for word in office.title.split()))
        person.note("field", field_of_title(office.title))
        if office.organisation:
            name = organisations.organisation_name(office.organisation)
            person.note("organisation", name.normal)
            person.note("country", (name.country or places.likely_country(office.organisation) or "")[:2].upper())
            if given := found.get(("ORG", office.organisation)):
                given.note("with", f"P {people.person_name(office.person).normal}")
                if _AT_THE_HEAD.search(office.title):
                    given.note("head", people.person_name(office.person).normal)


def _own(thing: Thing, context: Context) -> None:
    """What name and text say of the thing itself."""
    for country, share in context.countries.items():
        if share >= 0.5:
            thing.note("in", country)
    thing.note("about", context.field)
    if thing.label == "ORG":
        for form in thing.forms:
            name = organisations.organisation_name(form)
            thing.note("form", name.form)
            thing.note("worldwide", "1" if organisations.worldwide(name) else None)
            thing.note("country", (name.country or "")[:2].upper())
    elif thing.label == "EVENT":
        for form in thing.forms:
            year = events.event_name(form).year
            thing.note("year", str(year) if year else None)


def _beside(found: Mapping[Name, Thing], senders: set[str]) -> None:
    """Who else is named: people and organisations; not the agency and outlet, which stand in every text."""
    said: list[tuple[Name, str]] = []
    for (label, name), thing in found.items():
        if label == "PERSON" and len(people.person_name(name).words) > 1:
            said.append(((label, name), f"P {people.person_name(name).normal}"))
        elif label == "ORG" and not any(fold(form) in senders for form in thing.forms):
            parsed = organisations.organisation_name(name)
            if not parsed.generic or parsed.country:
                said.append(((label, name), f"O {parsed.normal}"))
        elif label == "EVENT":
            said.append(((label, name), f"E {events.event_name(name).normal}"))
    for key, thing in found.items():
        for other, value in said[:_BESIDE]:
            if other != key:
                thing.note("with", value)
