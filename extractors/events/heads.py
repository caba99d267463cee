"""What kind of event a head word names: `expo` an exhibition, `runoff` an election.

The last head word of a name decides ("Smart Cities India Expo 2025", "Expo Awards Night").
"""

import re
from functools import lru_cache

from extractors.lexicon import words

TYPES = (
    "conference",
    "election",
    "sports",
    "disaster",
    "conflict",
    "ceremony",
    "exhibition",
    "holiday",
    "legal",
    "other",
)

# Festivals and concerts show works to a public, as exhibitions do: they have no type of their own.
_BY_TYPE = {
    "conference": words("""
        conference congress summit forum symposium colloquium seminar workshop meeting meetup gathering session panel
        plenary keynote lecture webinar roundtable round-table dialogue talks assembly convention masterclass hackathon
        consultations indaba conclave agm egm cop briefing debate colloquy bootcamp retreat kurultai majlis consultation
        conferences jamboree
    """),
    "election": words("""
        election elections vote ballot poll polls referendum plebiscite primary primaries by-election byelection
        by-elections runoff run-off caucus caucuses midterms
    """),
    "sports": words("""
        cup championship championships games olympics paralympics league tournament grand-prix prix marathon
        half-marathon race regatta tour trophy series derby match bowl masters rally stakes meet open invitational
        playoffs play-offs classic superleague liga ligue serie bundesliga competition contest olympiad universiade
        spartakiad relay triathlon vuelta giro handicap test tests sevens t20 season premiership qualifiers copa ulu
        tri-series shield t20i odi ashes blast
    """),
    "disaster": words("""
        cyclone hurricane typhoon storm earthquake quake tsunami flood floods fire wildfire eruption landslide outbreak
        pandemic epidemic disaster crash famine drought avalanche spill tornado heatwave explosion derecho blizzard
        collapse blaze tragedy
    """),
    "conflict": words("""
        war wars battle siege uprising revolution operation exercise exercises intifada coup invasion massacre genocide
        rebellion mutiny offensive insurgency revolt blitz incident raid drill drills manoeuvres maneuvers airlift
        defense crisis
    """),
    "ceremony": words("""
        awards award prize prizes ceremony gala wedding coronation funeral inauguration parade investiture medal oscars
        grammys jubilee anniversary pilgrimage procession swearing-in commemoration graduation convocation pageant
        memorial urs night
    """),
    "exhibition": words("""
        expo exposition exhibition fair show trade-show biennale biennial triennale salon showcase retrospective
        festival fest fete concert carnival feria market bazaar mela airshow motorshow celebration fiesta festspiele
        filmfest premiere screening
    """),
    "holiday": words("""
        day week month holiday christmas easter eid ramadan diwali deepavali holi onam sankranti thanksgiving hanukkah
        passover nowruz tet vesak poya purim pongal vaisakhi baisakhi eve new-year year solstice epiphany halloween
        ashura muharram navratri dussehra dasara bihu j'ouvert
    """),
    "legal": words("trial case inquiry hearing inquest tribunal lawsuit affair proceedings appeal v vs"),
    "other": words("""
        campaign strike walkout stoppage march protest protests movement mission programme program initiative drive
        boycott sit-in lockout rescue expedition auction
    """),
}

TYPE_OF_HEAD: dict[str, str] = {head: kind for kind, heads in _BY_TYPE.items() for head in sorted(heads)}

# Words that stand for any event of these types when they stand alone ("the event", "the tournament").
GENERIC: dict[str, frozenset[str]] = {
    "event": frozenset({"conference", "exhibition", "sports", "ceremony", "holiday", "other"}),
    "gathering": frozenset({"conference", "exhibition", "ceremony"}),
    "meeting": frozenset({"conference"}),
    "meet": frozenset({"conference", "sports"}),
    "jamboree": frozenset({"conference", "exhibition"}),
    "conclave": frozenset({"conference"}),
    "conference": frozenset({"conference"}),
    "summit": frozenset({"conference"}),
    "forum": frozenset({"conference"}),
    "tournament": frozenset({"sports"}),
    "competition": frozenset({"sports", "ceremony"}),
    "championship": frozenset({"sports"}),
    "championships": frozenset({"sports"}),
    "contest": frozenset({"sports", "election", "ceremony"}),
    "race": frozenset({"sports", "election"}),
    "fair": frozenset({"exhibition"}),
    "show": frozenset({"exhibition"}),
    "exhibition": frozenset({"exhibition"}),
    "expo": frozenset({"exhibition"}),
    "festival": frozenset({"exhibition"}),
    "vote": frozenset({"election"}),
    "ballot": frozenset({"election"}),
    "poll": frozenset({"election"}),
    "polls": frozenset({"election"}),
    "election": frozenset({"election"}),
    "elections": frozenset({"election"}),
    "storm": frozenset({"disaster"}),
    "cyclone": frozenset({"disaster"}),
    "quake": frozenset({"disaster"}),
    "disaster": frozenset({"disaster"}),
    "blaze": frozenset({"disaster"}),
    "fire": frozenset({"disaster"}),
    "conflict": frozenset({"conflict"}),
    "exercise": frozenset({"conflict"}),
    "exercises": frozenset({"conflict"}),
    "drill": frozenset({"conflict"}),
    "drills": frozenset({"conflict"}),
    "operation": frozenset({"conflict", "other"}),
    "war": frozenset({"conflict"}),
    "battle": frozenset({"conflict"}),
    "ceremony": frozenset({"ceremony"}),
    "gala": frozenset({"ceremony"}),
    "awards": frozenset({"ceremony"}),
    "holiday": frozenset({"holiday"}),
    "celebrations": frozenset({"holiday"}),
    "trial": frozenset({"legal"}),
    "campaign": frozenset({"other"}),
    "strike": frozenset({"other"}),
    "walkout": frozenset({"other"}),
    "stoppage": frozenset({"other"}),
}

# A part of an event with a title of its own, over within a day.
SESSIONS = words("""
    session panel plenary keynote lecture workshop webinar roundtable round-table masterclass talk discussion debate
    seminar dialogue address speech reading screening hearing conversation phase
""")

# Over within a day unless the text says otherwise, so that a beginning is an end as well.
ONE_DAY = SESSIONS | words("""
    ceremony gala awards award prize prizes concert match derby parade day eve agm egm marathon half-marathon wedding
    funeral coronation inauguration race ballot runoff run-off referendum bowl procession night regatta stakes handicap
""")

_SPORT_WORDS = words("""
    scored scorer goals goal wicket wickets innings overs unbeaten midfielder striker goalkeeper equaliser equalizer
    penalty quarterback touchdown touchdowns inning rebounds semifinal semi-final quarterfinal quarter-final skipper
    knockout playoff lap laps sprint podium penalties try tries halftime half-time bowler batsman captain coach coached
    points referee umpire kickoff kick-off teammates tournament dismissed bowled sets
""")

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SPORT_ENOUGH = 3
_PLAIN_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_BUSINESS_DAY = re.compile(r"\b(?:Capital Markets?|Investors?|Analysts?|Media|Demo|Developers?|R&D|Open) Days?\b")
_ACRONYM_YEAR = re.compile(r"^COP[ -]?\d+$")


@lru_cache(maxsize=4096)
def head_of(name: str) -> str | None:
    """The last head word of a name, in lower case; of "A of B" that of A ("Day of the State Flag")."""
    if _ACRONYM_YEAR.match(name):
        return "cop"
    if _BUSINESS_DAY.search(name):
        return "meeting"
    title, _, subtitle = name.partition(":")
    for part in (title, subtitle):
        said = [word.casefold() for word in _WORD.findall(part)]
        first = next(
            (n for n, word in enumerate(said) if word in ("of", "for", "on", "in", "against", "de", "del")), None
        )
        pieces: list[list[str]] = [said[:first], said] if first else [said]
        for piece in pieces:
            for word in reversed(piece):
                if word in TYPE_OF_HEAD:
                    return word
    return None


def type_of(head: str | None) -> str:
    """The event type of a head word."""
    return TYPE_OF_HEAD.get(head or "", "other")


def is_sport(text: str) -> bool:
    """Whether a text is a report of sport, by its words, whatever its events are called."""
    return len(_SPORT_WORDS & frozenset(_PLAIN_WORD.findall(text.casefold()))) >= _SPORT_ENOUGH
