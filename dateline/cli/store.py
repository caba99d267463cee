"""dateline store: looking after the store."""

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.context import console, open_store_here, print_json, read_settings_here

HELP = """Check, back up, tidy, move and measure the store.

Examples:

  dateline store check

  dateline store backup backups/2025-03-17.db

  dateline store stats --json
"""

app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode="rich")

Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]


@app.command()
def check(json: Json = False) -> None:
    """Look for damage: half articles, marks that do not fit their text, counts that do not add up.

    Ends with 0 where all is well, with 1 where something is wrong.
    """
    from dateline.store.maintenance import check as look

    with open_store_here() as store, console.status("Checking ..."):
        found = look(store)
    if json:
        print_json({"well": not found, "findings": found})
    for finding in () if json else found:
        console.print(
            f"[red]{finding.count}[/] {finding.what}" + (f", such as {finding.example}" * bool(finding.example))
        )
    if found:
        raise typer.Exit(1)
    if not json:
        console.print("The store is well.")


@app.command()
def backup(to: Annotated[Path, typer.Argument(help="A file that does not exist yet.")], json: Json = False) -> None:
    """Write a copy of the store as it is now; others may go on reading and writing.

    Example: dateline store backup backups/2025-03-17.db
    """
    from dateline.store.maintenance import backup as write

    with open_store_here() as store, console.status("Copying ..."):
        path = write(store, to)
    bytes_written = path.stat().st_size
    if json:
        print_json({"file": str(path), "bytes": bytes_written})
    else:
        console.print(f"{bytes_written / 1e6:,.1f} MB written to {path}")


@app.command()
def vacuum(json: Json = False) -> None:
    """Give free space back, merge the search index, renew the figures by which questions are planned."""
    from dateline.store.maintenance import vacuum as tidy

    with open_store_here() as store, console.status("Tidying ..."):
        before, after = tidy(store)
    if json:
        print_json({"before": before, "after": after})
    else:
        console.print(f"{before / 1e6:,.1f} MB before, {after / 1e6:,.1f} MB now")


@app.command()
def move(
    to: Annotated[str, typer.Argument(help="sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME; empty.")],
    json: Json = False,
) -> None:
    """Carry the store to another engine or file, and prove that both hold the same.

    Example: dateline store move postgresql+psycopg://dateline@db.example/dateline
    """
    from dateline.settings import FILE
    from dateline.store import open_store
    from dateline.store.moving import move as carry

    settings = read_settings_here()
    with open_store_here(settings) as store, open_store(to) as target, console.status("Moving ...") as status:
        counts = carry(store, target, lambda table, rows: status.update(f"Moving ... {table}: {rows:,} rows"))
    if json:
        print_json({"rows": counts, "equal": True})
    else:
        console.print(f"{sum(counts.values()):,} rows in {len(counts)} tables moved; every table holds the same.")
        console.print(f'Now set store = "..." in {FILE} or DATELINE_STORE to the new address.', markup=False)


@app.command()
def stats(
    at: Annotated[str | None, typer.Option(help="As the store was when a run (its id) had ended.")] = None,
    json: Json = False,
) -> None:
    """Count what is in the store: articles, names, facts, and the rows of its tables."""
    from dateline.query.questions import corpus_statistics
    from dateline.store.maintenance import rows_by_table, size

    with open_store_here() as store:
        figures, rows, taken = corpus_statistics(store, at=at), rows_by_table(store), size(store)
        address = store.url.render_as_string(hide_password=True)
        lacks = store.lacks()
    if json:
        print_json({"store": address, "bytes": taken, "corpus": figures, "rows": rows, "lacks": lacks})
        return
    from rich.table import Table

    console.print(f"{address}, {taken / 1e6:,.1f} MB", markup=False)
    table = Table(box=None, pad_edge=False, show_header=False)
    days = f"{figures.first} to {figures.last}" if figures.first else "-"
    table.add_row("articles", f"{figures.articles:,}, {figures.independent:,} of them independent, {days}")
    table.add_row("held back", f"{figures.held_back:,} canceled, withheld or under embargo")
    table.add_row("stories, outlets", f"{figures.stories:,}, {figures.outlets:,}")
    table.add_row("words", f"{figures.words:,}")
    table.add_row("mentions", ", ".join(f"{n:,} {label}" for label, n in sorted(figures.mentions.items())) or "0")
    table.add_row("entities", ", ".join(f"{n:,} {label}" for label, n in sorted(figures.entities.items())) or "0")
    facts = ("events", "affiliations", "quotes", "happenings")
    table.add_row("facts", ", ".join(f"{getattr(figures, name):,} {name}" for name in facts))
    table.add_row("tables", ", ".join(f"{name} {n:,}" for name, n in rows.items() if n) or "all empty")
    for what in lacks:
        table.add_row("without", what)
    console.print(table)
