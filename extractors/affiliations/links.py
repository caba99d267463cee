"""Whose title it is: before the name, after it, by a verb, or one more of the same person."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.affiliations.title import Title
from extractors.affiliations.tokens import Token
from extractors.identity.discourse import Discourse
from extractors.identity.names import HONORIFICS
from extractors.lexicon import words

_ADVERBS = words("""
    also currently now then still once later long formerly previously concurrently already soon officially newly
    recently again both first simultaneously meanwhile himself herself
""")
_BE = words(
    "is was are were has had have be been being will would became becomes become remains remained remain serves"
)
_VERBS = words("""
    is was are were been be became becomes become remain remains remained serves served serve serving works worked
    working named appointed elected re-elected reelected nominated chosen installed promoted hired confirmed sworn
    returns returned joined joins retired retires retire resigned resigns resign stepped steps step quit acts acted
    doubles continues continued begins began start started takes took take taking succeeds succeeded replaces replaced
    designated unveiled picked selected crowned inducted made voted declared
""")
_APPOINTING = words("""
    appointed appoints appoint named names name elected elects elect re-elected nominated nominates hired hires
    promoted promotes installed chose choose chosen confirmed picked designated proclaimed declared voted made
    appointing naming electing promoting hiring inducted recruited
""")
_LEAVING = words(
    "retired retires retire resigned resigns resign stepped steps step quit quits removed sacked dismissed ousted"
)
_STARTING = words("appointed named elected re-elected nominated chosen become becomes hired promoted join joins takes")
_PARTICLES = words("as to the a an down over in up for of")
_PLACED = words("mayor governor senator president minister king queen emir sultan premier chancellor bishop archbishop")
_POSTNOMINALS = words("jr jr. sr sr. phd ph.d md m.d mba esq aged kc qc sc cpa pe fca obe mbe cbe ii iii iv")
_JOINING = words(
    "joined joins join rejoined rejoins returned returns returning worked works served serves began started"
)
_CONTACTS = words("tel phone telephone email e-mail mobile cell fax contact")


_HEADING = {"heads": "head", "chairs": "chair", "headed": "head", "chaired": "chair", "leads": "leader"}


def heading(found: Sequence[Token]) -> list[tuple[str, str, str, str]]:
    """ "X, who heads the O": (person, title, organisation, status), the title made of the verb."""
    made = []
    for at in range(1, len(found) - 1):
        title = _HEADING.get(found[at].word)
        if title is None or "who" not in (
            found[at - 1].word,
            found[max(0, at - 2)].word if found[at - 1].word == "also" else "",
        ):
            continue
        owner = at + 1
        while owner < len(found) and found[owner].word in ("the", "a", "an"):
            owner += 1
        person = _nearest_person(found, at - 1)
        if person and owner < len(found) and found[owner].label == "ORG":
            status = "former" if found[at].word.endswith("ed") else "current"
            made.append((person, title, _name(found[owner]) or "", status))
    return made


def link(found: Sequence[Token], titles: list[Title], discourse: Discourse) -> list[Title]:
    """The titles with their persons; a list "Ministers X and Y" gives one for each."""
    more: list[Title] = []
    for number, title in enumerate(titles):
        previous = titles[number - 1] if number else None
        title.person = (
            _before_name(found, title)
            or _chained(found, title, previous)
            or _after_name(found, title)
            or _by_verb(found, title, discourse)
        )
        if title.person:
            more += _listed(found, title)
            _back(found, titles, number)
            _organisation_after(found, title, discourse)
    _share_organisations(found, titles)
    return [title for title in [*titles, *more] if title.person and title.counts]


def _person_at(found: Sequence[Token], at: int) -> int | None:
    """The person at a place, past honorifics and opening marks; as a place of its token."""
    while at < len(found) and (found[at].word.rstrip(".") in HONORIFICS or found[at].text == "."):
        at += 1
    return at if at < len(found) and found[at].label == "PERSON" else None


def _name(token: Token) -> str | None:
    return token.mention.name if token.mention else None


def _before_name(found: Sequence[Token], title: Title) -> str | None:
    """ "Governor X", "the company's chief executive, X,", "Head of the Agency (ACR) X"."""
    direct = _person_at(found, title.right)
    if direct is not None:
        return _name(found[direct])
    if title.right < len(found) and found[title.right].text == "," and not _follows_name(found, title):
        after = _person_at(found, title.right + 1)
        definite = (
            title.article in ("the", "'s", "its", "their", "our", "whose")
            or title.left == 0
            or title.left < title.start
        )
        if after is not None and definite:
            ends = found[after + 1].text if after + 1 < len(found) else "."
            if ends in (",", ".", ";", ")") or (after + 1 < len(found) and found[after + 1].is_word):
                return _name(found[after])
    return None


def _follows_name(found: Sequence[Token], title: Title) -> bool:
    """Whether a title stands in apposition to a name before it."""
    at = title.left - 1
    return at > 0 and found[at].text in ",(–—" and found[at - 1].label == "PERSON"


def _after_name(found: Sequence[Token], title: Title) -> str | None:
    """ "X, chairman of", "X, who is also the", "X (director)", "X, 41, a lecturer"."""
    at = title.left - 1
    while at >= 0 and found[at].word in _ADVERBS:
        at -= 1
    # "X, who is also the ..."
    back = at
    while back >= 0 and (
        found[back].word in _BE or found[back].word in _ADVERBS or found[back].word in _VERBS | _PARTICLES
    ):
        back -= 1
    if back < at and back >= 0 and found[back].word in ("who", "whom") and at - back < 7:
        _verb_status(found, title, back, at)
        return _nearest_person(found, back)
    if at >= 1 and found[at].text in (",", "(", "–", "—", "-", ":"):
        at -= 1
        while at >= 1 and (found[at].text[0].isdigit() or found[at].text in ",()." or found[at].word in _POSTNOMINALS):
            at -= 1
        if found[at].label == "PERSON":
            return _name(found[at])
        if found[at].text == ")" and at >= 3 and found[at - 3].label == "PERSON":
            return _name(found[at - 3])
        # "X of O, its chairman"; "X, of O, the chairman"
        if found[at].label in ("ORG", "PLACE") and at >= 2 and found[at - 1].word in ("of", "from", "the"):
            back = at - 1
            while back >= 0 and found[back].word in ("of", "from", "the", ","):
                back -= 1
            if back >= 0 and found[back].label == "PERSON" and title.article:
                return _name(found[back])
    return None


def _nearest_person(found: Sequence[Token], at: int) -> str | None:
    for token in reversed(found[:at]):
        if token.label == "PERSON":
            return _name(token)
        if token.text in ";":
            return None
    return None


def _chained(found: Sequence[Token], title: Title, previous: Title | None) -> str | None:
    """ "chairman of A and (a) member of B": one more title of the same person."""
    if previous is None or previous.person is None or previous.right > title.left:
        return None
    between = found[previous.right : title.left]
    if len(between) > 5 or any(token.mention for token in between):
        return None
    texts = [token.word for token in between]
    if not texts or not set(texts) <= {
        ",",
        "and",
        "&",
        "/",
        "as",
        "well",
        "is",
        "was",
        "also",
        "then",
        "later",
        "both",
        "who",
        "has",
        "been",
        "a",
        "the",
        "currently",
        "now",
        "serves",
        "or",
        ";",
    }:
        return None
    if texts == [";"]:
        return None
    # "X, director of A, and manager of B Y": the second is Y's
    return previous.person if _person_at(found, title.right) is None else None


def _back(found: Sequence[Token], titles: list[Title], number: int) -> None:
    """ "founder and chief executive X": the title before shares the name that follows."""
    title = titles[number]
    for earlier in reversed(titles[:number]):
        between = [token.text for token in found[earlier.right : title.left]]
        if (
            earlier.person is not None
            or earlier.right > title.left
            or between not in ([], ["and"], ["&"], ["/"], [","], [",", "and"])
        ):
            return
        if earlier.article == "the" and title.article == "the":
            return
        earlier.person = title.person
        title = earlier


def _by_verb(found: Sequence[Token], title: Title, discourse: Discourse) -> str | None:
    """ "X was named chairman", "She is also a chair", "appointed X as director"."""
    at = title.left - 1
    begin = at
    while at >= 0 and found[at].word in _ADVERBS | _PARTICLES:
        at -= 1
    if at < 0:
        return None
    if found[at].label == "PERSON":
        return _as_title(found, title, at, begin)
    if found[at].word not in _VERBS:
        # "X joined the board as director"
        joined = next((place for place in range(at, max(-1, at - 7), -1) if found[place].word in _JOINING), None)
        if joined is None or "as" not in [token.word for token in found[at + 1 : begin + 1]]:
            return None
        at = joined
    verb = at
    while at >= 0 and (found[at].word in _VERBS | _BE | _ADVERBS or found[at].word in ("not", "to", "unanimously")):
        at -= 1
    _verb_status(found, title, at, begin)
    if at >= 0 and found[at].word in ("he", "she"):
        if at >= 2 and found[at - 1].word == "where":
            _place_of_where(found, title, at - 1)
        return discourse.resolve(found[at].start, found[at].end)
    if at >= 0 and found[at].word == "who":
        return _nearest_person(found, at)
    if at >= 0 and found[at].label == "PERSON":
        return _name(found[at])
    if (
        at >= 0
        and (found[at].text in (",", ")") or found[at].word in ("and",))
        and found[verb].word not in ("named", "made", "called")
    ):
        return _subject(found, at, discourse)
    return None


def _subject(found: Sequence[Token], at: int, discourse: Discourse) -> str | None:
    """The person with whom the clause before a verb begins."""
    for place, token in enumerate(found[:at]):
        if token.label == "PERSON":
            return _name(token)
        if token.word in ("he", "she") and place < 2:
            return discourse.resolve(token.start, token.end)
    return None


def _as_title(found: Sequence[Token], title: Title, at: int, begin: int) -> str | None:
    """ "appointed X as chairman", "named X director"; "A succeeds X as chairman" is A's."""
    between = [token.word for token in found[at + 1 : begin + 1]]
    verb = next(
        (t.word for t in reversed(found[max(0, at - 6) : at]) if t.is_word and t.word not in ("dr", "mr", "ms")), ""
    )
    near = [t.word for t in found[max(0, at - 5) : at] if t.is_word]
    if verb in ("succeeds", "succeeded", "replaces", "replaced", "replacing", "succeeding", "succeed", "replace"):
        subject = next((t for t in found[:at] if t.label == "PERSON"), None)
        return _name(subject) if subject and "as" in between else None
    if "as" in between or (set(near) & _APPOINTING):
        if set(near) & _APPOINTING:
            title.status = "current" if title.status != "current" else "designate"
        if set(between) <= {"as", "the", "a", "an", "to", "its", "new", "of", "for"}:
            return _name(found[at])
    return None


def _place_of_where(found: Sequence[Token], title: Title, at: int) -> None:
    """ "from O, where she is director": the organisation stands before the "where"."""
    for token in reversed(found[max(0, at - 3) : at]):
        if token.label in ("ORG", "PLACE") and title.organisation is None:
            title.organisation = _name(token)


def _verb_status(found: Sequence[Token], title: Title, start: int, end: int) -> None:
    verbs = {token.word for token in found[max(0, start) : end + 1]}
    if title.status != "current":
        return
    if verbs & _LEAVING or ({"was", "were", "served", "worked", "had"} & verbs and not verbs & _STARTING):
        title.status = "former"
    elif ({"will", "would"} & verbs and not {"remain", "continue"} & verbs) or (
        verbs & _STARTING - {"becomes"} and "was" not in verbs
    ):
        title.status = "designate"


def _listed(found: Sequence[Token], title: Title) -> list[Title]:
    """ "Ministers X, Y and Z": the others of the list."""
    if not title.plural:
        return []
    more = []
    at = _person_at(found, title.right)
    while at is not None:
        step = at + 1
        while step < len(found) and found[step].word in (",", "and", "&"):
            step += 1
        following = _person_at(found, step) if step > at + 1 else None
        if following is not None:
            more.append(replace(title, person=_name(found[following])))
        at = following
    return more


def _organisation_after(found: Sequence[Token], title: Title, discourse: Discourse) -> None:
    """ "Brigadier X of the Indian Army"; "X, Head of Communications, Acme, tel. ..."."""
    if title.organisation is not None or title.personal:
        return
    named = next((place for place, token in enumerate(found[: title.left]) if _name(token) == title.person), 0)
    if named == 2 and found[0].label == "ORG" and found[1].text in (":", "-", "–", "—", "|"):  # "Acme: X, director"
        title.organisation = _name(found[0])
        return
    at = _person_at(found, title.right)
    if at is not None and at + 1 < len(found) and found[at + 1].word in ("of", "from", "at"):
        step = at + 2
        while step < len(found) and found[step].word in ("the", "a"):
            step += 1
        if (step < len(found) and found[step].label == "ORG") or (
            step < len(found) and found[step].label == "PLACE" and title.head in _PLACED and found[at + 1].word == "of"
        ):
            title.organisation = _name(found[step])
    elif (
        at is None
        and title.right + 1 < len(found)
        and found[title.right].text in ",–-(|"
        and _follows_name(found, title)
    ):
        step = title.right + 1
        if found[step].label == "ORG":
            ends = found[step + 1] if step + 1 < len(found) else None
            after = found[step + 2].text if step + 2 < len(found) else ""
            contact = after[:1] in "+(0123456789" or "@" in "".join(token.text for token in found[step + 1 : step + 5])
            listed = (
                ends is not None and ends.text == "," and (title.text[0].isupper() or contact or after in _CONTACTS)
            )
            if ends is None or ends.text in (".", ";", "|", ")", "–", "(", "+", ":") or listed:
                title.organisation = _name(found[step])


def _share_organisations(found: Sequence[Token], titles: list[Title]) -> None:
    """ "founder and Managing Director of X": both are at X."""
    for title, following in zip(reversed(titles[:-1]), reversed(titles[1:]), strict=True):
        if title.person is None or title.person != following.person:
            continue
        between = [token.text for token in found[title.right : following.left]]
        joined = between in (["and"], ["&"], ["/"], [","], [",", "and"]) and following.article in ("", title.article)
        if title.organisation is None and following.organisation and joined and title.kind != "rank":
            title.organisation = following.organisation
        elif (
            following.organisation is None
            and title.organisation
            and joined
            and title.end == title.right
            and title.left < title.start
        ):  # "Acme's chairman and chief executive X"
            following.organisation = title.organisation
