"""`dateline watch`: queries kept under a name, and what is new in them."""

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.context import NOTHING_FOUND, console, open_store_here, print_json

if TYPE_CHECKING:
    from dateline.query.answers import Answer
    from dateline.query.questions import Hit, WatchlistFound
    from dateline.store import Store

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="""Keep queries under a name, and see what is new in them since the last look.

    A watchlist can be part of any query: `in:NAME`, or `in:"Two Words"`.

    Examples:

      dateline watch add norrsken 'org:"Norrsken Kraft" -copy' --note "our coverage"

      dateline watch look norrsken

      dateline export 'in:norrsken published:2026-05' --to norrsken.xlsx
    """,
)

Name = Annotated[str, typer.Argument(help="Its name.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="A name that is not taken.")],
    query: Annotated[str, typer.Argument(help="A query, as for `dateline search`.")],
    note: Annotated[str, typer.Option(help="What it is for.")] = "",
    json: AsJson = False,
) -> None:
    """Save a query; one that cannot be asked is refused.

    Example: dateline watch add floods 'flood* place:Poland -copy'
    """
    from dateline.query.questions import watchlist
    from dateline.query.watchlists import save_watchlist

    with open_store_here() as store:
        made = save_watchlist(store, name, query, note=note)
        _show(watchlist(store, made.name), json)
        if not json:
            _hints(store, made.query)


@app.command("list")
def listing(
    limit: Annotated[int, typer.Option("--limit", "-n", help="Watchlists on a page, at most 1,000.")] = 100,
    after: Annotated[str | None, typer.Option(help="Go on where a page ended: its `next`.")] = None,
    json: AsJson = False,
) -> None:
    """All watchlists, with how much each finds and how much of that is new since the last look."""
    from rich.markup import escape
    from rich.table import Table

    from dateline.query.questions import watchlists

    with open_store_here() as store:
        answer = watchlists(store, limit=limit, after=after)
    if json:
        print_json(answer)
        return
    table = Table(box=None, pad_edge=False)
    for column, side in (("watchlist", "left"), ("pieces", "right"), ("new", "right"), ("query", "left")):
        table.add_column(column, header_style="dim", overflow="fold", justify="right" if side == "right" else "left")
    for one in answer:
        about = f"\n[dim]{escape(one.note)}[/]" if one.note else ""
        fault = f"\n[red]{escape(one.fault)}[/]" if one.fault else ""
        table.add_row(escape(one.name), f"{one.pieces:,}", f"{one.new:,}", f"{escape(one.query)}{about}{fault}")
    if answer.total:
        console.print(table)
    console.print(
        f"{len(answer)} of {answer.total} watchlists." if answer.total else "No watchlist has been saved yet."
    )
    if answer.next:
        console.print(f"[dim]More: --after {answer.next}[/]")


@app.command()
def show(name: Name, json: AsJson = False) -> None:
    """Its query, its note, how much it finds and how much of that is new. No look is remembered."""
    from dateline.query.questions import watchlist

    with open_store_here() as store:
        _show(watchlist(store, name), json)


@app.command()
def look(
    name: Name,
    since: Annotated[str | None, typer.Option(help="A run or state of the store, instead of the last look.")] = None,
    peek: Annotated[bool, typer.Option("--peek", help="Do not remember that you have looked.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", help="Articles on a page, at most 1,000.")] = 20,
    after: Annotated[str | None, typer.Option(help="Go on where a page ended: its `next`; give --since too.")] = None,
    at: Annotated[str | None, typer.Option(help="A run or state of the store; the newest if left out.")] = None,
    json: AsJson = False,
) -> None:
    """What has come into it, or changed in it, since the last look; this look is remembered.

    With --since, --after, --at or --peek nothing is remembered. What a run that is under way has kept is
    shown when it has ended. Ends with 3 where nothing is new.

    Example: dateline watch look norrsken --peek
    """
    from dateline.query.questions import new_in
    from dateline.query.questions.watchlists import newest_state
    from dateline.query.watchlists import looked_at

    remember = not (peek or since or after or at)
    with open_store_here() as store:
        answer = new_in(store, name, since=since, at=at or newest_state(store), limit=limit, after=after)
        if json:
            print_json(answer)
        else:
            _show_new(answer)
        if remember and answer.state is not None:
            looked_at(store, name, answer.state)
    if not answer.total:
        raise typer.Exit(NOTHING_FOUND)


@app.command()
def change(
    name: Name,
    query: Annotated[str | None, typer.Option(help="Another query; all that it finds is new again.")] = None,
    note: Annotated[str | None, typer.Option(help="Another note.")] = None,
    json: AsJson = False,
) -> None:
    """Give it another query or note; what it had is printed.

    Example: dateline watch change norrsken --query 'org:"Norrsken Kraft" OR "Norrsken grid"'
    """
    from dateline.errors import InputError
    from dateline.query.questions import watchlist
    from dateline.query.watchlists import change_watchlist

    if query is None and note is None:
        raise InputError("There is nothing to change.", remedy="Say --query or --note; `rename` gives another name.")
    with open_store_here() as store:
        before = watchlist(store, name)
        made = change_watchlist(store, name, query=query, note=note)
        if not json:
            console.print(
                f"It was: {before.query}" + f" ({before.note})" * bool(before.note), markup=False, style="dim"
            )
        _show(watchlist(store, made.name), json)
        if not json:
            _hints(store, made.query)


@app.command()
def rename(
    name: Name, new_name: Annotated[str, typer.Argument(help="Its name from now on.")], json: AsJson = False
) -> None:
    """Give it another name; watchlists that ask for it follow.

    Example: dateline watch rename norrsken "Norrsken Kraft"
    """
    from dateline.query.questions import watchlist
    from dateline.query.watchlists import change_watchlist

    with open_store_here() as store:
        made = change_watchlist(store, name, new_name=new_name)
        _show(watchlist(store, made.name), json)


@app.command()
def remove(name: Name, json: AsJson = False) -> None:
    """Take a watchlist away; its query and note are printed. No article is touched.

    Refused where another watchlist asks for it.
    """
    from shlex import quote

    from dateline.query.watchlists import remove_watchlist

    with open_store_here() as store:
        former = remove_watchlist(store, name)
    if json:
        print_json(former)
        return
    again = f"dateline watch add {quote(former.name)} {quote(former.query)}"
    again += f" --note {quote(former.note)}" if former.note else ""
    console.print(f"Removed. It comes back by: {again}", markup=False, soft_wrap=True)


def _hints(store: "Store", query: str) -> None:
    """Names that the store does not know: a slip of the pen, or what is still to come."""
    from dateline.query.questions import search

    for note in search(store, query, limit=1).notes:
        console.print(note, style="yellow", markup=False)


def _show(one: "WatchlistFound", json: bool) -> None:
    from rich.markup import escape

    if json:
        print_json(one)
        return
    console.print(f"[b]{escape(one.name)}[/]  {escape(one.query)}", soft_wrap=True)
    if one.note:
        console.print(one.note, markup=False, style="dim")
    if one.fault:
        console.print(one.fault, markup=False, style="red")
        return
    since = f"new since {one.looked:%Y-%m-%d %H:%M} (state {one.seen})" if one.looked else "nobody has looked yet"
    console.print(f"{one.pieces:,} pieces, {one.independent:,} of them independent; {one.new:,} {since}".rstrip())


def _show_new(answer: "Answer[Hit]") -> None:
    from dateline.cli.search import show_hits

    show_hits(answer)
    since = answer.question["since"]
    known = f"since state {since}" if since else "that nobody has looked at yet"
    if not answer.total:
        console.print(f"Nothing new {known}." if since else "It finds nothing yet.")
        return
    counted = f"{len(answer)} of {answer.total} pieces {known}, {answer.independent} of them independent"
    console.print(f"{counted}; state {answer.state}.")
    for note in answer.notes:
        console.print(note, markup=False, style="yellow")
    if answer.next:
        name = answer.question["watchlist"]
        again = f"dateline watch look '{name}' --since {since} --at {answer.state} --after {answer.next}"
        console.print(f"More: {again}", markup=False, soft_wrap=True, style="dim")
