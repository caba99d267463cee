"""How likely a thing of an article is an entity that is known: names first, then what is said of both.

Points, not probabilities. A thing is an entity from SAME points on; what lies below stays apart.
"""

from collections.abc import Iterable, Mapping

from dateline.entities import events, organisations, people, places
from dateline.entities.things import Context, Evidence, Thing
from dateline.store.blocks import Candidate

SAME = 1.0
_AMBIGUOUS = 3  # letters of an acronym that several bodies are likely to have
_FORMS = 12  # names of an entity that a new one is compared with: the most used


def weigh(thing: Thing, known: Candidate, context: Context) -> tuple[float, float] | None:
    """Points for their being one, by the names and by all else; None where their names cannot be one's."""
    prior = by_names(thing, known, context)
    if prior is None:
        return None
    there = {kind: set(values) for kind, values in known.evidence.items()}
    return prior, _SAID[thing.label](thing.evidence, there, prior)


def by_names(thing: Thing, known: Candidate, context: Context) -> float | None:
    """Points by the names alone; None where they cannot be one's."""
    if thing.label != known.label:
        return None
    forms = [*sorted(known.evidence.get("name", {}), key=lambda f: -known.evidence["name"][f])[:_FORMS], known.name]
    return _BY_LABEL[thing.label](thing, forms, known, context)


def _people(thing: Thing, forms: Iterable[str], known: Candidate, context: Context) -> float | None:
    here, there = _full(thing.forms), _full(forms)
    found = [people.relation(a, b) for a in here for b in there]
    return max((prior for prior in found if prior is not None), default=None)


def _full(forms: Iterable[str]) -> list[people.PersonName]:
    """The names in full where there are any: surnames alone are many people's."""
    names = list(dict.fromkeys(map(people.person_name, forms)))
    full = [name for name in names if len(name.words) > 1]
    return [name for name in full if not name.initialled] or full or names


def _organisations(thing: Thing, forms: Iterable[str], known: Candidate, context: Context) -> float | None:
    here = [(form, _at(organisations.organisation_name(form), context)) for form in thing.forms]
    countries = known.evidence.get("at", {})
    at = next(iter(countries)) if len(countries) == 1 else None
    there = [(form, _located(organisations.organisation_name(form), at)) for form in forms]
    full_here = [(f, n) for f, n in here if not n.acronym]
    full_there = [(f, n) for f, n in there if not n.acronym]
    found = [organisations.relation(a, b) for _, a in full_here for _, b in full_there]
    acronyms = {n.words for _, n in here if n.acronym}, {n.words for _, n in there if n.acronym}
    if not full_here or not full_there:
        if acronyms[0] & acronyms[1]:
            long = max(len("".join(words)) for words in acronyms[0] & acronyms[1]) > _AMBIGUOUS
            found.append((2.75 if long else 2.0) if not full_here and not full_there else 1.5)
        elif any("".join(w) in organisations.initials(f) for w in acronyms[0] for f, _ in full_there) or any(
            "".join(w) in organisations.initials(f) for w in acronyms[1] for f, _ in full_here
        ):
            found.append(0.5 if max(len("".join(w)) for some in acronyms for w in some) > 2 else 0.0)
    return max((prior for prior in found if prior is not None), default=None)


def _at(name: organisations.OrganisationName, context: Context) -> organisations.OrganisationName:
    """A ministry without a country is that of the country of which the text speaks."""
    country = context.country
    return _located(name, country.lower() if country else None)


def _located(name: organisations.OrganisationName, country: str | None) -> organisations.OrganisationName:
    if name.country or not name.generic or not country:
        return name
    return organisations.OrganisationName(name.words, country, name.form, name.generic, name.acronym)


def _places(thing: Thing, forms: Iterable[str], known: Candidate, context: Context) -> float | None:
    found = [places.relation(places.place_words(a), places.place_words(b)) for a in thing.forms for b in forms]
    return max((prior for prior in found if prior is not None), default=None)


def _events(thing: Thing, forms: Iterable[str], known: Candidate, context: Context) -> float | None:
    years = frozenset(int(y) for y in thing.evidence.get("year", ()))
    others = frozenset(int(y) for y in known.evidence.get("year", ()))
    written = [int(y) for y in known.evidence.get("written", ())]
    apart = min((abs((context.year or y) - y) for y in written), default=0)
    here, there = [events.event_name(form) for form in thing.forms], [events.event_name(form) for form in forms]
    editions = events.ordinals(here), events.ordinals(there)
    if all(editions) and not editions[0] & editions[1]:
        return None
    found = [events.relation(a, years, b, others, apart) for a in here for b in there]
    return max((prior for prior in found if prior is not None), default=None)


def _of_people(here: Evidence, there: Mapping[str, set[str]], prior: float) -> float:
    points = 0.0
    office = _common(here, there, "organisation")
    points += 3.0 if office else 0.0
    points += min(3.0, 1.5 * _common(here, there, "with", "P ") + 0.75 * _common(here, there, "with", ("O ", "E ")))
    points += 0.75 * bool(_common(here, there, "title"))
    if _both(here, there, "organisation") and not office:
        points -= 1.0
    if _both(here, there, "country"):
        points += 1.0 if _common(here, there, "country") else -2.0
    elif _both(here, there, "in"):
        points += 0.5 if _common(here, there, "in") else -0.75
    if _both(here, there, "field"):
        points += 0.5 if _common(here, there, "field") else -1.25
    elif _both(here, there, "about"):
        points += 0.5 if _common(here, there, "about") else -1.0
    return points


def _of_organisations(here: Evidence, there: Mapping[str, set[str]], prior: float) -> float:
    # Firms and agencies are written of in all countries and fields: these alone do not part one full name.
    points = min(2.0, 1.0 * _common(here, there, "with", "P ") + 0.75 * _common(here, there, "with", ("O ", "E ")))
    if _both(here, there, "in") and not (prior >= 2.0 and (here.get("worldwide") or there.get("worldwide"))):
        points += 0.5 if _common(here, there, "in") else -1.0
    if _both(here, there, "about"):
        points += 0.5 if _common(here, there, "about") else -0.75
    elsewhere = _both(here, there, "in") and not _common(here, there, "in")
    if elsewhere and _both(here, there, "head") and not _common(here, there, "head"):
        points -= 1.75  # led by others in another country: two firms of one bare name
    return points


def _of_places(here: Evidence, there: Mapping[str, set[str]], prior: float) -> float:
    if not _both(here, there, "in") or prior == places.NATURE:
        return 0.0
    return 0.5 if _common(here, there, "in") else -2.0


def _of_events(here: Evidence, there: Mapping[str, set[str]], prior: float) -> float:
    points = min(1.5, 0.5 * _common(here, there, "with"))
    if _both(here, there, "in"):
        points += 0.5 if _common(here, there, "in") else -1.0
    return points


def _both(here: Evidence, there: Mapping[str, set[str]], kind: str) -> bool:
    return bool(here.get(kind) and there.get(kind))


def _common(here: Evidence, there: Mapping[str, set[str]], kind: str, beginning: str | tuple[str, ...] = "") -> int:
    common = here.get(kind, set()) & there.get(kind, set())
    return sum(value.startswith(beginning) for value in common)


_BY_LABEL = {"PERSON": _people, "ORG": _organisations, "PLACE": _places, "EVENT": _events}
_SAID = {"PERSON": _of_people, "ORG": _of_organisations, "PLACE": _of_places, "EVENT": _of_events}
