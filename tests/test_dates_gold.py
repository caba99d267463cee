"""Floors on texts that lie beside the checkout; skipped where they are not there."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from extractors.dates.find import find

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
# On the gold texts, whose other names are known: value F1 1.0 when this was written; on the training texts .988.
VALUE_FLOOR, SPAN_FLOOR, SPAN_FLOOR_TRAINING = 0.97, 0.97, 0.97


def gold(folder: Path) -> list[dict[str, object]]:
    """The texts of a folder as the gold reader prints them."""
    reader = SHARED / "gold" / "gold.py"
    if not reader.exists() or not folder.exists():
        pytest.skip(f"no gold texts at {folder}")
    printed = subprocess.run([sys.executable, str(reader), str(folder)], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in printed.stdout.splitlines()]


def f1(texts: list[dict[str, object]], *, valued: bool) -> float:
    """F1 of exact spans, with equal values where `valued`; names of other labels are given."""
    hits = found_all = gold_all = 0
    for each in texts:
        spans: list[dict[str, object]] = each["spans"]  # type: ignore[assignment]
        names = [(int(str(s["start"])), int(str(s["end"]))) for s in spans if s["label"] != "DATE"]
        found = {
            (e.start, e.end, e.value if valued else None)
            for e in find(str(each["text"]), date.fromisoformat(str(each["published"])), names=names)
            if e.kind == "DATE"
        }
        wanted = {(s["start"], s["end"], s["value"] if valued else None) for s in spans if s["label"] == "DATE"}
        hits, found_all, gold_all = hits + len(found & wanted), found_all + len(found), gold_all + len(wanted)
    return 2 * hits / (found_all + gold_all)


def test_gold_texts_keep_their_floor() -> None:
    """Spans and values of the gold texts' dates do not fall below what was reached."""
    texts = gold(SHARED / "gold" / "dev")
    assert f1(texts, valued=False) >= SPAN_FLOOR
    assert f1(texts, valued=True) >= VALUE_FLOOR


@pytest.mark.slow
def test_training_texts_keep_their_floor() -> None:
    """The dates of the training texts are found, from border to border."""
    texts = [text for folder in sorted((SHARED / "train").glob("part*")) for text in gold(folder)]
    if not texts:
        pytest.skip("no training texts")
    assert f1(texts, valued=False) >= SPAN_FLOOR_TRAINING
