"""iCalendar: each event that has days, once, with where, who and the sentence that says so."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import icalendar

from dateline import __version__
from dateline.exports.selection import Selection
from dateline.query.questions.asking import Days
from dateline.query.questions.events_by_day import events_by_day
from dateline.records import Event
from dateline.store import Store
from dateline.store.current import current_articles
from dateline.store.intervals import interval
from dateline.store.reading import Known


def write(chosen: Selection, path: Path) -> int:
    """One calendar; the number of its events."""
    events: dict[tuple[str, str | None, str | None], icalendar.Event] = {}
    for known in chosen:
        for event in known.findings.events:
            key = (event.name.casefold(), event.start, event.end)
            if (event.start or event.end) and key not in events and (made := _entry(event, known)):
                events[key] = made
    path.write_bytes(calendar(events.values(), "; ".join(f"{n}: {v}" for n, v in chosen.provenance.lines())))
    return len(events)


def write_events(
    store: Store,
    path: Path,
    days: Days,
    *,
    place: str | None = None,
    name: str | None = None,
    at: int | str | None = None,
) -> int:
    """The events of a span of days, each once with the days that most articles give it; how many."""
    entries: list[icalendar.Event] = []
    after = None
    while True:
        page = events_by_day(store, days, place=place, name=name, at=at, limit=500, after=after)
        with store.reading() as connection:
            articles = current_articles(connection, {e.evidence[0].article for e in page if e.evidence})
        for event in page:
            said = event.evidence[0] if event.evidence else None
            article = articles.get(said.article) if said else None
            sentence = " ".join(article.text[said.start : said.end].split()) if said and article else None
            told = ", ".join(str(part) for part in (said.outlet, said.published) if part) if said else None
            entries.append(
                entry(
                    name=event.name,
                    first=event.first,
                    last=event.last,
                    place=event.place,
                    organisers=event.organisers,
                    sentence=sentence,
                    source=f"{article.headline or article.id} ({told})" if article else told,
                    url=article.url if article else None,
                )
            )
        after = page.next
        if after is None:
            break
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(calendar(entries))
    return len(entries)


def calendar(entries: Iterable[icalendar.Event], about: str = "") -> bytes:
    """A calendar of entries as bytes, as calendar programs import and subscribe to it."""
    made = icalendar.Calendar()
    made.add("prodid", f"-//Dateline//Dateline {__version__}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", "Dateline: coming up")
    if about:
        made.add("x-wr-caldesc", about)
    for entry in entries:
        made.add_component(entry)
    written: bytes = made.to_ical()
    return written


def entry(
    *,
    name: str,
    first: date,
    last: date,
    place: str | None = None,
    organisers: Iterable[str] = (),
    sentence: str | None = None,
    source: str | None = None,
    url: str | None = None,
) -> icalendar.Event:
    """One event of whole days; its UID stays the same from export to export."""
    made = icalendar.Event()
    made.add("summary", name)
    made.add("dtstart", first)
    made.add("dtend", last + timedelta(days=1))  # the end of iCalendar is the day after
    # The name alone: a day that moves is an update of the same entry.
    made.add("uid", f"{blake2b(name.casefold().encode('utf-8', 'replace'), digest_size=10).hexdigest()}@dateline")
    made.add("dtstamp", datetime.now(UTC))
    if place:
        made.add("location", place)
    told = [f"Organised by {', '.join(organisers)}." if organisers else "", sentence or "", source or ""]
    if text := "\n\n".join(part for part in told if part):
        made.add("description", text)
    if url:
        made.add("url", url)
    made.add("transp", "TRANSPARENT")
    return made


def _entry(event: Event, known: Known) -> icalendar.Event | None:
    days = interval(event.start or event.end), interval(event.end or event.start)
    if days[0] is None or days[1] is None or days[1].last < days[0].first:
        return None
    article = known.article
    start, end = event.evidence[0] if event.evidence else (0, 0)
    said = ", ".join(part for part in (article.outlet or article.agency, str(article.published or "")) if part)
    return entry(
        name=event.name,
        first=days[0].first,
        last=days[1].last,
        place=event.place,
        organisers=event.organisers,
        sentence=" ".join(article.text[start:end].split()) or None,
        source=f"{article.headline or article.id} ({said})",
        url=article.url,
    )
