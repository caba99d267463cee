"""People's corrections: applied at once, replayed on every later run and model, undone without a trace."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from decided import decision
from press import MODEL, piece
from rich.console import Console
from sqlalchemy import select
from typer.testing import CliRunner

from corpus.gold.reading import read_gold
from dateline.cli.decide import app
from dateline.decisions import apply_decisions, conflicts, decide, standing
from dateline.decisions.exchange import export_decisions, import_decisions
from dateline.decisions.gold import gold_texts
from dateline.entities import resolve_batch
from dateline.errors import DecisionError
from dateline.query.questions import entity
from dateline.records import Decision, Model
from dateline.store import open_store
from dateline.store import schema as t


def means(store):
    """(article, label, name) -> the entity's id, now."""
    n, v, a, e = t.names, t.versions, t.articles, t.entities
    with store.reading() as connection:
        rows = connection.execute(
            select(a.c.id, n.c.label, n.c.name, e.c.id)
            .select_from(
                n.join(v, v.c.key == n.c.version).join(a, a.c.key == v.c.article).outerjoin(e, e.c.key == n.c.entity)
            )
            .where(n.c.valid_to.is_(None), v.c.valid_to.is_(None))
        )
        return {(article, label, name): entity for article, label, name, entity in rows}


def counted(store):
    """Counts by entity, as questions read them."""
    ae, e = t.article_entity, t.entities
    with store.reading() as connection:
        rows = connection.execute(
            select(e.c.id, ae.c.mentions, ae.c.quotes, ae.c.offices)
            .join(e, e.c.key == ae.c.entity)
            .where(ae.c.valid_to.is_(None))
        )
        return Counter(tuple(row) for row in rows)


def offices(store):
    f = t.affiliations.c
    with store.reading() as connection:
        rows = connection.execute(select(f.person, f.title, f.organisation, f.status).where(f.valid_to.is_(None)))
        return Counter(tuple(row) for row in rows)


def fill(store, model=MODEL):
    run = store.start_run("test")
    store.keep(
        [
            piece(
                "a1",
                "[PERSON Ann Lee] of [ORG Acme] spoke on [DATE:2025-03-18 Tuesday].",
                offices=[("Ann Lee", "chief", "Acme")],
                model=model,
            ),
            piece("a2", "[PERSON Anne Lee] left [PLACE Oslo]. [PERSON:Anne_Lee Lee] wept.", model=model),
            piece(
                "a3",
                "[PERSON Ann Lee] won the [EVENT Oslo Cup].",
                model=model,
                events=[{"name": "Oslo Cup", "start": "2025-03-17", "end": "2025-03-17", "organisers": ("Acme",)}],
            ),
        ],
        run.id,
    )
    apply_decisions(store, ["a1", "a2", "a3"])
    return store.end_run(run.id)


def test_a_merge_moves_names_and_its_undo_moves_them_back(store):
    """All mentions of the one are mentions of the other; after the undo everything is as it was."""
    fill(store)
    before = means(store), counted(store)

    effect = decide(store, decision("merge", "person:Anne Lee", "person:Ann Lee"))
    assert (effect.articles, effect.mentions, effect.examples) == (1, 2, ("a2",))
    assert means(store)["a2", "PERSON", "Anne Lee"] == "person:Ann Lee"
    assert counted(store)["person:Ann Lee", 2, 0, 0] == 1

    undone = decide(store, decision("undo", effect.decision.id))
    assert undone.mentions == 2
    assert (means(store), counted(store)) == before

    decide(store, decision("undo", undone.decision.id))
    assert means(store)["a2", "PERSON", "Anne Lee"] == "person:Ann Lee"


def test_a_preview_changes_nothing(store):
    """The same figures as the decision itself, and a store that is what it was."""
    fill(store)
    before = means(store), counted(store)
    previewed = decide(store, decision("merge", "person:Anne Lee", "person:Ann Lee"), dry_run=True)

    assert (previewed.articles, previewed.mentions, previewed.number) == (1, 2, None)
    assert (means(store), counted(store), standing(store)) == (*before, [])


def test_a_decision_holds_over_another_model(store):
    """What was decided is so after the texts were extracted again; nothing is decided twice."""
    fill(store)
    decide(store, decision("merge", "person:Anne Lee", "person:Ann Lee"))
    decide(store, decision("split", "person:Ann Lee", articles="a3", name="Ann Lee (sailor)"))
    decide(store, decision("reject", "place:Oslo"))
    decide(store, decision("fix-office", "person:Ann Lee", title="chief", new_title="chair"))
    decide(store, decision("fix-date", "a1", text="Tuesday", value="2025-03-11"))
    decide(store, decision("fix-date", "event:Oslo Cup", start="2025-04-01", end="2025-04-02"))
    decided = means(store), counted(store), offices(store), _days(store)
    fill(store, Model(name="other", version="2"))

    assert (means(store), counted(store), offices(store), _days(store)) == decided
    assert decided[0]["a3", "PERSON", "Ann Lee"] not in ("person:Ann Lee", None)
    assert decided[0]["a2", "PLACE", "Oslo"] is None
    assert decided[2] == Counter({("Ann Lee", "chair", "Acme", "current"): 1})
    assert decided[3] == (["2025-03-11"], [("2025-04-01", "2025-04-02", "Acme")])
    assert apply_decisions(store) == 0


def _days(store):
    m, e, r = t.mentions.c, t.events.c, t.event_roles.c
    with store.reading() as connection:
        days = connection.execute(select(m.value).where(m.label == "DATE", m.valid_to.is_(None))).scalars().all()
        events = connection.execute(
            select(e.start, e.end, r.name).join(t.event_roles, r.event == e.key).where(e.valid_to.is_(None))
        ).all()
        return days, [tuple(event) for event in events]


def test_everything_can_be_undone(store):
    """After undoing all decisions, the latest first or the earliest first, the store says what it said before any."""
    fill(store)
    before = means(store), counted(store), offices(store), _days(store), _called(store)
    made = [
        decide(store, one).decision
        for one in (
            decision("rename", "person:Ann Lee", name="Ann B. Lee"),
            decision("merge", "person:Anne Lee", "person:Ann Lee"),
            decision("split", "person:Ann Lee", articles="a3"),
            decision("reject", "place:Oslo"),
            decision("fix-office", "person:Ann Lee", title="chief", new_title=""),
            decision("fix-date", "a1", text="Tuesday", value=""),
            decision("fix-date", "event:Oslo Cup", start="2025-04-01"),
            decision("copy-of", "a2", "a1"),
        )
    ]
    assert (means(store), counted(store), offices(store), _days(store)) != before[:4]
    for one in made[::2] + made[1::2]:
        decide(store, decision("undo", one.id))
    assert (means(store), counted(store), offices(store), _days(store), _called(store)) == before
    with store.reading() as connection:
        assert connection.execute(select(t.copies).where(t.copies.c.valid_to.is_(None))).all() == []


def _called(store):
    e = t.entities.c
    with store.reading() as connection:
        ids = ["person:Ann Lee", "person:Anne Lee"]
        return dict(connection.execute(select(e.id, e.name).where(e.id.in_(ids))).tuples().all())


def test_a_contradiction_is_told_and_listed(store):
    """Who merges what was said to be two is warned; the later decision holds; the contradiction is listed."""
    fill(store)
    decide(store, decision("not-same", "person:Anne Lee", "person:Ann Lee"))
    effect = decide(store, decision("merge", "person:Anne Lee", "person:Ann Lee"))

    assert "said to be two" in effect.warnings[0]
    assert [conflict.why for conflict in conflicts(store)] == ["they were said to be two"]
    assert means(store)["a2", "PERSON", "Anne Lee"] == "person:Ann Lee"

    decide(store, decision("not-same", "person:Ann Lee", "person:Anne Lee"))
    assert means(store)["a2", "PERSON", "Anne Lee"] == "person:Anne Lee"


def test_what_is_not_there_yet_is_kept_and_waits(store):
    """A decision about things that the store does not have is told, kept, and holds when they come."""
    effect = decide(store, decision("merge", "person:Anne Lee", "person:Ann Lee"))
    assert len(effect.waiting) == 2
    assert effect.articles == 0
    fill(store)
    assert means(store)["a2", "PERSON", "Anne Lee"] == "person:Ann Lee"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (decision("marry", "x"), "There is no decision"),
        (decision("merge", "x"), "needs a second"),
        (decision("merge", "x", "x"), "are the same"),
        (decision("rename", "x"), "needs 'name'"),
        (decision("rename", "x", name="y", colour="z"), "takes no 'colour'"),
        (decision("split", "x"), "of which mentions"),
        (decision("fix-date", "x", text="y", value="soon"), "no day or period"),
        (decision("copy-of", "x", "y", kind="alike"), "no copy"),
        (decision("undo", "x"), "to be undone"),
        (Decision(id="", kind="reject", subject="x", author="", reason="r"), "author"),
    ],
)
def test_a_decision_that_says_nothing_is_refused(store, made, said):
    """What is missing, and what is allowed."""
    with pytest.raises(DecisionError, match=said):
        decide(store, made)


def test_pinned_questions_stay_as_they_were(store):
    """Before the decision the names meant what they meant."""
    state = fill(store)
    decide(store, decision("merge", "person:Anne Lee", "person:Ann Lee"))
    n, e = t.names.c, t.entities.c
    with store.reading() as connection:
        held = (n.valid_from <= state) & (n.valid_to.is_(None) | (n.valid_to > state))
        of = select(e.id).join(t.names, n.entity == e.key).where(n.name == "Anne Lee", held)
        assert connection.execute(of).scalars().all() == ["person:Anne Lee"]


def test_a_merged_name_leads_to_its_entity(store):
    """Who asks for the one is shown the other, with both names; before the merge each was its own."""
    state = fill(store)
    decide(store, decision("merge", "person:Anne Lee", "person:Ann Lee"))
    card = entity(store, "Anne Lee")
    assert (card.id, card.aliases, card.pieces) == ("person:Ann Lee", ("Ann Lee", "Anne Lee"), 3)
    assert entity(store, "#person:Anne Lee").id == "person:Ann Lee"
    assert entity(store, "Anne Lee", at=state).id == "person:Anne Lee"


def test_decisions_go_into_another_store(store):
    """As JSON Lines, each once; bad lines are told with their number and stop nothing."""
    fill(store)
    first = decide(store, decision("merge", "person:Anne Lee", "person:Ann Lee")).decision
    decide(store, decision("undo", first.id))
    lines = list(export_decisions(store))
    assert [json.loads(line)["kind"] for line in lines] == ["merge", "undo"]

    again = import_decisions(store, [*lines, "{", '{"kind": "merge"}', ""])
    assert (len(again.new), again.known, [number for number, _ in again.refused]) == (0, 2, [3, 4])


def test_decisions_find_their_entities_by_name_where_ids_differ(store):
    """A decision of another store, whose ids are not ours, holds for the entities of its names."""
    fill(store)
    names = {"subject_name": "Anne Lee", "object_name": "Ann Lee", "label": "PERSON"}
    line = json.dumps(
        {"id": "x1", "kind": "merge", "subject": "p9", "object": "p8", "values": names, "author": "I", "reason": "r"}
    )
    assert len(import_decisions(store, [line]).new) == 1
    assert means(store)["a2", "PERSON", "Anne Lee"] == "person:Ann Lee"


def test_decided_articles_are_gold_texts(store, tmp_path):
    """In the form of the guidelines: their own reader takes them, with what was decided in them."""
    fill(store)
    decide(store, decision("merge", "person:Anne Lee", "person:Ann Lee"))
    decide(store, decision("fix-date", "a1", text="Tuesday", value="2025-03-11"))
    texts = dict(gold_texts(store))
    assert set(texts) == {"a1", "a2"}
    read = {}
    for id, text in texts.items():
        (tmp_path / f"{id}.xml").write_text(text, "utf-8")
        read[id] = read_gold(tmp_path / f"{id}.xml")
    assert {s["value"] for s in read["a1"]["spans"] if s["label"] == "DATE"} == {"2025-03-11"}
    assert {s["ref"] for s in read["a2"]["spans"] if s["label"] == "PERSON"} == {
        s["ref"] for s in read["a1"]["spans"] if s["label"] == "PERSON"
    }


def test_after_a_split_new_articles_find_whose_they_are(store):
    """Each of the two keeps the evidence of its own articles; the undo gives it back."""
    run = store.start_run("test").id

    def told(id, text):
        one = piece(id, text)
        (found,) = resolve_batch(store, [(one.article, one.findings)])
        store.keep([replace(one, entities=found.entities, coined=found.coined, learned=found.learned)], run)
        apply_decisions(store, [id])
        return means(store)[id, "PERSON", "John Smith"]

    archer = told("s1", "[PERSON John Smith] of the [ORG Hanbit Archers] came.")
    assert told("s2", "[PERSON John Smith] of the [ORG Texas Senate] came.") == archer
    made = decide(store, decision("split", archer, articles="s2", name="John Smith")).decision
    senator = means(store)["s2", "PERSON", "John Smith"]
    assert senator != archer
    assert told("s3", "[PERSON John Smith] spoke in the [ORG Texas Senate].") == senator
    assert told("s4", "[PERSON John Smith] left the [ORG Hanbit Archers].") == archer
    decide(store, decision("undo", made.id))
    found = {entity for (_, label, _), entity in means(store).items() if label == "PERSON"}
    assert found == {archer}


@pytest.fixture
def desk(tmp_path, monkeypatch, sqlite_template):
    """A working folder whose store holds the three articles; calls `dateline decide` with words."""
    (tmp_path / "output").mkdir()
    path = tmp_path / "output" / "dateline.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_store(f"sqlite:///{path}") as opened:
        fill(opened)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dateline.cli.deciding.console", Console(width=200, highlight=False))

    def call(*words, code=0):
        result = CliRunner().invoke(app, [*words])
        assert result.exit_code == code, result.output
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.stdout

    return call


def test_decisions_by_command(desk, tmp_path):
    """A preview, the decision, the list, the export and its import, the undo: each says what it did."""
    who = ("--author", "ines", "--reason", "one woman")
    assert "would change" in desk("merge", "Anne Lee", "Ann Lee", *who, "--dry-run")
    effect = json.loads(desk("merge", "Anne Lee", "Ann Lee", *who, "--json"))
    assert (effect["articles"], effect["mentions"]) == (1, 2)
    listed = json.loads(desk("list", "--json"))
    assert [one["decision"]["kind"] for one in listed["decisions"]] == ["merge"]
    desk("export", "decisions.jsonl")
    assert "0 new, 1 known" in desk("import", "decisions.jsonl")
    desk("gold", "gold")
    assert [path.name for path in (tmp_path / "gold").iterdir()] == ["a2.xml"]
    desk("undo", effect["decision"]["id"], *who)
    desk("office", "Ann Lee", "chief", "--new-title", "chair", *who)
    desk("date", "a1", "--text", "Tuesday", "--value", "2025-03-11", *who)
    desk("date", "Oslo Cup", "--start", "2025-04-01", *who)
    desk("copy", "a2", "a1", "--kind", "cut", *who)
    desk("split", "Ann Lee", "--article", "a3", "--new-name", "Ann Lee (sailor)", *who)
    desk("rename", "Oslo", "Oslo, Norway", *who)
    desk("not-same", "Anne Lee", "Acme", *who)
    desk("reject", "#place:Oslo", *who)
    assert "10 decisions, 1 undone, 0 contradictions" in desk("list")


def test_a_name_of_several_is_not_decided_on(desk):
    """Who is meant must be said by an id; the ids are told."""
    who = ("--author", "ines", "--reason", "r")
    desk("split", "Ann Lee", "--article", "a3", "--new-name", "Ann Lee", *who)
    with pytest.raises(DecisionError, match="2 entities bear the name") as caught:
        desk("reject", "Ann Lee", *who, code=1)
    assert "#person:Ann Lee" in caught.value.remedy
