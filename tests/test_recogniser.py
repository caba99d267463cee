"""The press recogniser: spans on the original text whatever its characters, scores, batches, files that are checked."""

import json
import random
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from dateline.errors import ExtractError
from dateline.settings import read_settings
from extractors.pipeline import STAGES, load_pipeline, model_of
from extractors.recogniser import calibration, load_recogniser, tags
from extractors.recogniser.decoding import Decoder
from extractors.recogniser.meaning import meaning
from extractors.recogniser.passages import passages
from extractors.recogniser.pieces import Pieces
from extractors.recogniser.shipped import SHIPPED, TOKENIZER
from extractors.recogniser.windows import Encoded, inputs, own_rows, windows
from extractors.tokens import blank_pipeline
from extractors.words import GAPS, SHAPES, split

WIRE = (
    "New Delhi, March 17 (IANS) A delegation from the Government of Moscow will take part in the Smart Cities India "
    "Expo 2025, to be held in New Delhi from March 19 to 21. Minister Sergei Cheremin will lead it."
)


@pytest.fixture(scope="session")
def nlp() -> Language:
    pipeline = blank_pipeline()
    pipeline.max_length = 1 << 40
    pipeline.add_pipe("recogniser")
    return pipeline


@pytest.fixture(scope="session")
def pieces() -> Pieces:
    return Pieces(SHIPPED / TOKENIZER)


def test_a_wire_gives_people_organisations_places_dates_and_events(nlp: Language) -> None:
    """An agency story, read in one go, has the spans of the guidelines, each with a score."""
    doc = nlp(WIRE)
    found = {(ent.text, ent.label_) for ent in doc.ents}
    assert {
        ("New Delhi", "PLACE"),
        ("IANS", "ORG"),
        ("Government of Moscow", "ORG"),
        ("Smart Cities India Expo 2025", "EVENT"),
        ("March 19 to 21", "DATE"),
        ("Sergei Cheremin", "PERSON"),
    } <= found
    assert all(0.0 <= ent._.score <= 1.0 for ent in doc.ents)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        " \n\n\t ",
        "\ud800 Moscow \udfff, said Angela Merkel\ud83d",
        "\x00\x01\x02" * 40,
        "😀👨‍👩‍👧 Angela Merkel 🇩🇪 visited Paris on Friday 😀",
        "An\u00adge\u00adla Mer\u00adkel visited Mos\u00adcow.",
        "The ﬁnal at Oﬃce of Cofﬁn in Zürich",
        "قال محمد في القاهرة אמר דוד בירושלים",
        "莫斯科代表团将参加2025年智慧城市博览会。",
        "Jose\u0301 Garci\u0301a arrived in Bogota\u0301.",
        "Москва. Президент сказал в среду.",
        '"' * 3000,
        "\u200b" * 2000,
        "\n" * 5000 + "Paris",
        "a" * 1_000_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_no_text_breaks_it_or_moves_an_offset(nlp: Language, text: str) -> None:
    """Whatever the characters: spans lie within the text, in order and apart, and the Doc keeps its length."""
    doc = nlp(text)
    assert len(doc.text) == len(text)
    at = 0
    for ent in doc.ents:
        assert at <= ent.start_char < ent.end_char <= len(text)
        assert ent.text.strip()
        at = ent.end_char


def test_five_million_characters_without_a_blank_are_one_quick_honest_nothing(nlp: Language) -> None:
    """A blob as large as a book costs no more than its few pieces."""
    assert len(nlp("é" * 5_000_000).ents) == 0


def test_binary_rubbish_ends_in_a_record(nlp: Language) -> None:
    """Bytes read as text give whatever spans they give, none outside the text."""
    chance = random.Random(1)
    text = bytes(chance.randrange(256) for _ in range(1500)).decode("latin1")
    assert all(ent.end_char <= len(text) for ent in nlp(text).ents)


@pytest.mark.parametrize(
    "text",
    [
        "Президент России Владимир Петров провёл встречу в Москве.",
        "قال الوزير أحمد في القاهرة إن المؤتمر سينعقد في دبي",
        "东京都知事田中在东京会见了李明",
        "Ο πρωθυπουργός Νίκος Παππάς μίλησε στην Αθήνα την Τρίτη.",
    ],
)
def test_another_script_is_honestly_nothing(nlp: Language, text: str) -> None:
    """The network knows no other script than the Latin one: what it takes for names there is none."""
    assert [ent.text for ent in nlp(text).ents] == []


def test_a_gloss_in_another_script_may_be_a_name() -> None:
    """In an English text a name beside its Latin form is read like any other."""
    assert meaning("TSMC (台積電) is a firm of Hsinchu.")["ORG"].search("台積電")
    assert not meaning("台積電是新竹的一家公司 TSMC.")["ORG"].search("台積電")


def test_a_thousand_names_in_a_row_are_found(nlp: Language) -> None:
    """Long texts are read in windows: names are found to the very end."""
    text = ", ".join(f"John Smith and Maria Lopez of Paris {n}" for n in range(250))
    people = [ent for ent in nlp(text).ents if ent.label_ == "PERSON"]
    assert len(people) > 450
    assert people[-1].end_char > len(text) - 30


def test_a_name_cut_by_a_soft_hyphen_or_an_accent_is_one_name(nlp: Language) -> None:
    """Soft hyphens and combining accents belong to their words; offsets count them."""
    text = "Yesterday An\u00adge\u00adla Mer\u00adkel met Jose\u0301 Garci\u0301a in Paris."
    found = [ent.text for ent in nlp(text).ents if ent.label_ == "PERSON"]
    assert found == ["An\u00adge\u00adla Mer\u00adkel", "Jose\u0301 Garci\u0301a"]


def test_a_batch_gives_what_single_texts_give(nlp: Language) -> None:
    """Texts of all lengths, batched by length, keep their order and their spans."""
    texts = [WIRE, "", WIRE * 9, "Angela Merkel", WIRE.upper(), "x" * 900, WIRE.replace(". ", ".\n\n")]
    singly = [[(e.start_char, e.end_char, e.label_) for e in nlp(t).ents] for t in texts]
    together = [[(e.start_char, e.end_char, e.label_) for e in d.ents] for d in nlp.pipe(texts, batch_size=4)]
    same = sum(a == b for a, b in zip(singly, together, strict=True))
    # Eight-bit arithmetic depends a little on what else is in a batch: a span at the brink may fall.
    assert same >= len(texts) - 1
    assert [bool(s) for s in singly] == [bool(s) for s in together]


@given(st.text(max_size=300))
@settings(max_examples=60)
def test_words_cover_all_that_is_no_blank(text: str) -> None:
    """Every character but blanks lies in exactly one word, and words follow one another."""
    words = split(text)
    covered = np.zeros(len(text), bool)
    for start, end in zip(words.starts, words.ends, strict=True):
        assert not covered[start:end].any()
        covered[start:end] = True
    assert all(covered[i] or text[i].isspace() for i in range(len(text)))
    assert set(words.shapes.tolist()) <= set(range(len(SHAPES)))
    assert set(words.gaps.tolist()) <= set(range(len(GAPS)))


@given(st.lists(st.sampled_from(["Moscow", "internationalisation", ".", "2025", "\n\n"]), max_size=400))
@settings(max_examples=30)
def test_windows_own_each_word_once_and_see_it(pieces: Pieces, parts: list[str]) -> None:
    """However long a text: each word takes its scores from one window, in which its first piece lies."""
    words = split(" ".join(parts))
    encoded = Encoded(words, *pieces(words))
    found = windows(0, encoded, passages(words), length=40, overlap=12)
    owned = [word for window in found for word in range(window.first, window.last)]
    assert owned == list(range(len(words)))
    for window in found:
        firsts = encoded.firsts[window.first : window.last]
        assert (firsts >= window.start).all()
        assert (firsts < window.end).all()
        assert window.end - window.start <= 38
        asked = inputs(window, encoded)
        # A network that gives each word its first piece as score: every word gets its own.
        scores = asked["pieces"][:, asked["firsts"], None].astype(np.float32)
        assert own_rows(window, encoded, scores)[:, 0].tolist() == encoded.pieces[firsts].tolist()


def test_passages_end_at_paragraphs_and_long_ones_at_sentences() -> None:
    """No span goes beyond a paragraph; one of thousands of words is cut after a full stop."""
    text = "One two.\n\nThree four five. Six seven. Eight nine."
    words = split(text)
    found = [text[words.starts[a] : words.ends[b - 1]] for a, b in passages(words, longest=5)]
    assert found == ["One two.", "Three four five.", "Six seven.", "Eight nine."]


def test_taggings_are_legal_and_probabilities_sum_to_one() -> None:
    """From any scores come whole spans; the probability of the only span is what all taggings with it hold."""
    chance = np.random.default_rng(2)
    decoder = Decoder(np.zeros((len(tags.TAGS), len(tags.TAGS)), np.float32))
    found = decoder([chance.normal(0, 4, (n, len(tags.TAGS))).astype(np.float32) for n in (1, 2, 7, 30)])
    for spans in found:
        assert all(0 <= s.first <= s.last and 0 < s.probability <= 1 for s in spans)
        assert all(a.last < b.first for a, b in pairwise(spans))
    sure = np.zeros((3, len(tags.TAGS)), np.float32)
    for word, part in enumerate((tags.BEGIN, tags.INSIDE, tags.END)):
        sure[word, tags.tag("ORG", part)] = 30
    assert [(s.first, s.last, s.label) for s in decoder([sure])[0]] == [(0, 2, "ORG")]
    assert decoder([sure])[0][0].probability > 0.999
    even = np.zeros((1, len(tags.TAGS)), np.float32)
    even[0, tags.tag("DATE", tags.SINGLE)] = 1e-3
    assert decoder([even])[0][0].probability == pytest.approx(1 / 6, abs=1e-3)  # outside, or one of five labels


def test_calibration_makes_scores_true() -> None:
    """A line fitted to answers that are too sure of themselves brings them down to how often they are right."""
    line = calibration.fit([0.99] * 100 + [0.6] * 100, [True] * 80 + [False] * 20 + [True] * 50 + [False] * 50)
    assert line(0.99) == pytest.approx(0.8, abs=0.03)
    assert line(0.6) == pytest.approx(0.5, abs=0.03)
    assert calibration.fit([0.9], [True]) == calibration.PLAIN


def _copy(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    for path in SHIPPED.iterdir():
        if path.is_file():
            shutil.copyfile(path, folder / path.name)
    return folder


@pytest.mark.parametrize(
    ("file", "reason"), [("recogniser.onnx", "missing"), ("tokenizer.json", "missing"), ("recogniser.json", "missing")]
)
def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path, file: str, reason: str) -> None:
    """Without one of its files the model is not loaded, and the error says which and what to do."""
    folder = _copy(tmp_path)
    (folder / file).unlink()
    with pytest.raises(ExtractError, match=rf"{file}.*Reinstall dateline") as caught:
        load_recogniser(folder)
    assert reason in caught.value.reason


@pytest.mark.parametrize("file", ["recogniser.onnx", "tokenizer.json"])
def test_a_changed_file_is_not_loaded(tmp_path: Path, file: str) -> None:
    """One byte more, and the digest tells."""
    folder = _copy(tmp_path)
    (folder / file).write_bytes((folder / file).read_bytes() + b" ")
    with pytest.raises(ExtractError, match=r"SHA-256") as caught:
        load_recogniser(folder)
    assert caught.value.reason == "recogniser model foreign"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"form": 1}, "form 2.*Train on"),
        ({"form": 99}, "form 2.*Reinstall"),
        ({"tags": ["O"]}, "tags"),
        ({"digests": None}, "lacks digests"),
        (None, "no JSON"),
    ],
)
def test_a_foreign_description_is_not_loaded(tmp_path: Path, change: dict[str, object] | None, why: str) -> None:
    """A description of another form, with other tags or without its parts is refused with the reason."""
    folder = _copy(tmp_path)
    path = folder / "recogniser.json"
    described = {**json.loads(path.read_text("utf-8")), **(change or {})}
    if change == {"digests": None}:
        del described["digests"]
    path.write_text("{" if change is None else json.dumps(described), "utf-8")
    with pytest.raises(ExtractError, match=why):
        load_recogniser(folder)


def test_the_model_says_its_name_and_version() -> None:
    """Findings carry what found them."""
    model = load_recogniser().model
    assert model.name
    assert model.version


def test_a_model_of_ones_own_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    """The setting `model` names a folder; what it finds says so."""
    folder = _copy(tmp_path)
    path = folder / "recogniser.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "name": "ours"}), "utf-8")
    chosen = read_settings(tmp_path, {"DATELINE_MODEL": str(folder)})
    nlp = load_pipeline(model=chosen.model, disable=[name for name in STAGES if name != "recogniser"])
    assert model_of(nlp).name == "ours"
    assert read_settings(tmp_path, {}).model is None


def test_the_shipped_model_stays_small() -> None:
    """The network is within 30 MB."""
    assert (SHIPPED / "recogniser.onnx").stat().st_size <= 30_000_000


def test_nothing_of_the_training_is_loaded_at_run_time() -> None:
    """A process that extracts has neither torch nor onnx nor our training in it."""
    code = (
        "import sys; from extractors.tokens import blank_pipeline; import extractors.recogniser, extractors.knowledge\n"
        "nlp = blank_pipeline(); nlp.add_pipe('recogniser'); nlp('Angela Merkel spoke in Paris.')\n"
        "print([m for m in ('torch', 'onnx', 'faker', 'safetensors', 'extractors.training') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == "[]"
