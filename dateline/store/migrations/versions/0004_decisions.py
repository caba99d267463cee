"""what names and facts were before decisions changed them, so that a decision can be undone"""

import sqlalchemy as sa
from alembic import op

from dateline.store.types import Json, Key

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "undecided_names",
        sa.Column("version", Key, sa.ForeignKey("versions.key", name="fk_undecided_names_version"), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("entity", Key, sa.ForeignKey("entities.key", name="fk_undecided_names_entity"), nullable=False),
        sa.PrimaryKeyConstraint("version", "label", "name", name="pk_undecided_names"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_undecided_names_entity", "undecided_names", ["entity"])
    op.create_table(
        "undecided_facts",
        sa.Column(
            "decision",
            sa.Integer,
            sa.ForeignKey("decisions.number", name="fk_undecided_facts_decision"),
            nullable=False,
        ),
        sa.Column("article", Key, sa.ForeignKey("articles.key", name="fk_undecided_facts_article"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("table", sa.Text, nullable=False),
        sa.Column("before", Json),
        sa.Column("after", Json),
        sa.PrimaryKeyConstraint("decision", "article", "place", name="pk_undecided_facts"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("undecided_facts")
    op.drop_table("undecided_names")
