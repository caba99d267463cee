"""`dateline digest`: the morning page of a day."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.context import console, open_store_here, print_json, read_settings_here
from dateline.errors import InputError


def command(
    day: Annotated[str | None, typer.Option(help="YYYY-MM-DD; the newest day with any coverage if left out.")] = None,
    to: Annotated[Path | None, typer.Option(help="The HTML file; OUTPUT/reports/DAY.html if left out.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print what would stand on the page as JSON.")] = False,
) -> None:
    """Write the morning page: stories of the day, new quotes, what is coming up, sources in trouble.

    One self-contained HTML file with small charts: it opens without network, on a phone and in print.

    Examples:

      dateline digest

      dateline digest --day 2026-05-20 --to morning.html
    """
    from dateline.reports.gathering import gather, newest_day
    from dateline.reports.morning import as_record, morning_html
    from dateline.reports.writing import write_page

    settings = read_settings_here()
    with open_store_here(settings) as store:
        chosen = _day(day) if day else newest_day(store, settings["timezone"])
        page = gather(store, chosen, timezone=settings["timezone"])
    if json:
        print_json(as_record(page))
        return
    path = to or settings.path("output") / "reports" / f"{chosen.isoformat()}.html"
    write_page(path, morning_html(page))
    console.print(f"{path}  ({page.pieces} pieces, {len(page.stories)} stories, {len(page.coming)} events coming up)")


def _day(text: str) -> date:
    from dateline.reports.gathering import EARLIEST_PAGE, LATEST_PAGE

    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not EARLIEST_PAGE <= day <= LATEST_PAGE:
        raise InputError(f"{text!r} is no day.", remedy="Allowed: YYYY-MM-DD, such as 2026-05-20.")
    return day
