"""From the names of articles to entities of the store, incrementally.

1 gather    what each article names, with all that it says of it     things
2 look up   entities that bear such names, through blocks            finding, pool
3 weigh     names, then evidence for and against                     weighing
4 decide    one that is clearly likeliest; else it stays apart       here
5 learn     names, evidence and blocks, for the articles to come     here

Nothing is written: the store takes what was coined and learned together with the article, so that a
kill in between loses nothing and counts nothing twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType

from dateline.entities import events, organisations, people, places
from dateline.entities.finding import entered, looked_up
from dateline.entities.gazetteer import Known
from dateline.entities.naming import best_name
from dateline.entities.pool import Pool
from dateline.entities.things import Context, Name, Thing, things_of
from dateline.entities.weighing import SAME, by_names, weigh
from dateline.records import Article, Entity, Findings
from dateline.store import Store
from dateline.store.blocks import Candidate, Learned, candidates, known_ids, meant_before, tell_all
from dateline.store.decisions import renamed

_CLEARLY = 0.75  # by how many points the likeliest must be ahead
_APART_IN_TEXT = 0.5  # points against two things of one text being one: it would have said so
_AS_BEFORE = 2.0  # points for what the article was found to mean before


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entities of one article: which name means which, those that are new or changed, and what is learned."""

    entities: Mapping[Name, str] = field(default_factory=lambda: MappingProxyType({}))
    coined: tuple[Entity, ...] = ()
    learned: tuple[Learned, ...] = ()


def resolve_batch(store: Store, articles: Sequence[tuple[Article, Findings]]) -> list[Resolved]:
    """The entities of each article; what its earlier articles coin is known to the later ones of the batch."""
    gathered = [(article, *things_of(article, findings)) for article, findings in articles]
    blocks = {block for _, things, context in gathered for thing in things for block in _blocks(thing, context)}
    ids = {id for article, things, context in gathered for thing in things for id in _ids(thing, context, article)}
    with store.reading() as connection:
        found, known = candidates(connection, blocks)
        pool = Pool(
            found,
            known,
            known_ids(connection, ids) | set(known),
            renamed(connection, sorted(known)),
            meant_before(connection, [article.id for article, _, _ in gathered]),
        )
        tell_all(connection, _likely(pool, ((thing, context) for _, things, context in gathered for thing in things)))
    return [_Article(pool, article, context).resolve(things) for article, things, context in gathered]


def _likely(pool: Pool, things: Iterable[tuple[Thing, Context]]) -> list[Candidate]:
    """The candidates whose names fit one of the things; those of the gazetteer are sure by their id."""
    found: dict[str, Candidate] = {}
    for thing, context in things:
        for known in pool.candidates(_blocks(thing, context)):
            if known.id not in found and by_names(thing, known, context) is not None:
                found[known.id] = known
    return list(found.values())


def _blocks(thing: Thing, context: Context) -> set[str]:
    place = _in_gazetteer(thing, context)
    return {f"g:{place.id}"} if place else looked_up(thing, context)


def _in_gazetteer(thing: Thing, context: Context) -> Known | None:
    return context.located.best(thing.name) if thing.label == "PLACE" else None


def _normal(thing: Thing, context: Context) -> str:
    """The name of which an entity's id is made."""
    if thing.label == "PERSON":
        return people.person_name(thing.name).normal
    if thing.label == "ORG":
        name = organisations.organisation_name(thing.name)
        at = f" @{context.country.lower()}" if name.generic and not name.country and context.country else ""
        return name.normal + at
    if thing.label == "EVENT":
        event = events.event_name(thing.name)
        year = min(thing.evidence.get("year", ()), default="")
        return event.normal if event.year or event.ordinal or event.once or not year else f"{event.normal} {year}"
    words = places.place_words(thing.name)
    return " ".join(words) + (f" @{context.country}" if context.country and not places.natural(words) else "")


def _ids(thing: Thing, context: Context, article: Article) -> list[str]:
    """The ids that a new entity may get, in this order: by its name, by what is said of it, by its article."""
    normal = _normal(thing, context)
    said = [
        f"{kind}={min(thing.evidence[kind])}"
        for kind in ("organisation", "country", "field", "about")
        if kind in thing.evidence
    ]
    return [_digest(thing.label, normal, by) for by in ("", "|".join(said), article.id)]


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class _Article:
    """The names of one article, decided one after the other, the fullest first."""

    def __init__(self, pool: Pool, article: Article, context: Context) -> None:
        self.pool, self.article, self.context = pool, article, context
        self.meant: dict[Name, str] = {}
        self.coined: dict[str, Entity] = {}
        self.learned: list[Learned] = []
        self.roots: dict[str, str] = {}  # root -> label, of what the article names already

    def resolve(self, things: Sequence[Thing]) -> Resolved:
        """What all names of the article mean."""
        for thing in things:
            place = _in_gazetteer(thing, self.context)
            found = self._located(place) if place else self._known(thing) or self._coin(thing)
            self.meant[thing.label, thing.name] = found.id
            self.roots[found.root] = thing.label
            self._learn(thing, found, place)
        return Resolved(self.meant, tuple(self.coined.values()), tuple(self.learned))

    def _located(self, place: Known) -> Candidate:
        id = _digest("PLACE", place.id)
        if id not in self.pool.known:
            made = Candidate(id, "PLACE", place.name, id, place.country, place.latitude, place.longitude)
            self.pool.add(made)
        return self.pool.known[id]

    def _known(self, thing: Thing) -> Candidate | None:
        """The entity that the thing clearly is; None: there is none, or no telling which."""
        before = self.pool.before.get((self.article.id, thing.label, thing.name))
        best: dict[str, tuple[float, Candidate]] = {}
        for known in self.pool.candidates(looked_up(thing, self.context)):
            weighed = weigh(thing, known, self.context)
            if weighed is None:
                continue
            points = sum(weighed)
            if known.id == before:
                points += _AS_BEFORE
            elif self.roots.get(known.root) == thing.label:
                # What this text says of the one it says of the other too: only the names tell.
                points = weighed[0] - _APART_IN_TEXT
            if known.root not in best or points > best[known.root][0]:
                best[known.root] = (points, known)
        ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].id))
        if not ranked or ranked[0][0] < SAME:
            return None
        if len(ranked) > 1 and ranked[1][0] >= SAME and ranked[0][0] - ranked[1][0] < _CLEARLY:
            return None
        return ranked[0][1]

    def _coin(self, thing: Thing) -> Candidate:
        ids = _ids(thing, self.context, self.article)
        own = ids[-1]
        id = own if own in self.pool.taken else next((id for id in ids if id not in self.pool.taken), own)
        if id not in self.pool.known:
            name = best_name(thing.label, thing.forms)
            country = self._country(thing)
            self.pool.add(Candidate(id, thing.label, name, id, country))
        return self.pool.known[id]

    def _country(self, thing: Thing) -> str | None:
        if thing.label == "PLACE":
            return None if places.natural(places.place_words(thing.name)) else self.context.country
        own = thing.evidence.get("country", set())
        if thing.label == "ORG" and not own and organisations.organisation_name(thing.name).generic:
            return self.context.country
        return next(iter(own)) if len(own) == 1 else None

    def _learn(self, thing: Thing, found: Candidate, place: Known | None) -> None:
        """What the article teaches about the entity; its name may become another."""
        forms = {form: n for form, n in thing.forms.items() if n} or {thing.name: 1}
        evidence = {"name": {form: forms[form] for form in self.pool.worth_learning(found.id, "name", forms)}}
        if place is None:
            said = dict(thing.evidence)
            if thing.label == "EVENT" and self.context.year:
                said["written"] = {str(self.context.year)}
            if thing.label == "ORG" and self.context.country and organisations.organisation_name(thing.name).generic:
                said["at"] = {(organisations.organisation_name(thing.name).country or self.context.country).lower()}
            for kind, values in said.items():
                if kept := self.pool.worth_learning(found.id, kind, values):
                    evidence[kind] = dict.fromkeys(kept, 1)
        there = found.evidence
        news = [form for form in forms if form not in there.get("name", {})]
        beside = any(set(evidence.get(kind, ())) - set(there.get(kind, ())) for kind in ("organisation", "with", "in"))
        blocks: set[str] = set()
        if place:
            blocks = {f"g:{place.id}"} if not there else set()
        elif news or (beside and thing.label == "PERSON"):
            blocks = entered(thing.label, news or list(forms), evidence)
        learned = Learned(found.id, frozenset(blocks), evidence)
        new = not there
        self.pool.learn(learned)
        self.learned.append(learned)
        name = found.name
        if found.id not in self.pool.renamed and place is None:
            name = best_name(thing.label, self.pool.known[found.id].evidence["name"], found.name)
        if new or news or name != found.name:
            changed = self.pool.change(found.id, name=name)
            self.coined[found.id] = Entity(
                id=found.id,
                label=found.label,
                name=name,
                aliases=tuple(sorted({*news, *(self.coined[found.id].aliases if found.id in self.coined else ())})),
                country=changed.country,
                latitude=changed.latitude,
                longitude=changed.longitude,
            )
