"""Stories: articles on one happening are found as they arrive, and keep their story."""

import json
import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.texts import read_texts
from dateline.records import Article, Copy, Findings, Outcome, OutcomeKind, Span
from dateline.store import Kept, Store, open_store
from dateline.stories import MemoryShelf, Piece, Placer, cluster, place, unplaced
from dateline.stories.telling import Carried, told

HAPPENINGS = Path(__file__).parent / "data" / "stories" / "happenings.jsonl"
ALIKE = HAPPENINGS.with_name("alike.jsonl")
TODAY = date(2026, 11, 22)


def labelled(file: Path = HAPPENINGS) -> tuple[list[Article], dict[str, str]]:
    """The labelled reports in the order of their time, and article -> happening."""
    labels = {r["id"]: r["happening"] for r in map(json.loads, file.read_text("utf-8").splitlines())}
    articles = [read for read in read_texts(file) if isinstance(read, Article)]
    return sorted(articles, key=lambda a: str(a.published_at)), labels


def b_cubed(found: Mapping[str, str], labels: Mapping[str, str]) -> float:
    """F1 over articles of how pure and how whole each one's cluster is."""
    ours, theirs = defaultdict(set), defaultdict(set)
    for id, label in labels.items():
        ours[found[id]].add(id)
        theirs[label].add(id)
    shared = {id: len(ours[found[id]] & theirs[label]) for id, label in labels.items()}
    precision = sum(shared[id] / len(ours[found[id]]) for id in labels) / len(labels)
    recall = sum(shared[id] / len(theirs[label]) for id, label in labels.items()) / len(labels)
    return 2 * precision * recall / (precision + recall)


def pieces(articles: list[Article]) -> list[Piece]:
    """What placing needs of articles."""
    return [Piece(id=a.id, text=a.text, headline=a.headline, day=a.published, moment=a.published_at) for a in articles]


def test_hand_written_reports_fall_into_their_happenings() -> None:
    """B-cubed F1 is at least .85 on 50 reports on 20 happenings that share towns, people and companies."""
    articles, labels = labelled()
    assert b_cubed(cluster(pieces(articles)), labels) >= 0.85


def test_two_happenings_of_one_kind_stay_two() -> None:
    """Two earthquakes in one week, two results of one company, semi-final and final are no one story."""
    articles, _ = labelled()
    stories = cluster(pieces(articles))
    assert stories["q1"] != stories["t1"]
    assert stories["a1"] != stories["b1"]
    assert stories["s1"] != stories["g1"]
    assert stories["q1"] == stories["q2"] == stories["q3"]


def test_happenings_that_resemble_each_other_stay_apart() -> None:
    """Two floods in one week, three matches of the same clubs, two strikes in one town, each followed for days."""
    articles, labels = labelled(ALIKE)
    assert b_cubed(cluster(pieces(articles)), labels) >= 0.95


def test_many_happenings_in_two_weeks_stay_apart() -> None:
    """All labelled happenings begin within eight days and share towns, clubs and words."""
    articles, labels = labelled()
    more, others = labelled(ALIKE)
    reports = [(a, others.get(a.id) or f"h-{labels[a.id]}", a.published or TODAY) for a in (*articles, *more)]
    first: dict[str, date] = {}
    for _, happening, day in reports:
        first[happening] = min(day, first.get(happening, day))
    starts = {happening: date(2026, 3, 2) + timedelta(days=n % 8) for n, happening in enumerate(sorted(first))}
    spread = [
        Piece(
            id=f"{happening}/{a.id}", text=a.text, headline=a.headline, day=starts[happening] + (day - first[happening])
        )
        for a, happening, day in reports
    ]
    assert b_cubed(cluster(spread), {piece.id: piece.id.split("/")[0] for piece in spread}) >= 0.8


def test_a_copy_joins_the_story_of_its_original() -> None:
    """Whatever else stands in it."""
    articles, _ = labelled()
    copy = Piece(id="copy", text="Nothing of the sort.", day=date(2026, 3, 4), original="q1")
    stories = cluster([*pieces(articles), copy])
    assert stories["copy"] == stories["q1"]


def test_clocks_that_stand_do_not_tear_stories_apart() -> None:
    """A day in 1970, in the future or none at all counts for nothing."""
    articles, _ = labelled()
    odd = {"q2": date(1970, 1, 1), "c2": TODAY + timedelta(days=400), "f2": None}
    shelf = [Piece(id=p.id, text=p.text, headline=p.headline, day=odd.get(p.id, p.day)) for p in pieces(articles)]
    stories = cluster(shelf)
    assert stories["q2"] == stories["q1"]
    assert stories["c2"] == stories["c1"]
    assert stories["f2"] == stories["f1"]


def test_the_order_of_a_file_changes_nothing() -> None:
    """The same texts in another order give the same stories."""
    articles, _ = labelled()
    shuffled = list(articles)
    random.Random(3).shuffle(shuffled)
    assert cluster(pieces(articles)) == cluster(pieces(shuffled))


def test_stories_that_turn_out_to_be_one_keep_the_older_id() -> None:
    """The article that ties them together says which id forwards."""
    placer = Placer(MemoryShelf(), TODAY)
    words = "Ferry Stella Borealis burns off Kalmara, coast guard saves 412 passengers and crew in the strait."
    first = placer.place(Piece(id="a", text=words, day=date(2026, 5, 14)))
    # The second one has arrived under a story of its own, as after a correction.
    placer.shelf.put("story-late", placer.shelf.profile(first.story).with_article({}, date(2026, 5, 15)))
    tied = placer.place(Piece(id="b", text=words + " The cause is unknown.", day=date(2026, 5, 15)))
    assert (tied.story, tied.gone) == (first.story, "story-late")


def test_a_story_is_told_by_its_best_sentences() -> None:
    """Headline, summary, beginning, order of the bearers, and copies counted apart."""
    articles, _ = labelled()
    quake = [a for a in articles if a.id.startswith("q")]
    carried = [
        Carried(id=a.id, text=a.text, headline=a.headline, day=a.published, moment=a.published_at, outlet=a.outlet)
        for a in quake
    ]
    copy = Carried(id="copy", text=quake[0].text, headline="", day=date(2026, 3, 2), copy=True)
    story = told("s", [*reversed(carried), copy])
    assert story.headline in {a.headline for a in quake}
    assert story.began == quake[0].published_at
    assert story.articles[0] == "q1"
    assert (len(story.articles), story.independent) == (5, 4)
    assert "arvan" in story.summary
    assert told("s", [Carried(id="x", text="", headline="")]).headline == ""


def keep(store: Store, run: str, *articles: Article, copies: Mapping[str, Copy] | None = None) -> None:
    """Keep articles without findings."""
    outcome = Outcome(kind=OutcomeKind.KEPT, stage="keep")
    batch = [Kept(article=a, findings=Findings(), outcome=outcome, copy=(copies or {}).get(a.id)) for a in articles]
    store.keep(batch, run)


def test_stories_in_the_store_grow_from_batch_to_batch(tmp_path: Path) -> None:
    """Placed in batches and by processes that come and go, the same happenings are found, each article once."""
    articles, labels = labelled()
    url = f"sqlite:///{tmp_path / 's.db'}"
    found: dict[str, str] = {}
    for start in range(0, len(articles), 10):
        with open_store(url) as store:
            run = store.start_run("test").id
            batch = articles[start : start + 10]
            keep(store, run, *batch)
            assert sorted(unplaced(store)) == sorted(a.id for a in batch)
            found |= place(store, [a.id for a in batch], today=TODAY)
            assert place(store, [a.id for a in batch], today=TODAY) == {}
            assert unplaced(store) == []
            store.end_run(run)
    assert b_cubed(found, labels) >= 0.85
    from dateline.query.questions import stories

    with open_store(url) as store:
        quake = next(s for s in stories(store, limit=50) if any(c.article == "q1" for c in s.carriers))
        assert quake.pieces == 4
        assert quake.headline
        assert quake.summary


def test_copies_and_held_back_articles_in_the_store(tmp_path: Path) -> None:
    """A copy goes where its original is; what must not be shown is in no story until it may."""
    articles, _ = labelled()
    first = articles[0]
    late = Article(id="copy", text="Little of it.", published=first.published)
    held = Article(
        id="held", text=articles[1].text, published=first.published, embargo=datetime.now(UTC) + timedelta(days=1)
    )
    killed = Article(id="killed", text=articles[1].text, published=first.published, status="canceled")
    with open_store(f"sqlite:///{tmp_path / 's.db'}") as store:
        run = store.start_run("test").id
        link = Copy(article="copy", original=first.id, kind="cut", share=0.1)
        keep(store, run, first, late, held, killed, copies={"copy": link})
        found = place(store, [first.id, "copy", "held", "killed", "unknown"], today=TODAY)
        assert set(found) == {first.id, "copy"}
        assert found["copy"] == found[first.id]


def test_a_merged_story_forwards_in_the_store(tmp_path: Path) -> None:
    """Its articles move, its id leads to the older one, and nothing is asked of it any more."""
    from sqlalchemy import select

    from dateline.store.schema import stories as table

    text = "Ferry Stella Borealis burns off Kalmara, coast guard saves 412 passengers and crew in the strait."
    one = Article(id="one", text=text, headline="Ferry burns", published=date(2026, 5, 14))
    two = Article(id="two", text=text + " Again.", headline="Ferry burns", published=date(2026, 5, 15))
    with open_store(f"sqlite:///{tmp_path / 's.db'}") as store:
        run = store.start_run("test").id
        keep(store, run, one, two)
        first = place(store, ["one"], today=TODAY)["one"]
        from dateline.stories.stored_shelf import StoreShelf

        with store.writing() as connection:
            shelf = StoreShelf(connection)
            shelf.put("story-late", shelf.profile(first).with_article({}, date(2026, 5, 15)))
        assert place(store, ["two"], today=TODAY)["two"] == first
        with store.reading() as connection:
            rows = {row.id: row for row in connection.execute(select(table))}
            assert rows["story-late"].merged_into == rows[first].key
            assert StoreShelf(connection).final("story-late") == first


def test_findings_tie_articles_with_few_words_in_common(tmp_path: Path) -> None:
    """Two spellings of a name and one event are enough, where the findings know them."""
    from dateline.records import Entity, Event

    texts = {
        "a": "Peking opened the fair for machines with a speech of its mayor and a long parade of drummers.",
        "b": "In Beijing traders show what they built: robots, presses, pumps. Visitors queue since dawn.",
    }
    city = Entity(id="Q956", label="PLACE", name="Beijing", aliases=("Peking",))
    event = Event(name="Harbour Machine Fair", start="2026-05-20", end="2026-05-20")
    outcome = Outcome(kind=OutcomeKind.KEPT, stage="keep")

    def batch(*, known: bool) -> list[Kept]:
        return [
            Kept(
                article=Article(id=f"{id}{known}", text=text, published=date(2026, 5, 18)),
                findings=Findings(
                    spans=(Span(start=0, end=6, label="PLACE", text="Peking", entity="Peking"),),
                    events=(event,),
                )
                if known
                else Findings(),
                outcome=outcome,
                entities={("PLACE", "Peking"): "Q956"} if known else {},
                coined=(city,) if known else (),
            )
            for id, text in texts.items()
        ]

    with open_store(f"sqlite:///{tmp_path / 's.db'}") as store:
        run = store.start_run("test").id
        store.keep(batch(known=False), run)
        found = place(store, ["aFalse", "bFalse"], today=TODAY)
        assert found["aFalse"] != found["bFalse"]
    with open_store(f"sqlite:///{tmp_path / 't.db'}") as store:
        run = store.start_run("test").id
        store.keep(batch(known=True), run)
        found = place(store, ["aTrue", "bTrue"], today=TODAY)
        assert found["aTrue"] == found["bTrue"]


@pytest.mark.parametrize("command", ["copies", "stories"])
def test_the_commands_sort_a_file(command: str, tmp_path: Path) -> None:
    """Each line of the answer has the id, the group of copies, the story and the origin; bad lines are told."""
    from dateline.cli import _app

    file = tmp_path / "texts.jsonl"
    lines = HAPPENINGS.read_text("utf-8").splitlines()
    again = json.dumps(json.loads(lines[0]) | {"id": "again", "outlet": "Ystad Post", "headline": ""})
    file.write_text("\n".join([*lines[:6], again, "{broken"]), "utf-8")
    result = CliRunner().invoke(_app([command]), [command, str(file), "--format", "jsonl"])
    assert result.exit_code == 0, result.output
    records = {r["id"]: r for r in map(json.loads, result.stdout.splitlines())}
    assert len(records) == 7
    assert records["again"]["copy_group"] == records["q1"]["copy_group"] == "q1"
    assert records["again"]["story"] == records["q1"]["story"]
    assert {"id", "copy_group", "story", "origin"} <= set(records["q2"])
    assert records["q2"]["copy_group"] == "q2"
    shown = CliRunner().invoke(_app([command]), [command, str(file)])
    assert shown.exit_code == 0
    assert "7 pieces, 6 independent texts" in shown.stdout
