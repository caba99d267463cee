"""From what all sentences say of each event to one record an event."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from spacy.tokens import Doc

from dateline.records import Event, Participant
from extractors.doc import text_of
from extractors.events.by_kind import read_by_kind
from extractors.events.by_role import list_item, opens_list
from extractors.events.days import Said, read_days, settle
from extractors.events.discourse import read
from extractors.events.heads import is_sport
from extractors.events.naming import Named, edition_of
from extractors.events.nominals import main_event
from extractors.events.organisers import read_organisers
from extractors.events.participants import read_participants
from extractors.events.places import Site, read_places, settle_place
from extractors.events.skeleton import Sentence
from extractors.lexicon import words
from extractors.mentions import Mention

Days = tuple[str | None, str | None]  # start and end, ISO 8601

_NO_GAME = words("war exercise operation campaign strike walkout stoppage")
_WHOLES = ("conference", "exhibition", "sports")  # kinds that hold other events within their days
_HOSTS = ("conference", "exhibition")  # kinds that sessions are part of


@dataclass(slots=True)
class Facts:
    """What the text says of one event."""

    days: list[Said] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    organisers: dict[str, None] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    sentences: set[int] = field(default_factory=set)  # the first that names it, and those that say a fact
    said_by: set[int] = field(default_factory=set)  # those that say who organises it
    shared: bool = False  # its organisers were said of "the forum", which may mean the whole as well


def find_events(doc: Doc) -> list[Event]:
    """The named events of a Doc with their facts, in the order of their first mention."""
    events, sentences, discourse = read(doc)
    if not events:
        return []
    main = main_event(discourse)
    if is_sport(text_of(doc)):
        for named in events:
            if named.kind in ("other", "conflict") and not named.heads & _NO_GAME:
                named.kind = "sports"
    facts = _collect(sentences, main)
    for named in events:
        facts.setdefault(id(named), Facts())
    days = {id(named): settle(named, facts[id(named)].days) for named in events}
    parents = {id(named): _host(named, main, events) or _whole(named, main, days) for named in events}
    _share(main, events, parents, facts)
    return [
        _record(named, facts[id(named)], days[id(named)], parents[id(named)], sentences, discourse.editions)
        for named in events
    ]


def _collect(sentences: Sequence[Sentence], main: Named | None) -> dict[int, Facts]:
    """What each sentence says, by the identity of the event."""
    facts: dict[int, Facts] = {}
    lead = main if main is not None and _leads(main, sentences) else None
    person: Mention | None = None  # whom "he" or "she" may mean
    listing: tuple[Named, str] | None = None  # "Speakers include:", with the names in the lines below
    session: Named | None = None  # the session that the sentence before spoke of

    def of(named: Named, number: int) -> Facts:
        found = facts.setdefault(id(named), Facts())
        found.sentences.add(number)
        return found

    for number, sentence in enumerate(sentences):
        for named in sentence.events.values():
            if id(named) not in facts:
                of(named, number)
        for named, said in read_days(sentence, number, main):
            of(named, number).days.append(said)
        for named, site in read_places(sentence, number):
            of(named, number).sites.append(site)
        for named, mention in read_organisers(sentence, main):
            found = of(named, number)
            found.organisers.setdefault(mention.name)
            found.said_by.add(number)
            found.shared |= all(key not in sentence.named for key, event in sentence.events.items() if event is named)
        for named, mention, part in chain(read_participants(sentence, main, person), read_by_kind(sentence, lead)):
            of(named, number).parts.setdefault(mention.name, part)
        if item := list_item(sentence):
            if listing is not None:
                of(listing[0], number).parts.setdefault(item.name, listing[1])
        else:
            listing = opens_list(sentence, session or main)
        person = next((m for k, m in sentence.marks.items() if k[0] == "H"), person)
        session = next((named for named in sentence.events.values() if named.session), None)
    return facts


def _leads(main: Named, sentences: Sequence[Sentence]) -> bool:
    """Whether the main event stands in the first sentence that names anyone: then what is told is told of it."""
    for sentence in sentences:
        if main in sentence.events.values():
            return True
        if sentence.text.count(" ") > 8 and any(key[0] in "HO" for key in sentence.marks):
            return False
    return False


def _host(named: Named, main: Named | None, events: list[Named]) -> Named | None:
    """The event of which a session is a part: the main one, or the last conference or exhibition named before it."""
    if not named.session:
        return None
    if main is not None and main.kind in _HOSTS:
        return main
    start = named.mentions[0].start
    hosts = [e for e in events if not e.session and e.kind in _HOSTS]
    return next((e for e in reversed(hosts) if e.mentions[0].start < start), hosts[0] if hosts else None)


def _whole(named: Named, main: Named | None, days: dict[int, Days]) -> Named | None:
    """The main event, for another that lies within its days: a forum during an expo."""
    if main is None or named is main or main.kind not in _WHOLES or named.kind not in ("conference", "ceremony"):
        return None
    (start, end), (first, last) = days[id(named)], days[id(main)]
    return main if start and end and first and last and first <= start and end <= last and first < last else None


def _share(main: Named | None, events: list[Named], parents: dict[int, Named | None], facts: dict[int, Facts]) -> None:
    """Organisers said of "the forum", which is part of the main event, hold for that where it has none of its own."""
    if main is None or facts[id(main)].organisers:
        return
    for named in events:
        if parents[id(named)] is main and facts[id(named)].shared:
            facts[id(main)].organisers |= facts[id(named)].organisers
            facts[id(main)].sentences |= facts[id(named)].said_by


def _record(
    named: Named,
    facts: Facts,
    days: Days,
    parent: Named | None,
    sentences: Sequence[Sentence],
    editions: dict[int, int],
) -> Event:
    start, end = days
    return Event(
        name=named.name,
        type=named.kind,
        start=start,
        end=end,
        place=settle_place(facts.sites),
        organisers=tuple(facts.organisers),
        participants=tuple(
            Participant(name=name, part=part) for name, part in facts.parts.items() if name not in facts.organisers
        ),
        edition=edition_of(named, editions.get(id(named))),
        parent=parent.name if parent else None,
        evidence=tuple((sentences[n].start, sentences[n].end) for n in sorted(facts.sentences)),
    )
