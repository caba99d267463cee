"""The verb forms by which a clause's tense is told: no tagger is asked, these say enough."""

import re

_IRREGULAR_PASTS = (
    "was were had has have did said told held took made came went won lost led left met ran sat set put saw began "
    "became found got gave gone been grew hit kept knew laid lay let lit meant paid read rose sang sank sent shook "
    "shot shut sold spent spoke spoken split spread stood stole struck swept swore taught thought threw thrown tore "
    "wore wrote written fell fallen fed fought fled flew flown forbade forgot froze heard hung hurt dealt drew "
    "drawn drove driven brought broke broken built burst bought beat beaten caught chose chosen cost cut done sworn "
    "seen shown given taken born quit sprang slid slept shone sped spun swam swung understood undertook withdrew "
    "woke bore bred clung crept dug"
)
_NO_PASTS = (
    "need feed speed seed deed exceed proceed succeed hundred indeed sacred naked wicked shed breed bleed united "
    "greed creed embed weed steed unprecedented detailed mixed advanced related based limited infrared "
    "output outlet outset outfit overall reset upset outright"
)
# Present forms which, with a date, speak of what a timetable holds.
_TIMETABLE = (
    "open close begin start end run take kick arrive leave depart return resume meet play face hold visit travel "
    "launch expire conclude continue air premiere go come vote celebrate remain stay fly sail perform compete "
    "present speak publish sit feature welcome host turn mark drop get fall bring give show lead sing dance sign "
    "appear deliver unveil receive follow fill defend chair make enter screen apply honour clash gather return"
)
# What was done in the past to a day to come: "adjourned until Friday", "set for 3 May".
_PUT_AHEAD = (
    "adjourned postponed deferred delayed extended rescheduled scheduled set slated planned due expected moved off "
    "back forward remanded suspended called booked billed fixed closed shut open valid reserved pencilled timed"
)
_TO_COME = (
    "be take\\spart take\\splace attend hold host open visit meet play face launch begin start join return "
    "discuss mark vote decide present publish sign seek submit report travel address speak resume end run kick "
    "celebrate receive pay bring raise cut build buy sell use provide produce finish deliver extend expand "
    "release issue file retire leave appear"
)


def _any(words: str) -> str:
    return "|".join(words.split())


CUES = re.compile(
    rf"""
  (?P<future>\b(?:will|shall|won['’]t|would|could|might|may(?=\s[a-z])|must|should|can)\b|['’]ll\b
    |(?:\b(?:is|are|was|were|be|been|am)|['’](?:s|re))\s(?:\w+ly\s|also\s|now\s|still\s)?
      (?:to\s(?!the\b|an?\b|[A-Z\d])\w+|(?:due|set|scheduled|expected|slated|planned|likely|poised|going\sto)\b
        |(?!\w*thing\b|during|being)\w+ing\b)
    |\b(?:plan(?:s|ned|ning)?|intends?|hope[sd]?|agreed|vowed|pledged|promised|expect(?:s|ed)?|want(?:s|ed)?|decided|likely
      |aims?|ready|invited|asked|ordered|urged|due|set|scheduled|slated|seeks?|need(?:s|ed)?|offered|prepar(?:es?|ing)
      |voted?|due)\sto\s[a-z]+
    |\b(?:postponed|moved|put\soff|rescheduled|brought\sforward|delayed|deferred|slipped|pushed\sback)\b[^.;]{{0,60}}\sto\s$
    |\b(?:upcoming|forthcoming|ahead\sof|no\slater\sthan|deadline|tickets)\b
    |\b(?:{_any(_PUT_AHEAD)})\s(?:for|until|till|to|by)(?:\sthe)?\s*$
    |\b(?:expected|due|scheduled|planned|slated)\s(?:on|in|at|from)\s*$)
| (?P<outlook>\b(?:expects?|forecasts?|predicts?|anticipates?|foresees?)\b|\b(?:is|are)\s(?:on\s)?$)
| (?P<open>\b(?:effective|with\seffect)(?:\sfrom|\son)?\s$|\bbefore\s(?=\w+\s+\w))
| (?P<purpose>\bto\s(?:{_any(_TO_COME)})\b)
| (?P<present>(?:\b(?:is|are)|['’](?:s|re))\s(?:\w+ly\s|also\s|now\s|still\s)?(?:held|\w+ed)\b)
| (?P<name>\b(?:called|named|titled|entitled|dubbed|themed|aimed|known)\b)
| (?P<reduced>(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bbe\s)\b(?:\w+ed|led|held)\sby\b)
| (?P<past>\b(?!(?:{_any(_NO_PASTS)})\b)(?:out|over|under|up|with|re|mis|fore)?(?:{_any(_IRREGULAR_PASTS)})\b
    |\b(?!(?:{_any(_NO_PASTS)})\b)[a-z]{{2,}}ed\b)
| (?P<timetable>\b(?:{_any(_TIMETABLE)})(?:e?s)?\b)
| (?P<wall>[;:()–—]
    |\b(?:who|which|that|while|whose|but|because|although|after|before|whereas|if|when|as|where)\b|,\s(?=(?:and|said|according)\b)
    |\band\s(?=(?:was|were|will|would|had|have|are|\w+[^s\W]s|is|has)\b))
""",
    re.VERBOSE,
)
PASTS = frozenset(_IRREGULAR_PASTS.split())
# After these words a form is a noun or an adjective: "the wounded", "312,455 votes", "a run".
NOUN_AHEAD = frozenset(
    [
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "this",
        "these",
        "those",
        "for",
        "of",
        "in",
        "on",
        "with",
        "from",
        "new",
        "all",
        "by",
        "no",
        "some",
        "at",
    ]
)
