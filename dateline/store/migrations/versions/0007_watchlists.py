"""watchlists remember the last look; what is new follows from the states, so that hits need no table"""

import sqlalchemy as sa
from alembic import op

from dateline.store.types import Json, Key, Moment

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("watchlist_hits")
    with op.batch_alter_table("watchlists") as table:
        table.drop_column("options")
        table.add_column(sa.Column("seen", sa.Integer))
        table.add_column(sa.Column("looked", Moment))


def downgrade() -> None:
    with op.batch_alter_table("watchlists") as table:
        table.drop_column("looked")
        table.drop_column("seen")
        table.add_column(sa.Column("options", Json, nullable=False, server_default="{}"))
    op.create_table(
        "watchlist_hits",
        sa.Column("watchlist", sa.Text, sa.ForeignKey("watchlists.name", name="fk_watchlist_hits_watchlist"),
                  nullable=False),
        sa.Column("article", Key, sa.ForeignKey("articles.key", name="fk_watchlist_hits_article"), nullable=False),
        sa.Column("found", Moment, nullable=False),
        sa.Column("alerted", Moment),
        sa.PrimaryKeyConstraint("watchlist", "article", name="pk_watchlist_hits"),
        sqlite_with_rowid=False,
    )  # fmt: skip
