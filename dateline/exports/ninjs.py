"""IPTC ninjs 2.1: each article as an item, enriched with the people, organisations, places and events found in it."""

import json
from pathlib import Path
from typing import Any

from dateline.exports.selection import Selection
from dateline.store.reading import Known


def write(chosen: Selection, path: Path) -> int:
    """`{"items": [...]}`, written as it goes."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"export": {json.dumps(chosen.provenance.record(), ensure_ascii=False)},\n"items": [')
        for known in chosen:
            file.write((",\n" if count else "\n") + json.dumps(item(known), ensure_ascii=False))
            count += 1
        file.write("\n]}\n")
    return count


def item(known: Known) -> dict[str, Any]:
    """One item."""
    article = known.article
    made = article.published_at or article.published
    named: dict[str, list[dict[str, Any]]] = {"PERSON": [], "ORG": [], "PLACE": []}
    for (label, _), (id, name) in known.entities.items():
        if label in named:
            named[label].append({"name": name, "rel": "about", "uri": f"urn:dateline:entity:{id}"})
    shown = {
        "uri": article.wire_id or article.url or f"urn:dateline:article:{article.id}",
        "standard": {
            "name": "ninjs",
            "version": "2.1",
            "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
        },
        "type": "text",
        "version": str(known.number),
        "firstcreated": _moment(made),
        "versioncreated": _moment(article.changed_at or made),
        "pubstatus": article.status,
        "language": article.language,
        "headlines": [{"role": "main", "value": article.headline}] if article.headline else [],
        "by": article.byline,
        "bodies": [
            {"role": "main", "contenttype": "text/plain", "charcount": len(article.text), "value": article.text}
        ],
        "people": _unique(named["PERSON"]),
        "organisations": _unique(named["ORG"]),
        "places": _unique(named["PLACE"]),
        "events": [{"name": event.name, "rel": "about"} for event in known.findings.events],
        "infosources": [{"name": name} for name in (article.agency, article.outlet) if name],
        "located": article.dateline.place if article.dateline else None,
    }
    return {name: value for name, value in shown.items() if value not in (None, [], "")}


def _moment(value: Any) -> str | None:
    """ninjs asks for a date-time: a day is its beginning in UTC."""
    if value is None:
        return None
    written: str = value.isoformat()
    return written if "T" in written else f"{written}T00:00:00+00:00"


def _unique(things: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({thing["uri"]: thing for thing in things}.values())
