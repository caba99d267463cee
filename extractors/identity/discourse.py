"""Who is meant by "the ministry", "its", "she" or "the minister" at a place of the text."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from extractors.doc import text_of
from extractors.identity.names import GENDERED, fold, name_words
from extractors.identity.nouns import (
    COMPANIES,
    FEMALE,
    HUMAN,
    MALE,
    NAMED_BY_KIND,
    NOUNS,
    POSSESSIVES,
    PUBLIC,
    THINGS,
)
from extractors.mentions import Mention, mentions_of, sentences_of
from extractors.reporting import STRONG_VERB

_SUBJECT = re.compile(r"(?:[A-Z][\w ]{2,30},\s)?(he|she)\b", re.IGNORECASE)
_APPOSITION = re.compile(r"(?:,|\s+(?:is|was|became))\s+(?:an?|the|his|her|its)\s[^,.;]*")
_OBJECT = re.compile(r"\b(?:told|tells|telling|of|with|by|to|from|against|for|via|than|['’]s)\s+(?:the\s+)?$")
_DESCRIBED = re.compile(r",\s+(?:the|a|an|his|her)\s+(?:[\w-]+\s)?([\w-]+)")
_IN_MIND = 60  # mentions of a kind to which "she" or "the company" can reach back
_TOKEN = re.compile(r"[\w'’-]+")


@dataclass(slots=True)
class Discourse:
    """A text with its mentions, asked about places in it. `quoted`: passages whose names are not the text's own."""

    text: str
    sentences: list[tuple[int, int]]
    mentions: list[Mention]
    quoted: Sequence[tuple[int, int]] = ()
    titles: dict[str, set[str]] = field(default_factory=dict)  # person -> nouns of the titles that the text gives
    _starts: list[int] = field(init=False)
    _own: dict[str, list[Mention]] = field(init=False)  # label -> mentions outside of quotations
    _own_starts: dict[str, list[int]] = field(init=False)
    _named: dict[str, list[Mention]] = field(init=False)  # noun -> organisations whose name has it
    _of_name: dict[str, list[Mention]] = field(init=False)  # best name -> mentions of that person
    _genders: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [start for start, _ in self.sentences]
        opens = [start for start, _ in self.quoted]
        self._own, self._named, self._of_name = {"PERSON": [], "ORG": []}, {}, {}
        for mention in self.mentions:
            at = bisect_right(opens, mention.start) - 1
            outside = at < 0 or mention.start >= self.quoted[at][1]
            if mention.label == "PERSON":
                self._of_name.setdefault(mention.name, []).append(mention)
                if outside:
                    self._own["PERSON"].append(mention)
            elif mention.label == "ORG" and outside and not self._is_outlet(mention):
                self._own["ORG"].append(mention)
                for noun in NOUNS.intersection(name_words(mention.name)):
                    self._named.setdefault(noun, []).append(mention)
        self._own_starts = {label: [m.start for m in found] for label, found in self._own.items()}

    @classmethod
    def of(cls, doc: Doc, quoted: Sequence[tuple[int, int]] = ()) -> "Discourse":
        """The discourse of a Doc whose spans have their entities; affiliations are used where they are known."""
        titles: dict[str, set[str]] = {}
        for affiliation in doc._.affiliations or ():
            titles.setdefault(affiliation.person, set()).update(map(fold, _TOKEN.findall(affiliation.title)))
        return cls(text_of(doc), sentences_of(doc), mentions_of(doc), quoted, titles)

    def speaking(self) -> list[Mention]:
        """The people and organisations named outside of quotations, in text order."""
        opens = [start for start, _ in self.quoted]
        ends = [end for _, end in self.quoted]
        found = []
        for mention in self.mentions:
            at = bisect_right(opens, mention.start) - 1
            if mention.label in ("PERSON", "ORG") and (at < 0 or mention.start >= ends[at]):
                found.append(mention)
        return found

    def sentence_at(self, position: int) -> int:
        """The number of the sentence in which a character stands."""
        return max(0, bisect_right(self._starts, position) - 1)

    def resolve(self, start: int, end: int) -> str | None:
        """The best name of what a pronoun or noun phrase means; None where the text does not tell."""
        phrase = [fold(word) for word in _TOKEN.findall(self.text[start:end])]
        while phrase and phrase[-1] in ("s", ""):
            phrase.pop()
        if not phrase:
            return None
        if len(phrase) == 1 and phrase[0] in FEMALE | MALE:
            return self.person(start, gender="f" if phrase[0] in FEMALE else "m")
        if len(phrase) == 1 and phrase[0] in ("it", "its", "they", "their", "we", "our"):
            return self.organisation(None, start)
        head = phrase[-1].removesuffix("'s").rstrip("'")
        if head in NOUNS:
            return self.organisation(head, start)
        shown = self.text[start:end].split()
        # "the Setor Inferior": a name that was not recognised, unless somebody is called that.
        return self.role(head, start, known=shown[-1][:1].isupper() and shown[0][:1].islower())

    def organisation(self, noun: str | None, position: int) -> str | None:
        """The organisation that "the <noun>" (None: "its") means at a place."""
        if noun and (named := self._named.get(noun)):
            at = bisect_right([m.start for m in named], position) - 1
            return named[max(0, at)].name
        if noun in NAMED_BY_KIND:
            return None
        before = self._before(position, "ORG")
        if noun in COMPANIES:
            before = [m for m in before if PUBLIC.isdisjoint(name_words(m.name))] or before
        if not before:
            return None
        # The subject of the latest sentence that has one; elsewhere what the text speaks of most.
        here = self.sentence_at(position)
        near = [m for m in before if here - m.sentence <= 3]
        subjects = [m for m in near if not self._is_object(m)]
        if subjects:
            latest = subjects[-1].sentence
            return next(m for m in subjects if m.sentence == latest).name
        return Counter(m.name for m in before).most_common(1)[0][0]

    def person(self, position: int, gender: str | None = None, within: int = 6) -> str | None:
        """The person that a pronoun means: who spoke last, else the subject of the latest sentence with one."""
        here = self.sentence_at(position)
        before = [
            m
            for m in self._before(position, "PERSON")
            if here - m.sentence <= within and (not gender or self.gender(m.name) in (gender, ""))
        ]
        if not before:
            return None
        latest = before[-1].sentence
        last = [m for m in before if m.sentence == latest]
        # "She beat X. “...,” she said": the subject of that sentence is who was meant before it.
        begin = self.sentences[latest][0]
        pronoun = _SUBJECT.match(self.text, begin)
        if gender and pronoun and (pronoun.group(1).lower() == "she") == (gender == "f") and latest < here:
            return (self.person(begin, gender, within) if begin < position else None) or last[0].name
        speakers = [m for m in last if self.speaks(m)]
        certain = [m for m in last if gender and self.gender(m.name) == gender]
        subjects = [m for m in last if not self._is_object(m)]
        return (speakers or certain or subjects or last)[0].name

    def role(self, noun: str, position: int, known: bool = False) -> str | None:
        """The person whom "the minister", "the actress" means: whose title or description has the noun.

        `known`: only one of whom the text says the noun; otherwise whoever was spoken of last will do.
        """
        if name := self.holder(noun, position):
            return name
        for mention in reversed(self._before(position, "PERSON")):
            before = _TOKEN.findall(self.text[max(0, mention.start - 40) : mention.start].rpartition("\n")[2])[-2:]
            after = _APPOSITION.match(self.text, mention.end, mention.end + 60)
            if noun in {fold(word) for word in before + (_TOKEN.findall(after.group()) if after else [])}:
                return mention.name
        if known or noun in THINGS or not (noun in FEMALE | MALE or HUMAN.search(noun)):
            return None
        gender = "f" if noun in FEMALE else "m" if noun in MALE else None
        return self.person(position, gender=gender, within=2)

    def holder(self, noun: str, position: int) -> str | None:
        """The person of whom the text says a title with the noun, the latest before a place."""
        for mention in reversed(self._before(position, "PERSON")):
            if noun in self.titles.get(mention.name, ()):
                return mention.name
        return None

    def gender(self, name: str) -> str:
        """ "f", "m" or "": by honorifics, kinship and nouns that stand beside a name."""
        if name not in self._genders:
            votes = {"f": 0, "m": 0}
            for mention in self._of_name.get(name, ()):
                before = _TOKEN.findall(self.text[max(0, mention.start - 24) : mention.start])[-2:]
                after = _DESCRIBED.match(self.text, mention.end, mention.end + 50)
                for word in map(fold, before + ([after.group(1)] if after else [])):
                    if word in GENDERED:
                        votes[GENDERED[word]] += 2
                    elif word not in POSSESSIVES and word not in ("she", "he", "him", "hers"):
                        votes["f"] += word in FEMALE
                        votes["m"] += word in MALE
            self._genders[name] = "" if votes["f"] == votes["m"] else max(votes, key=lambda g: votes[g])
        return self._genders[name]

    def speaks(self, mention: Mention) -> bool:
        """Whether a verb of saying stands right beside a mention."""
        after = self.text[mention.end : mention.end + 24]
        before = self.text[max(0, mention.start - 50) : mention.start].rpartition(",")[2].rpartition("”")[2]
        found = STRONG_VERB.match(after.lstrip(" ,"))
        return bool(found) or bool(STRONG_VERB.match(before.lstrip("\"'’ ")))

    def _before(self, position: int, label: str) -> list[Mention]:
        """The latest mentions of a label outside of quotations before a place; older ones are out of mind."""
        at = bisect_right(self._own_starts[label], position)
        return [m for m in self._own[label][max(0, at - _IN_MIND) : at] if m.end <= position]

    def _is_object(self, mention: Mention) -> bool:
        return bool(_OBJECT.search(self.text, max(0, mention.start - 12), mention.start))

    def _is_outlet(self, mention: Mention) -> bool:
        """Whether a mention is the agency of the dateline, or one that somebody told something."""
        before = self.text[max(0, mention.start - 12) : mention.start]
        if re.search(r"\btold\s+(?:the\s+)?$", before, re.IGNORECASE):
            return True
        return (
            mention.start < 150 and before[-1:] in ("(", "/") and self.text[mention.end : mention.end + 1] in (")", "/")
        )
