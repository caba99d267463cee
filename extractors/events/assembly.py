"""From what all sentences say of each event to one record an event."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain

from spacy.tokens import Doc

from dateline.records import Event, Participant
from extractors.events.by_kind import read_by_kind
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


_NO_GAME = words("war exercise operation campaign strike walkout stoppage")


_WHOLES = ("conference", "exhibition", "sports")
Days = tuple[str | None, str | None]


@dataclass(slots=True)
class Facts:
    """What the text says of one event."""

    days: list[Said] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    organisers: dict[str, None] = field(default_factory=dict)
    shared: bool = False  # its organisers were said of "the forum", which may mean the whole as well
    parts: dict[str, str] = field(default_factory=dict)
    sentences: set[int] = field(default_factory=set)  # the first that names it, and those that say a fact
    said_by: set[int] = field(default_factory=set)  # those that say who organises it


def find_events(doc: Doc) -> list[Event]:
    """The named events of a Doc with their facts, in the order of their first mention."""
    events, sentences, discourse = read(doc)
    if not events:
        return []
    main = main_event(discourse)
    sport = is_sport(doc.text)
    for named in events:
        if sport and named.kind in ("other", "conflict") and not named.heads & _NO_GAME:
            named.kind = "sports"
    lead = main if main is not None and _leads(main, sentences) else None
    facts: dict[int, Facts] = defaultdict(Facts)
    person: Mention | None = None
    for number, sentence in enumerate(sentences):
        if not sentence.text:
            continue
        for named in sentence.events.values():
            facts[id(named)].sentences = facts[id(named)].sentences or {number}
        for named, said in read_days(sentence, number, main):
            facts[id(named)].days.append(said)
            facts[id(named)].sentences.add(number)
        for named, site in read_places(sentence, number):
            facts[id(named)].sites.append(site)
            facts[id(named)].sentences.add(number)
        for named, mention in read_organisers(sentence, main):
            facts[id(named)].organisers.setdefault(mention.name)
            facts[id(named)].said_by.add(number)
            facts[id(named)].shared |= all(
                key not in sentence.named for key, e in sentence.events.items() if e is named
            )
            facts[id(named)].sentences.add(number)
        parts = chain(read_participants(sentence, main, person), read_by_kind(sentence, lead))
        for named, mention, part in parts:
            facts[id(named)].parts.setdefault(mention.name, part)
            facts[id(named)].sentences.add(number)
        person = next((m for k, m in sentence.marks.items() if k[0] == "H"), person)
    days = {id(named): settle(named, facts[id(named)].days) for named in events}
    parents = {id(named): _parent(named, main, events) or _whole(named, main, days) for named in events}
    _share(main, events, parents, facts)
    return [
        _record(named, facts[id(named)], days[id(named)], parents[id(named)], sentences, discourse.editions)
        for named in events
    ]


def _leads(main: Named, sentences: list[Sentence]) -> bool:
    """Whether the main event stands in the first sentence that names anyone: then what is told is told of it."""
    for sentence in sentences:
        if main in sentence.events.values():
            return True
        if sentence.text.count(" ") > 8 and any(key[0] in "HO" for key in sentence.marks):
            return False
    return False


def _parent(named: Named, main: Named | None, events: list[Named]) -> Named | None:
    """The event of which a session is a part: the main one, or the last conference or exhibition named before it."""
    if not named.session:
        return None
    if main is not None and main.kind in ("conference", "exhibition"):
        return main
    start = named.mentions[0].start
    hosts = [e for e in events if not e.session and e.kind in ("conference", "exhibition")]
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
    named: Named, facts: Facts, days: Days, parent: Named | None, sentences: list[Sentence], editions: dict[int, int]
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
