"""`dateline sources`: what is read, how each source is, and adding new ones."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from corpus.sources import add_source, declaration, read_sources
from dateline.errors import InputError, StoreError
from dateline.records import Capture, Source
from dateline.settings import Settings, read_settings

if TYPE_CHECKING:
    from corpus.discovery import Found
    from corpus.health import Health

app = typer.Typer(no_args_is_help=False, rich_markup_mode="rich")
console = Console(highlight=False)


@app.callback(invoke_without_command=True)
def listing(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the sources of [b]sources.toml[/] with their health, or add, import and export some.

    Examples:

      dateline sources

      dateline sources add https://news.example.org

      dateline sources import feeds.opml
    """
    if context.invoked_subcommand is not None:
        return
    settings = read_settings(Path.cwd())
    sources = read_sources(settings.path("sources"))
    health = _health(settings)
    if json:
        _print_json([_row(source, health) for source in sources])
        return
    table = Table(box=None, pad_edge=False)
    for name in ("id", "kind", "address", "outlet", "every", "health"):
        table.add_column(name, overflow="fold", no_wrap=name in ("id", "kind", "every"))
    for source in sources:
        row = _row(source, health)
        row["address"] = source.address.removeprefix(f"{settings.path('sources').parent}/")
        table.add_row(*(str(row.get(name) or "") for name in ("id", "kind", "address", "outlet", "every", "health")))
    console.print(table)
    off = sum(not source.enabled for source in sources)
    console.print(f"{len(sources)} sources{f', {off} of them switched off' if off else ''}.", style="dim")


@app.command("add")
def add(
    address: Annotated[str, typer.Argument(metavar="URL", help="A site, a feed or a sitemap.")],
    all: Annotated[bool, typer.Option("--all", help="Add everything that is found, not only the best.")] = False,
    id: Annotated[str | None, typer.Option("--id", help="The id to give it.")] = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Only show what is found.")] = False,
) -> None:
    """Find the feeds and news sitemaps of a site and add the best of them to [b]sources.toml[/].

    The site's own page, its robots.txt and the usual addresses are asked, politely; each find is
    read before it is offered. The outlet's name, language and country come from the page.

    Examples:

      dateline sources add https://news.example.org

      dateline sources add news.example.org --all

      dateline sources add https://news.example.org --dry-run
    """
    from corpus.discovery import discover

    settings = read_settings(Path.cwd())
    path = settings.path("sources")
    there = read_sources(path) if path.exists() else ()
    with _Fetching(settings) as fetch:
        found = discover(address, fetch, taken={source.id for source in there})
    known = {source.address for source in there}
    chosen = [one for one in found if one.source.address not in known][: None if all else 1]
    _show_found(found, chosen, known)
    if not chosen:
        console.print("Everything that was found is among the sources already.")
        return
    if id is not None and len(chosen) > 1:
        raise InputError("--id names one source and --all adds several.", remedy="Leave one of them out.")
    if dry:
        return
    for one in chosen:
        source = _named(one.source, id)
        add_source(path, source)
        console.print(f"Added {source.id} to {path.name}.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="OPML", help="A list of feeds as feed readers export it.")],
) -> None:
    """Add the feeds of an OPML file to [b]sources.toml[/]; those that are there already are left out.

    Example:

      dateline sources import feeds.opml
    """
    from corpus.opml import read_opml

    settings = read_settings(Path.cwd())
    path = settings.path("sources")
    there = read_sources(path) if path.exists() else ()
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.", remedy="Give the path of an OPML file.") from None
    listed = read_opml(content, taken={source.id for source in there})
    known = {source.address for source in there}
    new = [source for source in listed if source.address not in known]
    for source in new:
        add_source(path, source)
    console.print(
        f"{len(listed)} feeds listed, {len(new)} added to {path.name}, {len(listed) - len(new)} there already."
    )


@app.command("export")
def export(
    file: Annotated[
        Path | None, typer.Argument(metavar="[OPML]", help="Where to write; without it, on the screen.")
    ] = None,
) -> None:
    """Write the feeds among the sources as OPML, for feed readers.

    Example:

      dateline sources export feeds.opml
    """
    from corpus.opml import FEEDS, write_opml

    settings = read_settings(Path.cwd())
    sources = read_sources(settings.path("sources"))
    written = write_opml(sources)
    if file is None:
        typer.echo(written, nl=False)
        return
    try:
        file.write_text(written, "utf-8")
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror}.") from None
    feeds = sum(source.kind in FEEDS for source in sources)
    console.print(
        f"{feeds} feeds written to {file}; {len(sources) - feeds} sources of other kinds have no place in OPML."
    )


class _Fetching:
    """The polite client as a function from addresses to captures."""

    def __init__(self, settings: Settings) -> None:
        from corpus.client import Client

        self.client = Client.from_settings(settings)

    def __enter__(self) -> "_Fetching":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def __call__(self, address: str) -> Capture:
        return self.client.get(address).capture("discovery", datetime.now(UTC))


def _health(settings: Settings) -> Mapping[str, "Health"]:
    """How each source is, as far as the store knows; nothing where there is no store yet."""
    from corpus.health import health
    from corpus.state import SourceState
    from dateline.store import open_store

    try:
        with open_store(settings.store_url, create=False) as store:
            records = store.source_states()
    except StoreError:
        return {}
    now = datetime.now(UTC)
    return {name: health(SourceState.from_record(record), now) for name, record in records.items()}


def _row(source: Source, health: Mapping[str, "Health"]) -> dict[str, object]:
    known = health.get(source.id)
    said = known.sentence() if known else "not read yet"
    return {**declaration(source), "enabled": source.enabled, "health": said if source.enabled else "switched off"}


def _named(source: Source, id: str | None) -> Source:
    from dataclasses import replace

    return replace(source, id=id) if id else source


def _show_found(found: Sequence["Found"], chosen: Sequence["Found"], known: set[str]) -> None:
    table = Table(box=None, pad_edge=False)
    for name in ("", "kind", "address", "entries", "newest", "how"):
        table.add_column(name, overflow="fold")
    for one in found:
        mark = "+" if one in chosen else "=" if one.source.address in known else ""
        newest = one.newest.date().isoformat() if one.newest else ""
        table.add_row(mark, one.source.kind, one.source.address, str(one.items), newest, one.how)
    console.print(table)


def _print_json(rows: list[dict[str, object]]) -> None:
    import json

    from dateline.records import jsonable

    typer.echo(json.dumps(jsonable(rows), ensure_ascii=False, indent=2))
