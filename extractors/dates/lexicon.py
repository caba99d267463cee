"""The words of calendar time: each has a code of one letter, on which the grammar works, and what it stands for.

The grammar's rules are regular expressions over these letters, so that a rule reads as the phrase it finds:

M month name   W weekday   S season        T today, tomorrow ...   N now          P part of the day
n 1 or 2 digits   o ordinal   Y year       F FY25    X decade      Q Q3, H1       D numeric date   C clock   Z zone
K number word  a a, an     v several, few  # other number
d day  w week  m month  q quarter  h half  j year  g decade  c century  k weekend  u hour, minute  s season, session
R last, this, next ...   E early, mid, late   e end, start ...   L later, earlier   A ago   G fiscal   l full
t the  f of  I in  O on  @ at  > to  ~ until  & and  b between  r from  z ended, ending  V every  ! once, twice
< before  J after  + onwards  p period  i ahead  % these  x any other word  | a stop  and , - / ( ) for themselves
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """How far from here: `last` is -1, `next` is 1; `told` where it counts from the day of the tale."""

    shift: int
    told: bool = False
    word: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time and whether it stands in the plural."""

    name: str
    plural: bool = False


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


MONTHS = _listed("january february march april may june july august september october november december")
WEEKDAYS = _listed("monday tuesday wednesday thursday friday saturday sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # the first month, in the north
PARTS = _listed("morning afternoon evening night dawn dusk daybreak nightfall sunset sunrise lunchtime")
CARDINALS = {
    word: number
    for number, word in enumerate(
        _listed(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty"
        ),
        start=1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
ORDINALS = {
    word: number
    for number, word in enumerate(
        _listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        start=1,
    )
} | {"final": -1}
UNITS = {
    "d": ("day",), "w": ("week",), "m": ("month",), "q": ("quarter", "trimester"), "h": ("half", "semester"),
    "j": ("year",), "g": ("decade",), "c": ("century",), "k": ("weekend",), "u": ("hour", "minute", "fortnight"),
}  # fmt: skip
# The shift in days from the day of the report.
TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "tmrw": 1}
NOW = {"now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF"}
RELATIONS = {
    "last": Relation(-1, word="last"), "past": Relation(-1, word="past"), "next": Relation(1, word="next"),
    "this": Relation(0, word="this"), "current": Relation(0, word="current"), "coming": Relation(1, word="coming"),
    "upcoming": Relation(1, word="coming"), "recent": Relation(-1, word="recent"),
    "previous": Relation(-1, told=True, word="previous"), "preceding": Relation(-1, told=True, word="previous"),
    "prior": Relation(-1, told=True, word="previous"), "following": Relation(1, told=True, word="following"),
    "subsequent": Relation(1, told=True, word="following"), "ensuing": Relation(1, told=True, word="following"),
    "same": Relation(0, told=True, word="same"), "that": Relation(0, told=True, word="same"),
    "corresponding": Relation(0, told=True, word="same"),
}  # fmt: skip
FREQUENCIES = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "biweekly": "P2W", "monthly": "P1M",
    "bimonthly": "P2M", "quarterly": "P3M", "half-yearly": "P6M", "annually": "P1Y", "yearly": "P1Y",
    "biennially": "P2Y", "hourly": "PT1H", "annual": "P1Y", "biennial": "P2Y",
}  # fmt: skip
_PLAIN = {
    "t": "the", "f": "of", "I": "in during within", "O": "on", "@": "at", ">": "to through thru", "~": "until till til",
    "&": "and", "b": "between", "r": "from", "z": "ended ending ends", "V": "every each per", "!": "once twice thrice",
    "<": "before", "J": "after", "+": "onwards onward", "p": "period", "A": "ago", "L": "later earlier",
    "G": "fiscal financial", "l": "full whole entire", "a": "a an half-a",
    "v": "several few many some couple dozen",
    "e": "end start beginning middle close turn outset rest remainder height eve",
    "E": "early late mid", "i": "ahead", "%": "these",
    "s": "season session campaign",
}  # fmt: skip
# Short forms are words of their own too (sun, sat, mar, may, dec): they count only with a capital.
CAPITAL = frozenset({"may", "march", "mar", "sun", "sat", "wed", "mon", "dec", "jan", "fri", "apr", "sep", "nov"})


def _table() -> dict[str, tuple[str, object]]:
    """Each word in lower case with its code and what it stands for."""
    table: dict[str, tuple[str, object]] = {}
    for code, words in _PLAIN.items():
        for word in words.split():
            table[word] = (code, word)
    for number, name in enumerate(MONTHS, start=1):
        table[name] = table[name[:3]] = ("M", number)
    table["sept"] = ("M", 9)
    for number, name in enumerate(WEEKDAYS):
        table[name] = table[name[:3]] = ("W", number)
    for word, number in (("tues", 1), ("thur", 3), ("thurs", 3), ("weds", 2)):
        table[word] = ("W", number)
    table |= {word: ("S", month) for word, month in SEASONS.items()}
    table |= {word: ("P", word) for word in PARTS}
    table |= {word: ("K", number) for word, number in CARDINALS.items()}
    table |= {word: ("o", number) for word, number in ORDINALS.items()}
    table |= {word: ("R", relation) for word, relation in RELATIONS.items()}
    table |= {word: ("T", shift) for word, shift in TODAY.items()}
    table |= {word: ("N", value) for word, value in NOW.items()}
    table |= {word: ("H", value) for word, value in FREQUENCIES.items()}
    for code, names in UNITS.items():
        for name in names:
            plural = {"century": "centuries", "half": "halves"}.get(name, f"{name}s")
            table[name] = (code, Unit(name))
            table[plural] = (code, Unit(name, plural=True))
    table["seconds"] = ("u", Unit("minute", plural=True))
    table |= {f"{name}s": ("H", "P1W") for name in WEEKDAYS}  # "Mondays": each week
    table |= {"nineties": ("X", 199), "eighties": ("X", 198), "seventies": ("X", 197), "sixties": ("X", 196)}
    return table


WORDS = _table()
