"""`dateline disagreements`: what the articles of one story say differently."""

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.context import NOTHING_FOUND, console, open_store_here, print_json

if TYPE_CHECKING:
    from dateline.query.disagreements import Disagreement


def command(
    story: Annotated[str, typer.Argument(help="The story's id, or the id of one of its articles.")],
    at: Annotated[str | None, typer.Option(help="A run or state of the store.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show side by side where the articles of a story differ: dead, sums, days, places, titles, spellings.

    Each value stands with its outlet, time, version and sentence. Ends with 3 where all agree.

    Example:

      dateline disagreements 3f9a0c11d2b4
    """
    from dateline.query.disagreements import disagreements
    from dateline.query.questions.why import why

    with open_store_here() as store:
        told = next((a.story for a in why(store, story).articles if a.story), None)
        sheet = disagreements(store, told or story, at=at)
    if json:
        print_json(sheet)
    else:
        from rich.markup import escape

        console.print(f"[b]{escape(sheet.headline)}[/]  {sheet.pieces} versions read")
        for row in sheet.rows:
            _show(row)
        if not sheet.rows:
            console.print("They agree.")
    if not sheet.rows:
        raise typer.Exit(NOTHING_FOUND)


def _show(row: "Disagreement") -> None:
    from rich.markup import escape

    state = "" if row.open else "  [dim]settled since[/]"
    console.print(f"\n[b]{escape(row.about)}[/]  ({row.kind}){state}")
    for said in row.said:
        when = f"{said.published_at:%Y-%m-%d %H:%M}" if said.published_at else str(said.published or "")
        who = escape(said.outlet or said.article)
        console.print(f"  [cyan]{escape(said.value)}[/]  {who}, {when}, version {said.version}")
        if said.sentence:
            console.print(f"    [dim]{escape(said.sentence)}[/]")
