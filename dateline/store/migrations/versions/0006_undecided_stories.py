"""in which story an article is without the decisions that put it into another"""

import sqlalchemy as sa
from alembic import op

from dateline.store.types import Key

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "undecided_stories",
        sa.Column("article", Key, sa.ForeignKey("articles.key", name="fk_undecided_stories_article"), nullable=False),
        sa.Column("story", Key, sa.ForeignKey("stories.key", name="fk_undecided_stories_story"), nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_undecided_stories"),
    )
    op.create_index("ix_undecided_stories_story", "undecided_stories", ["story"])


def downgrade() -> None:
    op.drop_table("undecided_stories")
