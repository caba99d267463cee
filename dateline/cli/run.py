"""`dateline run`: the whole way, from the sources to the store, once."""

from typing import Annotated

import typer


def command(
    only: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Ids of the sources to ask; without any, all.")
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Ask only the sources whose time has come.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the accounting as JSON.")] = False,
) -> None:
    """Collect, read, compare, extract, resolve and keep: one pass over the sources of [b]sources.toml[/].

    It may be run as often as you like: what is known is not read again, and what was interrupted is
    taken up. Afterwards it shows how each item ended and why, the stories of the newest day, what is
    coming up, and where everything landed.

    Examples:

      dateline run                     every source

      dateline run wire northwire      only these two

      dateline run --due               for cron: only what is due by its own pace
    """
    from dateline.cli.passes import passed

    passed("flows.coverage:coverage", {"only": only or None, "only_due": due}, only, json=json)
