"""`dateline replay`: the way again from what was kept, without the network."""

from datetime import date
from typing import Annotated

import typer

from dateline.errors import InputError


def command(
    since: Annotated[str | None, typer.Option(help="YYYY-MM-DD: captures of that day and later.")] = None,
    source: Annotated[str | None, typer.Option(help="Only the captures of this source.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the accounting as JSON.")] = False,
) -> None:
    """Read, compare and extract the kept captures again, after a change of readers, extractors or model.

    Nothing is asked of the network. What comes out as it is in the store is counted as unchanged.

    Example:

      dateline replay --since 2026-05-01
    """
    from dateline.cli.passes import passed

    passed("flows.replay:replay", {"since": _day(since), "source": source}, [source] if source else None, json=json)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"{text!r} is no day.", remedy="Allowed: YYYY-MM-DD, such as 2026-05-20.") from None
