"""dateline runs: what was done, and how did each item end?"""

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.context import console, open_store_here, print_json
from dateline.records import OutcomeKind

if TYPE_CHECKING:
    from dateline.query.answers import Answer
    from dateline.query.questions import OutcomeFound, RunFound


def command(
    run: Annotated[str | None, typer.Argument(help="A run's id, or `last`: how its items ended.")] = None,
    kind: Annotated[OutcomeKind | None, typer.Option(case_sensitive=False, help="Only outcomes of this kind.")] = None,
    reason: Annotated[str | None, typer.Option(help="Only outcomes with this reason.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", help="Rows on a page, at most 1,000.")] = 20,
    after: Annotated[str | None, typer.Option(help="Go on where a page ended: its `next`.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
) -> None:
    """List the runs with their accounting, or how the items of one run ended.

    A run that has ended has fixed a state of the store: `dateline search ... --at RUN` asks it there.

    Examples:
      dateline runs
      dateline runs last --kind refused
      dateline runs 20250317T080000-1a2b3c --json
    """
    from dateline.query.questions import outcomes, reasons, runs

    with open_store_here() as store:
        if run is None:
            answer = runs(store, limit=limit, after=after)
            print_json(answer) if json else _show_runs(answer)
        else:
            found = outcomes(store, run, kind=kind, reason=reason, limit=limit, after=after)
            print_json(found) if json else _show_outcomes(found, reasons(store, run))


def _show_runs(answer: "Answer[RunFound]") -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("run", header_style="dim", no_wrap=True)
    table.add_column("flow, when, how its items ended", header_style="dim", overflow="fold")
    for run in answer:
        took = f"{(run.ended - run.started).total_seconds():.0f} s" if run.ended else "[yellow]not ended[/]"
        ends = ", ".join(f"{count} {kind}" for kind, count in sorted(run.outcomes.items(), key=lambda end: -end[1]))
        facts = (run.flow, f"{run.started:%Y-%m-%d %H:%M}", took, run.state and f"state {run.state}", escape(run.model))
        table.add_row(escape(run.id), f"{' · '.join(str(fact) for fact in facts if fact)}\n{ends or 'nothing new'}")
    console.print(table)
    console.print(f"{len(answer)} of {answer.total} runs.")
    if answer.next:
        console.print(f"[dim]More: --after {answer.next}[/]")


def _show_outcomes(answer: "Answer[OutcomeFound]", counted: list[tuple[str, str, int]]) -> None:
    from rich.markup import escape
    from rich.table import Table

    for kind, reason, count in counted:
        console.print(f"{count:7}  {kind}" + (f": {escape(reason)}" if reason else ""))
    table = Table(box=None, pad_edge=False)
    for column in ("outcome", "reason", "item"):
        table.add_column(column, header_style="dim", overflow="fold")
    for outcome in answer:
        item = outcome.headline or outcome.address or outcome.article or ""
        reason = outcome.reason + (f": {outcome.detail}" if outcome.detail else "")
        table.add_row(outcome.kind, escape(reason), escape(f"{item} ({outcome.source})" if outcome.source else item))
    console.print(table)
    console.print(f"{len(answer)} of {answer.total} outcomes.")
    if answer.next:
        console.print(f"[dim]More: --after {answer.next}[/]")
