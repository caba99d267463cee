"""`dateline settings`: the effective settings and where each comes from."""

import os

import typer

from dateline.cli.context import console, errors, print_json, read_settings_here
from dateline.settings import TABLE, strangers


def command(json: bool = typer.Option(False, "--json", help="Print JSON.")) -> None:
    """Show every setting, its effective value, where it comes from and what it is for.

    A value comes from, in rising order: the default, [b]dateline.toml[/] in the working folder, the
    environment (DATELINE_STORE, ...). Secrets are not shown.

    Examples:

      dateline settings

      DATELINE_OUTPUT=elsewhere dateline settings --json
    """
    from rich.table import Table

    settings = read_settings_here()
    rows = [
        {
            "name": row.name,
            "value": _shown(row.name, settings.values[row.name], row.secret),
            "from": settings.origins[row.name],
            "default": row.default,
            "variable": row.variable,
            "help": row.help,
        }
        for row in TABLE
    ]
    for stranger in strangers(os.environ):
        errors.print(stranger, style="yellow")
    if json:
        print_json(rows)
        return
    table = Table(box=None, pad_edge=False)
    for name in ("name", "value", "from", "help"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(row["name"], row["value"], row["from"], row["help"])
    console.print(table)


def _shown(name: str, value: object, secret: bool) -> str:
    if secret and value and (name != "store" or "://" in str(value)):
        return "<redacted>"
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
