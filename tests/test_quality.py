"""The floor of the recogniser: exact spans on the gold texts, pinned with digests of the texts and of the model.

After a better model: put the figures that the failing test prints into quality.json. A lower one goes there
only with its reason in the commit.
"""

import json
from pathlib import Path

import pytest

import extractors.recogniser  # noqa: F401  registers the component
from extractors.knowledge import COMPONENTS
from extractors.recogniser.reading import Named, open_reader
from extractors.recogniser.shipped import NETWORK, SHIPPED, file_digest
from extractors.tokens import blank_pipeline
from extractors.training.judging import figures, rounded
from extractors.training.texts import Annotated, digest, read_folder

FLOOR = Path(__file__).parent / "quality.json"
GOLD = Path(__file__).parents[1] / "corpus" / "gold" / "texts"
SLACK = 0.004  # eight-bit arithmetic differs a little from processor to processor: one span of two hundred


@pytest.fixture(scope="module")
def gold() -> list[Annotated]:
    return read_folder(GOLD)


def test_no_figure_on_the_gold_texts_falls(gold: list[Annotated]) -> None:
    """Each label keeps its F1, with the pinned model on the pinned texts."""
    pinned = json.loads(FLOOR.read_text("utf-8"))
    nlp = blank_pipeline()
    for name in ("recogniser", *COMPONENTS):
        nlp.add_pipe(name)
    docs = nlp.pipe([text.text for text in gold], batch_size=20)
    found = [[Named(e.start_char, e.end_char, e.label_, e._.score) for e in doc.ents] for doc in docs]
    now = {"texts": digest(gold), "model": file_digest(SHIPPED / NETWORK), "f1": rounded(figures(gold, found))}
    told = json.dumps(now, indent=1)
    assert now["texts"] == pinned["texts"], f"other gold texts than the pinned ones: {told}"
    assert now["model"] == pinned["model"], f"another model than the pinned one: {told}"
    fallen = {label: f1 for label, f1 in pinned["f1"].items() if now["f1"].get(label, 0.0) < f1 - SLACK}
    assert not fallen, f"pinned {fallen}, now {told}"


def test_a_text_reads_the_same_alone_and_in_company(gold: list[Annotated]) -> None:
    """What is found, to the last digit of its score, does not depend on the texts that are read with it."""
    reader = open_reader()
    texts = [text.text for text in gold][:6]

    assert reader(texts) == [reader([text])[0] for text in texts]
