"""PostgreSQL: many writers and readers on many machines."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, text
from sqlalchemy.exc import DBAPIError

from dateline.errors import StoreError
from dateline.store.bulk import converted, quoted

# One number for all stores of a database server's database: states are closed under this lock.
STATE_LOCK = 0x44415445
LOCK_SECONDS = 30


def engines(url: URL, *, create: bool) -> tuple[Engine, Engine]:
    """A reading and a writing engine. Raises StoreError where the driver is missing."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise StoreError(
            "A store on PostgreSQL needs the driver psycopg.", remedy='Install it: pip install "dateline[postgres]".'
        ) from None
    # Names are as unevenly spread as can be: a plan that serves any of them, which a prepared statement
    # ends in after five uses, took a hundred times as long as one for the name that is asked for.
    options = {
        "connect_timeout": 10,
        "prepare_threshold": None,
        "options": f"-c lock_timeout={LOCK_SECONDS}s -c jit=off -c random_page_cost=1.1",
    }
    # To join and count hundreds of thousands of rows in memory; most questions take none of it.
    # Workers beside it cost more than they bring: a timeline of 350,000 rows took 73 ms with two, 52 with none.
    alone = "-c work_mem=32MB -c max_parallel_workers_per_gather=0"
    reading = {**options, "options": f"{options['options']} {alone}"}
    reader = create_engine(
        url,
        connect_args=reading,
        isolation_level="REPEATABLE READ",  # all statements of one question see one state
        execution_options={"postgresql_readonly": True},
        pool_size=5,
        max_overflow=40,
        pool_pre_ping=True,
    )
    writer = create_engine(url, connect_args=options, pool_pre_ping=True)
    return reader, writer


def check_fitness(connection: Connection) -> None:
    """Raises StoreError for a database that cannot hold every text."""
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise StoreError(
            f"The database's encoding is {encoding}; texts need UTF8.",
            remedy="Make it so: createdb -E UTF8 -T template0.",
        )


def share_state(connection: Connection) -> None:
    """Writers run beside each other, but none across the closing of a state."""
    connection.execute(text("SELECT pg_advisory_xact_lock_shared(:lock)"), {"lock": STATE_LOCK})


def own_state(connection: Connection) -> None:
    """Closing a state waits for the writers that stamped with it, and holds new ones back."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": STATE_LOCK})


def allocate(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """That many fresh keys of a table, from its sequence."""
    rows = connection.execute(
        text("SELECT nextval(pg_get_serial_sequence(:table, 'key')) FROM generate_series(1, :count)"),
        {"table": table.name, "count": count},
    )
    return sorted(row[0] for row in rows)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Many rows by COPY, each with every column that has no default."""
    if not rows:
        return
    names = list(rows[0])
    from psycopg import Error

    statement = f"COPY {quoted(connection, [table.name])} ({quoted(connection, names)}) FROM STDIN"
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(statement) as copy:
            for row in converted(connection, table, names, rows):
                copy.write_row(row)
    except Error as error:
        # COPY passes SQLAlchemy by, which would have wrapped it: a writer that came second must be told.
        raise DBAPIError.instance(statement, None, error, Error, dialect=connection.dialect) from error
    finally:
        cursor.close()


def after_write(engine: Engine) -> None:
    """PostgreSQL looks after its log itself."""


def checkpoint(engine: Engine) -> None:
    """The same."""


def settle(engine: Engine) -> None:
    """Figures for the planner, and the map that lets it count from indexes alone."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM (ANALYZE)")


def damage(connection: Connection) -> list[str]:
    """PostgreSQL checks its pages as it reads them; a broken constraint would have been refused."""
    return []


def search_damage(engine: Engine) -> list[str]:
    """The search columns are generated from the texts: they cannot differ."""
    return []


def vacuum(engine: Engine) -> None:
    """Give free space back for new rows, renew the planner's figures."""
    settle(engine)


def lacks(connection: Connection) -> tuple[str, ...]:
    """What this server has not, and what is done instead."""
    index = text("SELECT 1 FROM pg_indexes WHERE indexname = 'ix_aliases_trigrams'")
    if connection.execute(index).first():
        return ()
    return ("the extension pg_trgm: a word within a name is found by walking all names",)


def size(connection: Connection) -> int:
    """Bytes of the database."""
    return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def set_sequences(connection: Connection) -> None:
    """After rows came in with their keys: go on behind the largest."""
    statement = text(
        "SELECT c.table_name, c.column_name, pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) "
        "FROM information_schema.columns c WHERE c.table_schema = current_schema() "
        "AND pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) IS NOT NULL"
    )
    for table, column, sequence in connection.execute(statement).all():
        largest = f'SELECT setval(\'{sequence}\', coalesce(max("{column}"), 0) + 1, false) FROM "{table}"'
        connection.execute(text(largest))


def said(error: BaseException, url: URL) -> StoreError | None:
    """A driver's error as a sentence for the user; None where it is a fault of ours."""
    words = str(error)
    low = words.lower()
    where = url.render_as_string(hide_password=True)
    first = words.strip().splitlines()[0] if words.strip() else type(error).__name__
    if "does not exist" in low and "database" in low:
        return StoreError(f"{where}: {first}.", remedy="Make it: createdb -E UTF8 NAME.")
    unreached = ("connection", "translate host", "resolve host", "authentication", "password", "no such file")
    if any(w in low for w in unreached):
        return StoreError(f"{where} cannot be reached: {first}.", remedy="Check the address, the user and the server.")
    if "lock timeout" in low or "deadlock" in low:
        return StoreError(f"{where} has been locked by others for more than {LOCK_SECONDS} s.", remedy="Try again.")
    if "read-only" in low or "permission denied" in low:
        return StoreError(f"{where} cannot be written: {first}.", remedy="Give this user the right to write.")
    if "no space left" in low or "disk full" in low:
        return StoreError(f"{where} cannot be written: {first}.", remedy="Free some space on the server.")
    return None
