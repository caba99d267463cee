"""Opening a store: one interface, two engines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, OperationalError

from dateline import __version__
from dateline.errors import StoreError
from dateline.records import Capture, Entity, Outcome, Run, Source, Story
from dateline.store import accounting, knowing, linking, migrating, postgresql, sources, sqlite
from dateline.store.states import open_state
from dateline.store.writing import Kept, keep

_DIALECTS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `reading()` and `writing()` give connections inside a transaction."""

    url: URL
    reader: Engine
    writer: Engine
    dialect: ModuleType  # dateline.store.sqlite or dateline.store.postgresql

    @property
    def engine(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.url.get_backend_name()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection on which all statements see the same state of the store. Raises StoreError."""
        with self.plainly(), self.reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, *, closing: bool = False) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing. `closing`: it will close the state. Raises StoreError."""
        with self.plainly():
            with self.writer.connect() as connection, connection.begin():
                (self.dialect.own_state if closing else self.dialect.share_state)(connection)
                yield connection
            self.dialect.after_write(self.writer)

    @contextmanager
    def plainly(self) -> Iterator[None]:
        """What goes wrong within becomes a StoreError, where it is no fault of ours."""
        try:
            yield
        except (OperationalError, InterfaceError, DatabaseError) as error:
            sentence = self.dialect.said(error.orig or error, self.url)
            if sentence is None:
                raise
            raise sentence from error

    def keep(self, batch: Sequence[Kept], run: str) -> list[Outcome]:
        """Keep articles with all their facts; see `dateline.store.writing.keep`."""
        return keep(self, batch, run)

    def start_run(self, flow: str, *, code: str = __version__, model: str = "") -> Run:
        """Begin a run."""
        return accounting.start_run(self, flow, code=code, model=model)

    def end_run(self, run: str, *, note: str = "", model: str = "") -> int:
        """End a run and fix the state of the store; answers the state's number."""
        return accounting.end_run(self, run, note=note, model=model)

    def close_now(self) -> int:
        """Fix the present, so that it can be cited: the number of the state that exports and reports name."""
        return accounting.close_now(self)

    def record_outcomes(self, run: str, outcomes: Sequence[Outcome], *, items: Sequence[str | None] = ()) -> None:
        """Count outcomes of items that do not reach `keep`."""
        accounting.record_outcomes(self, run, outcomes, items=items)

    def known_items(self, items: Iterable[str]) -> set[str]:
        """Which of these items (as their source knows them) were dealt with."""
        with self.reading() as connection:
            return accounting.known_items(connection, items)

    def declare_sources(self, declared: Sequence[Source]) -> None:
        """Write down the sources that are read now."""
        with self.writing() as connection:
            sources.declare_sources(connection, declared)

    def source_states(self) -> dict[str, dict[str, Any]]:
        """What collecting remembered of each source (`SourceState.from_record` reads it)."""
        with self.reading() as connection:
            return sources.source_states(connection)

    def save_source_state(self, source: str, record: Mapping[str, Any]) -> None:
        """Keep what collecting wants to remember of a source (`SourceState.record()`)."""
        with self.writing() as connection:
            sources.save_source_state(connection, source, record)

    def note_captures(self, captures: Sequence[tuple[Capture, str | None]]) -> None:
        """Write down captures, each with the file in which its bytes lie."""
        with self.writing() as connection:
            sources.note_captures(connection, captures)

    def put_entities(self, entities: Sequence[Entity]) -> None:
        """Add entities or bring them up to date; former names stay for pinned questions."""
        with self.writing() as connection:
            knowing.put_entities(connection, entities, open_state(connection))

    def put_stories(self, stories: Sequence[Story]) -> None:
        """Add stories or bring them up to date, with their articles."""
        with self.writing() as connection:
            linking.put_stories(connection, stories, open_state(connection))

    def lacks(self) -> tuple[str, ...]:
        """What this engine or server has not, and what is done instead."""
        with self.reading() as connection:
            lacking: tuple[str, ...] = self.dialect.lacks(connection)
            return lacking

    def settle(self) -> None:
        """After much writing: let the engine gather the figures by which it plans its ways, and tidy up."""
        with self.plainly():
            self.dialect.settle(self.writer)

    def close(self) -> None:
        """Give the connections back; the write-ahead log goes into the file."""
        if self.engine == "sqlite":
            with self.plainly():
                self.dialect.checkpoint(self.writer)
        self.reader.dispose()
        self.writer.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(url: str, *, create: bool = True) -> Store:
    """The store at a URL, brought to this release's tables.

    `url` is sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME. `create`: make a SQLite file that
    does not exist, and the tables in an empty database. Raises StoreError in a clear sentence.
    """
    try:
        parsed = make_url(url)
        dialect = _DIALECTS[parsed.get_backend_name()]
    except (ArgumentError, KeyError):
        # What has no scheme is a file's name, and no password that must not be shown.
        meant = f" For this file write sqlite:///{url}." if url and "://" not in url and "@" not in url else ""
        raise StoreError(
            "The store's address cannot be understood.",
            remedy=f"Allowed: sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.{meant}",
        ) from None
    if parsed.get_backend_name() == "postgresql" and parsed.drivername != "postgresql+psycopg":
        parsed = parsed.set(drivername="postgresql+psycopg")
    reader, writer = dialect.engines(parsed, create=create)
    store = Store(parsed, reader, writer, dialect)
    try:
        with store.plainly():
            _bring_up(store, create)
    except BaseException:
        reader.dispose()
        writer.dispose()
        raise
    return store


def _bring_up(store: Store, create: bool) -> None:
    newest = migrating.revisions()[-1]
    try:
        # A reader that needs nothing changed opens a store on which it may not write.
        with store.reader.connect() as connection, connection.begin():
            found = migrating.revision(connection)
    except OperationalError:
        if store.engine != "sqlite":
            raise  # the server does not answer
        found = None  # a file that does not exist yet
    migrating.require_known(found)
    if found == newest:
        return
    if found is None and not create:
        raise StoreError(f"{store.url.database} holds no Dateline store.", remedy="`dateline run` makes one.")
    with store.writer.connect() as connection, connection.begin():
        store.dialect.own_state(connection)
        store.dialect.check_fitness(connection)
        if migrating.revision(connection) != newest:  # another process may have been faster
            migrating.migrate(connection)
