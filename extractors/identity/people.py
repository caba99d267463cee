"""People: full names first, then surnames and first names alone, by what the text has told so far."""

import re

from rapidfuzz.distance import JaroWinkler

from extractors.identity.cluster import Cluster, Words, by_words
from extractors.identity.names import GENDERED, HONORIFICS, contains, fold, person_words
from extractors.mentions import Mention

_BEFORE = re.compile(r"([\w.'’]+)\s+$")
_AND = re.compile(r"\s*(?:,\s*)?(?:and|&)\s+$")
_KIN = re.compile(
    r"\b(?:sisters?|brothers?|siblings|twins?|sons|daughters|children|couple|spouses|parents|grandsons|granddaughters|"
    r"cousins|husband and wife|Messrs|survived by)\b[^.;]*$",
    re.IGNORECASE,
)
_OTHER_OF_TWO = re.compile(r"\b(?:younger|elder|older|junior|senior)\s+$", re.IGNORECASE)
_SAID_OF = re.compile(r",\s+the (younger|elder|older)\b")
_SPELLED_ALIKE = 0.9  # Jaro-Winkler of each word of two full names that are one name


def group_people(text: str, mentions: list[Mention]) -> list[Cluster]:
    """The people of a text."""
    numbers = [n for n, mention in enumerate(mentions) if mention.label == "PERSON"]
    words = {n: person_words(mentions[n].text) for n in numbers}
    other_script = _in_brackets(text, mentions)
    clusters = _full_names(mentions, [n for n in numbers if len(words[n]) > 1], words)
    single = [n for n in numbers if len(words[n]) < 2 and n not in other_script]
    clusters = _Speaking(text, mentions, clusters).with_single_names(single, words)
    for n, whose in other_script.items():
        cluster = next((c for c in clusters if whose in c.members), None)
        if cluster is not None and n not in cluster.members:
            cluster.add(n, words[n], mentions[n].text)
    return clusters


def _in_brackets(text: str, mentions: list[Mention]) -> dict[int, int]:
    """Names in another script after the name that they repeat: "Tu Shih-kai (凃世凱)"."""
    found = {}
    for n in range(1, len(mentions)):
        one, two = mentions[n - 1], mentions[n]
        bracketed = one.label == two.label == "PERSON" and re.fullmatch(r"\s*[(（]", text[one.end : two.start])
        if bracketed and len(two.text.split()) == 1 and not any(c.isascii() and c.isalpha() for c in two.text):
            found[n] = n - 1
    return found


def _full_names(mentions: list[Mention], numbers: list[int], words: dict[int, Words]) -> list[Cluster]:
    exact: dict[Words, Cluster] = {}
    for n in numbers:
        exact.setdefault(words[n], Cluster("PERSON")).add(n, words[n], mentions[n].text)
    clusters: list[Cluster] = []
    known: dict[str, list[Cluster]] = {}  # word -> clusters that have it
    # The fullest first: "Sudhir Singh" joins "Sudhir Kumar Singh", unless two could be meant.
    for form, cluster in sorted(exact.items(), key=lambda item: (-len(item[0]), item[1].members[0])):
        near = {id(other): other for word in form for other in known.get(word, ())}.values()
        same = [other for other in near if any(_one_name(full, form) for full in other.forms)]
        if len(same) > 1:
            same = [max(same, key=lambda other: (other.last_before(cluster.members[0]), -other.members[0]))]
        if same:
            same[0].swallow(cluster)
        else:
            clusters.append(cluster)
            for word in form:
                known.setdefault(word, []).append(cluster)
    return clusters


def _one_name(full: Words, other: Words) -> bool:
    """Whether two names of several words can be one person's: a part left out, an initial, another spelling."""
    if contains(full, other):
        return True
    if len(full) == len(other) and sorted(full) == sorted(other):  # family name first, and last
        return True
    if _initialled(full, other) or _initialled(other, full):
        return True
    if len(full) != len(other):
        return False
    pairs = [(a, b) for a, b in zip(full, other, strict=True) if a != b]
    return all(_spelled_alike(a, b) for a, b in pairs)


def _initialled(full: Words, other: Words) -> bool:
    """ "J. Mwangi", "J. K. Nyerere" or "JK Nyerere" for a full name: surnames equal, first names begin alike."""
    if full[-1] != other[-1] or len(full) < 2:
        return False
    given = [part for word in other[:-1] for part in word.split(".") if part]
    if len(given) == 1 and len(given[0]) in (2, 3) and given[0] == "".join(word[0] for word in full[:-1]):
        return True
    if not any(len(part) == 1 for part in given):
        return False
    if len(given) > len(full) - 1:  # "O J Hartnoll" is "Ollie Hartnoll"
        return all(len(part) == 1 for part in given) and given[0] == full[0][0] and len(full[0]) > 1
    return all((name[0] == part) if len(part) == 1 else name == part for part, name in zip(given, full, strict=False))


def _spelled_alike(a: str, b: str) -> bool:
    """Another transliteration ("Sergei", "Sergey"), not another person ("Zhdankin", "Zhdankina"; "Ana", "Anna Li")."""
    if min(len(a), len(b)) < 5 or a.rstrip("aovy") == b or b.rstrip("aovy") == a:
        return {a, b} in ({"yelena", "elena"}, {"sergei", "sergey"}, {"yuri", "yury"}, {"aleksey", "alexei"})
    return a[0] == b[0] and JaroWinkler.normalized_similarity(a, b) >= _SPELLED_ALIKE


class _Speaking:
    """Who is meant by a single name, read in the order of the text."""

    def __init__(self, text: str, mentions: list[Mention], clusters: list[Cluster]) -> None:
        self.text, self.mentions, self.clusters = text, mentions, clusters
        self.holders: dict[str, Cluster] = {}  # a single name -> whom it meant last
        self.titles: dict[int, set[str]] = {}  # id of a cluster -> honorifics that stood before it
        for cluster in clusters:
            for member in cluster.members:
                self._remember_title(cluster, member)

    def with_single_names(self, numbers: list[int], words: dict[int, Words]) -> list[Cluster]:
        """All clusters, with each single name in that of the person whom it means."""
        known = by_words(self.clusters)
        for cluster in self.clusters:  # "Adebayo" for "Adebayo-Idris"
            for word in {part for form in cluster.forms for whole in form if "-" in whole for part in whole.split("-")}:
                known.setdefault(word, []).append(cluster)
        for n in numbers:
            name = words[n][0] if words[n] else fold(self.mentions[n].text)
            cluster = (
                self._shared_surname(n, name)
                or self._meant(n, name, known.get(name, []))
                or self.holders.get(name)
                or Cluster("PERSON")
            )
            if not cluster.members:
                self.clusters.append(cluster)
            cluster.add(n, (name,), self.mentions[n].text)
            self.holders[name] = cluster
            self._remember_title(cluster, n)
        return self.clusters

    def _shared_surname(self, n: int, name: str) -> Cluster | None:
        """ "the brothers Jean-Luc and Mathieu Etcheverry": the first has the surname of the second."""
        if n + 1 >= len(self.mentions):
            return None
        here, following = self.mentions[n], self.mentions[n + 1]
        between = self.text[here.end : following.start]
        surname = person_words(following.text)
        if following.label != "PERSON" or len(surname) < 2 or not _AND.match(between) or name in surname:
            return None
        for cluster in self.clusters:
            if any(form[0] == name and form[-1] == surname[-1] and len(form) > 1 for form in cluster.forms):
                return cluster
        if not _KIN.search(self.text, max(0, here.start - 60), here.start):
            return None
        given = f"{here.text} {following.text.split()[-1]}"
        return Cluster("PERSON", forms={(name, surname[-1]): given}, given=given)

    def _meant(self, n: int, name: str, candidates: list[Cluster]) -> Cluster | None:
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        title = self._title(n)
        if title in GENDERED:
            fitting = [c for c in candidates if not self._contradicts(c, title)]
            candidates = fitting or candidates
        if title:  # a text addresses one person in one way
            candidates = (
                [c for c in candidates if title in self.titles.get(id(c), ())]
                or [c for c in candidates if id(c) not in self.titles]
                or candidates
            )
        if len(candidates) == 1:
            return candidates[0]
        if _OTHER_OF_TWO.search(self.text, max(0, self.mentions[n].start - 12), self.mentions[n].start):
            return self._other_of_two(n, candidates)
        # Rather the first or last of the names than one between them.
        outer = [c for c in candidates for full in [max(c.forms, key=len)] if name in (full[0], full[-1])]
        candidates = outer or candidates
        holder = self.holders.get(name)
        if holder is not None and any(holder is c for c in candidates):
            return holder
        return min(candidates, key=lambda c: self._distance(c, n))

    def _distance(self, cluster: Cluster, n: int) -> tuple[int, int]:
        """Sentences back to the latest mention, then the earlier in its sentence: it is more likely its subject."""
        before = [member for member in cluster.members if member < n]
        if not before:
            return 1_000_000, cluster.members[0]
        sentence = self.mentions[before[-1]].sentence
        first = min(member for member in before if self.mentions[member].sentence == sentence)
        return self.mentions[n].sentence - sentence, first

    def _other_of_two(self, n: int, candidates: list[Cluster]) -> Cluster:
        """ "the elder Akinyi" after "Mercy Akinyi, the younger of the two"; else the one named in full last."""
        latest = sorted(candidates, key=lambda c: -c.last_before(n))
        last = latest[0].last_before(n)
        if last >= 0:
            said = _SAID_OF.match(self.text, self.mentions[last].end)
            here = self.text[max(0, self.mentions[n].start - 12) : self.mentions[n].start].split()[-1].casefold()
            if said and (said.group(1) == "younger") != (here in ("younger", "junior")):
                return latest[1]
        return latest[0]

    def _title(self, n: int) -> str:
        before = _BEFORE.search(self.text, max(0, self.mentions[n].start - 16), self.mentions[n].start)
        title = fold(before.group(1)) if before else ""
        return title if title in HONORIFICS else ""

    def _remember_title(self, cluster: Cluster, n: int) -> None:
        if title := self._title(n):
            self.titles.setdefault(id(cluster), set()).add(title)

    def _contradicts(self, cluster: Cluster, title: str) -> bool:
        """Whether the person was addressed as of the other gender, or by a rank that this one does not repeat."""
        known = self.titles.get(id(cluster), set())
        genders = {GENDERED[other] for other in known if other in GENDERED}
        return bool(genders) and GENDERED[title] not in genders
