"""What all tables have in common."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData

from dateline.store.types import Key

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def validity() -> tuple[Column[int], Column[int]]:
    """In which states of the store a row holds."""
    return Column("valid_from", Integer, nullable=False), Column("valid_to", Integer)


def of_version() -> Column[int]:
    """The version of an article to which a row belongs."""
    return Column("version", Key, ForeignKey("versions.key"), nullable=False)


def found_by() -> tuple[Column[int], Column[int], Column[int]]:
    """By which model, and in which states of the store the fact holds."""
    # Models are never taken out: a foreign key here would be checked for each mention, to no end.
    return Column("model", Integer, nullable=False), *validity()
