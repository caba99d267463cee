"""Bringing a store to the tables of this release; Alembic is imported only where there is something to do."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from dateline.errors import StoreError

FOLDER = Path(__file__).parent / "migrations"


def revisions() -> list[str]:
    """The revisions of this release, oldest first; a file's name begins with its revision."""
    return sorted(path.name.split("_", 1)[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def revision(connection: Connection) -> str | None:
    """The revision that a store has; None for an empty database. Raises StoreError for a stranger's one."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables and "versions" in tables:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if tables and tables != ["alembic_version"]:
        raise StoreError(
            "This database holds tables, but they are not those of a Dateline store.",
            remedy="Name a database of its own, or a file that does not exist yet.",
        )
    return None


def require_known(found: str | None) -> None:
    """Raises StoreError for a store that a newer Dateline has made."""
    if found is not None and found not in revisions():
        raise StoreError(
            f"The store was made by a newer Dateline: its tables are at {found}, this release's at {revisions()[-1]}.",
            remedy="Use that release or a newer one; nothing was changed.",
        )


def config(connection: Connection) -> Any:
    """Alembic's configuration on an open connection."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    settings.attributes["connection"] = connection
    return settings


def migrate(connection: Connection, to: str = "head") -> None:
    """Bring the tables to a revision, up or down, within the connection's transaction."""
    from alembic import command

    found = revision(connection)
    if to == "head" or found is None or (to != "base" and to > found):
        command.upgrade(config(connection), to)
    else:
        command.downgrade(config(connection), to)
