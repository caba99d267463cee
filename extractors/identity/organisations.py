"""Organisations: full names, what the text puts in brackets after them, acronyms, shortened names."""

import re

from rapidfuzz.distance import Indel

from extractors.identity.cluster import Cluster, Words, by_words
from extractors.identity.names import SMALL, initials, is_acronym, name_words, organisation_words, run_at
from extractors.lexicon import words
from extractors.mentions import Mention

# "X (Y)", "X (“Y”)", "X, or Y,", "X, known by its German initials Y,", "X (hereinafter “Y”)"
_DECLARED = re.compile(
    r"\s*(?:[(\[]\s*(?:(?:hereinafter|hereafter|the|or|formerly|called|abbreviated as)\W+)*[\"“‘'«„]?"
    r"|,\s*(?:or|known|abbreviated|called|better known|commonly known|formerly)\b[^,.;()]{0,40}?\s?[\"“‘']?)$"
)
_CLOSED = re.compile(r"[\"”’'»]?\s*(?:[)\]]|,|$|\s)")
_MISSPELLED = 0.92  # how alike two words must be to be one, misspelled
# Words that make of a shorter name the name of something else: "Reuters" is not the "Reuters Institute".
_OTHER_BODY = words("""
    institute university foundation union council association hospital press award awards academy museum trust court
    federation board embassy commission committee party ministry department youth women orchestra center fund
    authority studios tv radio
""")
# Kinds of organisation and words of all names: alone they tell nothing apart.
_GENERIC = words("""
    ministry department council committee commission board agency authority office bureau institute university college
    school academy bank fund trust foundation association federation confederation union league club party court
    parliament assembly senate government cabinet police army navy force forces hospital company group corporation
    holdings international national state federal central regional local general royal new united world global first
    centre center service services society alliance network organization team press news media media times city county
    democratic republican people front
""")


def group_organisations(mentions: list[Mention], text: str) -> list[Cluster]:
    """The organisations of a text."""
    numbers = [n for n, mention in enumerate(mentions) if mention.label == "ORG"]
    keys = {n: organisation_words(mentions[n].text) for n in numbers}
    exact: dict[Words, Cluster] = {}
    for n in numbers:
        exact.setdefault(keys[n], Cluster("ORG")).add(n, keys[n], mentions[n].text)
    home = {id(cluster): cluster for cluster in exact.values()}

    def find(cluster: Cluster) -> Cluster:
        while home[id(cluster)] is not cluster:
            cluster = home[id(cluster)]
        return cluster

    def join(one: Cluster, other: Cluster) -> None:
        one, other = find(one), find(other)
        if one is not other:
            one.swallow(other)
            home[id(other)] = one

    for n, other in _declared(mentions, text):
        join(exact[keys[n]], exact[keys[other]])
        exact[keys[n]].aliases.add(keys[other])
        find(exact[keys[n]]).aliases.add(keys[other])
    full = [find(cluster) for cluster in exact.values() if find(cluster) is cluster]
    known = by_words(full)
    shorts = _acronyms(full, mentions)
    for form, cluster in sorted(exact.items(), key=lambda item: (len(item[0]), item[1].members[0])):
        root = find(cluster)
        if form in root.aliases or (len(root.forms) > 1 and any(len(other) > len(form) for other in root.forms)):
            continue
        shown = cluster.forms[form]
        candidates = [c for c in shorts.get(form[0], ()) if find(c) is not root] if len(form) == 1 else []
        if not (candidates and is_acronym(shown)):
            candidates = [c for c in known.get(form[0], ()) if find(c) is not root and _shortens(form, c)]
        if chosen := _nearest({id(find(c)): find(c) for c in candidates}, cluster.members[0]):
            join(chosen, root)
    return [cluster for cluster in exact.values() if find(cluster) is cluster]


def _declared(mentions: list[Mention], text: str) -> list[tuple[int, int]]:
    """Pairs of mentions which the text itself says to be names of one organisation."""
    pairs = []
    for n in range(len(mentions) - 1):
        one, two = mentions[n], mentions[n + 1]
        between = text[one.end : two.start]
        if one.label != "ORG" or two.label != "ORG" or len(between) > 60 or not _DECLARED.match(between):
            continue
        if not _CLOSED.match(text, two.end):
            continue
        bracketed = between.lstrip()[:1] in "([" and text[two.end : two.end + 3].lstrip("\"”’'» ")[:1] in (")", "]")
        if bracketed or not between.lstrip().startswith(("(", "[")):
            short, long = sorted((two.text, one.text), key=len)
            if (bracketed and len(short.split()) == 1) or _acronym_of(short, long) or _shared(short, long):
                pairs.append((n, n + 1))
    return pairs


def _acronym_of(short: str, long: str) -> bool:
    return is_acronym(short) or "".join(name_words(short)[:1]).replace(".", "") in initials(long)


def _shared(short: str, long: str) -> bool:
    """Whether a declared short name has a telling word of the long one."""
    return bool(set(organisation_words(short)) & set(organisation_words(long)) - _GENERIC - SMALL)


def _acronyms(clusters: list[Cluster], mentions: list[Mention]) -> dict[str, list[Cluster]]:
    found: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        for shown in set(cluster.forms.values()):
            if len(shown.split()) > 1:
                for acronym in initials(shown):
                    found.setdefault(acronym, []).append(cluster)
    return found


def _shortens(short: Words, cluster: Cluster) -> bool:
    return any(_short_for(short, form) for form in cluster.forms if len(form) >= len(short))


def _short_for(short: Words, full: Words) -> bool:
    """Whether the words are a shortened name of the full one."""
    if len(short) == len(full):  # one misspelled word, not another country: "Iran", "Iraq"
        other = [(a, b) for a, b in zip(short, full, strict=True) if a != b]
        return len(short) > 1 and len(other) == 1 and Indel.normalized_similarity(*other[0]) >= _MISSPELLED
    telling = [word for word in short if word not in _GENERIC and word not in SMALL]
    at = run_at(full, short)
    if at < 0 or (not telling and len(short) < 2):
        return False
    after, before = full[at + len(short) :], full[:at]
    if after and after[0] in (
        "of",
        "for",
        "in",
        "and",
    ):  # "Ministry of Defence of Kazakhstan", "Pacific Fleet of Russia"
        return at == 0 and (len(short) > 1 or bool(telling))
    if any(word in _OTHER_BODY for word in after):
        return False
    if not after:  # "the Starlets" for "Kampala Starlets": the end of a name
        return bool(telling) and before[-1] not in ("of", "for", "in", "the", "and")
    return bool(telling) and at == 0


def _nearest(candidates: dict[int, Cluster], number: int) -> Cluster | None:
    """The one mentioned last before, else the first after."""
    if not candidates:
        return None
    return max(candidates.values(), key=lambda c: (c.last_before(number), -c.members[0]))
