"""Who is meant across articles: one person of many spellings is one, two of one name stay two."""

import random
import threading
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from entity_texts import b_cubed, by_mention, cases
from marked_docs import bare_doc
from press import piece, resolved_pieces
from sqlalchemy import select

from corpus.gold.reading import shipped
from dateline.entities import resolve_batch
from dateline.query.questions import entity
from dateline.records import Affiliation, Article, Dateline, Event, Findings, Span
from dateline.store import open_store
from dateline.store import schema as t
from dateline.store.text import folded
from extractors.identity import identity

FLOOR, HARD_FLOOR = 0.97, 0.95  # B-cubed F1 over mentions; .994 and .988 when this was written
GOLD_FLOOR = 0.98


@pytest.fixture
def room(sqlite_template, tmp_path):
    """An empty store on SQLite."""
    path = tmp_path / "store.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_store(f"sqlite:///{path}") as opened:
        yield opened


def keep(store, found, size=16):
    """Resolve and keep articles with their findings, in batches; the entities of each."""
    run = store.start_run("test").id
    resolved = []
    for at in range(0, len(found), size):
        batch = found[at : at + size]
        some = resolve_batch(store, batch)
        store.keep(resolved_pieces(batch, some), run)
        resolved += [dict(one.entities) for one in some]
    return resolved


def told(store, *texts, **options):
    """Marked texts (press.piece), each kept on its own; the entities of each."""
    pieces = [piece(f"t{n}", text, **(options | more)) for n, (text, more) in enumerate(texts)]
    return keep(store, [(one.article, one.findings) for one in pieces], size=1)


def test_two_people_of_one_name_stay_two(room):
    """Another organisation and another country and field: they are two; each is found again by its own."""
    coach = "[PERSON John Smith], head coach of [ORG Hanbit Archers], said in [PLACE Seoul] the match was won."
    senator = "[PERSON John Smith], senator of the [ORG Texas Senate], asked voters in [PLACE Austin] for the bill."
    one, two, again = told(
        room,
        (coach, {"offices": [("John Smith", "head coach", "Hanbit Archers")]}),
        (senator, {"offices": [("John Smith", "senator", "Texas Senate")]}),
        (coach.replace("won", "lost"), {"offices": [("John Smith", "head coach", "Hanbit Archers")]}),
    )
    john = ("PERSON", "John Smith")
    assert one[john] != two[john]
    assert again[john] == one[john]


def test_two_firms_of_one_bare_name_stay_two(room):
    """Led by others in another country: two firms; a text that tells neither is of neither."""
    leeds = "[PERSON Ann Barlow], chief executive of [ORG Meridian], said in [PLACE Leeds] that sales rose."
    lagos = "[PERSON Tunde Bello], founder of [ORG Meridian], said in [PLACE Lagos] that a ship was late."
    ann, tunde = [("Ann Barlow", "chief executive", "Meridian")], [("Tunde Bello", "founder", "Meridian")]
    one, two, again, bare = told(
        room,
        (leeds, {"offices": ann}),
        (lagos, {"offices": tunde}),
        (leeds.replace("rose", "fell"), {"offices": ann}),
        ("[ORG Meridian] was named.", {}),
    )
    meridian = ("ORG", "Meridian")
    assert one[meridian] != two[meridian]
    assert again[meridian] == one[meridian]
    assert bare[meridian] not in (one[meridian], two[meridian])


def test_a_firm_may_change_its_head(room):
    """Another chief executive in the same country is no other firm."""
    told_of = [
        (
            f"[PERSON {name}], chief executive of [ORG Meridian], said in [PLACE Leeds] that sales rose.",
            {"offices": [(name, "chief executive", "Meridian")]},
        )
        for name in ("Ann Barlow", "Ines Holroyd")
    ]
    one, two = told(room, *told_of)
    assert one["ORG", "Meridian"] == two["ORG", "Meridian"]


def test_not_sure_stays_apart(room):
    """Where two are known and nothing tells which is meant, it is neither."""
    one, two, three = told(
        room,
        (
            "[PERSON John Smith], coach of [ORG Hanbit Archers], in [PLACE Seoul].",
            {"offices": [("John Smith", "head coach", "Hanbit Archers")]},
        ),
        (
            "[PERSON John Smith], senator of the [ORG Texas Senate], in [PLACE Austin].",
            {"offices": [("John Smith", "senator", "Texas Senate")]},
        ),
        ("[PERSON John Smith] came.", {}),
    )
    assert len({found["PERSON", "John Smith"] for found in (one, two, three)}) == 3


def test_a_new_office_makes_no_new_person(room):
    """Who changes the job in one country and field is the same; so is who is named beside the same people."""
    one, two = told(
        room,
        (
            "[PERSON Ildus Sharafiev], deputy minister of [PLACE Tatarstan], came to [PLACE Kazan].",
            {"offices": [("Ildus Sharafiev", "deputy minister", "Tatarstan")]},
        ),
        (
            "[PERSON Ildus Sharafiev], chairman of the [ORG Volga Agrarian Council], spoke in [PLACE Kazan].",
            {"offices": [("Ildus Sharafiev", "chairman", "Volga Agrarian Council")]},
        ),
    )
    assert one["PERSON", "Ildus Sharafiev"] == two["PERSON", "Ildus Sharafiev"]


def test_a_surname_alone_needs_evidence(room):
    """Beside the organisation of the one who is known it is that one; alone it is nobody known."""
    office = ("Sergei Cheremin", "minister", "Government of Moscow")
    one, two, three = told(
        room,
        (
            "[PERSON Sergei Cheremin], minister of the [ORG Government of Moscow], spoke in [PLACE Moscow].",
            {"offices": [office]},
        ),
        (
            "[PERSON Cheremin] left [PLACE Moscow], the [ORG Government of Moscow] said.",
            {"offices": [("Cheremin", "minister", "Government of Moscow")]},
        ),
        ("[PERSON Cheremin] scored in [PLACE Lima].", {}),
    )
    assert two["PERSON", "Cheremin"] == one["PERSON", "Sergei Cheremin"]
    assert three["PERSON", "Cheremin"] != one["PERSON", "Sergei Cheremin"]


def test_an_acronym_leads_to_the_full_name(room):
    """Declared in one text, it is understood in the next; the entity is shown by its full name, asked by any."""
    one, two = told(
        room,
        (
            "The [ORG European Space Agency] ([ORG:European_Space_Agency ESA]) launched from [PLACE Kourou].",
            {},
        ),
        ("[ORG ESA] said the satellite works.", {}),
    )
    assert one["ORG", "European Space Agency"] == two["ORG", "ESA"]
    assert entity(room, "ESA").name == "European Space Agency"


def test_an_acronym_that_came_first_takes_the_full_name(room):
    """Ids stay, names grow."""
    one, two = told(
        room,
        ("[ORG ESA] said in [PLACE Paris] the satellite orbits the planet.", {}),
        ("The [ORG European Space Agency] ([ORG:European_Space_Agency ESA]) built a satellite in [PLACE Paris].", {}),
    )
    assert one["ORG", "ESA"] == two["ORG", "European Space Agency"]
    assert entity(room, "ESA").name == "European Space Agency"


def test_places_have_country_and_coordinates(room):
    """From the gazetteer; one place under all its names."""
    one, two = told(room, ("Rain in [PLACE Mumbai], [PLACE India].", {}), ("Sun in [PLACE Bombay].", {}))
    assert one["PLACE", "Mumbai"] == two["PLACE", "Bombay"]
    card = entity(room, "Bombay")
    assert (card.name, card.country, round(card.latitude or 0), round(card.longitude or 0)) == ("Mumbai", "IN", 19, 73)


def test_the_same_article_again_means_the_same(room):
    """Resolving is repeatable: the same ids, nothing counted twice, whatever came in between."""
    some = [(case.article, case.findings) for case in cases(80)]
    first = keep(room, some)
    with room.reading() as connection:
        before = Counter(tuple(row) for row in connection.execute(select(t.entity_evidence)))
    again = keep(room, some)
    with room.reading() as connection:
        after = Counter(tuple(row) for row in connection.execute(select(t.entity_evidence)))
    assert sum(a == b for a, b in zip(first, again, strict=True)) == len(some)
    assert after == before


# -- measured -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cast", "seed", "order"),
    [
        ("cast", 20251122, "as made"),
        ("cast", 20251122, "turned"),
        ("cast", 7, "mixed"),
        ("cast", 99, "as made"),
        ("cast-other", 3, "as made"),
        ("cast-other", 4, "mixed"),
    ],
)
def test_hard_names_in_300_articles(room, cast, seed, order):
    """B-cubed F1 over mentions, of all and of the hard ones alone, whatever the order of arrival."""
    texts = cases(seed=seed, cast=cast)
    if order == "turned":
        texts = texts[::-1]
    elif order == "mixed":
        random.Random(5).shuffle(texts)
    found = keep(room, [(case.article, case.findings) for case in texts])
    rows = list(by_mention(texts, found))
    hard = [row for row in rows if row[2][0].islower() and not row[2].startswith(("place-", "with-"))]

    assert len(texts) == (300 if cast == "cast" else 215)
    assert _f1(rows) >= FLOOR
    assert _f1(hard) >= HARD_FLOOR


def test_identity_within_the_texts_and_across(room):
    """The names that the identity component gives within each text, resolved across all: both are measured."""
    texts = cases()
    found = [_own_names(case) for case in texts]
    entities = keep(room, [(case.article, findings) for case, findings in zip(texts, found, strict=True)])
    within, across = [], []
    for case, findings, meant in zip(texts, found, entities, strict=True):
        for span, gold in zip(findings.spans, case.findings.spans, strict=True):
            who = case.meant[gold.label, gold.entity or gold.text]
            item = (case.article.id, span.start, span.label)
            within.append((item, f"{item[0]} {span.label} {span.entity}", f"{item[0]} {who}"))
            across.append((item, meant[span.label, span.entity], who))
    assert _f1(within) >= 0.99
    assert _f1(across) >= FLOOR


def _own_names(case):
    doc = identity(bare_doc(case.article.text, [(s.start, s.end, s.label) for s in case.findings.spans]))
    named = {(ent.start_char, ent.label_): ent._.entity for ent in doc.ents}
    spans = tuple(replace(s, entity=named.get((s.start, s.label), s.text)) for s in case.findings.spans)
    own = {old.entity: new.entity for old, new in zip(case.findings.spans, spans, strict=True)}
    offices = tuple(
        replace(a, person=own[a.person], organisation=own.get(a.organisation)) for a in case.findings.affiliations
    )
    facts = tuple(replace(event, name=own[event.name]) for event in case.findings.events)
    return Findings(spans=spans, affiliations=offices, events=facts)


def test_two_writers_at_once(store):
    """Two that resolve and keep at the same time coin no entity twice and lose none, on each engine."""
    texts = cases(96)
    found: dict[str, dict] = {}
    failed = []

    def write(some):
        try:
            kept = keep(store, [(case.article, case.findings) for case in some], size=8)
            found.update({case.article.id: entities for case, entities in zip(some, kept, strict=True)})
        except Exception as error:  # noqa: BLE001  # told to the test below
            failed.append(error)

    writers = [threading.Thread(target=write, args=(texts[half::2],)) for half in (0, 1)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert failed == []
    rows = list(by_mention(texts, [found[case.article.id] for case in texts]))
    assert _f1(rows) >= FLOOR - 0.05  # neither sees what the other has not kept yet


def _f1(rows):
    return b_cubed({item: found for item, found, _ in rows}, {item: meant for item, _, meant in rows})[2]


# "Niger" is the state of Nigeria in one text and the country in the other.
OTHERS = {("kogi-election", "PLACE", "niger")}


def test_the_gold_texts_together(room):
    """Things of one name in two gold texts are one thing, but for one state and the country of its name."""
    texts = shipped()
    found = keep(room, [_from_gold(text) for text in texts])
    rows = []
    for text, entities in zip(texts, found, strict=True):
        _, findings = _from_gold(text)
        for span in findings.spans:
            if span.label != "DATE":
                name = folded(span.entity)
                here = (text["id"], span.label, name)
                meant = here if here in OTHERS else (span.label, name)
                rows.append(((text["id"], span.start), entities[span.label, span.entity], meant))
    assert _f1(rows) >= GOLD_FLOOR


def _from_gold(text):
    best = {}
    for span in text["spans"]:
        if span.get("ref") and len(span["text"].split()) > len(best.get(span["ref"], "").split()):
            best[span["ref"]] = span["text"]
    spans = tuple(
        Span(start=s["start"], end=s["end"], label=s["label"], text=s["text"], entity=best.get(s.get("ref")))
        for s in text["spans"]
    )
    offices = tuple(
        Affiliation(person=best[a["person"]], title=a["title"], organisation=best.get(a["org"]))
        for a in text["affiliations"]
    )
    facts = tuple(Event(name=best[e["ref"]], start=e["start"], end=e["end"]) for e in text["events"])
    first = next((s["text"] for s in text["spans"] if s["label"] == "PLACE" and s["start"] < 60), None)
    article = Article(
        id=text["id"],
        text=text["text"],
        headline=text["headline"],
        published=date.fromisoformat(text["published"]),
        agency=text["agency"] or None,
        dateline=Dateline(place=first),
    )
    return article, Findings(spans=spans, affiliations=offices, events=facts)
