"""The floor of the whole extraction: every figure of the score on the bundled gold texts, pinned."""

import json
from pathlib import Path

from corpus.gold.reading import shipped
from corpus.gold.scoring import score
from dateline.records import Article, Findings, article_record
from extractors.pipeline import extract, load_pipeline

FLOOR = Path(__file__).parent / "gold_figures.json"
SLACK = 0.008  # a fact hangs on several spans, of which one may fall on another processor


def test_no_figure_of_spans_values_and_facts_falls() -> None:
    """Spans, date values, events with days, place, organisers and participants, offices, quotes with speakers."""
    from datetime import date

    gold = shipped()
    articles = [
        Article(id=text["id"], text=text["text"], published=date.fromisoformat(text["published"])) for text in gold
    ]
    found = {
        article.id: article_record(article, findings)
        for article, findings in extract(articles, load_pipeline())
        if isinstance(findings, Findings)
    }
    now = {name: round(tally.figures()[2], 4) for name, tally in score(gold, found).items()}
    pinned = json.loads(FLOOR.read_text("utf-8"))

    assert set(now) == set(pinned)
    assert not {name: now[name] for name in pinned if now[name] < pinned[name] - SLACK}, json.dumps(now, indent=1)
