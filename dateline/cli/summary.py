"""What a pass shows when it is through: the accounting, the day's stories, what is coming up, where it landed."""

from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from dateline.cli.context import console
from dateline.reports.morning import days, long_day

if TYPE_CHECKING:
    from dateline.query.questions.accounting import RunReport
    from dateline.reports.morning import Morning
    from dateline.settings import Settings
    from dateline.store import Store

_NEW = ("kept", "copy", "new version")
_STYLE = {"kept": "green", "copy": "green", "new version": "green", "quarantined": "yellow", "failed": "red"}
_STORIES = 6
_EVENTS = 8


def show_summary(store: "Store", settings: "Settings", report: "RunReport") -> None:
    """Print it all for a reader."""
    from dateline.reports.gathering import gather, newest_day

    _show_endings(report)
    new = sum(ending.count for ending in report.endings if ending.kind in _NEW)
    if not new:
        console.print("\n[b]Nothing new.[/] What the sources have is in the store already.")
    page = gather(store, newest_day(store, settings["timezone"]), timezone=settings["timezone"])
    if new:
        _show_day(page)
    _show_trouble(page)
    _show_where(settings, report)


def _show_endings(report: "RunReport") -> None:
    table = Table(
        title=f"{report.items} items", title_justify="left", title_style="bold", box=None, pad_edge=False, expand=True
    )
    table.add_column("outcome", no_wrap=True)
    table.add_column("reason", no_wrap=True)
    table.add_column("items", justify="right", no_wrap=True)
    table.add_column("for instance", overflow="ellipsis", no_wrap=True, style="dim", ratio=1)
    for ending in report.endings:
        style = _STYLE.get(ending.kind, "")
        table.add_row(ending.kind, ending.reason, str(ending.count), _short(ending.example), style=style)
    console.print()
    console.print(table)


def _short(text: str) -> str:
    """One line; a file by its name, so that the line says something on a narrow screen."""
    return " ".join(Path(word).name if "/" in word and "://" not in word else word for word in text.split())


def _show_day(page: "Morning") -> None:
    console.print(f"\n[b]Stories of {long_day(page.day)}[/]  {page.pieces} pieces, {page.independent} independent")
    for story in page.stories[:_STORIES]:
        carried = ", ".join(carrier.outlet for carrier in story.carriers)
        console.print(f"  {story.headline}  [dim]{carried}[/]")
    if len(page.stories) > _STORIES:
        console.print(f"  [dim]and {len(page.stories) - _STORIES} more[/]")
    console.print("\n[b]Coming up[/]")
    for event in page.coming[:_EVENTS]:
        where = f", {event.place}" if event.place else ""
        console.print(f"  {days(event.start, event.end):>18}  {event.name}[dim]{where}[/]")
    if not page.coming:
        console.print(f"  [dim]nothing in the {page.ahead} days after it[/]")
    if len(page.coming) > _EVENTS:
        console.print(f"  [dim]and {len(page.coming) - _EVENTS} more: dateline events[/]")


def _show_trouble(page: "Morning") -> None:
    if page.trouble:
        console.print("\n[b]Sources in trouble[/]")
        for source in page.trouble:
            console.print(f"  [red]{source.name}[/]  {_short(source.text)}")


def _show_where(settings: "Settings", report: "RunReport") -> None:
    output = settings.path("output")
    store = str((settings["store"] and "<DATELINE_STORE>") or output / "dateline.db")
    console.print(f"\n[b]Where it landed[/]\n  store      {store}\n  captures   {output / 'captures'}")
    took = f", {(report.ended - report.started).total_seconds():.1f} s" if report.ended else ""
    console.print(f"  run        {report.id}{took}", highlight=False)
    console.print(
        '\nAsk it:  dateline search "cyclone"   dateline show "Cyclone Sagarika"   dateline events   dateline digest',
        style="dim",
        highlight=False,
    )
