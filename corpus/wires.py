"""What every wire format comes to: an article with its dateline, agency and day worked out.

The formats differ in where they say a thing; what follows from the text itself is the same for all.
"""

from dataclasses import dataclass
from datetime import date, datetime

from corpus.agencies import agency_called
from corpus.datelines import read_dateline
from corpus.identity import article_id
from corpus.revisions import KILL, take_said
from dateline.records import Article, Capture, Dateline, Outcome, OutcomeKind, Source

_FRONT = 5  # paragraphs before which the dateline stands, under headings, bylines and slugs


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """What a wire item says of itself, before its text is looked at."""

    paragraphs: tuple[str, ...]
    headline: str | None = None
    byline: str | None = None
    url: str | None = None
    address: str | None = None  # what tells the article from others where it has no wire_id
    wire_id: str | None = None
    language: str | None = None
    outlet: str | None = None
    credit: str | None = None  # the agency or sender as the format names it
    place: str | None = None  # of the dateline, where the format has a field for it
    filed: date | None = None
    section: str | None = None
    published_at: datetime | None = None
    changed_at: datetime | None = None
    revision: str | None = None
    status: str = "usable"
    embargo: datetime | None = None
    near: date | None = None  # the day by which a dateline without a year is read


def wire_article(wire: Wire, capture: Capture, source: Source) -> Article:
    """The article of a wire item."""
    text = "\n\n".join(wire.paragraphs)
    near = wire.near or (wire.published_at or capture.collected).date()
    found = next((f for p in wire.paragraphs[:_FRONT] if (f := read_dateline(p, near))), None)
    line = found.dateline if found else None
    if wire.place or wire.filed:
        line = Dateline(
            place=wire.place or (line.place if line else None), date=wire.filed or (line.date if line else None)
        )
    credit = (found.agency if found else None) or wire.credit
    agency = next((a for name in (credit, wire.outlet) if name and (a := agency_called(name))), None)
    return Article(
        id=article_id(wire_id=wire.wire_id, sender=source.id, address=wire.url or wire.address, text=text),
        text=text,
        headline=wire.headline,
        byline=wire.byline,
        url=wire.url,
        language=(wire.language or source.language or "").lower()[:2] or None,
        published=wire.published_at.date() if wire.published_at else near,
        published_at=wire.published_at,
        changed_at=_later(wire.changed_at, wire.published_at),
        outlet=source.outlet or wire.outlet,
        agency=source.agency or (agency.short if agency else found.agency if found else None),
        credit=credit,
        dateline=line,
        section=wire.section,
        country=source.country,
        source=source.id,
        capture=capture.id,
        wire_id=wire.wire_id,
        revision=wire.revision,
        status=_status(wire),
        embargo=wire.embargo,
    )


def _status(wire: Wire) -> str:
    """A kill is told by words on wires that have no field for it: what it withdraws is not to be shown either."""
    said = next((t for line in (wire.revision, wire.headline) if line and (t := take_said(line))), None)
    return "canceled" if wire.status == "usable" and said and said.kind == KILL else wire.status


def refused(
    capture: Capture,
    source: Source,
    reason: str,
    detail: str,
    *,
    address: str | None = None,
    headline: str | None = None,
) -> Outcome:
    """Why an item of a capture gives no article."""
    return Outcome(
        kind=OutcomeKind.REFUSED,
        stage="read",
        reason=reason,
        detail=detail,
        source=source.id,
        address=address or capture.address,
        headline=headline,
        capture=capture.id,
    )


def _later(changed: datetime | None, published: datetime | None) -> datetime | None:
    return changed if changed and (published is None or changed > published) else None
