from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_docs import bare_doc, marked_doc

from corpus.gold.reading import read_folder, shipped
from extractors.identity import Discourse, entities, identity
from extractors.identity.events import event_name
from extractors.identity.names import initials, organisation_words, person_words
from extractors.identity.places import place_words
from extractors.mentions import mentions_of

FACTS = Path(__file__).parent / "data" / "facts"
FLOOR = 0.98  # B-cubed F1; .998 on the shipped texts and .999 on the others when this was written


def groups(marked: str) -> list[list[str]]:
    """The mentions of each thing of a marked text."""
    doc = marked_doc(marked)
    return [[doc.ents[member].text for member in group.members] for group in entities(doc)]


ROWS: list[tuple[str, list[list[str]]]] = [
    # people
    ("[Ana Ruiz|P] came. [Ruiz|P] left.", [["Ana Ruiz", "Ruiz"]]),
    ("[Ana María Ruiz|P] came. Ms [Ruiz|P] left; [Ana|P] wept.", [["Ana María Ruiz", "Ruiz", "Ana"]]),
    ("[Sudhir Kumar Singh|P] and [Sudhir Singh|P].", [["Sudhir Kumar Singh", "Sudhir Singh"]]),
    ("[John F. Kennedy|P], then [J. F. Kennedy|P], then [JF Kennedy|P].",
     [["John F. Kennedy", "J. F. Kennedy", "JF Kennedy"]]),
    ("[Sergei Volkonsky|P] is [Sergey Volkonsky|P].", [["Sergei Volkonsky", "Sergey Volkonsky"]]),
    ("[Zofia Wrońska|P] and [Wronska|P].", [["Zofia Wrońska", "Wronska"]]),
    ("[Chen Jiahui|P] spoke. Ms. [Chen|P] left.", [["Chen Jiahui", "Chen"]]),
    ("[Salim al-Harthy|P] spoke. [Harthy|P] left.", [["Salim al-Harthy", "Harthy"]]),
    ("[Funmi Adebayo-Idris|P] spoke. [Adebayo-Idris|P] left.", [["Funmi Adebayo-Idris", "Adebayo-Idris"]]),
    ("[Viktor Zhdankin|P] met [Yelena Zhdankina|P]. [Zhdankina|P] left.",
     [["Viktor Zhdankin"], ["Yelena Zhdankina", "Zhdankina"]]),
    ("[Ibrahim Musa|P] won. [Musa|P] beat [Yakubu Musa|P]. [Musa|P] left.",
     [["Ibrahim Musa", "Musa", "Musa"], ["Yakubu Musa"]]),
    ("Dr. [Sudha Rao|P] spoke. Her brother [Anand Rao|P] came. Dr. [Rao|P] left. Mr. [Rao|P] stayed.",
     [["Sudha Rao", "Rao"], ["Anand Rao", "Rao"]]),
    ("Sisters [Mercy|P] and [Grace Akinyi|P] won. [Mercy Akinyi|P] wept.",
     [["Mercy", "Mercy Akinyi"], ["Grace Akinyi"]]),
    ("[Tu Shih-kai|P] ([凃世凱|P]) spoke.", [["Tu Shih-kai", "凃世凱"]]),
    ("[Pelé|P] came. [Pelé|P] left.", [["Pelé", "Pelé"]]),
    ("[Mohammed Ali|P] met [Mohammed Khan|P].", [["Mohammed Ali"], ["Mohammed Khan"]]),
    # organisations
    ("The [World Health Organization|O] ([WHO|O]) met. [WHO|O] left.", [["World Health Organization", "WHO", "WHO"]]),
    ("The [Federal Agency for Rivers|O] ([Rosrech|O]) met.", [["Federal Agency for Rivers", "Rosrech"]]),
    ("[Alcazaba Labs, S.A.|O] (“[Alcazaba|O]”) grew. [Alcazaba Sahyadri|O] is new. [Alcazaba|O] grew.",
     [["Alcazaba Labs, S.A.", "Alcazaba", "Alcazaba"], ["Alcazaba Sahyadri"]]),
    ("[Luming Robotics Co., Ltd.|O] grew. [Luming Robotics|O] and [Luming|O] left.",
     [["Luming Robotics Co., Ltd.", "Luming Robotics", "Luming"]]),
    ("The [Kampala Starlets|O] won. The [Starlets|O] left.", [["Kampala Starlets", "Starlets"]]),
    ("The [Department for Trade of Oz|O] met. The [Department for Trade|O] left.",
     [["Department for Trade of Oz", "Department for Trade"]]),
    ("The [Dock Workers' Union|O], known by its initials [DWU|O], struck.", [["Dock Workers' Union", "DWU"]]),
    ("The [Labour Organisation|O] and the [Labor Organization|O].", [["Labour Organisation", "Labor Organization"]]),
    ("[Reuters|O] and the [Reuters Institute|O].", [["Reuters"], ["Reuters Institute"]]),
    ("The [Ministry of Defence of Oz|O] met the [Ministry of Defence of Uz|O].",
     [["Ministry of Defence of Oz"], ["Ministry of Defence of Uz"]]),
    ("[Tata Steel|O] and [Tata Motors|O].", [["Tata Steel"], ["Tata Motors"]]),
    # places
    ("[Kogi State|L] and [Kogi|L].", [["Kogi State", "Kogi"]]),
    ("The [United States|L], the [U.S.|L] and [US|L].", [["United States", "U.S.", "US"]]),
    ("[Lake Chad|L] is in [Chad|L].", [["Lake Chad"], ["Chad"]]),
    ("[Mexico City|L] is in [Mexico|L].", [["Mexico City"], ["Mexico"]]),
    ("The [Republic of Kenya|L] and [Kenya|L].", [["Republic of Kenya", "Kenya"]]),
    # events
    ("The [8th Yangtze Fair|E] is after the [7th Yangtze Fair|E].", [["8th Yangtze Fair"], ["7th Yangtze Fair"]]),
    ("[Smart Expo 2025|E] opens. [Smart Expo|E] is big.", [["Smart Expo 2025", "Smart Expo"]]),
    ("The [World Robotics Congress 2026|E] ([WRC 2026|E]) opens. [WRC|E] is big.",
     [["World Robotics Congress 2026", "WRC 2026", "WRC"]]),
    ("[Cyclone Fani|E] hit. [Fani|E] left.", [["Cyclone Fani", "Fani"]]),
    ("[Orca-2025|E] follows [Orca-2023|E].", [["Orca-2025"], ["Orca-2023"]]),
    ("The [53rd Festival Cervantino|E] opens. The [Cervantino|E] is big.",
     [["53rd Festival Cervantino", "Cervantino"]]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_names_of_one_thing_come_together(marked: str, expected: list[list[str]]) -> None:
    """Full names, parts, acronyms and spellings lead to one thing; different things stay apart."""
    assert groups(marked) == expected


def test_the_best_name_is_the_fullest() -> None:
    """Every mention carries the fullest name that the text gives its thing."""
    doc = marked_doc("[Ruiz|P] left the [WHO|O]. [Ana Ruiz|P] is of the [World Health Organization|O] ([WHO|O]).")
    assert [ent._.entity for ent in doc.ents] == [
        "Ana Ruiz", "World Health Organization", "Ana Ruiz", "World Health Organization", "World Health Organization",
    ]  # fmt: skip


def test_a_name_given_in_pieces_is_put_together() -> None:
    """Of "the brothers Jean-Luc and Mathieu Etcheverry" the first has a surname, too."""
    doc = marked_doc("The prize went to the brothers [Jean-Luc|P] and [Mathieu Etcheverry|P].")
    assert [ent._.entity for ent in doc.ents] == ["Jean-Luc Etcheverry", "Mathieu Etcheverry"]


@pytest.mark.parametrize(
    ("marked", "phrase", "name"),
    [
        ("The [Ministry of Trade|O] met [Acme|O]. Then the ministry left.", "the ministry", "Ministry of Trade"),
        ("[Acme Motors|O] met the [Ministry of Trade|O]. Then the company left.", "the company", "Acme Motors"),
        ("[Acme|O] grew. Then its shares fell.", "its", "Acme"),
        ("Mr [Bo Li|P] met Ms [Ana Ruiz|P]. Then she left.", "she", "Ana Ruiz"),
        ("Minister [Ana Ruiz|P] met [Bo Li|P]. Then the minister left.", "the minister", "Ana Ruiz"),
        ("It rained. Then the ministry left.", "the ministry", None),
        ("It rained. Then she left.", "she", None),
    ],
)
def test_nominals_lead_to_what_they_mean(marked: str, phrase: str, name: str | None) -> None:
    """ "the ministry", "its", "she" and "the minister" lead to a thing of the text, or to none."""
    doc = marked_doc(marked)
    start = doc.text.rindex(phrase)
    assert Discourse.of(doc).resolve(start, start + len(phrase)) == name


def test_mentions_are_read_anew_when_a_doc_comes_again() -> None:
    """What is kept for the rules is what stands in doc.ents the last time that names were settled."""
    doc = identity(marked_doc("[Ann Lee|P] of [Acme|O] spoke. Lee left."))
    assert [mention.text for mention in mentions_of(doc)] == ["Ann Lee", "Acme"]
    doc.ents = doc.ents[:1]
    assert [mention.text for mention in mentions_of(identity(doc))] == ["Ann Lee"]


def test_words_of_names() -> None:
    """Honorifics, legal forms, kinds of district, years and ordinals are told from what names."""
    assert person_words("H.E. Dr Salim al-Harthy Jr.") == ("salim", "harthy")
    assert organisation_words("Arm & Wrist GmbH") == ("arm", "and", "wrist")
    assert place_words("Republic of Kenya") == ("kenya",)
    assert initials("World Health Organization") >= {"who"}
    name = event_name("3rd Volga Forum 2025")
    assert (name.base, name.year, name.ordinal) == (("volga", "forum"), 2025, 3)


def b_cubed(texts: list[dict[str, object]]) -> float:
    """The B-cubed F1 of the groups of mentions against the gold references."""
    precision = recall = count = 0.0
    for text in texts:
        spans: list[dict[str, object]] = [s for s in text["spans"] if s["label"] != "DATE"]  # type: ignore[index]
        doc = bare_doc(str(text["text"]), [(int(str(s["start"])), int(str(s["end"])), str(s["label"])) for s in spans])
        reference = {}
        for number, ent in enumerate(doc.ents):
            span = next(s for s in spans if int(str(s["start"])) < ent.end_char and ent.start_char < int(str(s["end"])))
            reference[number] = (ent.label_, span["ref"])
        of_key: dict[object, set[int]] = defaultdict(set)
        for number, key in reference.items():
            of_key[key].add(number)
        for group in entities(doc):
            members = set(group.members)
            for member in members:
                shared = len(members & of_key[reference[member]])
                precision += shared / len(members)
                recall += shared / len(of_key[reference[member]])
                count += 1
    return 2 * precision * recall / (precision + recall)


def test_floors_hold() -> None:
    """Identity within gold texts does not fall below what was reached."""
    for texts in (shipped(), list(read_folder(FACTS))):
        total = sum(1 for t in texts for s in t["spans"] if s["label"] != "DATE")
        assert total
        assert b_cubed(texts) >= FLOOR


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ana Ruiz", "Ruiz", "WHO", "World Health Organization", "2", ".", "the", "Expo 2025",
                             "8th",
                             "J. R.", "&", "Mr", "Kogi State", "'", "凃世凱", "of", "(WHO)", "St. Mary's"]),
            st.sampled_from(["P", "O", "L", "E"]),
        ),
        max_size=10,
    )
)  # fmt: skip
def test_every_mention_is_in_one_group(names: list[tuple[str, str]]) -> None:
    """Whatever is named how, each mention belongs to exactly one thing of its label and has its name."""
    doc = marked_doc(" and ".join(f"[{name}|{label}]" for name, label in names))
    members = sorted(member for group in entities(doc) for member in group.members)
    assert members == list(range(len(doc.ents)))
    for group in entities(doc):
        assert {doc.ents[member].label_ for member in group.members} == {group.label}
    assert all(ent._.entity for ent in doc.ents)
