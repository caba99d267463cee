"""Which passages between quotation marks are somebody's words, and whose."""

import re
from bisect import bisect_left

from dateline.records import Quote
from extractors.identity.discourse import Discourse
from extractors.identity.names import SMALL
from extractors.lexicon import words
from extractors.mentions import Mention
from extractors.quotes.marks import Passage
from extractors.quotes.speakers import Attribution, Speakers

_TITLE_NOUNS = words("""
    titled entitled named theme motto slogan film movie book novel album song single track play exhibition series
    documentary show session panel lecture talk keynote campaign project programme program hashtag nicknamed nickname
    so-called dubbed alias poem essay story episode word words term phrase phrases column headline banner painting
    sculpture installation piece anthem hymn opera musical game character role project initiative category award
    edition collection chapter article paper feature short drama comedy slogans placards tagline report tale memoir
    workshop seminar topic subject symposium sketch dish brand
""")
_STOPS = ",.!?…—–-"
_LINKING = SMALL | words("from with to by as at is into without over under")
_TERMINAL = re.compile(r"[.!?…][\"'”’»]*$")
_PRONOUN = re.compile(r"\s*(he|she)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_][\w'’-]*")


def direct_quotes(discourse: Discourse, found: list[Passage]) -> list[Quote]:
    """The direct quotations of a text, in its order."""
    return _Reader(discourse, found).quotes()


class _Reader:
    def __init__(self, discourse: Discourse, found: list[Passage]) -> None:
        self.discourse, self.passages = discourse, found
        self.text = discourse.text
        self.speakers = Speakers(discourse)
        self.starts = [m.start for m in discourse.mentions]

    def quotes(self) -> list[Quote]:
        made: list[Quote] = []
        last: tuple[Passage, Quote] | None = None  # the quote before, and where it stood
        for number, passage in enumerate(self.passages):
            if self._is_name(passage):
                continue
            quote = self._attributed(number, passage, last) or self._continued(passage, last)
            if quote is not None:
                made.append(quote)
                last = (passage, quote)
        return made

    def _attributed(self, number: int, passage: Passage, last: tuple[Passage, Quote] | None) -> Quote | None:
        """The quote with the attribution of its own sentence."""
        text, (para_start, para_end) = self.text, passage.paragraph
        following = self.passages[number + 1].outer[0] if number + 1 < len(self.passages) else para_end
        previous = self.passages[number - 1].outer[1] if number else para_start
        final, outside = self._final(passage), text[passage.outer[1] : passage.outer[1] + 1]
        stopped = final in _STOPS
        if not stopped and self._looks_titled(passage):
            return None
        begin = max(para_start, previous, self._sentence_start(passage.outer[0]))
        found = None
        if stopped or outside in (",", " ", ""):
            limit = min(para_end, following, passage.outer[1] + 260)
            found = self.speakers.after(passage.outer[1], limit)
            if found is None and final in ",?!" and outside.isspace():
                found = self.speakers.unusual(passage.outer[1], limit)
        if found and not stopped and outside != "," and not self._stands_alone(passage, found):
            found = None  # "the “Big Ship” plan, X said" reports no words
        if found and final == "." and not text[passage.outer[1] : passage.outer[1] + 4].lstrip()[:1].islower():
            found = None  # a new sentence: "... in March.” X said that"
        if found is None or (final == "." and text[begin : passage.outer[0]].rstrip()[-1:] in (":", ",")):
            same = last if last is not None and last[0].paragraph == passage.paragraph else None
            found = self._leading(begin, passage, same) or found
        return self._quote(passage, found.speaker, found.cue) if found else None

    def _stands_alone(self, passage: Passage, found: Attribution) -> bool:
        """Whether words without a stop are all that a sentence says before its cue: "“We won” said X"."""
        if found.cue.lower().startswith("according"):
            return True
        lead = self.text[passage.paragraph[0] : passage.outer[0]].rstrip()
        between = self.text[passage.outer[1] : found.start].split()
        return between in ([], [found.cue]) and (not lead or lead[-1] in ".!?:")

    def _final(self, passage: Passage) -> str:
        """The last character of the words, before the closing marks of nested quotations."""
        return self.text[passage.start : passage.end].rstrip("\"'’”»")[-1:] or self.text[passage.end - 1]

    def _leading(self, begin: int, passage: Passage, last: tuple[Passage, Quote] | None) -> Attribution | None:
        """What leads to a passage: its own clause, or the cue between it and the piece before."""
        if last is not None and begin <= last[0].outer[1] + 2:
            between = self.text[last[0].outer[1] : passage.outer[0]]
            if len(between) < 200 and not re.search(r"[.;!?](?:\s|$)", between.rstrip()[:-1]):
                quote = last[1]
                after = self.speakers.after(last[0].outer[1], passage.outer[0])
                led = between.rstrip()[-1:] in ",:" or between.rstrip().endswith((" that", " and"))
                if (after is not None and led) or between.strip() in ("", "and", ",", "and that"):
                    return Attribution(quote.speaker, quote.cue or "said", begin, passage.outer[0], calling=True)
        return self.speakers.before(begin, passage.outer[0])

    def _continued(self, passage: Passage, last: tuple[Passage, Quote] | None) -> Quote | None:
        """Whole sentences without a cue of their own: the speaker before goes on."""
        spoken = self.text[passage.start : passage.end]
        whole = bool(_TERMINAL.search(spoken)) or not passage.closed or len(_WORD.findall(spoken)) > 12
        opens = spoken[:1].isupper() or spoken[:1].isdigit() or spoken[:1] in "…["
        lead = self.text[passage.paragraph[0] : passage.outer[0]].rstrip()
        starts = not lead or lead[-1] in ".!?:”\"’'»…—–"
        if not (whole and opens and starts):
            return None
        if last is not None:
            between = self.text[last[0].outer[1] : passage.outer[0]]
            near = last[0].paragraph == passage.paragraph or not between.strip()
            if near and len(between) < 400:
                return self._quote(passage, self._new_subject(last[0], passage) or last[1].speaker, last[1].cue)
        if lead and len(_WORD.findall(spoken)) > 2:
            speaker = self._new_subject(None, passage)
            return self._quote(passage, speaker, None) if speaker else None
        return None

    def _new_subject(self, last: Passage | None, passage: Passage) -> str | None:
        """Who acts in the sentence right before a passage that has no cue: "X shrugged. “It rains.”"."""
        begin = last.outer[1] if last else passage.paragraph[0]
        end = passage.outer[0]
        stops = [m.end() for m in re.finditer(r"[.!?:]\s+", self.text[begin:end].rstrip())]
        if last and not stops:
            return None  # only the attribution of the piece before stands between
        start = begin + (stops[-1] if stops else 0)
        if last:
            start = max(start, begin + stops[0])
        people = [m for m in self.speakers.within(start, end) if m.label == "PERSON"]
        if people and not re.search(r"[,\w]", self.text[start : people[0].start].strip(" ,")[:1] or " "):
            return people[0].name
        if people and not last:
            return people[0].name
        pronoun = _PRONOUN.match(self.text, start, end)
        if last is None and pronoun:
            return self.discourse.resolve(*pronoun.span(1))
        return None

    def _is_name(self, passage: Passage) -> bool:
        """Whether the passage is (most of) a named thing, or stands inside one: a title, a nickname."""
        for mention in self._mentions(passage):
            if mention.start <= passage.outer[0] and mention.end >= passage.outer[1]:
                return True
            shared = min(mention.end, passage.end) - max(mention.start, passage.start)
            if shared >= 0.6 * (passage.end - passage.start):
                return True
        return self._after_title_noun(passage) and not self.text[passage.start].islower()

    def _after_title_noun(self, passage: Passage) -> bool:
        start = max(passage.paragraph[0], passage.outer[0] - 30)
        before = _WORD.findall(self.text[start : passage.outer[0]])[-1:]
        glued = self.text[passage.outer[0] - 1 : passage.outer[0]].isspace()
        return (
            bool(before)
            and glued
            and before[0].lower() in _TITLE_NOUNS
            and self.text[passage.outer[0] - 2] not in ",:."
        )

    def _looks_titled(self, passage: Passage) -> bool:
        """Whether a fragment is written like a name: "The Salt Year", "Sugar Hands"."""
        found = [w for w in _WORD.findall(self.text[passage.start : passage.end]) if w.lower() not in _LINKING]
        if self.text[passage.end - 1] in ".!?…" or len(found) > 8:
            return False
        return all(w[0].isupper() or w[0].isdigit() for w in found)

    def _mentions(self, passage: Passage) -> list[Mention]:
        last = bisect_left(self.starts, passage.outer[1])
        near = self.discourse.mentions[max(0, last - 50) : last]
        return [m for m in near if m.end > passage.outer[0]]

    def _sentence_start(self, position: int) -> int:
        return self.discourse.sentences[self.discourse.sentence_at(position)][0] if self.discourse.sentences else 0

    def _quote(self, passage: Passage, speaker: str | None, cue: str | None) -> Quote:
        return Quote(
            text=self.text[passage.start : passage.end],
            start=passage.start,
            end=passage.end,
            speaker=speaker,
            cue=cue,
            kind="direct",
        )
