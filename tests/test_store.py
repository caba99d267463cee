"""Keeping articles: each whole, each once, on SQLite and on PostgreSQL."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import press
import pytest
from sqlalchemy import func, select, text

from dateline.errors import StoreError
from dateline.query.questions import article, search, source_health
from dateline.records import Capture, Model, Outcome, OutcomeKind, Source, Story
from dateline.store import open_store
from dateline.store import schema as t
from dateline.store.maintenance import check, rows_by_table
from dateline.store.reading import read_versions

TEXT = "[PERSON Ann Lee] of [ORG Acme] spoke in [PLACE Delhi] on [DATE:2025-03-19 March 19]. She said: We open soon."


def counted(store, table, *conditions):
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()


def test_an_article_comes_back_with_all_its_facts(store):
    """What is kept is read back to the letter: text, spans, quotes, offices, events, model."""
    kept = press.piece(
        "a",
        TEXT,
        quotes=[("We open soon.", "Ann Lee")],
        offices=[("Ann Lee", "director", "Acme")],
        events=[{"name": "Delhi Fair", "start": "2025-03-19", "end": "2025-03-21", "organisers": ("Acme",)}],
        outlet="Post",
        byline="By B. Writer",
    )
    run = store.start_run("test")
    assert [o.kind for o in store.keep([kept], run.id)] == [OutcomeKind.KEPT]
    known = article(store, "a")
    assert known.article == kept.article
    assert known.findings == kept.findings
    assert known.entities["PERSON", "Ann Lee"] == ("person:Ann Lee", "Ann Lee")


def test_keeping_again_changes_nothing(store):
    """The same id with the same text is unchanged, however often it comes."""
    run = store.start_run("test")
    kept = press.piece("a", TEXT, story=None)
    store.keep([kept], run.id)
    before = {k: v for k, v in rows_by_table(store).items() if k not in ("outcomes",)}
    assert [o.kind for o in store.keep([kept, kept], run.id)] == [OutcomeKind.UNCHANGED] * 2
    assert {k: v for k, v in rows_by_table(store).items() if k not in ("outcomes",)} == before


def test_another_text_makes_a_new_version(store):
    """The same id with another text is a new version; the former one stays readable with its facts."""
    run = store.start_run("test")
    store.keep([press.piece("a", TEXT)], run.id)
    changed = press.piece("a", "[PERSON Bo Ray] came instead.")
    assert [o.kind for o in store.keep([changed], run.id)] == [OutcomeKind.NEW_VERSION]
    assert article(store, "a").number == 2
    former = article(store, "a", version=1)
    assert [s.text for s in former.findings.spans] == ["Ann Lee", "Acme", "Delhi", "March 19"]
    assert search(store, 'person:"Ann Lee"').total == 0
    assert search(store, 'person:"Bo Ray"').total == 1
    assert check(store) == []


def test_two_texts_of_one_id_in_one_batch_are_two_versions(store):
    """Within a batch the later of one id is a version of the earlier, and the same text once more is unchanged."""
    run = store.start_run("test")
    a, b = press.piece("a", TEXT), press.piece("a", "[PERSON Bo Ray] came.")
    kinds = [o.kind for o in store.keep([a, b, b, a], run.id)]
    assert kinds == [OutcomeKind.KEPT, OutcomeKind.NEW_VERSION, OutcomeKind.UNCHANGED, OutcomeKind.NEW_VERSION]
    assert article(store, "a").number == 3
    assert check(store) == []


def test_another_model_replaces_the_facts(store):
    """The same text extracted by another model keeps its version and gets the new facts, once."""
    run = store.start_run("test")
    store.keep([press.piece("a", TEXT)], run.id)
    state = store.end_run(run.id)
    run = store.start_run("test")
    newer = press.piece("a", TEXT.replace("[ORG Acme]", "Acme"), model=Model(name="hand", version="2"))
    outcome = store.keep([newer], run.id)[0]
    assert (outcome.kind, outcome.reason) == (OutcomeKind.UNCHANGED, "extracted again by another model")
    assert article(store, "a").number == 1
    assert article(store, "a").findings.model.version == "2"
    assert search(store, "org:Acme").total == 0
    assert search(store, "org:Acme", at=state).total == 1
    newest = press.piece("a", TEXT, model=Model(name="hand", version="3"))
    store.keep([newest], run.id)
    assert search(store, "org:Acme").total == 1
    assert check(store) == []


def test_what_no_store_keeps_is_quarantined_and_the_rest_goes_on(store):
    """A text with NUL or half a surrogate pair ends as quarantined, with its reason; its neighbours are kept."""
    run = store.start_run("test")
    batch = [press.piece("a", "Fine."), press.piece("b", "Bad \0 one."), press.piece("c", "Bad \ud800 one.")]
    outcomes = store.keep(batch, run.id)
    assert [o.kind for o in outcomes] == [OutcomeKind.KEPT, OutcomeKind.QUARANTINED, OutcomeKind.QUARANTINED]
    assert outcomes[1].reason == "characters that no store keeps"
    assert counted(store, t.outcomes) == 3


def test_a_copy_is_linked_and_counted_apart(store):
    """A copy counts among the pieces, not among the independent ones; a form letter counts as independent."""
    run = store.start_run("test")
    pieces = [
        press.piece("a", TEXT),
        press.piece("b", TEXT + " More.", copy_of="a"),
        press.piece("c", TEXT + " Other.", copy_of="a", copy_kind="form"),
    ]
    store.keep(pieces, run.id)
    for query in ("", "org:Acme"):
        answer = search(store, query)
        assert (answer.total, answer.independent) == (3, 2)
    # Compared anew, the second is no copy any more.
    store.keep([press.piece("b", "[ORG Acme] told another story.")], run.id)
    assert (search(store, "org:Acme").total, search(store, "org:Acme").independent) == (3, 3)
    assert check(store) == []


def test_a_copy_that_is_found_later_is_counted_apart_too(store):
    """A copy link that comes without a new text reaches the counts by name."""
    run = store.start_run("test")
    store.keep([press.piece("a", TEXT), press.piece("b", TEXT + " More.")], run.id)
    store.keep([press.piece("b", TEXT + " More.", copy_of="a")], run.id)
    assert search(store, "org:Acme").independent == 1
    assert search(store, "-copy org:Acme").total == 1


def test_canceled_and_withheld_articles_leave_all_answers(store):
    """A kill takes an article out of every answer at once, former versions and pinned questions included."""
    run = store.start_run("test")
    store.keep([press.piece("a", TEXT), press.piece("b", TEXT + " More.")], run.id)
    state = store.end_run(run.id)
    run = store.start_run("test")
    store.keep([press.piece("a", "Kill this story.", status="canceled")], run.id)
    for at in (None, state):
        assert [hit.id for hit in search(store, "org:Acme", at=at)] == ["b"]
        assert search(store, "", at=at).total == 1
    for version in (None, 1, 2):
        with pytest.raises(Exception, match="There is no article"):
            article(store, "a", version=version)
    # The sender takes the kill back.
    store.keep([press.piece("a", TEXT + " Restored.")], run.id)
    assert search(store, "org:Acme").total == 2


def test_an_embargoed_article_comes_out_at_its_time(store):
    """Until its hour an embargoed article is in no answer; after it, it is."""
    run = store.start_run("test")
    soon, past = datetime.now(UTC) + timedelta(hours=1), datetime.now(UTC) - timedelta(hours=1)
    store.keep([press.piece("a", TEXT, embargo=soon), press.piece("b", TEXT + " B.", embargo=past)], run.id)
    assert [hit.id for hit in search(store, "org:Acme")] == ["b"]
    assert [hit.id for hit in search(store, "spoke")] == ["b"]


def test_stories_are_put_and_followed(store):
    """An article is in one story at a time; a story's headline can change."""
    run = store.start_run("test")
    store.put_stories([Story(id="s1", headline="One"), Story(id="s2", headline="Two")])
    store.keep([press.piece("a", TEXT, story="s1")], run.id)
    store.keep([press.piece("a", TEXT, story="s2")], run.id)
    store.put_stories([Story(id="s2", headline="Second")])
    assert search(store, "story:s1").total == 0
    assert [hit.story for hit in search(store, "story:s2")] == ["s2"]


def test_an_item_that_failed_is_tried_again(store):
    """Items that ended are known; a failed one is not, so that it is tried again."""
    run = store.start_run("test")
    ends = [Outcome(kind=kind, stage="read") for kind in (OutcomeKind.REFUSED, OutcomeKind.FAILED)]
    store.record_outcomes(run.id, ends, items=["x", "y"])
    assert store.known_items(["x", "y", "z"]) == {"x"}


def test_source_states_come_back_and_show_health(store):
    """What collecting remembers is kept as it is, and its failures are health that one can ask for."""
    unread = Source(id="u", kind="feed", address="x")
    store.declare_sources([Source(id="s", kind="feed", address="https://a.example/"), unread])
    record = {
        "last_try": "2025-03-17T08:00:00+00:00",
        "failing_since": "2025-03-17T08:00:00+00:00",
        "failures": [{"kind": "time-out", "at": "2025-03-17T08:00:00+00:00", "text": "It did not answer."}],
        "validators": {"https://a.example/": {"etag": "x"}},
    }
    store.save_source_state("s", record)
    store.save_source_state("s", record)
    assert store.source_states()["s"] == record
    shown = source_health(store).items
    assert [(h.id, h.health, h.reason) for h in shown] == [("s", "failing", "time-out"), ("u", "new", None)]
    store.declare_sources([unread])
    assert [(h.id, h.health) for h in source_health(store).items][-1] == ("s", "off")


def test_captures_are_noted_once(store):
    """A capture is written down with the file in which its bytes lie, once."""
    capture = Capture(id="c", source="s", address="a", content=b"123", collected=datetime.now(UTC))
    store.note_captures([(capture, "2025/x.warc")])
    store.note_captures([(capture, "2025/x.warc")])
    assert counted(store, t.captures) == 1


def test_decisions_are_append_only(store):
    """No way of the engine changes or deletes a decision."""
    row = {"id": "d", "kind": "merge", "subject": "x", "values": {}, "author": "", "reason": "", "valid_from": 1}
    with store.writing() as connection:
        connection.execute(t.decisions.insert().values(made=datetime.now(UTC), **row))
    for statement in ("DELETE FROM decisions", "UPDATE decisions SET author = 'x'"):
        with pytest.raises(Exception, match="append-only"), store.writing() as connection:
            connection.execute(text(statement))


def test_nothing_of_a_batch_is_kept_when_one_of_it_cannot_be(store):
    """A batch that names an entity which the store has not is refused whole."""
    run = store.start_run("test")
    bad = replace(press.piece("b", TEXT), coined=())
    with pytest.raises(StoreError, match="entity"):
        store.keep([press.piece("a", "Fine."), bad], run.id)
    assert rows_by_table(store)["articles"] == 0
    with pytest.raises(StoreError, match="no run"):
        store.keep([press.piece("a", "Fine.")], "nonesuch")


def test_facts_are_read_in_one_go(store):
    """Many versions are read back in the order in which they were asked for."""
    run = store.start_run("test")
    store.keep([press.piece(f"a{i}", TEXT + str(i)) for i in range(5)], run.id)
    with store.reading() as connection:
        keys = connection.execute(select(t.versions.c.key).order_by(t.versions.c.key.desc())).scalars().all()
        assert [k.version for k in read_versions(connection, keys)] == list(keys)


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "sqlite://"])
def test_an_address_that_cannot_be_is_refused(url):
    """The error names what is allowed."""
    with pytest.raises(StoreError, match=r"sqlite:///|file"):
        open_store(url)


def test_a_store_that_is_not_there_is_not_made_for_a_question(tmp_path):
    """Asking never creates files."""
    with pytest.raises(StoreError, match="no store"):
        open_store(f"sqlite:///{tmp_path / 'x.db'}", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store_is_left_alone(tmp_path):
    """Text files, strangers' databases and folders are refused in a sentence and not touched."""
    plain = tmp_path / "a.db"
    plain.write_text("no database " * 200)
    other = tmp_path / "b.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    for path, words in ((plain, "damaged"), (other, "not those of a Dateline store"), (tmp_path, "folder")):
        with pytest.raises(StoreError, match=words):
            open_store(f"sqlite:///{path}")
    assert plain.read_text().startswith("no database")


def test_a_store_of_a_newer_release_is_refused(store_url):
    """A store with tables of a later release is neither read nor changed."""
    with open_store(store_url) as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer Dateline"):
        open_store(store_url)


def test_a_damaged_file_is_told(tmp_path, sqlite_template):
    """A store whose pages were overwritten gives an error that says what to do, in opening or in asking."""
    path = tmp_path / "x.db"
    shutil.copy(sqlite_template, path)
    content = bytearray(path.read_bytes())
    content[4096 : len(content) // 2] = b"\x55" * (len(content) // 2 - 4096)
    path.write_bytes(content)

    def use():
        with open_store(f"sqlite:///{path}") as store:
            run = store.start_run("test")
            store.keep([press.piece("a", TEXT)], run.id)
            search(store, "")

    with pytest.raises(StoreError, match="damaged"):
        use()


def test_a_full_disk_loses_nothing(tmp_path, sqlite_template):
    """When there is no more room the batch is refused in a sentence; what was kept before stays whole."""
    path = tmp_path / "x.db"
    shutil.copy(sqlite_template, path)
    store = open_store(f"sqlite:///{path}")
    run = store.start_run("test")
    store.keep([press.piece("a", TEXT)], run.id)
    with store.writer.connect() as connection:
        # The pool hands the same connection out again: its limit stands for a full disk.
        connection.exec_driver_sql("PRAGMA max_page_count=1")
    with pytest.raises(StoreError, match=r"cannot be written.*full"):
        store.keep([press.piece(f"b{i}", TEXT * 50) for i in range(50)], run.id)
    assert search(store, "").total == 1
    assert check(open_store(f"sqlite:///{path}")) == []


def test_a_locked_store_says_so(tmp_path, sqlite_template, monkeypatch):
    """A lock that outlasts our patience is an error that names it, not a traceback."""
    from dateline.store import sqlite

    path = tmp_path / "x.db"
    shutil.copy(sqlite_template, path)
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)
    store = open_store(f"sqlite:///{path}")
    with open_store(f"sqlite:///{path}").writing(), pytest.raises(StoreError, match="locked"):
        store.start_run("test")


def test_postgresql_says_what_is_wrong(postgres):
    """A database or server that is not there is told by its address, without the password."""
    with pytest.raises(StoreError, match="does not exist"):
        open_store(postgres.format("nonesuch"))
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_store("postgresql+psycopg://me:secret@127.0.0.1:1/x")
    assert "secret" not in str(caught.value)


def test_a_store_that_may_only_be_read_can_be_asked(tmp_path: Path, sqlite_template):
    """Where nothing may be written, questions are answered and keeping is refused in a sentence."""
    path = tmp_path / "x.db"
    shutil.copy(sqlite_template, path)
    with open_store(f"sqlite:///{path}") as store:
        run = store.start_run("test")
        store.keep([press.piece("a", TEXT)], run.id)
    store = open_store(f"sqlite:///{path}")
    with pytest.raises(StoreError, match="cannot be opened for writing"), store.reading() as connection:
        connection.execute(text("DELETE FROM outcomes"))
    assert search(store, "").total == 1
