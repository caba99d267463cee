"""dateline events: what is coming up?"""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.context import NOTHING_FOUND, console, open_store_here, print_json

if TYPE_CHECKING:
    from dateline.query.answers import Answer
    from dateline.query.questions import EventOnDay


def command(
    first: Annotated[
        str | None, typer.Option("--from", help="First day or period: 2025-03-19, 2025-03. Default: today.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day or period. Default: open.")] = None,
    place: Annotated[str | None, typer.Option(help="Only events whose place holds this.")] = None,
    name: Annotated[str | None, typer.Option(help="Only events of this name.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", help="Events on a page, at most 1,000.")] = 50,
    after: Annotated[str | None, typer.Option(help="Go on where a page ended: its `next`.")] = None,
    at: Annotated[str | None, typer.Option(help="As the store was when a run (its id) had ended.")] = None,
    ical: Annotated[Path | None, typer.Option(help="Write them as a calendar (.ics) into this file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
) -> None:
    """List named events by their days: from today on, or in a span of days.

    Examples:
      dateline events
      dateline events --from 2025-03 --to 2025-04 --place Delhi
      dateline events --ical coming-up.ics

    Ends with 0 where there are events, with 3 where there are none.
    """
    from dateline.query.questions import events_by_day
    from dateline.query.questions.asking import days_of

    span = days_of(f"{first or 'today'}/{last or '..'}")
    with open_store_here() as store:
        answer = events_by_day(store, span, place=place, name=name, at=at, limit=limit, after=after)
        if ical:
            from dateline.exports.ical import write_events  # type: ignore[import-untyped,unused-ignore]

            count = write_events(store, ical, span, place=place, name=name, at=at)
            console.print(f"{count} {'event' if count == 1 else 'events'} written to {ical}", markup=False)
    if json:
        print_json(answer)
    elif not ical:
        _show(answer)
    if not answer.total:
        raise typer.Exit(NOTHING_FOUND)


def _show(answer: "Answer[EventOnDay]") -> None:
    from rich.markup import escape
    from rich.table import Table

    if not answer.total:
        console.print("No events. `dateline events --from 2000-01-01` shows past ones too.")
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("days", header_style="dim", no_wrap=True)
    table.add_column("event, place, pieces (independent), where it was told", header_style="dim", overflow="fold")
    today = datetime.now(UTC).date()
    for event in answer:
        days = str(event.first) if event.first == event.last else f"{event.first} to {event.last}"
        told = event.evidence[-1] if event.evidence else None
        facts = (
            event.place,
            f"{event.pieces} ({event.independent})",
            f"{told.outlet or ''} {told.published or ''} {told.article}".strip() if told else None,
        )
        table.add_row(
            f"[bold]{days}[/]" if event.first <= today <= event.last else days,
            escape(event.name)
            + (f"\n[yellow]others say {escape(', '.join(event.other_days))}[/]" if event.other_days else "")
            + f"\n[dim]{escape(' · '.join(fact for fact in facts if fact))}[/]",
        )
    console.print(table)
    console.print(f"{len(answer)} of {answer.total} events.")
    if answer.next:
        console.print(f"[dim]More: --after {answer.next}[/]")
