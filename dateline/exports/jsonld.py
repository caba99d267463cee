"""schema.org as JSON-LD: one node an article, with the people, organisations, places and events that it names.

A file is one JSON object, written as it goes; each node stands once, with an IRI of its own.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.exports.selection import Selection
from dateline.store.reading import Known

CONTEXT = {"@vocab": "https://schema.org/", "dateline": "urn:dateline:term:"}
_TYPES = {"PERSON": "Person", "ORG": "Organization", "PLACE": "Place"}
_EVENTS = {"sports": "SportsEvent", "exhibition": "ExhibitionEvent", "conference": "BusinessEvent"}


def write(chosen: Selection, path: Path) -> int:
    """`{"@context", "@graph": [...]}`."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"@context": {json.dumps(CONTEXT)},\n"dateline:export": ')
        file.write(json.dumps(json.dumps(chosen.provenance.record(), ensure_ascii=False), ensure_ascii=False))
        file.write(',\n"@graph": [')
        for number, node in enumerate(nodes(chosen)):
            file.write((",\n" if number else "\n") + json.dumps(node, ensure_ascii=False))
            count += node["@type"] == "NewsArticle"
        file.write("\n]}\n")
    return count


def nodes(chosen: Selection) -> Iterator[dict[str, Any]]:
    """Every node: an article after the things that it names first."""
    told: set[str] = set()
    for known in chosen:
        for node in _things(known):
            if node["@id"] not in told:
                told.add(node["@id"])
                yield node
        yield from {node["@id"]: node for node in _events(known)}.values()  # what one article says of an event
        yield _article(known)


def iri(kind: str, id: str) -> str:
    """The IRI of one of our things."""
    return f"urn:dateline:{kind}:{id}"


def _things(known: Known) -> Iterator[dict[str, Any]]:
    for (label, _), (id, name) in known.entities.items():
        if label in _TYPES:
            yield {"@id": iri("entity", id), "@type": _TYPES[label], "name": name}


def _events(known: Known) -> Iterator[dict[str, Any]]:
    for event in known.findings.events:
        yield _filled(
            {
                "@id": _event_iri(known, event.name),
                "@type": _EVENTS.get(event.type, "Event"),
                "name": event.name,
                "startDate": event.start,
                "endDate": event.end,
                "location": {"@type": "Place", "name": event.place} if event.place else None,
                "organizer": [_named(known, name) for name in event.organisers],
                "performer": [_named(known, p.name) for p in event.participants],
                "superEvent": {"@type": "Event", "name": event.parent} if event.parent else None,
            }
        )


def _event_iri(known: Known, name: str) -> str:
    found = known.entities.get(("EVENT", name))
    # What articles say of one event differs: each says it for itself.
    return iri("event", f"{found[0] if found else 'unnamed'}:{known.article.id}")


def _named(known: Known, name: str) -> dict[str, Any]:
    for label in ("ORG", "PERSON"):
        if found := known.entities.get((label, name)):
            return {"@id": iri("entity", found[0])}
    return {"@type": "Thing", "name": name}


def _article(known: Known) -> dict[str, Any]:
    article = known.article
    made = article.published_at or article.published
    about = [{"@id": iri("entity", id)} for (label, _), (id, _) in known.entities.items() if label in _TYPES]
    events = [{"@id": _event_iri(known, event.name)} for event in known.findings.events]
    return _filled(
        {
            "@id": iri("article", article.id),
            "@type": "NewsArticle",
            "headline": article.headline,
            "url": article.url,
            "articleBody": article.text,
            "inLanguage": article.language,
            "datePublished": made.isoformat() if made else None,
            "dateModified": article.changed_at.isoformat() if article.changed_at else None,
            "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
            "author": {"@type": "Person", "name": article.byline} if article.byline else None,
            "sourceOrganization": {"@type": "Organization", "name": article.agency} if article.agency else None,
            "dateline": article.dateline.place if article.dateline else None,
            "version": known.number,
            "mentions": about + events,
        }
    )


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value not in (None, "", [])}
