"""The morning page: what a desk wants to know before its first meeting, as one self-contained HTML file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from dateline import __version__
from dateline.reports.charts import bars, rows

MOST_QUOTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One outlet that carried a story; `copy`: how, where it did not write the text itself."""

    outlet: str
    url: str | None = None
    copy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStory:
    """A story of the day with who carried it, in the order of publication."""

    headline: str
    summary: str
    pieces: int
    independent: int
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayQuote:
    """Words that are new on this day."""

    text: str
    speaker: str | None
    office: str | None
    outlet: str | None
    headline: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """An event that begins or goes on after the day."""

    name: str
    start: date
    end: date
    place: str | None
    organisers: tuple[str, ...]
    sentence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A source that fails or has fallen silent, with a sentence that says so."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """All that stands on the page."""

    day: date
    timezone: str
    made: str
    state: int
    pieces: int
    independent: int
    stories: tuple[DayStory, ...]
    quotes: tuple[DayQuote, ...]
    coming: tuple[Coming, ...]
    ahead: int  # days that "coming up" looks forward
    trouble: tuple[Trouble, ...]
    watched: tuple[tuple[str, int, int], ...]  # watchlist, pieces of the day, independent ones
    by_day: tuple[tuple[date, int], ...]
    outlets: tuple[tuple[str, int, int], ...]  # name, pieces, independent


def morning_html(page: Morning) -> str:
    """The page as HTML: no script, no font, no picture from anywhere else."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["long_day"] = long_day
    environment.filters["days"] = days
    template = environment.from_string(files("dateline.reports").joinpath("morning.html").read_text("utf-8"))
    return template.render(
        page=page,
        version=__version__,
        by_day_chart=Markup(bars(_named(page.by_day), label="Pieces published a day")),
        outlets_chart=Markup(rows(page.outlets, label="Pieces and independent stories by outlet")),
    )


def long_day(day: date) -> str:
    """Wednesday, 20 May 2026."""
    return f"{day:%A}, {day.day} {day:%B %Y}"


def days(start: date, end: date) -> str:
    """20 May 2026; 20-22 May 2026; 30 May - 2 June 2026."""
    if start == end:
        return f"{start.day} {start:%b %Y}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%b %Y}"
    first = f"{start.day} {start:%b}" if start.year == end.year else f"{start.day} {start:%b %Y}"
    return f"{first} – {end.day} {end:%b %Y}"


def _named(values: Sequence[tuple[date, int]]) -> list[tuple[str, int]]:
    return [(f"{day.day} {day:%b}", count) for day, count in values]


def as_record(page: Morning) -> dict[str, Any]:
    """The page as plain JSON."""
    from dateline.records import jsonable

    shown: dict[str, Any] = jsonable(page)
    return shown
