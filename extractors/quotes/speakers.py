"""Who said it: the cue beside a passage, and the subject of the cue."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from extractors.identity.discourse import Discourse
from extractors.identity.names import fold
from extractors.identity.nouns import NOUNS
from extractors.lexicon import words
from extractors.mentions import Mention
from extractors.reporting import ANY_VERB, CALLING, DOCUMENTS, STRONG, WEAK

_ADVERBS = (
    r"(?:also|then|later|further|earlier|recently|himself|herself|has|have|had|is|was|were|would|will|jokingly|\w+ly)"
)
_PRONOUN = re.compile(r"(?:^|.*[\s,;(])(he|she|they|it|who)(?:\s+" + _ADVERBS + r")*\s*$", re.IGNORECASE | re.DOTALL)
_NOMINAL = re.compile(
    r"\b(?:the|its|their|his|her|our|a|an|this|that|another|one)\s+((?:[\w’'.&-]+\s+){0,5}?)([\w-]+)(?:['’]s?)?\s*$",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:\s+" + _ADVERBS + r")+\s*$")
_TOKEN = re.compile(r"[\w'’-]+")
_LEAD = re.compile(r"[\s,–—-]*")
_ACCORDING = re.compile(r"(?:according to|in the words of)\s+", re.IGNORECASE)
_NOUN = re.compile(r"\b(?:the|a|an|its|this|that|his|her|their|no|any|\w+['’]s)\s+$")  # what follows is no verb
# After "said", the speaker is over where one of these begins.
_END = re.compile(
    r"[,.;:!?(\n]|\s(?:in|on|at|to|by|for|of|during|after|before|while|when|as|above|below|behind|over|near|outside|with|from|about|that|who|told)\s"
)
_SPOKESPEOPLE = words("""
    spokesperson spokesman spokeswoman spokespeople official officials representative representatives source sources
    statement release report notice notification bulletin filing communique communiqué press-release service post tweet
    account website letter advisory document memo department desk office
""")
_OFFICIALS = words(
    "spokesperson spokesman spokeswoman official officials representative representatives source sources"
)
_ABBREVIATION = re.compile(r"\b(?:\w|[A-Z][a-z]{1,3}|H\.E)\.\s")
_CLAUSE_END = re.compile(r"[.;:!?\n](?:\s|$)")
_NEW_CLAUSE = re.compile(r"(?:but|while|and then|which|that|in which)\b")
_REACH = 600  # characters of a sentence before its cue in which the subject is looked for
_DEFINITE = re.compile(r"(?:the|its|his|her|their)\s", re.IGNORECASE)
_FOR = r"\s*(?:for|of|from|at|with)\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}"
_NOT_SUBJECTS = words("one which what this that there reporters journalists people")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker (None where the text does not name one), the cue, and where the attribution ends."""

    speaker: str | None
    cue: str
    start: int
    end: int
    calling: bool = False


class Speakers:
    """The attributions of one text."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.text = discourse.text
        self.mentions = discourse.speaking()
        self.starts = [m.start for m in self.mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        """The people and organisations named between two places, outside of quotations."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def after(self, start: int, limit: int) -> Attribution | None:
        """The attribution that follows a passage: "said X" or "X said"."""
        lead = _LEAD.match(self.text, start, limit)
        begin = lead.end() if lead else start
        if according := _ACCORDING.match(self.text, begin, limit):
            return Attribution(self._first(according.end(), limit), according.group().strip(), begin, according.end())
        cue = self._verb(begin, limit)
        if cue is None:
            return None
        before = self.text[begin : cue.start()]
        if not _TRAILING.sub("", f" {before}").strip():
            return self._inverted(cue, limit)
        if len(before) > 220 or _CLAUSE_END.search(_ABBREVIATION.sub("", before)) or _NEW_CLAUSE.match(before):
            return None
        # A subject stands at the head of what follows; "on Monday" and the like may precede it.
        speaker = self.subject(begin, cue.start())
        if speaker is None and not self._is_subject(before):
            return None
        return Attribution(speaker, cue.group(), begin, cue.end())

    def unusual(self, start: int, limit: int) -> Attribution | None:
        """A verb that is no usual cue, beside a name right after a comma: "“...,” X crowed"."""
        for person in self.within(start, min(limit, start + 90)):
            before = self.text[start : person.start]
            if re.search(r"[,.;:]", before):
                return None
            if person.label != "PERSON":
                continue
            if verb := re.match(r"\s+(\w{3,}(?:ed|s))\b", self.text[person.end : person.end + 24]):
                return Attribution(person.name, verb.group(1), start, person.end + verb.end())
            if verb := re.match(r"\s+(\w{3,}ed)\s", before):
                return Attribution(person.name, verb.group(1), start, person.end)
        return None

    def before(self, start: int, passage: int) -> Attribution | None:
        """The attribution that leads to a passage: "X said: ", "X called it "."""
        start = max(start, passage - _REACH)
        verbs = list(ANY_VERB.finditer(self.text, start, passage))
        for cue in reversed(verbs):
            gap = self.text[cue.end() : passage]
            calling = cue.group() in CALLING
            if len(gap) > 240 or re.search(r"[.;!?](?:\s|$)", gap):
                return None
            if len(gap) > 100 and not re.search(r"\b(?:that|of)\b", gap):
                return None
            close = gap.strip(" ,:–—-\n") == "" or gap.rstrip().endswith(":")
            if cue.group() in WEAK and not close and not calling:
                continue
            if self._is_participle(cue, start):
                continue
            if cue.group().endswith("ing"):  # "..., adding that": the subject of the clause before
                found = self.within(start, cue.start())
                if found:
                    return Attribution(
                        self._main_subject(start, cue.start(), found), cue.group(), start, cue.end(), calling
                    )
                continue
            speaker = self.subject(start, cue.start())
            if speaker is None:
                inverted = self._inverted(cue, passage)
                if inverted is not None and inverted.speaker:
                    return inverted
            if speaker is None and not self._is_subject(self.text[start : cue.start()]):
                continue
            return Attribution(speaker, cue.group(), start, cue.end(), calling)
        according = _ACCORDING.search(self.text, start, passage)
        if according and (speaker := self._first(according.end(), passage)):
            return Attribution(speaker, according.group().strip(), start, according.end())
        return None

    def _main_subject(self, start: int, end: int, found: list[Mention]) -> str:
        """The subject of the main clause before a participle: of its verb of saying, else who is named first."""
        for verb in ANY_VERB.finditer(self.text, start, end):
            if not self._is_participle(verb, start) and (name := self.subject(start, verb.start())):
                return name
        return found[0].name

    def subject(self, start: int, end: int) -> str | None:
        """Who is the subject of a verb at `end`, in the text from `start` on."""
        start = max(start, end - _REACH)
        text = _TRAILING.sub("", self.text[start:end])
        stop = start + len(text.rstrip(" ,"))
        pronoun = _PRONOUN.match(text)
        found = self.within(start, stop)
        if pronoun and pronoun.group(1).lower() == "who":
            people = [m for m in found if m.label == "PERSON"]
            return people[-1].name if people else None
        if pronoun:
            at = start + pronoun.start(1)
            return self.discourse.resolve(at, at + len(pronoun.group(1)))
        if found and found[-1].end >= stop - 1 and not text.rstrip().endswith(","):
            last = found[-1]
            if last.label == "ORG" and len(found) > 1 and found[-2].label == "PERSON":  # "X of the Y said"
                between = self.text[found[-2].end : last.start]
                if re.fullmatch(r"\s+(?:of|from|for|at|with)\s+(?:the\s+)?", between):
                    return found[-2].name
            return last.name
        if text.rstrip().endswith(",") and found:
            return self._before_apposition(found, start, stop)
        nominal = _NOMINAL.search(text)
        if nominal and ANY_VERB.search(nominal.group(1)):  # the words reach back over another clause
            nominal = None
        if nominal and (name := self._nominal(nominal, start, found)):
            return name
        head = _TOKEN.findall(text)[-1:]
        if found and head and (fold(head[0]) in _SPOKESPEOPLE or fold(head[0]) in DOCUMENTS):
            return found[-1].name
        if found and re.match(
            r"\s*(?:\([^)]*\)|['’]s?)?(?:,\s*\d\d?)?\s*$", self.text[found[-1].end : start + len(text)]
        ):
            return found[-1].name
        if found and re.match(r"\s+(?:of|for|from|at)\s", self.text[found[0].end : stop]) and stop - found[-1].end < 4:
            return found[0].name
        return None

    def _before_apposition(self, found: list[Mention], start: int, stop: int) -> str:
        """ "X, a cousin of Y, said": the name before the comma with which the apposition begins."""
        for mention in found:
            if (
                mention.label == "PERSON"
                and self.text[mention.end : mention.end + 1] in (",", " ")
                and mention.end <= stop
            ):
                comma = self.text.find(",", mention.end, stop + 1)
                if comma < 0 or comma - mention.end < 12 or comma >= stop:
                    return mention.name
        people = [m for m in found if m.label == "PERSON"]
        return (people or found)[0].name

    def _nominal(self, nominal: re.Match[str], start: int, found: list[Mention]) -> str | None:
        """The ministry, the minister, the WHO statement, a spokesperson for the club."""
        head = fold(nominal.group(2))
        inside = [m for m in found if m.end > start + nominal.start()]
        if head in _NOT_SUBJECTS:
            return None
        if head in DOCUMENTS or head in _SPOKESPEOPLE:
            if inside:
                return inside[-1].name
            owner = re.search(r"\b(?:the|its|their)\s+([\w-]+)['’]s?\s+[\w\s-]*$", nominal.group())
            if owner and fold(owner.group(1)) in NOUNS:
                return self.discourse.organisation(fold(owner.group(1)), start)
            for word in _TOKEN.findall(nominal.group(1)):  # "the department spokesman", "a ministry statement"
                if fold(word) in NOUNS and (name := self.discourse.organisation(fold(word), start)):
                    return name
            if head in _OFFICIALS:
                return self.discourse.role(head, start) if nominal.group().lower().startswith("the") else None
            return found[0].name if found else self.discourse.organisation(None, start)
        if inside:
            return inside[-1].name
        opening = nominal.group().split()[0].lower()
        if opening in ("a", "an", "another", "one"):
            return None
        if opening != "the" and head not in NOUNS:  # "its minister": somebody's, whom the title must name
            return self.discourse.holder(head, start)
        return self.discourse.resolve(start + nominal.start(), start + nominal.end(2))

    def _inverted(self, cue: re.Match[str], limit: int) -> Attribution | None:
        """Who follows the verb: "said the group's engineer, X"."""
        begin = cue.end()
        if not self.text[begin : begin + 1].isspace():
            return None
        if person := self._person_after(begin, min(limit, begin + 160)):
            return Attribution(person.name, cue.group(), begin, person.end)
        stop = _END.search(self.text, begin + 1, limit)
        until = stop.start() if stop else limit
        named = self.within(begin, until)
        phrase = self.text[begin:until].strip()
        speaker = None
        if named:
            speaker = named[-1].name
        elif fold(phrase) in ("he", "she", "they"):
            speaker = self.discourse.resolve(begin + 1, until)
        elif _DEFINITE.match(phrase) and (nominal := _NOMINAL.search(phrase)):
            if fold(nominal.group(2)) in DOCUMENTS | _SPOKESPEOPLE:
                speaker = self._represented(until, limit) or self.discourse.organisation(None, begin)
            else:
                speaker = self.discourse.resolve(begin, until)
        elif _TOKEN.findall(phrase) and fold(_TOKEN.findall(phrase)[-1]) in _OFFICIALS:  # "said a spokesman for X"
            speaker = self._represented(until, limit)
        return Attribution(speaker, cue.group(), begin, until) if phrase else None

    def _person_after(self, begin: int, limit: int) -> Mention | None:
        """The person with whom what follows a verb begins, past a title."""
        for person in self.within(begin, limit):
            between = self.text[begin : person.start]
            owner = re.match(r"['’]s?\s+[a-z]+", self.text[person.end : person.end + 20])  # "said X's brother Y"
            if person.label != "PERSON" or owner:
                continue
            if re.search(r"[;:!?\n]|\.\s+(?=[A-Z]\w{3})|\b(?:that|told|who|with|to|about|said)\b", between):
                return None
            commas = 1 if re.search(r"['’]s?\s|\b(?:its|their|his|her|the)\b", between) else 0
            return person if between.count(",") <= commas else None
        return None

    def _represented(self, start: int, limit: int) -> str | None:
        """For whom an official speaks: "for the club"."""
        following = self.within(start, min(limit, start + 80))
        if following and re.fullmatch(_FOR, self.text[start : following[0].start]):
            return following[0].name
        return None

    def _verb(self, start: int, limit: int) -> re.Match[str] | None:
        """The first verb of saying, none of a relative clause or of an infinitive."""
        for cue in ANY_VERB.finditer(self.text, start, limit):
            before = self.text[max(start, cue.start() - 14) : cue.start()].lower()
            if re.search(r"\b(?:who|which|to|not|be|being|that)\s+$", before) or _NOUN.search(before):
                continue
            if cue.group() in CALLING and cue.group() not in STRONG | WEAK:
                continue
            if cue.group() in STRONG or cue.start() - start < 60:
                return cue
        return None

    def _is_participle(self, cue: re.Match[str], start: int) -> bool:
        """ "a stoppage called “Red Friday”", "to say": no one says anything there."""
        before = self.text[max(start, cue.start() - 14) : cue.start()].lower()
        if re.search(r"\b(?:to|be|is|was|are|were|been|being|so|also|widely|popularly|commonly|a|an)\s+$", before):
            return True
        if _NOUN.search(before):
            return True
        if cue.group().startswith(("spoke", "speak")):
            return not re.match(r"\s+of\s", self.text[cue.end() : cue.end() + 5])
        if cue.group() not in ("called", "dubbed", "termed", "labelled", "labeled", "branded"):
            return False
        # "what X called “...”" has its subject right before it
        adjacent = not self.text[cue.end() : cue.end() + 3].lstrip()[:1].isalpha()
        people = self.within(start, cue.start())
        return adjacent and not (people and re.match(r"[\s,]*$", self.text[people[-1].end : cue.start()]))

    def _is_subject(self, text: str) -> bool:
        """Whether the words before a verb can be its unnamed subject: "a villager", "residents"."""
        tail = _TRAILING.sub("", text).rstrip(" ,")
        if ANY_VERB.search(tail):
            return False
        return bool(
            re.search(r"(?:^|[\s,;])(?:an?|the|one|another|his|her|its|their|some|many)\s[\w\s’'-]{2,60}$", tail)
        ) or bool(
            re.search(r"(?:^|\s)(?:officials|police|residents|witnesses|analysts|experts|he|she|they|traders)$", tail)
        )

    def _first(self, start: int, end: int) -> str | None:
        """The one whom a phrase begins with."""
        named = self.within(start, end)
        if named:
            people = [m for m in named if m.label == "PERSON" and "," not in self.text[named[0].start : m.start]]
            return (people or named)[0].name
        stop = _END.search(self.text, start, end)
        until = stop.start() if stop else end
        return self.discourse.resolve(start, until) if re.match(r"the\s", self.text[start:until]) else None
