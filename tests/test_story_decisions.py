"""People merge and split stories; that holds when articles are placed later, elsewhere and in another order."""

import json
import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from corpus.texts import read_texts
from dateline.cli.decide import app
from dateline.decisions import apply_decisions, conflicts, decide, standing
from dateline.decisions.exchange import export_decisions, import_decisions
from dateline.errors import DecisionError
from dateline.query.questions import stories
from dateline.records import Article, Decision, Findings, Outcome, OutcomeKind
from dateline.store import Kept, open_store
from dateline.store.maintenance import check
from dateline.stories import place

HAPPENINGS = Path(__file__).parent / "data" / "stories" / "happenings.jsonl"
TODAY = date(2026, 11, 22)


def articles():
    return [read for read in read_texts(HAPPENINGS) if isinstance(read, Article)]


def keep(store, *kept, at_once=True):
    """Keep articles, and place them."""
    run = store.start_run("test")
    outcome = Outcome(kind=OutcomeKind.KEPT, stage="keep")
    for some in [kept] if at_once else [[one] for one in kept]:
        store.keep([Kept(article=a, findings=Findings(), outcome=outcome) for a in some], run.id)
        apply_decisions(store, [a.id for a in some])
        place(store, [a.id for a in some], today=TODAY)
    store.end_run(run.id)


def told(store):
    """Story -> its articles."""
    return {s.id: {c.article for c in s.carriers} for s in stories(store, limit=100).items}


def story_of(store, article):
    return next(id for id, members in told(store).items() if article in members)


def decision(kind, subject, object=None, /, **values):
    return Decision(
        id="", kind=kind, subject=subject, object=object, values=values, author="Ines", reason="I read them"
    )


@pytest.fixture
def filled(store):
    keep(store, *articles())
    return store


def two_of(store):
    """Two stories with several articles each."""
    one, other = sorted((s for s, members in told(store).items() if len(members) > 2))[:2]
    return one, other


def test_two_stories_become_one_and_two_again(filled):
    """The articles go over, the id forwards, what comes later goes there too; the undo takes all back."""
    before = told(filled)
    one, other = two_of(filled)
    effect = decide(filled, decision("merge", one, other))
    assert effect.articles == len(before[one])
    assert effect.warnings == effect.waiting == ()
    assert effect.decision.values["label"] == "STORY"
    assert told(filled)[other] == before[one] | before[other]
    assert one not in told(filled)

    first = next(a for a in articles() if a.id in before[one])
    late = Article(id="late", text=first.text + " Again.", headline=first.headline, published=first.published)
    keep(filled, late)
    assert "late" in told(filled)[other]

    decide(filled, decision("undo", effect.decision.id))
    after = told(filled)
    assert after[one] == before[one]
    assert after[other] - {"late"} == before[other]
    assert check(filled) == []


def test_articles_are_put_out_of_a_story(filled):
    """Into a story of their own, or into one that is there; the two never become one by themselves."""
    one, other = two_of(filled)
    before = told(filled)
    out, rest = sorted(before[one])[0], set(sorted(before[one])[1:])
    made = decide(filled, decision("split", one, articles=out))
    assert made.articles == 1
    new = story_of(filled, out)
    assert told(filled)[new] == {out}
    assert told(filled)[one] == rest
    assert next(s for s in stories(filled, limit=100).items if s.id == new).headline

    into = decide(filled, decision("split", one, other, articles=out))
    assert "said to be of another" in into.warnings[0]
    assert told(filled)[other] == before[other] | {out}
    decide(filled, decision("undo", into.decision.id))
    assert told(filled)[new] == {out}
    decide(filled, decision("undo", made.decision.id))
    assert told(filled) == before


def test_a_preview_of_a_story_changes_nothing(filled):
    """The same figures, and the same stories."""
    before = told(filled)
    one, other = two_of(filled)
    previewed = decide(filled, decision("merge", one, other), dry_run=True)
    assert (previewed.articles, previewed.number) == (len(before[one]), None)
    assert (told(filled), standing(filled)) == (before, [])


@pytest.mark.parametrize("seed", [1, 2])
def test_decisions_on_stories_hold_in_another_store(filled, tmp_path, seed):
    """Articles that come in another order begin other stories: the decisions find them, and hold from the first."""
    one, other = two_of(filled)
    told_before = told(filled)
    one_and_other = told_before[one] | told_before[other]
    out = sorted(told_before[other])[-1]
    decide(filled, decision("merge", one, other))
    decide(filled, decision("split", other, articles=out))
    kept = articles()
    random.Random(seed).shuffle(kept)
    with open_store(f"sqlite:///{tmp_path / 'other.db'}") as second:
        imported = import_decisions(second, export_decisions(filled))
        assert (len(imported.new), imported.waiting) == (2, 2)
        keep(second, *(a for a in kept if a.id in one_and_other), at_once=False)
        one, other, found = told_before[one], told_before[other] - {out}, told(second)
        assert any(members & one and members & other for members in found.values())
        assert not any(out in members and members & one for members in found.values())
        assert any(members >= one for members in found.values())
        assert apply_decisions(second) == 0


def test_twenty_random_decisions_on_stories_and_their_undoing(filled):
    """Whatever is decided, each article is in one story; when all is undone everything is as it was."""
    before, dice, made = told(filled), random.Random(7), []
    for _ in range(20):
        there = told(filled)
        one, other = dice.sample(sorted(there), 2)
        kind = dice.choice(["merge", "split", "split", "not-same"])
        some = dice.sample(sorted(there[one]), dice.randint(1, len(there[one])))
        values = {"articles": " ".join(some)} if kind == "split" else {}
        target = None if kind == "split" and dice.random() < 0.5 else other
        made.append(decide(filled, decision(kind, one, target, **values)))
        assert sorted(id for members in told(filled).values() for id in members) == sorted(a.id for a in articles())
        assert apply_decisions(filled) == 0
    for effect in reversed(made):
        decide(filled, decision("undo", effect.decision.id))
    assert told(filled) == before
    assert check(filled) == []


def test_stories_that_are_not_the_same_stay_two(store):
    """An article between two stories makes them one, unless somebody said that they are two."""
    text = "The ferry Stella Borealis burns off Kalmara; the coast guard saves 412 passengers and crew."
    days = [date(2026, 5, 1) + timedelta(days=n) for n in (0, 12, 6)]
    first, second, between = (
        Article(id=f"a{n}", text=text + f" Part {n}.", headline="Ferry burns", published=day)
        for n, day in enumerate(days)
    )
    keep(store, first, second, at_once=False)
    one, other = story_of(store, "a0"), story_of(store, "a1")
    if one == other:
        decide(store, decision("split", one, articles="a1"))
        other = story_of(store, "a1")
    decide(store, decision("not-same", one, other))
    keep(store, between)
    assert len(told(store)) == 2
    effect = decide(store, decision("merge", other, one))
    assert any("two" in warning for warning in effect.warnings)
    assert conflicts(store)


def test_stories_and_entities_are_not_put_together(filled):
    """What cannot be is refused in a sentence."""
    one, other = two_of(filled)
    with pytest.raises(DecisionError, match="no aliases"):
        decide(filled, decision("split", one, aliases="Ferry"))
    with pytest.raises(DecisionError, match="same"):
        decide(filled, decision("merge", one, one))
    decide(filled, decision("merge", one, other))
    effect = decide(filled, decision("merge", one, "story-unknown"))
    assert effect.waiting
    assert told(filled)[other]


def test_stories_are_decided_on_by_command(tmp_path, monkeypatch):
    """`dateline decide merge` and `split` take the ids of stories."""
    (tmp_path / "output").mkdir()
    with open_store(f"sqlite:///{tmp_path / 'output' / 'dateline.db'}") as store:
        keep(store, *articles())
        one, other = two_of(store)
        out = sorted(told(store)[other])[0]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dateline.cli.deciding.console", Console(width=200, highlight=False))

    def call(*words):
        result = CliRunner().invoke(app, [*words, "--author", "ines", "--reason", "one flood"])
        assert result.exit_code == 0, result.output
        return result.stdout

    assert "would change" in call("merge", one, other, "--dry-run")
    assert json.loads(call("merge", one, other, "--json"))["articles"] > 2
    assert "1 article" in call("split", other, "--article", out)
