"""Who is meant by "the ministry", "its", "she" or "the minister" at a place of the text."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from extractors.identity.names import GENDERED, fold, name_words
from extractors.lexicon import words
from extractors.mentions import Mention, mentions_of, sentences_of
from extractors.reporting import STRONG_VERB

COMPANIES = words("""
    company firm group maker carmaker automaker lender retailer producer operator startup start-up manufacturer
    developer brand business exporter supplier airline carrier corporation conglomerate insurer miner chipmaker
    drugmaker shipper publisher broadcaster studio label enterprise subsidiary issuer brewery winery bank utility
    contractor joint-venture venture partnership unit
""")
# Bodies whose name nearly always has the noun: without it, it is another one.
NAMED_BY_KIND = words("""
    ministry department court university police army navy parliament assembly senate government embassy hospital school
    college cabinet tribunal museum church municipality consulate secretariat academy library
""")
BODIES = words("""
    agency authority commission committee council board institute institution bureau office organisation organization
    body charity ngo nonprofit non-profit foundation fund trust association federation confederation union league party
    club team side outfit alliance coalition network centre center regulator watchdog service society chamber
    festival orchestra theatre theater newspaper daily magazine journal station channel broadcaster movement front
    laboratory lab cooperative co-operative collective faculty forum think-tank delegation mission secretariat
    consortium bloc company's administration
""")
NOUNS = COMPANIES | NAMED_BY_KIND | BODIES
_PUBLIC = words("""
    ministry department court university police army navy parliament government embassy commission council committee
    agency authority bureau institute association federation union party hospital school academy
""")
FEMALE = words("""
    she her hers daughter sister mother wife widow niece aunt grandmother actress chairwoman spokeswoman businesswoman
    congresswoman councilwoman queen princess duchess heroine sportswoman policewoman stateswoman bride girl woman
    great-granddaughter granddaughter goddaughter lady madam ms mrs miss nun midwife
""")
MALE = words("""
    he his him son brother father husband widower nephew uncle grandfather actor chairman spokesman businessman
    congressman councilman king prince duke hero sportsman policeman statesman groom boy man great-grandson grandson
    godson lord mr friar monk
""")
# Nouns of people by their endings, and nouns of things that end so, too.
_HUMAN = re.compile(
    r"(?:er|or|ist|ian|man|woman|ant|eer|ee|ess|year-old|veteran|rookie|star|champion|native|half|forward|hooker"
    r"|prince|judge|chief|guard|pilot|cook|monk|poet|captain|coach|bishop|mayor)$"
)
_THINGS = words("""
    letter poster banner paper newspaper order computer number river weather tower sector motor tractor factor plant
    winter summer power border water centre center theatre master-plan offer chapter matter paper-mill restaurant
    register folder sticker sweater tower error mirror monitor elevator restaurant flyer placard sign grant war
""")
_APPOSITION = re.compile(r"(?:,|\s+(?:is|was|became))\s+(?:an?|the|his|her|its)\s[^,.;]*")
_POSSESSIVES = words("its their his her our my")
_SUBJECT = re.compile(r"(?:[A-Z][\w ]{2,30},\s)?(he|she)\b", re.IGNORECASE)
_OBJECT = re.compile(r"\b(?:told|tells|telling|of|with|by|to|from|against|for|via|than|['’]s)\s+(?:the\s+)?$")
_TOKEN = re.compile(r"[\w'’-]+")


@dataclass(slots=True)
class Discourse:
    """A text with its mentions, asked about places in it. `quoted`: passages whose names are not the text's own."""

    text: str
    sentences: list[tuple[int, int]]
    mentions: list[Mention]
    quoted: Sequence[tuple[int, int]] = ()
    titles: dict[str, set[str]] = field(default_factory=dict)  # person -> nouns of the titles that the text gives
    _starts: list[int] = field(default_factory=list)
    _genders: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [start for start, _ in self.sentences]

    @classmethod
    def of(cls, doc: Doc, quoted: Sequence[tuple[int, int]] = ()) -> "Discourse":
        """The discourse of a Doc whose spans have their entities; affiliations are used where they are known."""
        sentences = sentences_of(doc)
        titles: dict[str, set[str]] = {}
        for affiliation in doc._.affiliations or ():
            titles.setdefault(affiliation.person, set()).update(map(fold, _TOKEN.findall(affiliation.title)))
        return cls(doc.text, sentences, mentions_of(doc, sentences), quoted, titles)

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
        before = [m for m in self._before(position, "ORG") if not self._is_outlet(m)]
        if noun:
            named = [m for m in before if noun in name_words(m.name)]
            if not named:
                named = [m for m in self.mentions if m.label == "ORG" and noun in name_words(m.name)][:1]
            if named:
                return named[-1].name
            if noun in NAMED_BY_KIND:
                return None
            if noun in COMPANIES:
                before = [m for m in before if not _PUBLIC & set(name_words(m.name))] or before
        if not before:
            return None
        # The subject of the latest sentence that has one; elsewhere what the text speaks of most.
        near = [m for m in before if self.sentence_at(position) - m.sentence <= 3]
        subjects = [m for m in near if not _OBJECT.search(self.text, max(0, m.start - 12), m.start)]
        if subjects:
            latest = subjects[-1].sentence
            return next(m for m in subjects if m.sentence == latest).name
        counts: dict[str, int] = {}
        for mention in before:
            counts[mention.name] = counts.get(mention.name, 0) + 1
        return max(counts, key=lambda name: counts[name])

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
        pronoun = _SUBJECT.match(self.text, self.sentences[latest][0])
        if gender and pronoun and (pronoun.group(1).lower() == "she") == (gender == "f") and latest < here:
            earlier = self.person(self.sentences[latest][0], gender, within)
            return earlier or last[0].name
        speakers = [m for m in last if self.speaks(m)]
        certain = [m for m in last if gender and self.gender(m.name) == gender]
        subjects = [m for m in last if not _OBJECT.search(self.text, max(0, m.start - 12), m.start)]
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
        if known or noun in _THINGS or not (noun in FEMALE | MALE or _HUMAN.search(noun)):
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
            for mention in self.mentions:
                if mention.label == "PERSON" and mention.name == name:
                    before = _TOKEN.findall(self.text[max(0, mention.start - 24) : mention.start])[-2:]
                    after = re.match(r",\s+(?:the|a|an|his|her)\s+(?:[\w-]+\s)?([\w-]+)", self.text[mention.end :][:50])
                    for word in map(fold, before + ([after.group(1)] if after else [])):
                        if word in GENDERED:
                            votes[GENDERED[word]] += 2
                        elif word not in _POSSESSIVES and word not in ("she", "he", "him", "hers"):
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
        found = [m for m in self.mentions if m.label == label and m.end <= position]
        if not self.quoted:
            return found
        return [m for m in found if not any(start <= m.start < end for start, end in self.quoted)]

    def _is_outlet(self, mention: Mention) -> bool:
        """Whether a mention is the agency of the dateline, or one that somebody told something."""
        before = self.text[max(0, mention.start - 12) : mention.start]
        if re.search(r"\btold\s+(?:the\s+)?$", before, re.IGNORECASE):
            return True
        return (
            mention.start < 150 and before[-1:] in ("(", "/") and self.text[mention.end : mention.end + 1] in (")", "/")
        )


def resolve_nominal(doc: Doc, start: int, end: int) -> str | None:
    """The best name of what the characters start to end ("the ministry", "she") mean; None where it is not told."""
    return Discourse.of(doc).resolve(start, end)
