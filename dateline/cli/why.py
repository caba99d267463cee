"""`dateline why`: what became of an article, and why."""

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.context import NOTHING_FOUND, console, open_store_here, print_json, read_settings_here
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.query.questions.why import Candidate, Standing, Why


def command(
    asked: Annotated[str, typer.Argument(metavar="URL-OR-HEADLINE", help="An address, an id, or part of a headline.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say why an article is in the store, or at which stage it was lost.

    For an article that is there: its versions, of whose text it is a copy, its story. For one that is
    not: every stage at which it was refused, quarantined or put off, with the reason; or that no source
    brought it, and how the sources at its host are. Ends with 3 where it never came by.

    Examples:

      dateline why https://harbour-post.example/2026/05/gone.html

      dateline why "turbine plant"
    """
    from dateline.query.questions.why import why

    if not asked.strip():
        raise InputError("Nothing was asked for.", remedy="Give an address, an id, or part of a headline.")
    with open_store_here(read_settings_here()) as store:
        answer = why(store, asked)
    if json:
        print_json(answer)
    else:
        _show(answer)
    if not answer.found:
        raise typer.Exit(NOTHING_FOUND)


def _show(answer: "Why") -> None:
    for article in answer.articles:
        _show_article(article)
    if answer.steps:
        from rich.table import Table

        table = Table(title="What happened to it, newest first", title_justify="left", box=None, pad_edge=False)
        for name in ("when", "stage", "outcome", "reason", "source", "what"):
            table.add_column(name, overflow="fold")
        for step in answer.steps:
            what = step.detail or step.headline or step.address or ""
            table.add_row(f"{step.at:%Y-%m-%d %H:%M}", step.stage, step.kind, step.reason, step.source or "", what)
        console.print(table)
    if not answer.found:
        console.print(f"[b]{answer.asked}[/] never came by: no source has named it.")
        for candidate in answer.candidates:
            console.print(_candidate(candidate))
        if not answer.candidates and "://" in answer.asked:
            console.print("No source reads that host. [dim]dateline sources add URL[/] adds one.")


def _show_article(article: "Standing") -> None:
    console.print(f"[b]{article.headline or article.id}[/]  [dim]{article.id}[/]")
    console.print(f"  kept from {article.source}" + (f", {article.versions} versions" if article.versions > 1 else ""))
    if article.held_back:
        console.print(f"  [yellow]in no answer: {article.held_back}[/]")
    if article.copy_of:
        share = f"{article.copy_share:.0%} of it kept" if article.copy_share is not None else ""
        console.print(f"  {article.copy_kind} copy of {article.copy_of}: {share}; {article.copy_reason}")
    if article.story:
        console.print(f"  in the story “{article.story_headline}”  [dim]{article.story}[/]")


def _candidate(source: "Candidate") -> str:
    if not source.enabled:
        return f"  The source {source.id} at that host is switched off."
    if source.failing_since:
        return f"  The source {source.id} at that host fails since {source.failing_since:%Y-%m-%d}: {source.detail}"
    when = f"last answered {source.succeeded:%Y-%m-%d %H:%M}" if source.succeeded else "was never asked"
    return f"  The source {source.id} at that host {when}, without naming it."
