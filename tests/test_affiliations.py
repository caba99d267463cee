import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_docs import gold_doc, gold_record, marked_doc

from corpus.gold.reading import read_folder, shipped
from corpus.gold.scoring import score

FACTS = Path(__file__).parent / "data" / "facts"
# On gold spans: 1.000 on the shipped texts, by which the rules were made, .943 on the others when this was written.
FLOOR, FLOOR_OTHERS, FLOOR_SPOILED = 0.97, 0.92, 0.82

ROWS: list[tuple[str, list[tuple[str, str, str | None]]]] = [
    # after the name
    ("[Ana Ruiz|P], director of [Acme|O], spoke.", [("Ana Ruiz", "director", "Acme")]),
    ("[Ana Ruiz|P], the director of the [Acme Trust|O], spoke.", [("Ana Ruiz", "director", "Acme Trust")]),
    ("[Ana Ruiz|P], 41, a lecturer in law at the [University of Oz|O], spoke.",
     [("Ana Ruiz", "lecturer in law", "University of Oz")]),
    ("[Ana Ruiz|P], President and Chief Executive Officer of [Acme|O], spoke.",
     [("Ana Ruiz", "President", "Acme"), ("Ana Ruiz", "Chief Executive Officer", "Acme")]),
    ("[Ana Ruiz|P], who is also the head of the [Board of Trade|O], left.", [("Ana Ruiz", "head", "Board of Trade")]),
    ("[Ana Ruiz|P], deputy minister of trade of [Oz|L] and chairwoman of the [Oz Council|O], spoke.",
     [("Ana Ruiz", "deputy minister of trade", "Oz"), ("Ana Ruiz", "chairwoman", "Oz Council")]),
    ("[Ana Ruiz|P], managing director of [Lagos|L]-based [Acme|O], spoke.",
     [("Ana Ruiz", "managing director", "Acme")]),
    ("[Ana Ruiz|P], an adviser to the [European Union|O], spoke.", [("Ana Ruiz", "adviser", "European Union")]),
    ("[Ana Ruiz|P], the [WHO|O] representative in [Chad|L], spoke.", [("Ana Ruiz", "representative", "WHO")]),
    ("[Ana Ruiz|P], a senior analyst with the [Acme Group|O] in [Oslo|L], spoke.",
     [("Ana Ruiz", "senior analyst", "Acme Group")]),
    ("[Ana Ruiz|P] (director, [Acme|O]) spoke.", [("Ana Ruiz", "director", "Acme")]),
    ("[Ana Ruiz|P], M.D., Chief Medical Officer of [Acme|O], spoke.", [("Ana Ruiz", "Chief Medical Officer", "Acme")]),
    ("[Ana Ruiz|P], co-founder and chief scientist of [Acme|O], spoke.",
     [("Ana Ruiz", "co-founder", "Acme"), ("Ana Ruiz", "chief scientist", "Acme")]),
    ("[Ana Ruiz|P], Minister of Trade, Industry and Energy, spoke.",
     [("Ana Ruiz", "Minister of Trade, Industry and Energy", None)]),
    ("Contact: [Ana Ruiz|P], press officer, [Acme|O], tel. +47 55 00 00", [("Ana Ruiz", "press officer", "Acme")]),
    ("Contacts\n\n[Ana Ruiz|P]\n\nHead of Communications", [("Ana Ruiz", "Head of Communications", None)]),
    ("[Acme|O]: [Ana Ruiz|P], Director Communications", [("Ana Ruiz", "Director Communications", "Acme")]),
    ("[Ana Ruiz|P], who heads the [Acme Institute|O], spoke.", [("Ana Ruiz", "head", "Acme Institute")]),
    ("[Ana Ruiz|P], president-elect of the [Acme Society|O], spoke.",
     [("Ana Ruiz", "president-elect", "Acme Society")]),
    # before the name
    ("[Acme|O] CEO [Ana Ruiz|P] spoke.", [("Ana Ruiz", "CEO", "Acme")]),
    ("[Acme|O]'s chief executive [Ana Ruiz|P] spoke.", [("Ana Ruiz", "chief executive", "Acme")]),
    ("Mayor [Ana Ruiz|P] spoke.", [("Ana Ruiz", "Mayor", None)]),
    ("[Oslo|L] Mayor [Ana Ruiz|P] spoke.", [("Ana Ruiz", "Mayor", "Oslo")]),
    ("Mayor [Ana Ruiz|P] of [Oslo|L] spoke.", [("Ana Ruiz", "Mayor", "Oslo")]),
    ("Prime Minister of [Oz|L] [Ana Ruiz|P] spoke.", [("Ana Ruiz", "Prime Minister", "Oz")]),
    ("Head of the [Agency for Rivers|O] ([Rosrech|O]) [Ana Ruiz|P] spoke.",
     [("Ana Ruiz", "Head", "Agency for Rivers")]),
    ("German Chancellor [Ana Ruiz|P] spoke.", [("Ana Ruiz", "Chancellor", None)]),
    ("Major General [Ana Ruiz|P] of the [Oz Army|O] spoke.", [("Ana Ruiz", "Major General", "Oz Army")]),
    ("Captain 1st Rank [Ana Ruiz|P] spoke.", [("Ana Ruiz", "Captain 1st Rank", None)]),
    ("Professor [Ana Ruiz|P] spoke.", [("Ana Ruiz", "Professor", None)]),
    ("Lt. Gen. [Ana Ruiz|P] spoke.", [("Ana Ruiz", "Lt. Gen.", None)]),
    ("Police spokesman [Raj Gill|P] spoke.", [("Raj Gill", "Police spokesman", None)]),
    ("The company's chief executive, [Ana Ruiz|P], spoke.", [("Ana Ruiz", "chief executive", None)]),
    ("[Acme|O] grew. The company's chief executive, [Ana Ruiz|P], spoke.", [("Ana Ruiz", "chief executive", "Acme")]),
    ("[Acme|O] denied it. Its lawyer, [Ana Ruiz|P], spoke.", [("Ana Ruiz", "lawyer", "Acme")]),
    ("[Acme|O], whose general counsel, [Ana Ruiz|P], spoke, lost.", [("Ana Ruiz", "general counsel", "Acme")]),
    ("Former [INEC|O] commissioner [Ana Ruiz|P] spoke.", [("Ana Ruiz", "Former commissioner", "INEC")]),
    ("Acting [Oz|L] President [Ana Ruiz|P] spoke.", [("Ana Ruiz", "President", "Oz")]),
    ("Councillors [Ana Ruiz|P] and [Bo Li|P] voted no.",
     [("Ana Ruiz", "Councillor", None), ("Bo Li", "Councillor", None)]),
    ("The chairman of the electoral panel, [Raj Gill|P], spoke.",
     [("Raj Gill", "chairman of the electoral panel", None)]),
    ("[Kenya|L]'s state minister for sports, [Ana Ruiz|P], came.",
     [("Ana Ruiz", "state minister for sports", "Kenya")]),
    ("Vice Chancellor Prof [Raj Gill|P] spoke.", [("Raj Gill", "Vice Chancellor", None), ("Raj Gill", "Prof", None)]),
    # by a verb
    ("[Acme|O] appointed [Ana Ruiz|P] as President and Chief Operating Officer.",
     [("Ana Ruiz", "President", None), ("Ana Ruiz", "Chief Operating Officer", None)]),
    ("[Ana Ruiz|P] was named director of the [Oz Museum|O] on [Monday|D].", [("Ana Ruiz", "director", "Oz Museum")]),
    ("[Ana Ruiz|P] is the president of the [Oz Museum|O].", [("Ana Ruiz", "president", "Oz Museum")]),
    ("[Ana Ruiz|P] will become chief executive of [Acme|O].", [("Ana Ruiz", "chief executive", "Acme")]),
    ("[Ana Ruiz|P] spoke. She is also a deputy chair of the [Oz Council|O].",
     [("Ana Ruiz", "deputy chair", "Oz Council")]),
    ("[Ana Ruiz|P] joins from [Acme|O], where she has been Executive Vice President for Wind & Grid.",
     [("Ana Ruiz", "Executive Vice President for Wind & Grid", "Acme")]),
    ("[Ana Ruiz|P] succeeds [Bo Li|P] as chairwoman of [Acme|O].", [("Ana Ruiz", "chairwoman", "Acme")]),
    # an organisation that was not recognised
    ("[Ana Ruiz|P], president of the Union of Women for Health, spoke.",
     [("Ana Ruiz", "president", "Union of Women for Health")]),
    # none of them a title
    ("The novelist [Ana Ruiz|P] and the singer [Bo Li|P] came.", []),
    ("[Ana Ruiz|P], a farmer from [Oz|L], came.", []),
    ("[Ana Ruiz|P], a ferry captain from [Oz|L], came.", []),
    ("Chilean director [Ana Ruiz|P] won.", []),
    ("Film director [Ana Ruiz|P] won.", []),
    ("Dr [Ana Ruiz|P] and Mr [Bo Li|P] came.", []),
    ("Her lawyer, [Ana Ruiz|P], came.", []),
    ("[Ana Ruiz|P] met the minister.", []),
    ("The president said [Ana Ruiz|P] would come.", []),
    ("[Ana Ruiz|P]'s daughter [Eva Ruiz|P] came.", []),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_titles_find_their_person_and_organisation(marked: str, expected: list[tuple[str, str, str | None]]) -> None:
    """Each title stands as the text has it, with its person and the organisation said with it."""
    found = [(a.person, a.title, a.organisation) for a in marked_doc(marked)._.affiliations]
    assert found == expected


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("[Ana Ruiz|P], former head of [Acme|O], spoke.", "former"),
        ("Ex-minister [Ana Ruiz|P] spoke.", "former"),
        ("Acting director general [Ana Ruiz|P] spoke.", "acting"),
        ("[Ana Ruiz|P], interim manager of [Acme|O], spoke.", "acting"),
        ("[Ana Ruiz|P] will become chairwoman of [Acme|O].", "designate"),
        ("President-elect [Ana Ruiz|P] spoke.", "designate"),
        ("[Ana Ruiz|P] was president of [Acme|O] between 1990 and 1999.", "former"),
        ("[Ana Ruiz|P] has been president of [Acme|O] since 1990.", "current"),
        ("Governor [Ana Ruiz|P] spoke.", "current"),
    ],
)
def test_an_office_is_held_lost_or_coming(marked: str, status: str) -> None:
    """What the title and its verb say of time is kept."""
    assert [a.status for a in marked_doc(marked)._.affiliations] == [status]


def test_evidence_is_the_sentence() -> None:
    """The offsets of an affiliation are those of the sentence that says it."""
    doc = marked_doc("It rained. [Ana Ruiz|P], director of [Acme|O], spoke. It poured.")
    (found,) = doc._.affiliations
    assert found.evidence is not None
    assert doc.text[slice(*found.evidence)] == "Ana Ruiz, director of Acme, spoke."


def f1(texts: list[dict[str, object]], spoil: random.Random | None = None) -> float:
    """The F1 of affiliations."""
    tallies = score(texts, {str(t["id"]): gold_record(t, gold_doc(t, spoil)) for t in texts})
    return tallies["affiliation"].figures()[2]


def test_floors_hold() -> None:
    """Affiliations on gold spans do not fall below what was reached."""
    assert f1(shipped()) >= FLOOR
    assert f1(list(read_folder(FACTS))) >= FLOOR_OTHERS


def test_a_recogniser_that_errs_does_not_ruin_them() -> None:
    """With 8 % of the spans gone and others cut, most affiliations stand."""
    assert sum(f1(shipped(), random.Random(seed)) for seed in (1, 2, 3)) / 3 >= FLOOR_SPOILED


@given(
    st.lists(
        st.sampled_from(
            ["[Ana Ruiz|P]", "[Acme|O]", "[Oz|L]", "director", "of", "the", ",", "and", "chief", "who", "is", "(", ")",
             "former", "'s", "President", "as", "named", ".", "minister", "its", "General", "\n\n", "in", "&"]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_no_order_of_words_breaks_them(words: list[str]) -> None:
    """Whatever stands beside whatever, each affiliation has a person, a title and its sentence."""
    for found in marked_doc(" ".join(words))._.affiliations:
        assert found.person
        assert found.title.strip()
        assert found.evidence
