"""By which blocks a thing finds entities, and by which it will be found."""

from collections.abc import Iterable, Mapping

from dateline.entities import events, organisations, people, places
from dateline.entities.things import Context, Thing

_CONTEXTS = 8  # organisations beside which a surname is entered or looked up
_FORMS = 8  # names of a thing that are looked up


def looked_up(thing: Thing, context: Context) -> set[str]:
    """The blocks in which the thing may be known already."""
    found: set[str] = set()
    for form in sorted(thing.forms, key=lambda form: (-len(form), form))[:_FORMS]:
        if thing.label == "PERSON":
            name = people.person_name(form)
            if len(name.words) > 1:
                found |= people.looked_up(name) | people.surname_blocks(name, _contexts(thing.evidence), single=True)
            elif not any(len(people.person_name(other).words) > 1 for other in thing.forms):
                found |= (
                    people.looked_up(name)
                    | people.surname_blocks(name, _contexts(thing.evidence))
                    | people.surname_blocks(name, _contexts(thing.evidence), single=True)
                )
        elif thing.label == "ORG":
            found |= organisations.looked_up(organisations.organisation_name(form), form)
        elif thing.label == "PLACE":
            found |= places.blocks(places.place_words(form))
        else:
            found |= events.blocks(events.event_name(form))
    return found


def entered(label: str, forms: Iterable[str], evidence: Mapping[str, Iterable[str]]) -> set[str]:
    """The blocks in which an entity is found by these names, beside this evidence."""
    found: set[str] = set()
    for form in forms:
        if label == "PERSON":
            name = people.person_name(form)
            if len(name.words) > 1 or all(len(people.person_name(other).words) == 1 for other in forms):
                found |= people.blocks(name)
                found |= people.surname_blocks(name, _contexts(evidence), single=len(name.words) == 1)
        elif label == "ORG":
            found |= organisations.blocks(organisations.organisation_name(form), form)
        elif label == "PLACE":
            found |= places.blocks(places.place_words(form))
        else:
            found |= events.blocks(events.event_name(form))
    return found


def _contexts(evidence: Mapping[str, Iterable[str]]) -> list[str]:
    """Beside what a surname may tell who is meant: offices, organisations, countries."""
    beside = [value for value in sorted(evidence.get("with", ())) if value.startswith("O ")][:_CONTEXTS]
    offices = [f"O {value}" for value in sorted(evidence.get("organisation", ()))][:_CONTEXTS]
    return [*dict.fromkeys([*offices, *beside]), *sorted(evidence.get("in", ()))[:2]]
