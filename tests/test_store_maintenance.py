"""Looking after a store: checks that find, backups that open, moves that prove."""

import press
import pytest

from dateline.errors import StoreError
from dateline.query.questions import search
from dateline.store import open_store
from dateline.store.maintenance import backup, check, rows_by_table, size, vacuum
from dateline.store.moving import digest, move
from dateline.store.schema import metadata
from dateline.store.synthetic import fill


@pytest.fixture
def filled(store):
    """A store with some of everything."""
    fill(store, 30, batch=15)
    run = store.start_run("test")
    store.keep(
        [press.piece("x", "[PERSON Ann Lee] called.", status="canceled"), press.piece("A1", "Another text.")], run.id
    )
    store.end_run(run.id)
    return store


DAMAGE = {
    "DELETE FROM texts WHERE version = 5": "versions without a text",
    "UPDATE versions SET valid_to = NULL WHERE article = 2": "articles with two current versions",
    "UPDATE versions SET valid_to = 1, valid_from = 1 WHERE article = 7": "articles without a current version",
    "UPDATE mentions SET start = start + 1 WHERE version = 9": "mentions that are not what the text says there",
    'UPDATE quotes SET "end" = "end" - 2': "quotes that are not what the text says there",
    "DELETE FROM names WHERE version = 4": "counts by entity without a name",
    "DELETE FROM article_entity WHERE version = 6": "names whose entity is not counted",
    "UPDATE article_entity SET facets = facets + 100 WHERE version = 8": (
        "counts by entity that bear the facets of another version"
    ),
    "UPDATE version_entities SET entities = '1234' WHERE version = 10": "entities of a version that are not counted so",
    "DELETE FROM version_entities WHERE version = 11": "entities of a version that are not counted so",
    "DELETE FROM article_entity WHERE version = 12": "entities of versions that are gone",
    "UPDATE names SET valid_to = -1 WHERE version = 3": "names that end before they begin",
    "UPDATE versions SET valid_from = 99 WHERE key = 3": "versions of a state to come",
}


def test_a_whole_store_is_well(filled):
    """What the store writes passes its own check."""
    assert check(filled) == []


def test_damage_is_found(filled):
    """Each kind of half article or wrong count is found and named."""
    for statement, what in DAMAGE.items():
        raw = filled.writer.raw_connection()
        cursor = raw.cursor()
        if filled.engine == "sqlite":
            cursor.execute("PRAGMA foreign_keys = OFF")
        else:
            cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        raw.commit()
        raw.close()
        assert what in {finding.what for finding in check(filled)}


def test_a_backup_opens_and_holds_the_same(filled, tmp_path):
    """A backup is a store of its own with the same rows; an existing file is never overwritten."""
    path = backup(filled, tmp_path / "deep" / "copy.db")
    with open_store(f"sqlite:///{path}") as copy:
        assert rows_by_table(copy) == rows_by_table(filled)
        assert search(copy, "").total == search(filled, "").total
        assert check(copy) == []
    with pytest.raises(StoreError, match="exists already"):
        backup(filled, path)
    assert sorted(p.name for p in path.parent.iterdir()) == ["copy.db"]


def test_a_store_moves_to_another_engine_and_back(filled, tmp_path, request):
    """SQLite to PostgreSQL or the other way: every table the same, questions too, keys go on behind the largest."""
    other = (
        request.getfixturevalue("empty_database") if filled.engine == "sqlite" else f"sqlite:///{tmp_path / 'other.db'}"
    )
    with open_store(other) as target:
        counts = move(filled, target)
        assert counts == rows_by_table(filled) == rows_by_table(target)
        with filled.reading() as here, target.reading() as there:
            assert [digest(here, t) for t in metadata.sorted_tables] == [
                digest(there, t) for t in metadata.sorted_tables
            ]
        assert search(filled, "", limit=100).record() == search(target, "", limit=100).record()
        assert check(target) == []
        run = target.start_run("test")
        target.keep([press.piece("new", "[PERSON Ann Lee] again.", quotes=[("again.", "Ann Lee")])], run.id)
        assert check(target) == []
        with pytest.raises(StoreError, match="not empty"):
            move(filled, target)


def test_vacuum_keeps_everything(filled):
    """Tidying changes no row and no answer."""
    before = rows_by_table(filled), search(filled, "").record()
    vacuum(filled)
    assert (rows_by_table(filled), search(filled, "").record()) == before
    assert check(filled) == []
    assert size(filled) > 0


def test_it_is_said_what_an_engine_lacks(filled):
    """Each engine names what it does without."""
    assert all(isinstance(sentence, str) for sentence in filled.lacks())


def test_every_table_and_column_is_documented():
    """TABLES.md has a row for each column of each table."""
    import re
    from pathlib import Path

    import dateline.store

    guide = (Path(dateline.store.__file__).parent / "TABLES.md").read_text("utf-8")
    parts = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^### |\Z)", guide, re.MULTILINE | re.DOTALL))
    missing = [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if not re.search(rf"^\| `{column.name}` \| \S.* \| \S.* \|$", parts.get(table.name, ""), re.MULTILINE)
    ]
    assert missing == []
