"""Places: one name, with or without the word for what kind of district it is; countries by all their names."""

from extractors.identity.cluster import Cluster, Words
from extractors.identity.names import name_words
from extractors.lexicon import words
from extractors.mentions import Mention

_DISTRICTS = words("""
    province state region district municipality county prefecture oblast governorate republic territory island islands
    canton department parish division commune township borough krai voivodeship emirate
""")
_HEADS = (
    ("republic", "of"), ("kingdom", "of"), ("state", "of"), ("city", "of"), ("sultanate", "of"), ("province", "of"),
    ("islamic", "republic", "of"), ("peoples", "republic", "of"), ("people's", "republic", "of"), ("district", "of"),
    ("federal", "republic", "of"), ("town", "of"), ("region", "of"), ("island", "of"), ("commonwealth", "of"),
)  # fmt: skip
_ONE = {
    "u.s": "united states", "us": "united states", "u.s.a": "united states", "usa": "united states",
    "america": "united states", "united states of america": "united states", "uk": "united kingdom",
    "u.k": "united kingdom", "britain": "united kingdom", "great britain": "united kingdom",
    "uae": "united arab emirates", "u.a.e": "united arab emirates", "emirates": "united arab emirates",
    "russian federation": "russia", "prc": "china", "p.r.c": "china", "peoples republic of china": "china",
    "roc": "taiwan", "dprk": "north korea", "republic of korea": "south korea", "rok": "south korea",
    "ivory coast": "cote d'ivoire", "drc": "dr congo", "democratic republic of the congo": "dr congo",
    "democratic republic of congo": "dr congo", "dr congo": "dr congo", "ksa": "saudi arabia",
    "kingdom of saudi arabia": "saudi arabia", "holland": "netherlands", "turkiye": "turkey", "burma": "myanmar",
    "czechia": "czech republic", "swaziland": "eswatini", "cape verde": "cabo verde", "d.c": "washington",
    "washington d.c": "washington", "washington dc": "washington", "nyc": "new york city", "bharat": "india",
    "peking": "beijing", "bombay": "mumbai", "madras": "chennai", "calcutta": "kolkata", "bangalore": "bengaluru",
    "kiev": "kyiv", "rangoon": "yangon", "saigon": "ho chi minh city", "hcm city": "ho chi minh city",
}  # fmt: skip


def place_words(name: str) -> Words:
    """The words by which a place is known: "Kogi State" and "Republic of Kenya" without their kind."""
    found = name_words(name)
    if whole := _ONE.get(" ".join(found)):
        return tuple(whole.split())
    for head in _HEADS:
        if found[: len(head)] == head and len(found) > len(head):
            found = found[len(head) :]
            break
    while len(found) > 1 and found[-1] in _DISTRICTS:
        found = found[:-1]
    return tuple(_ONE.get(" ".join(found), " ".join(found)).split())


def group_places(mentions: list[Mention]) -> list[Cluster]:
    """The places of a text."""
    exact: dict[Words, Cluster] = {}
    for n, mention in enumerate(mentions):
        if mention.label == "PLACE":
            key = place_words(mention.text)
            exact.setdefault(key, Cluster("PLACE")).add(n, key, mention.text)
    clusters = dict(exact)
    for key, cluster in sorted(exact.items(), key=lambda item: len(item[0])):
        # "the Expo Center" for "Chongqing International Expo Center": two words of the end, one that it can be.
        if len(key) < 2:
            continue
        longer = [other for form, other in clusters.items() if len(form) > len(key) and form[-len(key) :] == key]
        if len(longer) == 1:
            longer[0].swallow(cluster)
            del clusters[key]
    return list(clusters.values())
