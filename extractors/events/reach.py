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
    struck strikes hit hits erupted landfall dawned tore lashed underway
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
    handed conferred bestowed crowned go goes moves travels shifts exhibited
""")
ROLE_OF = {
    **dict.fromkeys(_HOLD, Role.BOTH),
    **dict.fromkeys(_START, Role.START),
    **dict.fromkeys(_END, Role.END),
}
PREPARED = {"until": Role.END, "till": Role.END, "through": Role.END, "since": Role.START, "from": Role.START}

FUNCTION = words("""
    the a an of at in on from to and or , ( ) – — - -- which that is are was were be been being will would shall can
    may
    has have had it its this also again then first both each annually here there next to near central downtown around
    under for by with 's between through until till during over across along officially formally only now expected
    not as tentatively provisionally jointly scheduled : virtually online once more every out
""")
_REPORTING = words("""
    said says say told tells announced announce announces stated states added adds reported reports according signed
    wrote posted issued released published because although though who whom ; . ? ! " “ ”
""")
_BARRIERS = _REPORTING | words("""
    after before when while whose but if ahead prior where died dies born elected appointed arrived left joined visited
    resigned unveiled approved voted won wins win beat beats defeated wants asked called calls registration deadline
    tickets applications submissions entries accreditation preparations sidelines welcomed replaced founded established
""")
_PREPOSITIONS = words("at in of for to before after since ahead during by with about on from until despite under into")
_RELATIVE = words("""
    which that held due scheduled to taking starting beginning running opening slated set ( at in on from between until
    through planned convening kicking closing ending now returning
""")
DETERMINERS = words("the a an its their his her our this first second third annual inaugural")

_CONJUNCTIONS = words("before after until since")  # "before E0 ends on D0"
_CELEBRATING = words("celebrating marking commemorating honouring honoring")
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
    prepared = PREPARED.get(tokens[at - 1]) if at else None
    for n in range(at - 1, max(-1, at - 1 - _REACH), -1):
        token = tokens[n]
        if is_mark(token, "E"):
            if role is None and near == 0 and tokens[n - 1 : n] == ["on"] and tokens[n + 1 : n + 2] == [","]:
                continue  # "will be given in P0 on E1, at D0": a holiday in the place of a date
            if governor(tokens, n) in _CELEBRATING and tokens[n + 1 : n + 2] == [","]:
                continue  # "E0, celebrating E1, will start on D0"
            return _judge(tokens, n, at, role, prepared, near, far, names)
        if token == "X" or token in _BARRIERS:
            return None
        if is_mark(token, "HO"):
            names += 1
        elif token in ROLE_OF:
            role = role or ROLE_OF[token]
        elif token not in FUNCTION and not is_mark(token, "DP"):
            if role is None:
                near += 1
            else:
                far += 1
    return None


def governor(tokens: Sequence[str], n: int) -> str:
    """The word before a placeholder and its article: "in" of "in the annual E0"."""
    back = n - 1
    while back >= 0 and tokens[back] in DETERMINERS:
        back -= 1
    return tokens[back] if back >= 0 else ""


def _judge(
    tokens: Sequence[str], n: int, at: int, role: Role | None, prepared: Role | None, near: int, far: int, names: int
) -> Link | None:
    event, lead = tokens[n], governor(tokens, n)
    following = tokens[n + 1] if n + 1 < len(tokens) else ""
    beyond = tokens[n + 2] if n + 2 < len(tokens) else ""
    if role is None:
        if names or near > (4 if lead in ROLE_OF else 1):
            return None
        return _beside(tokens, n, at, lead, prepared)
    if near > 6 or far > 8 or names > 6:
        return None
    if lead in _PREPOSITIONS:
        # The verb is not the event's own: "registration for E0 closes on D0".
        said_of_it = lead in _CONJUNCTIONS and following in ROLE_OF
        said_of_it |= following in _RELATIVE or following.endswith("ed")
        said_of_it |= following == "," and (beyond in _RELATIVE or beyond.endswith("ed") or is_mark(beyond, "DP"))
        if not said_of_it:
            part = _part(tokens, n)
            return Link(event, part, 2) if part else None
    if following == "and" and not is_mark(beyond, "E"):
        return Link(event, prepared or role, 1)
    return Link(event, prepared if prepared is Role.END else role, 3)


def _beside(tokens: Sequence[str], n: int, at: int, lead: str, prepared: Role | None) -> Link:
    """Nothing but prepositions in between: what stands before the event says how much that means."""
    event = tokens[n]
    part = _part(tokens, n)
    if part is not None:
        return Link(event, part, 2)
    if lead in ROLE_OF:
        return Link(event, prepared or ROLE_OF[lead], 3)
    if tokens[n + 1] in ("(", ",", ":", "–", "-", "of", "from", "between") or n == 0 or is_mark(tokens[n + 1], "D"):
        return Link(event, prepared if prepared is Role.END else Role.BOTH, 3 if n + 2 >= at else 2)
    return Link(event, prepared or Role.BOTH, 1 if lead in _PREPOSITIONS or lead.isalpha() else 2)


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
    following = tokens[at + 1 : at + 3]
    if following and is_mark(following[0], "E"):
        return Link(following[0], Role.BOTH, 2)
    if len(following) == 2 and is_mark(following[1], "E") and following[0] in ("'s", "–", "-", "—", ":", "|", ","):
        return Link(following[1], Role.BOTH, 2 if following[0] == "," else 3)
    opens = at == 0 or (tokens[at - 1] in ("on", "from", "in", "at") and (at == 1 or tokens[at - 2] in '"“,and'))
    prepared = PREPARED.get(tokens[at - 1]) if at else None
    for n in range(at + 1, min(len(tokens), at + 1 + _REACH)):
        token = tokens[n]
        if token == "X" or token in _REPORTING or is_mark(token, "D"):
            return None
        if is_mark(token, "E"):
            return _behind(tokens, at, n, prepared, opens=opens)
    return None


def _behind(tokens: Sequence[str], at: int, n: int, prepared: Role | None, *, opens: bool) -> Link | None:
    event, lead = tokens[n], governor(tokens, n)
    own = next((ROLE_OF[t] for t in tokens[n + 1 : n + 6] if t in ROLE_OF), None)
    if lead in ROLE_OF and lead not in ("attended", "meet", "meets", "met"):
        return Link(event, prepared or ROLE_OF[lead], 3)
    if lead in ("as", "when") and any(t in ROLE_OF for t in tokens[n + 1 : n + 3]):
        return Link(event, own or Role.BOTH, 3)
    if not opens or lead in ("before", "after", "since", "of", "for", "ahead"):
        return None
    subject = all(t in DETERMINERS or t == "," for t in tokens[at + 1 : n])
    if subject:
        will = tokens[n + 1 : n + 2] in (["will"], ["is"], ["was"])
        return Link(event, prepared or own or Role.BOTH, 3 if own or will else 2)
    return Link(event, Role.BOTH, 1)
