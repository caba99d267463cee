"""`dateline export`: what a query finds, in the format of another tool."""

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.context import console, open_store_here, print_json, read_settings_here


def command(
    query: Annotated[str, typer.Argument(help="A query, as for `dateline search`; empty: everything.")] = "",
    to: Annotated[Path | None, typer.Option(help="The file; its ending says the format.")] = None,
    format: Annotated[str | None, typer.Option(help="The format, where the ending does not say it.")] = None,
    table: Annotated[str, typer.Option(help="For csv and parquet: which table.")] = "articles",
    at: Annotated[str | None, typer.Option(help="A run or state of the store; the newest if left out.")] = None,
    formats: Annotated[bool, typer.Option("--formats", help="List the formats and tables, and leave.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print what was written, and from where, as JSON.")] = False,
) -> None:
    """Write what a query finds into a file: for Excel, statistics, graphs, calendars, triple stores.

    Every file carries the query, the state of the store, the models and the counts, so that the same
    export can be made again with [b]--at[/].

    Examples:

      dateline export --to everything.jsonl

      dateline export 'org:"Norrsken Kraft" published:2026-05' --to norrsken.xlsx

      dateline export --table quotes --to quotes.csv

      dateline export 'when:2026-06' --to june.ics
    """
    from dateline.exports.formats import FORMATS, export

    if formats:
        _list()
        return
    settings = read_settings_here()
    if to is None:
        name = format if format in FORMATS else "csv"
        stem = table if FORMATS[name].tables else "export"
        to = settings.path("output") / "exports" / f"{stem}{FORMATS[name].endings[0]}"
    with open_store_here(settings) as store:
        count, provenance = export(store, query, to, format=format, table=table, at=at)
    if json:
        print_json({"file": str(to), "written": count, "provenance": provenance})
        return
    console.print(f"{to}: {count} written, from {provenance.pieces} pieces ({provenance.independent} independent)")
    if provenance.state is not None:
        console.print(f"state {provenance.state} of the store, run {provenance.run}", style="dim")


def _list() -> None:
    from rich.table import Table

    from dateline.exports.formats import FORMATS
    from dateline.exports.tables import TABLES

    shown = Table(box=None, pad_edge=False)
    for name in ("format", "ending", "what"):
        shown.add_column(name)
    for name, row in FORMATS.items():
        shown.add_row(name, row.endings[0], row.help + (" (--table)" if row.tables else ""))
    console.print(shown)
    console.print("\nTables: " + "; ".join(f"{name} ({spec.help})" for name, spec in TABLES.items()))
