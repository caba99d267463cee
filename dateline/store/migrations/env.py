"""Alembic's environment: the connection comes from dateline.store.migrating, never from a file."""

from typing import Any, Literal

from alembic import context

from dateline.store.schema import metadata
from dateline.store.types import Json, Key, Moment


def _render(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    if kind != "type":
        return False
    for known, name in ((Key, "Key"), (Json, "Json")):
        if item is known:
            autogen.imports.add("from dateline.store.types import Json, Key, Moment")
            return name
    if isinstance(item, Moment):
        return "Moment()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=_render,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
