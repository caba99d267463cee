"""The floor of the recogniser: exact spans on the gold texts, pinned with digests of the texts and of the model.

The texts are those of shared/gold/dev beside the checkout, or below the folder that DATELINE_SHARED names.
After a better model: put the figures that the failing test prints into quality.json. Never put lower ones there.
"""

import json
import os
from pathlib import Path

import pytest

import extractors.recogniser  # noqa: F401  registers the component
from extractors.knowledge import COMPONENTS
from extractors.recogniser.reading import Named
from extractors.recogniser.shipped import NETWORK, SHIPPED, file_digest
from extractors.tokens import blank_pipeline
from extractors.training.judging import figures, rounded
from extractors.training.texts import Annotated, digest, read_folder

FLOOR = Path(__file__).parent / "quality.json"
SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).parent.parent.parent / "shared"))
SLACK = 0.004  # eight-bit arithmetic differs a little from processor to processor: one span of two hundred


@pytest.fixture(scope="module")
def gold() -> list[Annotated]:
    folder = SHARED / "gold" / "dev"
    if not folder.is_dir():
        pytest.skip(f"the gold texts are not at {folder}; set DATELINE_SHARED")
    return read_folder(folder)


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
