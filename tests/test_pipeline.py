"""The way through all extractors: limits that hold, faults that stay with their text, several processes."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import slow_pipelines
from spacy.language import Language

from dateline.errors import ExtractError, InputError
from dateline.records import Article, Dateline, Findings, article_record, findings_from_record
from extractors import processes
from extractors.limits import OverTime, within
from extractors.pipeline import STAGES, batches, extract, load_pipeline, model_of

WIRE = (
    "New Delhi, March 17 (IANS) A delegation from the Government of Tatarstan will take part in the Bharat Krishi Expo "
    "2025, to be held in New Delhi from March 19 to 21.\n\nIldus Sharafiev, deputy minister of agriculture of "
    'Tatarstan, will lead it. "We are bringing machines, not only brochures," Sharafiev said.'
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def articles(*texts: str) -> list[Article]:
    return [Article(id=str(n), text=text, published=date(2025, 3, 17)) for n, text in enumerate(texts)]


def outcomes(found: Iterator[tuple[Article, Findings | ExtractError]]) -> list[str]:
    return [f.reason if isinstance(f, ExtractError) else "found" for _, f in found]


def test_every_stage_is_in_the_pipeline_in_its_order(nlp: Language) -> None:
    """The table of stages is what runs."""
    assert nlp.pipe_names == list(STAGES)
    assert model_of(nlp).name != "none"


def test_a_stage_can_be_left_out_and_an_unknown_one_is_told() -> None:
    """A wrong name names the ones that are there."""
    assert load_pipeline(disable=["happenings", "recogniser"]).pipe_names == [
        name for name in STAGES if name not in ("happenings", "recogniser")
    ]
    with pytest.raises(InputError, match="There are: recogniser, sentences"):
        load_pipeline(disable=["ner"])


def test_a_wire_text_gives_all_its_findings(nlp: Language) -> None:
    """Spans, values, events, affiliations and quotes come together in one record, and back."""
    [(article, found)] = extract(articles(WIRE), nlp)
    assert isinstance(found, Findings)
    assert all(article.text[s.start : s.end] == s.text for s in found.spans)
    (event,) = found.events
    assert (event.name, event.start, event.end, event.place) == (
        "Bharat Krishi Expo 2025",
        "2025-03-19",
        "2025-03-21",
        "New Delhi",
    )
    assert [a.person for a in found.affiliations] == ["Ildus Sharafiev"]
    assert [q.speaker for q in found.quotes if q.kind == "direct"] == ["Ildus Sharafiev"]
    assert findings_from_record(article_record(article, found)).events == found.events


def test_the_dateline_s_day_comes_before_that_of_publication(nlp: Language) -> None:
    """Dates are read against the day on which the story was filed."""
    text = "A fair opened in Kazan on Tuesday."
    filed = Article(id="1", text=text, published=date(2025, 3, 20), dateline=Dateline(date=date(2025, 3, 12)))
    [(_, found)] = extract([filed], nlp)
    assert isinstance(found, Findings)
    assert [s.value for s in found.spans if s.label == "DATE"] == ["2025-03-11"]


def test_bad_texts_give_empty_or_honest_records(nlp: Language) -> None:
    """Nothing, one letter, rubbish, half characters, other languages: a record each, offsets within the text."""
    bad = ["", " \n", "x", "\ud800 in Paris \udfff", "a\0b", "﷽" * 50, "Привет из Москвы", "🙂" * 300, "a" * 60_000]
    found = list(extract(articles(*bad), nlp))
    for article, outcome in found:
        assert isinstance(outcome, Findings)
        assert all(article.text[s.start : s.end] == s.text for s in outcome.spans)
    assert [a.text for a, _ in found] == bad


def test_a_long_text_is_quarantined_and_the_others_go_on() -> None:
    """Too long, too slow, too wrong: each ends with its reason, in the order of the input."""
    texts = articles("ok", "RAISE", "SLEEP", "x" * 101, "", "ok")
    assert outcomes(extract(texts, slow_pipelines.load(), seconds=0.5, limit=100, batch_size=4)) == [
        "found",
        "broke an extractor",
        "over its time limit",
        "too long",
        "found",
        "found",
    ]


def test_batches_are_cut_by_number_and_by_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch never holds more texts, or more characters in several texts, than it may."""
    monkeypatch.setattr("extractors.pipeline.BATCH_CHARACTERS", 10)
    found = [[a.text for a in batch] for batch in batches(articles("aaaa", "bbbb", "cccc", "d" * 30, "e", "f", "g"), 2)]
    assert found == [["aaaa", "bbbb"], ["cccc"], ["d" * 30], ["e", "f"], ["g"]]


def test_a_limit_of_time_holds_and_leaves_nothing_behind() -> None:
    """Work that ends in time is not disturbed; work that does not is stopped."""
    assert within(5, lambda: 7) == 7
    with pytest.raises(OverTime):
        within(0.2, lambda: slow_pipelines.misbehaving(slow_pipelines.load().make_doc("SLEEP")))
    assert sum(range(100_000)) == 4_999_950_000


@pytest.mark.slow
def test_processes_give_the_same_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that hang or die are replaced, and only the text at fault is given up."""
    monkeypatch.setattr(processes, "_GRACE", 1.0)
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    texts = articles("ok", "END", "", "RAISE", "HANG", "ok", "SLEEP", "last")
    found = list(processes.extract_in_processes(texts, 2, batch_size=3, seconds=1, loader="slow_pipelines:load"))
    assert [article.id for article, _ in found] == [a.id for a in texts]
    assert outcomes(iter(found)) == [
        "found",
        "broke an extractor",
        "found",
        "broke an extractor",
        "over its time limit",
        "found",
        "over its time limit",
        "found",
    ]


def test_a_pipeline_that_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no worker can work there is one clear error."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    with pytest.raises(ExtractError, match="the model is gone"):
        list(processes.extract_in_processes(articles("ok"), 2, loader="slow_pipelines:broken"))


def test_importing_the_processes_loads_no_spacy() -> None:
    """A parent of workers stays light, and the workers can set their threads first."""
    import subprocess

    code = "import sys, extractors.processes; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
