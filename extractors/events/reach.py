"""To which event of a sentence a date or a place belongs.

There is no parser: a link holds when the words between are verbs of taking place, prepositions and a few others,
and no word of reporting stands in between. The verb says what the date is: a beginning, an end, or the day itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractors.lexicon import words


class Role(StrEnum):
    """What a day is to its event."""

    BOTH = "both"
    START = "start"
    END = "end"


_START = words("""
    open opens opened opening begin begins began begun beginning start starts started starting kick kicks kicked
    kicking commence commences commenced commencing inaugurate inaugurated launch launches launched launching formed
    struck strikes hit hits erupted landfall dawned tore lashed
""")
_END = words("""
    end ends ended ending close closes closed closing conclude concludes concluded concluding finish finishes finished
    finishing wrap wraps wrapped culminate culminates culminated culminating
""")
_HOLD = words("""
    held hold holds holding host hosts hosted hosting co-host co-hosted co-hosts stage staged stages staging organise
    organised organises organize organized organizes organising organizing convene convened convenes conduct conducted
    conducts conducting schedule scheduled due slated set planned run runs ran running last lasts lasted lasting
    celebrate celebrated celebrates observe observed observes mark marked marks commemorate commemorated return returns
    returned returning present presented presents fall falls fell happen happened happens occur occurred occurs
    rescheduled postponed moved fixed played contested killed devastated takes taking took take place unfold
    performed fought attended continue continues continued continuing delivered given awarded meet meets met
""")
ROLE_OF = {
    **dict.fromkeys(_HOLD, Role.BOTH),
    **dict.fromkeys(_START, Role.START),
    **dict.fromkeys(_END, Role.END),
}
_OF_PREPOSITION = {"until": Role.END, "till": Role.END, "through": Role.END, "since": Role.START, "from": Role.START}

_FUNCTION = words("""
    the a an of at in on from to and or , ( ) – — - -- which that is are was were be been being will would shall can may
    has have had it its this also again then first both each annually here there next to near central downtown around
    under for by with 's between through until till during over across along officially formally only now expected
    not as tentatively provisionally jointly scheduled : virtually online once more every
""")
_BARRIERS = words("""
    said says say told tells announced announce announces stated states added adds reported reports according signed
    wrote posted issued released published after before when while whose but because if although though since ahead
    prior where who whom ; . ? ! " “ ” died dies born elected appointed arrived left joined visited resigned unveiled
    approved voted won wins win beat beats defeated wants asked called calls registration deadline tickets applications
    submissions entries accreditation preparations sidelines welcomed replaced founded established postponing
""") - {"since"}
_PREPOSITIONS = words("at in of for to before after since ahead during by with about on from until despite under into")
_RELATIVE = words("""
    which that held due scheduled to taking starting beginning running opening slated set organised organized hosted (
    at in on from between until through planned being will is was staged convened convening kicking closing ending now
""")
_DETERMINERS = words("the a an its their his her our this first second third annual inaugural and to")

_REACH = 26  # words


@dataclass(frozen=True, slots=True)
class Link:
    """A date's or place's tie to an event: the placeholder, what the words between make it, and how sure it is."""

    event: str
    role: Role
    strength: int  # 3 said of the event itself, 2 close by, 1 said of what someone does there


def is_mark(token: str, letters: str) -> bool:
    """Whether a token of a skeleton is a placeholder of one of these letters."""
    return token[0] in letters and token[1:].isdigit()


def before(tokens: Sequence[str], at: int) -> Link | None:
    """The event before a date or place: "E0, to be held in P0 from D0"."""
    role: Role | None = None
    near = far = names = 0  # unknown words on this side of the verb and beyond it, and names
    prepared = _OF_PREPOSITION.get(tokens[at - 1]) if at else None
    for n in range(at - 1, max(-1, at - 1 - _REACH), -1):
        token = tokens[n]
        if is_mark(token, "E"):
            if n and tokens[n - 1] in ("on", "of") and role is None and near == 0 and _is_day(tokens, n, at):
                continue
            return _judge(tokens, n, at, role, prepared, near, far, names)
        if token == "X" or token in _BARRIERS:
            return None
        if is_mark(token, "HO"):
            names += 1
        elif token in ROLE_OF:
            role = role or ROLE_OF[token]
        elif token not in _FUNCTION and not is_mark(token, "DP"):
            if role is None:
                near += 1
            else:
                far += 1
    return None


def _is_day(tokens: Sequence[str], n: int, at: int) -> bool:
    """ "will be given in P0 on E1, at D0": a holiday in the place of a date."""
    return tokens[n - 1] == "on" and n + 1 < at and tokens[n + 1] == ","


def _judge(
    tokens: Sequence[str], n: int, at: int, role: Role | None, prepared: Role | None, near: int, far: int, names: int
) -> Link | None:
    event = tokens[n]
    lead = tokens[n - 1] if n else ""
    article = lead in _DETERMINERS
    governor = tokens[n - 2] if article and n > 1 else lead
    following = tokens[n + 1] if n + 1 < len(tokens) else ""
    beyond = tokens[n + 2] if n + 2 < len(tokens) else ""
    if role is None:
        if near > 1 or names:
            return None
        return _beside(tokens, n, at, governor, prepared)
    if near > 6 or far > 8 or names > 6:
        return None
    if governor in _PREPOSITIONS:
        # The verb is not the event's own: "registration for E0 closes on D0".
        said_of_it = following in _RELATIVE or (following == "," and (beyond in _RELATIVE or is_mark(beyond, "D")))
        if not said_of_it:
            part = _part(tokens, n)
            return Link(event, part, 2) if part else None
    if following == "and" and not is_mark(beyond, "E"):
        return Link(event, prepared or role, 1)
    return Link(event, prepared if prepared is Role.END else role, 3)


def _beside(tokens: Sequence[str], n: int, at: int, governor: str, prepared: Role | None) -> Link:
    """Nothing but prepositions in between: what stands before the event says how much that means."""
    event = tokens[n]
    part = _part(tokens, n)
    if part is not None:
        return Link(event, part, 2)
    if governor in ROLE_OF:
        return Link(event, prepared or ROLE_OF[governor], 3)
    if tokens[n + 1] in ("(", ",", ":", "–", "-", "of", "from", "between") or n == 0 or is_mark(tokens[n + 1], "D"):
        return Link(event, prepared if prepared is Role.END else Role.BOTH, 3 if n + 2 >= at else 2)
    return Link(event, prepared or Role.BOTH, 1 if governor in _PREPOSITIONS or governor.isalpha() else 2)


def _part(tokens: Sequence[str], n: int) -> Role | None:
    """ "the closing ceremony of E0", "the final of E0": a part whose day is the event's last, or first."""
    window = tokens[max(0, n - 6) : n]
    if "of" not in window:
        return None
    if "closing" in window or "final" in window or "finale" in window:
        return Role.END
    if "opening" in window or "inauguration" in window or "launch" in window or "start" in window:
        return Role.START
    return None


def after(tokens: Sequence[str], at: int) -> Link | None:
    """The event behind a date: "On D0, guests will watch E0", "D0's E0", "on D0 inaugurated E0"."""
    if at + 1 < len(tokens) and is_mark(tokens[at + 1], "E"):
        return Link(tokens[at + 1], Role.BOTH, 2)
    if at + 2 < len(tokens) and tokens[at + 1] == "'s" and is_mark(tokens[at + 2], "E"):
        return Link(tokens[at + 2], Role.BOTH, 3)
    opens = at <= 1 or (
        tokens[at - 1] in ("on", "from", "in", "at") and (at == 1 or tokens[at - 2] in ('"', "“", ",", "and"))
    )
    prepared = _OF_PREPOSITION.get(tokens[at - 1]) if at else None
    for n in range(at + 1, min(len(tokens), at + 1 + _REACH)):
        token = tokens[n]
        if token == "X" or token in _BARRIERS - {"won", "win", "wins"} or is_mark(token, "D"):
            return None
        if is_mark(token, "E"):
            back = n - 1
            while back > at and tokens[back] in _DETERMINERS:
                back -= 1
            if tokens[back] in ROLE_OF and tokens[back] not in ("attended", "meet", "meets", "met"):
                return Link(token, prepared or ROLE_OF[tokens[back]], 3)
            if not opens or tokens[back] in ("before", "after", "since", "of", "for"):
                return None
            if n == at + 2 or (n == at + 3 and tokens[n - 1] in _DETERMINERS):  # E0 is what the sentence is about
                own = next((ROLE_OF[t] for t in tokens[n + 1 : n + 6] if t in ROLE_OF), None)
                return Link(token, prepared or own or Role.BOTH, 3 if own or tokens[n + 1 : n + 2] == ["will"] else 2)
            return Link(token, Role.BOTH, 1)
    return None
