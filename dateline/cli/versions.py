"""`dateline versions`: how an article changed after it was first published."""

from typing import Annotated

import typer

from dateline.cli.context import console, open_store_here, print_json


def command(
    article: Annotated[str, typer.Argument(help="The article's id, as `dateline search` shows it.")],
    at: Annotated[str | None, typer.Option(help="A run or state of the store; the present if left out.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show the versions of an article and what changed between them: names, quotes, figures and dates first.

    Example:

      dateline versions 0f3b9c2d41e8a7b65c10
    """
    from dateline.history import history

    with open_store_here() as store:
        told = history(store, article, at=at)
    if json:
        print_json(told)
        return
    from rich.markup import escape

    console.print(f"[b]{escape(told.headline or article)}[/]  {told.versions} version(s)")
    for step in told.changes:
        console.print(f"\n[b]Version {step.version}[/]  {step.changed or step.published or ''}")
        if step.headline:
            before, after = (escape(headline or "(none)") for headline in step.headline)
            console.print(f"  headline: {before} → {after}")
        for words, names in (("named now", step.named), ("named no longer", step.no_longer_named)):
            if names:
                console.print(f"  {words}: {escape(', '.join(names))}")
        for change in step.changes:
            console.print(f"  {escape(str(change))}")
        if step.same_words:
            console.print("  [dim]the words are the same[/]")
