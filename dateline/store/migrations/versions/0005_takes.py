"""by what takes of one article are known, and what the model read in it before the rules"""

import sqlalchemy as sa
from alembic import op

from dateline.store.types import Json, Key

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "take_ids",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_take_ids"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_take_ids_article", "take_ids", ["article"])
    op.create_table(
        "take_headlines",
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("version", Key, sa.ForeignKey("versions.key", name="fk_take_headlines_version"), nullable=False),
        sa.PrimaryKeyConstraint("headline", "day", "version", name="pk_take_headlines"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "recognised",
        sa.Column("version", Key, sa.ForeignKey("versions.key", name="fk_recognised_version"), nullable=False),
        sa.Column("model", sa.Integer, sa.ForeignKey("models.key", name="fk_recognised_model"), nullable=False),
        sa.Column("spans", Json, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_recognised"),
    )


def downgrade() -> None:
    op.drop_table("recognised")
    op.drop_table("take_headlines")
    op.drop_table("take_ids")
