"""dateline show: what is known of a person, organisation, place, event, or of one article?"""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.context import console, open_store_here, print_json

if TYPE_CHECKING:
    from dateline.query.questions import EntityCard, QuoteFound
    from dateline.store.reading import Known

STYLES = {"PERSON": "green", "ORG": "blue", "PLACE": "magenta", "DATE": "yellow", "EVENT": "red"}


class Label(StrEnum):
    """What a name can be of."""

    PERSON = "person"
    ORG = "org"
    PLACE = "place"
    EVENT = "event"


def command(
    name: Annotated[
        str, typer.Argument(help="A name or alias; #ID for an entity's id; an article's id with --article.")
    ],
    label: Annotated[
        Label | None, typer.Option(case_sensitive=False, help="What it is, where several bear the name.")
    ] = None,
    article: Annotated[bool, typer.Option("--article", "-a", help="NAME is an article: show it, marked.")] = False,
    version: Annotated[int | None, typer.Option(help="Of an article: 1 is its first version.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", help="Rows of each list.")] = 10,
    at: Annotated[str | None, typer.Option(help="As the store was when a run (its id) had ended.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")] = False,
) -> None:
    """Show all that is known of a name: aliases, offices, quotes, events, who is named with it, articles.

    Examples:
      dateline show "Sergei Cheremin"
      dateline show Moscow --label org
      dateline show A123 --article --version 1
      dateline show "#E42" --at 20250317T080000-1a2b3c --json

    Ends with 2 where nothing bears the name; similar names are told.
    """
    from dateline.query.questions import article as article_of
    from dateline.query.questions import entity, record_of

    with open_store_here() as store:
        if article:
            known = article_of(store, name, version=version, at=at)
            print_json(record_of(known)) if json else _show_article(known)
        else:
            card = entity(store, name, label=label, at=at, limit=limit)
            print_json(card) if json else _show_card(card)


def _show_card(card: "EntityCard") -> None:
    from rich.markup import escape
    from rich.table import Table

    def table(title: str, total: int, *columns: str) -> Table:
        made = Table(title=f"{title} ({total})", title_justify="left", title_style="bold", box=None, pad_edge=False)
        for column in columns:
            made.add_column(column, header_style="dim", overflow="fold")
        return made

    console.print(f"[bold]{escape(card.name)}[/]  [dim]{card.label} #{escape(card.id)}[/]")
    aliases = [alias for alias in card.aliases if alias != card.name]
    if aliases:
        console.print(f"also: {escape(', '.join(aliases))}")
    console.print(
        f"{card.pieces} pieces, {card.independent} independent"
        + (f", {card.first} to {card.last}" if card.first else "")
        + (f", {card.country}" if card.country else "")
    )
    for note in card.notes:
        console.print(f"[yellow]{escape(note)}[/]")
    if card.offices:
        rows = table(
            "Offices", len(card.offices), "person", "title", "organisation", "status", "first", "last", "pieces"
        )
        for o in card.offices:
            cells = (o.person, o.title, o.organisation or "", o.status, o.first or "", o.last or "", o.pieces)
            rows.add_row(*(escape(str(cell)) for cell in cells))
        console.print(rows)
    if card.quotes:
        rows = table("Quotes", card.quotes_total, "day", "outlet", "words")
        for q in card.quotes:
            rows.add_row(str(q.published or ""), escape(q.outlet or ""), escape(_words(q)))
        console.print(rows)
    if card.events:
        rows = table("Events", len(card.events), "days", "event", "place", "pieces")
        for e in card.events:
            days = str(e.first) if e.first == e.last else f"{e.first} to {e.last}"
            rows.add_row(days, escape(e.name), escape(e.place or ""), str(e.pieces))
        console.print(rows)
    if card.named_with:
        rows = table("Named with", card.named_with_total, "name", "", "pieces", "independent")
        for c in card.named_with:
            rows.add_row(escape(c.name), c.label, str(c.pieces), str(c.independent))
        console.print(rows)
    rows = table("Articles", card.pieces, "day", "outlet", "sentence")
    for hit in card.articles:
        sentence = (
            f"[bold]{escape(hit.headline or '')}[/]\n{escape(' '.join(hit.excerpt.split()))} [dim]{escape(hit.id)}[/]"
        )
        rows.add_row(str(hit.published or ""), escape(hit.outlet or ""), sentence)
    console.print(rows)


def _words(quote: "QuoteFound") -> str:
    """Marks stand around a person's own words only."""
    return f"“{quote.text}”" if quote.kind == "direct" else f"{quote.text} (reported)"


def _show_article(known: "Known") -> None:
    from rich.text import Text

    article = known.article
    console.print(Text(article.headline or article.id, style="bold"))
    facts = (article.published, article.outlet, article.agency, article.byline, article.url, f"version {known.number}")
    console.print(Text(" · ".join(str(fact) for fact in facts if fact), style="dim"))
    text = Text(article.text)
    for span in known.findings.spans:
        text.stylize(STYLES.get(span.label, ""), span.start, span.end)
    console.print()
    console.print(text)
    console.print()
    console.print(Text("  ".join(STYLES), style="dim"))
