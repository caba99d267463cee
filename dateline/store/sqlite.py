"""SQLite: one file, WAL, any number of readers beside one writer at a time."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, func, select
from sqlalchemy.exc import DatabaseError

from dateline.errors import StoreError
from dateline.store.bulk import converted, quoted

BUSY_SECONDS = 30
CHECKPOINT_BYTES = 64 * 2**20
OLDEST = (3, 35)  # MATERIALIZED, RETURNING


def engines(url: URL, *, create: bool) -> tuple[Engine, Engine]:
    """A reading and a writing engine on a file. Raises StoreError where the file cannot serve."""
    if not url.database or url.database == ":memory:":
        raise StoreError("The store must be a file.", remedy="For example sqlite:///output/dateline.db.")
    path = Path(url.database)
    if sqlite3.sqlite_version_info < OLDEST:
        raise StoreError(f"This Python's SQLite is {sqlite3.sqlite_version}; the store needs 3.35 or newer.")
    if not path.exists():
        if not create:
            raise StoreError(f"There is no store at {path}.", remedy="`dateline run` makes one.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"The folder {path.parent} cannot be made: {error.strerror}.") from None
    elif path.is_dir():
        raise StoreError(f"{path} is a folder, not a store.", remedy="Name a file, such as dateline.db in it.")
    return _engine(url, write=False), _engine(url, write=True)


def _engine(url: URL, *, write: bool) -> Engine:
    # A server asks from as many threads as it has; a connection to a file costs little.
    arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url, connect_args=arguments, pool_size=10, max_overflow=90)

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: object) -> None:
        # We say BEGIN ourselves: pysqlite would begin too late to keep a reader on one snapshot.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        if write:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=NORMAL")
            cursor.execute("PRAGMA foreign_keys=ON")
        else:
            cursor.execute("PRAGMA query_only=ON")
            cursor.execute("PRAGMA mmap_size=1073741824")
        cursor.execute("PRAGMA temp_store=MEMORY")
        cursor.execute("PRAGMA cache_size=-65536")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def check_fitness(connection: Connection) -> None:
    """A SQLite file holds every text."""


def share_state(connection: Connection) -> None:
    """A writer's part in keeping states apart: here the file lock of BEGIN IMMEDIATE is enough."""


def own_state(connection: Connection) -> None:
    """The same for closing a state."""


def allocate(connection: Connection, table: Table, count: int) -> range:
    """That many fresh keys of a table, for this transaction."""
    last: int = connection.execute(select(func.coalesce(func.max(table.c.key), 0))).scalar_one()
    return range(last + 1, last + 1 + count)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Many rows, each with every column that has no default."""
    if rows:
        names = list(rows[0])
        places = ", ".join("?" * len(names))
        statement = f"INSERT INTO {quoted(connection, [table.name])} ({quoted(connection, names)}) VALUES ({places})"
        connection.exec_driver_sql(statement, list(converted(connection, table, names, rows)))


def after_write(engine: Engine) -> None:
    """Keep the write-ahead log small: readers hold back the automatic checkpoint."""
    log = Path(f"{engine.url.database}-wal")
    try:
        large = log.stat().st_size > CHECKPOINT_BYTES
    except OSError:
        return
    if large:
        checkpoint(engine)


def checkpoint(engine: Engine) -> None:
    """Move the write-ahead log into the file and cut it, as far as readers allow."""
    # Below SQLAlchemy, which would begin a transaction: a checkpoint may not run in one.
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA busy_timeout=100")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.OperationalError as error:
            # Busy readers, no room: nothing is lost, for the log holds it all; the next time will do.
            if not any(word in str(error) for word in ("locked", "full", "disk I/O")):
                raise
        finally:
            cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    finally:
        raw.close()


def settle(engine: Engine) -> None:
    """Figures for the planner; the write-ahead log into the file."""
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("ANALYZE")
    checkpoint(engine)


def damage(connection: Connection) -> list[str]:
    """What SQLite's own checks of the file find."""
    rows = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20)
    return [str(row) for row in rows if row != "ok"] + [f"{row[0]} points to no row of {row[2]}" for row in broken]


def search_damage(engine: Engine) -> list[str]:
    """What FTS5 finds wrong with its indexes, compared with the texts."""
    found = []
    for index in ("text_words", "quote_words"):
        with engine.connect() as connection, connection.begin():
            try:
                connection.exec_driver_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
            except DatabaseError as error:
                found.append(f"the search index {index} does not fit its table: {error.orig}")
    return found


def copy_to(engine: Engine, path: Path) -> None:
    """Write the store into another file by SQLite's own backup, which lets others go on writing."""
    raw = engine.raw_connection()
    target = sqlite3.connect(path)
    try:
        raw.driver_connection.backup(target, pages=4096, sleep=0.01)  # type: ignore[union-attr]  # it is open
    finally:
        target.close()
        raw.close()


def vacuum(engine: Engine) -> None:
    """Give free pages back, merge the search indexes, renew the planner's figures."""
    for index in ("text_words", "quote_words"):
        with engine.connect() as connection, connection.begin():
            connection.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM")
    finally:
        raw.close()
    settle(engine)


def lacks(connection: Connection) -> tuple[str, ...]:
    """What SQLite has not, and what is done instead."""
    return ("several writers at the same moment: they take turns",)


def size(connection: Connection) -> int:
    """Bytes of the file."""
    pages: int = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    return pages * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def set_sequences(connection: Connection) -> None:
    """SQLite takes the next key from the rows themselves."""


def said(error: BaseException, url: URL) -> StoreError | None:
    """A driver's error as a sentence for the user; None where it is a fault of ours."""
    words = str(error).lower()
    path = url.database
    if "not a database" in words or "malformed" in words or "file is encrypted" in words:
        return StoreError(
            f"{path} is damaged or is not a Dateline store: {error}.",
            remedy="Restore a backup (`dateline store backup` makes them) or name another file.",
        )
    if "locked" in words or "busy" in words:
        return StoreError(
            f"{path} has been locked by another process for more than {BUSY_SECONDS} s.",
            remedy="Try again when it is done, or use PostgreSQL where several must write at once.",
        )
    if "readonly" in words or "read-only" in words or "unable to open" in words or "permission" in words:
        return StoreError(
            f"{path} cannot be opened for writing: {error}.",
            remedy="Give this user the right to write to the file and to its folder, where SQLite keeps its log.",
        )
    if "disk is full" in words or "disk i/o" in words:
        return StoreError(
            f"{path} cannot be written: {error}.", remedy="Free some space; what was kept before is unharmed."
        )
    return None
