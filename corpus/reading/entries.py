"""What any feed says about one article, and whether that is an item to fetch, an article, or of no use."""

from dataclasses import dataclass
from datetime import datetime

from corpus.identity import article_id
from corpus.reading.credits import agency_in
from corpus.reading.fragments import paragraphs
from corpus.reading.lines import without_noise
from dateline.records import Article, Capture, Item, Outcome, OutcomeKind, Source

SHORTEST = 200  # characters; less is a teaser and no text


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as its format says it, texts as plain lines."""

    number: int
    address: str | None = None
    guid: str | None = None
    headline: str | None = None
    byline: str | None = None
    summary: str | None = None
    content: str | None = None  # HTML or plain text
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None
    section: str | None = None
    credit: str | None = None


def entry_parsed(entry: Entry, capture: Capture, source: Source) -> Article | Item | Outcome:
    """An article where the source's entries are whole texts or have no page; an item where there is a page to fetch."""
    wanted = bool(source.options.get("full_text")) or entry.address is None
    lines = paragraphs(entry.content) if entry.content else []
    text = "\n\n".join(without_noise(lines)) if wanted else ""
    agency = source.agency or agency_in(entry.credit) or agency_in(entry.byline)
    if len(text) >= SHORTEST:
        return Article(
            id=article_id(
                wire_id=None if entry.address else entry.guid, sender=source.id, address=entry.address, text=text
            ),
            text=text,
            headline=entry.headline,
            byline=entry.byline,
            url=entry.address,
            language=entry.language or source.language,
            published=entry.published.date() if entry.published else None,
            published_at=entry.published,
            changed_at=entry.updated if entry.updated != entry.published else None,
            outlet=source.outlet,
            agency=agency,
            credit=entry.credit,
            section=entry.section,
            country=source.country,
            source=source.id,
            capture=capture.id,
        )
    if entry.address is None:
        return Outcome(
            kind=OutcomeKind.REFUSED,
            stage="read",
            reason="no address",
            detail=f"Entry {entry.number + 1} of {capture.address} names no page and carries no text of its own.",
            source=source.id,
            address=entry.guid,
            headline=entry.headline,
            capture=capture.id,
        )
    return Item(
        address=entry.address,
        guid=entry.guid,
        headline=entry.headline,
        byline=entry.byline,
        summary=entry.summary,
        content="\n\n".join(lines) or None,
        published=entry.published,
        updated=entry.updated,
        language=entry.language,
        agency=agency,
        section=entry.section,
    )
