"""dateline search: which articles match?"""

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.context import NOTHING_FOUND, console, open_store_here, print_json

if TYPE_CHECKING:
    from dateline.query.answers import Answer
    from dateline.query.questions import Hit


def command(
    query: Annotated[str, typer.Argument(help="Words, phrases and fields; see below. Empty: everything.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", help="Articles on a page, at most 1,000.")] = 20,
    after: Annotated[str | None, typer.Option(help="Go on where a page ended: its `next`.")] = None,
    order: Annotated[str, typer.Option(help="newest, oldest or relevance.")] = "newest",
    facets: Annotated[
        str, typer.Option("--facets", "-f", help="Counts by outlet, agency, language, month, kind, person, ...")
    ] = "",
    at: Annotated[str | None, typer.Option(help="A run or state of the store; the present if left out.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
) -> None:
    """Find articles.

    [bold]Words[/]      moscow delhi · "smart cities" · elect* · moscow OR delhi · NOT cricket · ( )
    [bold]Names[/]      person:Cheremin · org:"Government of Moscow" · place:Delhi · event:... · name:...
    [bold]Together[/]   near:("Sergei Cheremin", "New Delhi") two names in one sentence
    [bold]Days[/]       published:2025-03 · published:P7D the last 7 days · when:2025-03-19 the text speaks of it
    [bold]Said[/]       quote:"open to dialogue" speaker:Cheremin · office:minister
    [bold]Where[/]      outlet: · agency: · source: · lang:en · label:EVENT · kind:original · story: · in:WATCHLIST
    [bold]Copies[/]     -copy leaves out articles that carry another's text

    Examples:
      dateline search 'person:"Sergei Cheremin" published:2025-03 -copy'
      dateline search '"smart cities" (moscow OR delhi)' --facets outlet,month
      dateline search 'org:IANS' --json | jq .total

    Ends with 0 where something was found, 3 where nothing was, 2 for a query that cannot be understood.
    """
    from dateline.query.questions import search

    wanted = tuple(name.strip() for name in facets.split(",") if name.strip())
    with open_store_here() as store:
        answer = search(store, query, limit=limit, after=after, order=order, facets=wanted, at=at)
    if json:
        print_json(answer)
    else:
        _show(answer)
    if not answer.total:
        raise typer.Exit(NOTHING_FOUND)


def _show(answer: "Answer[Hit]") -> None:
    from rich.markup import escape

    show_hits(answer)
    for name, values in answer.facets.items():
        shown = ", ".join(f"{escape(v.value)} {v.pieces} ({v.independent})" for v in values)
        console.print(f"[bold]{name}[/]  {shown or '-'}")
    for note in answer.notes:
        console.print(f"[yellow]{escape(note)}[/]")
    if not answer.total:
        console.print("Nothing found.")
        return
    console.print(f"{len(answer)} of {answer.total} pieces, {answer.independent} of them independent.")
    if answer.next:
        console.print(f"[dim]More: --after {answer.next}[/]")


def show_hits(answer: "Answer[Hit]") -> None:
    """Articles as a table: day, headline, who, and the sentence that shows why."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(ratio=1)
    for hit in answer:
        by = " · ".join(escape(word) for word in (hit.outlet, hit.agency) if word)
        copy = f"  [dim]{hit.copy_kind} of {escape(hit.copy_of)}[/]" if hit.copy_of and hit.copy_kind else ""
        table.add_row(
            str(hit.published or "no date"),
            f"[bold]{escape(hit.headline or hit.id)}[/]  [dim]{by}[/]{copy}\n{escape(' '.join(hit.excerpt.split()))}",
        )
        table.add_row("", f"[dim]{escape(hit.id)}[/]\n")
    console.print(table)
