"""FollowTheMoney, as OpenAleph loads it: an entity a line; offices as typed relations with their days.

Articles are Article, people Person, organisations Organization, events Event, an office is a Membership
(or Directorship where the title says so); Mention ties each name to its article.
"""

import json
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from followthemoney import model

from dateline.exports.selection import Selection
from dateline.store.reading import Known

_SCHEMATA = {"PERSON": "Person", "ORG": "Organization", "PLACE": "Address", "EVENT": "Event"}
_OF_ONE_ARTICLE = ("article-", "event-")  # ids that no other article has
_DIRECTORS = ("director", "chief executive", "ceo", "chair", "president", "managing")


def write(chosen: Selection, path: Path) -> int:
    """One entity a line, each id once, a Note on where they come from first; the number of articles."""
    told: set[str] = set()  # people, organisations, places and offices: there are fewer of them than articles
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(_origin(chosen), ensure_ascii=False) + "\n")
        for known in chosen:
            count += 1
            here: set[str] = set()
            for entity in _entities(known):
                seen = here if entity["id"].startswith(_OF_ONE_ARTICLE) else told
                if entity["id"] not in seen:
                    seen.add(entity["id"])
                    file.write(json.dumps(entity, ensure_ascii=False) + "\n")
    return count


def _origin(chosen: Selection) -> dict[str, Any]:
    lines = chosen.provenance.lines()
    told = "; ".join(f"{name}: {value}" for name, value in lines)
    return _made("Note", f"export-{_key(told)}", {"name": "Dateline export", "description": told})


def _entities(known: Known) -> Iterator[dict[str, Any]]:
    article = known.article
    document = _made("Article", f"article-{article.id}", {
        "title": article.headline, "bodyText": article.text, "sourceUrl": article.url, "publisher": article.outlet,
        "author": article.byline, "language": article.language,
        "publishedAt": _iso(article.published_at or article.published),
    })  # fmt: skip
    yield document
    for (label, said), (id, name) in known.entities.items():
        if label in ("PERSON", "ORG"):
            aliases = [said] if said != name else []
            yield _made(_SCHEMATA[label], f"entity-{id}", {"name": name, "alias": aliases, "proof": document["id"]})
        elif label == "PLACE":
            yield _made("Address", f"entity-{id}", {"full": name, "proof": document["id"]})
    for event in known.findings.events:
        yield _made("Event", f"event-{article.id}-{_key(event.name)}", {
            "name": event.name, "startDate": event.start, "endDate": event.end, "location": event.place,
            "organizer": [i for name in event.organisers if (i := _id(known, name, "ORG"))],
            "involved": [i for p in event.participants if (i := _id(known, p.name, "ORG", "PERSON"))],
            "proof": document["id"],
        })  # fmt: skip
    yield from _offices(known, document["id"])


def _offices(known: Known, document: str) -> Iterator[dict[str, Any]]:
    for a in known.findings.affiliations:
        person, organisation = _id(known, a.person, "PERSON"), _id(known, a.organisation or "", "ORG")
        if not person or not organisation:
            continue
        leads = any(word in a.title.lower() for word in _DIRECTORS)
        schema, holder = ("Directorship", "director") if leads else ("Membership", "member")
        yield _made(schema, f"office-{person}-{organisation}-{_key(a.title)}", {
            holder: person, "organization": organisation, "role": a.title, "status": a.status,
            "date": _iso(known.article.published), "proof": document,
        })  # fmt: skip


def _made(schema: str, id: str, properties: dict[str, Any]) -> dict[str, Any]:
    proxy = model.make_entity(schema)
    proxy.id = id
    for name, value in properties.items():
        if value and name in proxy.schema.properties:
            # Clean values only: OpenAleph refuses a day that is none.
            proxy.add(name, value, quiet=True)
    made: dict[str, Any] = proxy.to_dict()
    return made


def _id(known: Known, name: str, *labels: str) -> str | None:
    found = next((f for label in labels if (f := known.entities.get((label, name)))), None)
    return f"entity-{found[0]}" if found else None


def _key(name: str) -> str:
    return blake2b(name.casefold().encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None
