"""Who did what to whom: types, sides, modes, and what is left out on purpose."""

import csv
import re
from pathlib import Path

import pytest
from spacy.tokens import Doc

from dateline.records import Happening
from extractors.happenings import happenings as component
from extractors.happenings.acts import ACTS, TYPES
from extractors.sentences import split_sentences
from extractors.tokens import blank_pipeline

NLP = blank_pipeline()
LABELS = {"E": "EVENT", "D": "DATE", "P": "PLACE", "O": "ORG", "H": "PERSON"}
MARK = re.compile(r"\[([EDPOH]) ([^\]|]*)(?:\|([^\]]*))?\]")
JUDGED = Path(__file__).parent / "data" / "happenings.tsv"


def found_in(marked: str) -> list[Happening]:
    """The happenings of a text with mentions as [O Body], [H Person], [P Place], [D words|value]."""
    text, spans, at = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        spans.append((len(text), len(text) + len(found[2]), LABELS[found[1]], found[3]))
        text += found[2]
        at = found.end()
    doc: Doc = NLP.make_doc(text + marked[at:])
    doc.ents = [doc.char_span(start, end, label=label) for start, end, label, _ in spans]
    for ent, (_, _, _, value) in zip(doc.ents, spans, strict=True):
        ent._.value = value
    told: list[Happening] = component(split_sentences(doc))._.happenings
    return told


TOLD = [
    ("[O Alpha] accused [H Bo Ek] of fraud.", "ACCUSE actual Alpha Bo Ek"),
    ("[H Ann Lee], head of [O Alpha], will meet [H Bo Ek] in [P Riga].", "CONSULT planned Ann Lee Bo Ek"),
    (
        "[O Alpha] and the German utility [O Beta] signed an agreement on [D Monday|2025-05-05].",
        "AGREE actual Alpha Beta",
    ),
    ("[H Bo Ek] was arrested on [D Monday|2025-05-05] by the [O City Police].", "COERCE actual City Police Bo Ek"),
    ("[O Alpha] has not suspended [H Bo Ek].", "SANCTION negated Alpha Bo Ek"),
    ("[O Alpha] allegedly attacked [P Riga].", "ASSAULT alleged Alpha Riga"),
    ("[O Alpha] rejected the findings.", "REJECT actual Alpha None"),
    ("[O Alpha] plans to sue [O Beta].", "ACCUSE planned Alpha Beta"),
    ("[O Alpha] called on the [O Beta] to release stocks.", "REQUEST actual Alpha Beta"),
    ("The [O Alpha] will host the [E Amber Forum].", "CONSULT planned Alpha Amber Forum"),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_acts_have_type_mode_and_both_sides(text: str, told: str) -> None:
    """The doer is the subject of the verb, the target stands where the verb asks for it."""
    (found,) = found_in(text)
    assert f"{found.type} {found.mode} {found.actor} {found.target}" == told


UNTOLD = [
    '"[O Alpha] accused [O Beta]," he said.',
    "If [O Alpha] sues [O Beta], it may lose.",
    "Did [O Alpha] accuse [H Bo Ek]?",
    "[O Alpha] could sanction [O Beta].",
    "[O Alpha], accused by [O Beta], was silent.",
    "Supporters of [H Bo Ek] attacked [O Beta].",
    "[H Bo Ek] declined to comment.",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_quotations_conditions_and_questions_tell_no_act(text: str) -> None:
    """What is quoted, only possible, asked, or done by others than the one named is left out."""
    assert [h for h in found_in(text) if h.target] == []


def test_the_day_and_the_place_are_those_of_the_clause() -> None:
    """A date in another clause is not the day of the act."""
    (found,) = found_in("On [D Monday|2025-05-05], [H Ann Lee] met [H Bo Ek] in [P Riga].")
    assert (found.when, found.place) == ("2025-05-05", "Riga")
    (found,) = found_in("[H Ann Lee] thanked [H Bo Ek], who died in [D July|2025-07].")
    assert found.when is None


def test_the_table_knows_plover_s_types_only() -> None:
    """Each verb has one of the sixteen types, and each type has a verb."""
    assert {act.type for act in ACTS} == set(TYPES)


def test_the_judged_sample_is_published_and_precise() -> None:
    """At least 60 happenings were judged by eye; at least four in five are right."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = sum(row["right"] == "yes" for row in rows)
    assert len(rows) >= 60
    assert right / len(rows) >= 0.8
