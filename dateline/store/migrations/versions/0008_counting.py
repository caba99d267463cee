"""what lets facets and names that stand together be counted without looking at each version"""

import json
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from alembic import op

from dateline.store.types import Key

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

VALUES = ("outlet", "agency", "language", "source", "country", "section", "kind")
PIECE = 1_000

# What facets count of each version; the kind is that of the copy which its article is now.
FACETED = """
    SELECT v.key AS version, v.outlet, v.agency, v.language, v.source, v.country, v.section, c.kind
    FROM versions v LEFT JOIN (SELECT article, min(kind) AS kind FROM copies WHERE valid_to IS NULL GROUP BY article) c
         ON c.article = v.article"""
# NULL is as good as any value here: char(1) stands for it, which no outlet's name holds.
SAME = " AND ".join(f"coalesce(f.{name}, {{none}}) = coalesce(s.{name}, {{none}})" for name in VALUES)

COVERING = """CREATE INDEX ix_article_entity_day ON article_entity (entity, day, version)
    INCLUDE (valid_from, valid_to, copy, mentions, quotes, offices{more})"""


def upgrade() -> None:
    connection = op.get_bind()
    postgresql = connection.dialect.name == "postgresql"
    op.create_table(
        "facet_sets",
        sa.Column("key", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in VALUES),
        sa.PrimaryKeyConstraint("key", name="pk_facet_sets"),
        sa.UniqueConstraint("digest", name="uq_facet_sets_digest"),
    )
    op.create_table(
        "version_entities",
        sa.Column("version", Key, sa.ForeignKey("versions.key", name="fk_version_entities_version"), nullable=False),
        sa.Column("entities", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_version_entities"),
    )
    op.add_column("article_entity", sa.Column("facets", sa.Integer, nullable=False, server_default=sa.text("0")))
    _enter_sets(connection)
    _point_to_sets(connection, postgresql)
    _pack(connection, postgresql)


def _enter_sets(connection: sa.Connection) -> None:
    sets = connection.exec_driver_sql(
        f"SELECT {', '.join(VALUES)}, min(version) AS first FROM ({FACETED}) s GROUP BY {', '.join(VALUES)}"
    ).all()
    rows = [
        {
            "digest": blake2b(json.dumps(tuple(row[:-1])).encode(), digest_size=16).hexdigest(),
            **dict(zip(VALUES, row[:-1], strict=True)),
        }
        for row in sorted(sets, key=lambda row: row[-1])
    ]
    table = sa.table("facet_sets", *map(sa.column, ("digest", *VALUES)))
    for some in _pieces(rows):
        connection.execute(sa.insert(table), list(some))


def _point_to_sets(connection: sa.Connection, postgresql: bool) -> None:
    none = "chr(1)" if postgresql else "char(1)"
    numbered = f"SELECT s.version, f.key FROM ({FACETED}) s JOIN facet_sets f ON {SAME.format(none=none)}"
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE numbered AS {numbered}")
    if postgresql:
        # Each row is written anew: to make the indexes again afterwards takes a fraction of keeping them up.
        op.drop_index("ix_article_entity_day", table_name="article_entity")
        op.drop_index("ix_article_entity_version", table_name="article_entity")
        op.drop_constraint("pk_article_entity", "article_entity")
        connection.exec_driver_sql("ANALYZE numbered")
        connection.exec_driver_sql(
            "UPDATE article_entity a SET facets = n.key FROM numbered n WHERE n.version = a.version"
        )
        connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '256MB'")
        op.create_primary_key("pk_article_entity", "article_entity", ["entity", "day", "version", "valid_from"])
        op.create_index("ix_article_entity_version", "article_entity", ["version", "entity", "valid_to"])
        connection.exec_driver_sql(COVERING.format(more=", facets"))
    else:
        connection.exec_driver_sql("CREATE UNIQUE INDEX temp.ix_numbered ON numbered (version, key)")
        connection.exec_driver_sql(
            "UPDATE article_entity SET facets = (SELECT n.key FROM numbered n WHERE n.version = article_entity.version)"
        )
    connection.exec_driver_sql("DROP TABLE numbered")


def _pack(connection: sa.Connection, postgresql: bool) -> None:
    if postgresql:
        connection.exec_driver_sql(
            "INSERT INTO version_entities (version, entities) "
            "SELECT version, string_agg(substring(int8send(entity) FROM 5), ''::bytea ORDER BY entity) "
            "FROM article_entity WHERE valid_to IS NULL GROUP BY version"
        )
        return
    table = sa.table("version_entities", sa.column("version"), sa.column("entities", sa.LargeBinary))
    pairs = connection.exec_driver_sql(
        "SELECT version, entity FROM article_entity WHERE valid_to IS NULL ORDER BY version, entity"
    )
    last, keys, rows = None, b"", []
    for version, entity in pairs:
        if version != last and keys:
            rows.append({"version": last, "entities": keys})
            keys = b""
        last, keys = version, keys + int(entity).to_bytes(4, "big")
    rows += [{"version": last, "entities": keys}] if keys else []
    for some in _pieces(rows):
        connection.execute(sa.insert(table), list(some))


def _pieces(rows: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    return (rows[at : at + PIECE] for at in range(0, len(rows), PIECE))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_article_entity_day", table_name="article_entity")
    op.drop_column("article_entity", "facets")
    if op.get_bind().dialect.name == "postgresql":
        op.get_bind().exec_driver_sql(COVERING.format(more=""))
    op.drop_table("version_entities")
    op.drop_table("facet_sets")
