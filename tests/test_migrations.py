"""The tables on their way from one release to the next: up and down, empty and filled, on both engines."""

import press
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from dateline.query.questions import search
from dateline.query.watchlists import save_watchlist
from dateline.store import open_store
from dateline.store.maintenance import check, rows_by_table
from dateline.store.migrating import migrate, revisions
from dateline.store.moving import digest
from dateline.store.schema import metadata

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(params=ENGINES)
def fresh_url(request, tmp_path):
    """The address of a store of its own, which may be torn down to nothing."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'fresh.db'}"
    return request.getfixturevalue("empty_database")


def fill(store):
    run = store.start_run("test")
    pieces = [
        press.piece(f"a{i}", f"[PERSON Ann Lee] met [ORG Acme] {i}. She said: Fine.", quotes=[("Fine.", "Ann Lee")])
        for i in range(20)
    ]
    store.keep(pieces, run.id)
    store.end_run(run.id)
    save_watchlist(store, f"Ann {run.id[-6:]}", "person:Lee")


def test_the_migrations_make_the_tables_of_the_schema(fresh_url):
    """A store that was migrated has the tables, columns and indexes of the schema, and no others."""
    with open_store(fresh_url) as store, store.writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": False})
        assert compare_metadata(context, metadata) == []


def _ours(thing, name, kind, reflected, compare_to):
    # What migrations make for one engine alone: search columns and tables, indexes that cover.
    own = ("text_words", "quote_words")
    engine_only = kind in ("table", "index", "column") and reflected and compare_to is None
    return not (
        engine_only and (str(name).startswith((*own, "alembic")) or name in ("words", "ix_article_entity_day") or
                         str(name).endswith("_words"))
    )  # fmt: skip


def test_every_migration_goes_down_and_up_on_a_filled_store(fresh_url):
    """Down to nothing and up again step by step; while the tables stay, not a row is lost."""
    with open_store(fresh_url) as store:
        fill(store)
        steps = revisions()
        with store.reading() as connection:
            before = {table.name: digest(connection, table) for table in metadata.sorted_tables}
        # All but the first migration leave the tables that there are: their rows must survive the way back.
        with store.writer.connect() as connection, connection.begin():
            migrate(connection, steps[0])
        with store.writer.connect() as connection, connection.begin():
            migrate(connection)
        with store.reading() as connection:
            assert {table.name: digest(connection, table) for table in metadata.sorted_tables} == before
        assert search(store, "met person:lee").total == 20
        assert check(store) == []
        for step in (*reversed(steps[:-1]), "base"):
            with store.writer.connect() as connection, connection.begin():
                migrate(connection, step)
        with store.writer.connect() as connection:
            assert inspect(connection).get_table_names() == ["alembic_version"]
        for step in steps:
            with store.writer.connect() as connection, connection.begin():
                migrate(connection, step)
    with open_store(fresh_url) as store:
        fill(store)
        assert rows_by_table(store)["articles"] == 20


def test_an_older_store_is_brought_up_when_it_is_opened(fresh_url):
    """Opening a store of an earlier release migrates it and keeps what is in it."""
    with open_store(fresh_url) as store:
        fill(store)
        with store.writer.connect() as connection, connection.begin():
            migrate(connection, revisions()[0])
    with open_store(fresh_url) as store:
        assert search(store, "met").total == 20


def test_alembic_is_not_loaded_for_a_store_that_is_up_to_date(fresh_url, tmp_path):
    """Opening costs nothing where there is nothing to migrate."""
    import subprocess
    import sys

    open_store(fresh_url).close()
    code = (
        f"import sys; from dateline.store import open_store; open_store({fresh_url!r}); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
