"""Short press texts with hard names, made from a cast (data/entities): who is meant is known.

`cast.json` makes 300, by which the resolver was tuned; `cast-other.json` was written when that was done.

One name, several people; one surname; acronyms of two bodies; spellings and transliterations; legal forms;
ministries of several countries; towns of one name; editions of events. Made with a fixed seed.
"""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.records import Affiliation, Article, Dateline, Event, Findings, Span

CASTS = Path(__file__).parent / "data" / "entities"
COUNTRIES = {
    "AE": "United Arab Emirates", "NL": "Netherlands", "IN": "India", "GB": "United Kingdom", "FR": "France",
    "PH": "Philippines", "TJ": "Tajikistan", "NO": "Norway", "DE": "Germany", "KE": "Kenya", "PE": "Peru",
    "NG": "Nigeria", "RU": "Russia", "AU": "Australia", "PT": "Portugal", "LV": "Latvia", "UZ": "Uzbekistan",
    "US": "United States", "UA": "Ukraine", "QA": "Qatar", "EG": "Egypt", "CN": "China", "KR": "South Korea",
    "ES": "Spain", "CL": "Chile", "MY": "Malaysia", "PK": "Pakistan", "TR": "Turkey", "GH": "Ghana", "VN": "Vietnam",
    "JO": "Jordan", "FI": "Finland", "IE": "Ireland", "JP": "Japan", "BO": "Bolivia", "CA": "Canada", "IT": "Italy",
    "SK": "Slovakia",
}  # fmt: skip
# What texts of a field say; {who}, {org}, {with}, {city}, {country} are put in, {last} is the name alone.
SENTENCES = {
    "sport": [
        "{who}, {title} of {org}, said the squad was ready for the match in {city}.",
        "The league season resumes next week and {last} expects goals from every striker.",
        "{with} scored twice before the referee ended the first half.",
        "Supporters from all over {country} filled the stadium for the cup tie.",
    ],
    "law": [
        "{who}, {title} at {org}, told the hearing in {city} that the defendant had waived his appeal.",
        "The prosecutors and the judge agreed that {last} would present the verdict on Monday.",
        "{with}, counsel for the defence, called the charges unfounded.",
        "Trials of this kind are rare in {country}, lawyers said.",
    ],
    "politics": [
        "{who}, {title} of {org}, asked lawmakers in {city} to back the bill before the election.",
        "Voters will judge the coalition in autumn, {last} told the assembly.",
        "{with} of the opposition called for a referendum.",
        "It is the first such legislation in {country}.",
    ],
    "business": [
        "{who}, {title} of {org}, told investors in {city} that revenue rose in the last quarter.",
        "The company plans a factory next year, {last} said, and expects exports to double.",
        "{with}, who speaks for the shareholders, welcomed the dividend.",
        "The market in {country} has grown for three years.",
    ],
    "science": [
        "{who}, {title} at {org}, presented the study of the researchers in {city}.",
        "The experiment needs a new laboratory, {last} said, before the next mission.",
        "{with}, a co-author in the journal, said the satellite data were sound.",
        "Scientists in {country} have worked on it since 2019.",
    ],
    "health": [
        "{who}, {title} at {org}, said doctors in {city} had treated most patients of the outbreak.",
        "A vaccine will reach every clinic by June, {last} added.",
        "{with}, who leads the nurses, asked for more hospital beds.",
        "The disease was last seen in {country} five years ago.",
    ],
    "arts": [
        "{who}, {title} at {org}, opened the festival in {city} with a concert.",
        "The premiere sold out and {last} thanked the orchestra.",
        "{with}, the composer, stood beside the singer on the stage of the theatre.",
        "Critics in {country} praised the exhibition that went with it.",
    ],
    "farming": [
        "{who}, {title} of {org}, said farmers near {city} expect a good harvest.",
        "The wheat crop suffered, {last} said, but irrigation saved most of the seeds.",
        "{with} showed a new tractor to the growers.",
        "Agriculture employs a third of the people of {country}.",
    ],
}
ABOUT_BODY = {
    "sport": [
        "{org} published the season's fixtures in {city}.",
        "{org} fined two players of the league after the match.",
    ],
    "law": ["{org} adjourned the hearing in {city} until Monday.", "Lawyers said {org} would hear the appeal in May."],
    "politics": ["{org} met in {city} to debate the bill.", "{org} will vote before the election."],
    "business": [
        "{org} raised its forecast for the quarter in {city}.",
        "Shares and bonds rose after {org} spoke to investors.",
    ],
    "science": [
        "{org} launched a satellite after tests in {city}.",
        "Scientists at {org} will publish the study in a journal.",
    ],
    "health": [
        "{org} reported new cases of the disease in {city}.",
        "{org} sent doctors and a vaccine to every clinic.",
    ],
    "arts": [
        "{org} brought a film and a concert to {city}.",
        "The orchestra signed a contract with {org} for the festival.",
    ],
    "farming": ["{org} promised seeds to farmers near {city}.", "{org} measures the wheat harvest."],
}
# A place beside which others stand, and that is asked for itself.
SAME = {
    "place-Cork": "cork-ie",
    "place-London": "london-uk",
    "place-United Kingdom": "uk",
    "place-United States": "us",
    "place-Kyiv": "kyiv",
}
GIVEN = [
    "Aldo",
    "Brigit",
    "Casimir",
    "Dorota",
    "Edda",
    "Fergus",
    "Gerda",
    "Hamish",
    "Ilse",
    "Jorma",
    "Katja",
    "Lennart",
    "Mirela",
    "Nils",
    "Odile",
    "Pavel",
]
FAMILY = [
    "Abernathy",
    "Brzezicki",
    "Castellane",
    "Drummond",
    "Ekeberg",
    "Fontaine",
    "Grimaldi",
    "Holloway",
    "Iversen",
    "Jankowski",
    "Kowalczyk",
]


@dataclass
class Made:
    """A text while it grows; `ids`: (label, name in the text) -> who is meant."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)

    def name(self, label: str, shown: str, entity: str, best: str | None = None) -> None:
        """A mention; `best`: the thing's best name in this text."""
        start = len(self.text)
        self.text += shown
        best = best or shown
        self.spans.append(Span(start=start, end=len(self.text), label=label, text=shown, entity=best))
        self.ids[label, best] = SAME.get(entity, entity)


@dataclass(frozen=True)
class Case:
    """An article with what was found in it, and who is meant by each name."""

    article: Article
    findings: Findings
    meant: Mapping[tuple[str, str], str]


def cases(count: int = 300, seed: int = 20251122, cast: str = "cast") -> list[Case]:
    """The texts, at most so many, in an order that mixes all."""
    cast = json.loads((CASTS / f"{cast}.json").read_text("utf-8"))
    chance = random.Random(seed)
    kinds = [(_of_person, (id,)) for id in cast["people"]] * 6
    kinds += [(_of_body, (id,)) for id in cast["alone"]] * 4
    kinds += [(_of_place, (place,)) for place in cast["places"]] * 3
    kinds += [(_of_event, (event,)) for event in cast["events"]] * 4
    chance.shuffle(kinds)
    return [make(cast, chance, number, *what) for number, (make, what) in enumerate(kinds[:count])]


def _case(made: Made, number: int, day: date, offices: Any = (), events: Any = (), place: str | None = None) -> Case:
    article = Article(
        id=f"case-{number:03}", text=made.text, headline=None, published=day, language="en",
        dateline=Dateline(place=place) if place else None,
    )  # fmt: skip
    findings = Findings(spans=tuple(made.spans), affiliations=tuple(offices), events=tuple(events))
    return Case(article, findings, made.ids)


def _fill(made: Made, sentence: str, parts: Mapping[str, Any]) -> None:
    rest = sentence
    while rest:
        plain, brace, rest = rest.partition("{")
        made.text += plain
        if brace:
            name, _, rest = rest.partition("}")
            part = parts[name]
            if callable(part):
                part(made)
            else:
                made.text += part
    made.text += " "


def _of_person(cast: Any, chance: random.Random, number: int, id: str) -> Case:
    person, made = cast["people"][id], Made()
    body = cast["organisations"][person["org"]]
    shown = chance.choice(person["names"])
    last = shown.split()[-1] if not shown.startswith(("Li ", "Xiuying")) else "Li"
    alone = chance.random() < 0.15  # the whole text gives the surname only
    best = last if alone else shown
    org = body["names"][0] if chance.random() < 0.6 else chance.choice(body["names"])
    parts = {
        "who": lambda m: m.name("PERSON", best, id, best),
        "last": lambda m: m.name("PERSON", last, id, best),
        "org": lambda m: m.name("ORG", org, person["org"]),
        "with": lambda m: m.name("PERSON", person["with"], f"with-{person['with']}"),
        "title": person["title"],
        **_where(body),
    }
    _body(made, chance, SENTENCES[body["field"]], parts, number)
    office = Affiliation(person=best, title=person["title"], organisation=org)
    return _case(made, number, _day(chance), [office], place=body["city"])


def _of_body(cast: Any, chance: random.Random, number: int, id: str) -> Case:
    body, made = cast["organisations"][id], Made()
    shown = chance.choice(body["names"])
    parts = {"org": lambda m: m.name("ORG", shown, id), **_where(body)}
    extra = [s for s in SENTENCES[body["field"]] if "{country}" in s]
    _body(made, chance, [*ABOUT_BODY[body["field"]], *extra], parts, number)
    return _case(made, number, _day(chance), place=body["city"])


def _of_place(cast: Any, chance: random.Random, number: int, place: Any) -> Case:
    made = Made()
    shown = chance.choice(place["names"])
    other = chance.choice(place["beside"])
    parts = {
        "place": lambda m: m.name("PLACE", shown, place["id"]),
        "other": lambda m: m.name("PLACE", other, f"place-{other}"),
        "third": lambda m: m.name("PLACE", place["beside"][0], f"place-{place['beside'][0]}"),
    }
    sentences = [
        "Heavy rain closed roads around {place} on Friday.",
        "Trains from {other} were late, and buses to {third} did not run.",
        "In {place} the town hall stayed open for those who had lost their homes.",
    ]
    _body(made, chance, sentences, parts, number)
    return _case(made, number, _day(chance))


def _of_event(cast: Any, chance: random.Random, number: int, event: Any) -> Case:
    made = Made()
    shown = chance.choice(event["names"])
    start = date(event["year"], chance.choice((3, 5)), 12)
    parts = {"event": lambda m: m.name("EVENT", shown, event["id"]), **_where(event)}
    sentences = [
        "{event} has drawn visitors from all of {country} to {city}.",
        "Two hundred journalists wrote about {event}.",
        "Hotels in {city} were full.",
    ]
    _body(made, chance, sentences, parts, number)
    told = chance.random() < 0.5
    fact = Event(name=shown, start=start.isoformat() if told else None, end=start.isoformat() if told else None)
    day = start + timedelta(days=chance.randint(-20, 20))
    return _case(made, number, day, events=[fact], place=event["city"])


def _where(thing: Any) -> dict[str, Any]:
    city, country = thing["city"], COUNTRIES[thing["country"]]
    return {
        "city": lambda m: m.name("PLACE", city, f"place-{city}"),
        "country": lambda m: m.name("PLACE", country, f"place-{country}"),
    }


def _body(made: Made, chance: random.Random, sentences: list[str], parts: Any, number: int) -> None:
    first, *rest = sentences
    chance.shuffle(rest)
    _fill(made, first, parts)
    for sentence in rest[: chance.choice((1, 2, 3))]:
        _fill(made, sentence, parts)
    # Somebody who is named in this text alone.
    stranger = f"{GIVEN[number % len(GIVEN)]} {FAMILY[number // len(GIVEN) % len(FAMILY)]}"
    if number // (len(GIVEN) * len(FAMILY)):
        stranger += "-Voss"
    _fill(made, "{stranger} contributed to this report.", {"stranger": lambda m: m.name("PERSON", stranger, stranger)})
    made.text = made.text.rstrip()


def _day(chance: random.Random) -> date:
    return date(2025, 1, 6) + timedelta(days=chance.randint(0, 300))


def b_cubed(found: Mapping[Any, str], meant: Mapping[Any, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of groups, over the same items."""
    by_found: dict[str, set[Any]] = {}
    by_meant: dict[str, set[Any]] = {}
    for item in meant:
        by_found.setdefault(found[item], set()).add(item)
        by_meant.setdefault(meant[item], set()).add(item)
    precision = recall = 0.0
    for item in meant:
        common = len(by_found[found[item]] & by_meant[meant[item]])
        precision += common / len(by_found[found[item]])
        recall += common / len(by_meant[meant[item]])
    precision, recall = precision / len(meant), recall / len(meant)
    return precision, recall, 2 * precision * recall / (precision + recall)


def by_mention(cases: list[Case], entities: list[Mapping[tuple[str, str], str]]) -> Iterator[tuple[Any, str, str]]:
    """(mention, found, meant) of every mention."""
    for case, found in zip(cases, entities, strict=True):
        for span in case.findings.spans:
            key = (span.label, span.entity or span.text)
            yield (case.article.id, span.start, span.label), found[key], case.meant[key]
