"""From the tree of a query to a condition on versions of articles, for both engines.

A condition is written against a *driver*: the table whose rows are walked. That is `versions`, or
`article_entity` where the query asks for one entity among other things: its primary key is (entity,
day, version), so that the newest articles with a name in a span of time are read off its end.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, func, literal_column, not_, or_, select, true

from dateline.errors import QueryError, shown
from dateline.query import naming, text_search
from dateline.query.ast import All, And, Days, Named, Near, NoCopy, Node, Not, Or, Quoted, Where, Words, depth
from dateline.query.parsing import parse, require_shallow
from dateline.query.scope import Scope
from dateline.query.watchlists import MOST, called
from dateline.store import schema as t
from dateline.store.facts import SPEAKERS
from dateline.store.watchlists import all_watchlists

# Articles of an entity up to which words are looked up in each rather than everywhere.
FEW = {"sqlite": 3_000, "postgresql": 300}
WIDEST = timedelta(days=31)  # `when:` passes over vaguer dates ("in 2025"), unless the question is as wide

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Driver:
    """The table whose rows are walked, with its columns for the version and the day."""

    table: FromClause
    version: Any
    day: Any

    def among(self, versions: Select[Any]) -> Condition:
        """The version is one of these."""
        condition: Condition = self.version.in_(versions)
        return condition

    def of_version(self, condition: Callable[[Any], Condition]) -> Condition:
        """A condition on the columns of versions."""
        if self.table is t.versions:
            return condition(t.versions.c)
        return select(literal_column("1")).where(t.versions.c.key == self.version, condition(t.versions.c)).exists()


@dataclass(slots=True)
class Compiled:
    """Which versions a query finds: `FROM driver.table WHERE condition`; and what the asker should know."""

    driver: Driver
    condition: Condition
    notes: list[str] = field(default_factory=list)
    words: tuple[Node, ...] = ()  # for relevance and excerpts
    entities: tuple[int, ...] = ()  # that the query asks for
    named: Condition | None = None  # what the one name alone finds, where texts may be looked into one by one:
    looked_into: Callable[[Driver], Condition] | None = None  # then this is the rest of the query, for such rows

    def hits(self, *columns: Any) -> Select[Any]:
        """The versions found, one row each: version, day, and more columns of the driver."""
        driver = self.driver
        return select(driver.version.label("version"), driver.day.label("day"), *columns).where(self.condition)


def compile_query(scope: Scope, node: Node, *, today: date | None = None) -> Compiled:
    """What a query finds in this scope; `today`: from which the relative periods of watchlists count (UTC).

    Raises QueryError (an unknown watchlist).
    """
    return _Compiling(scope, today).compile(node)


class _Compiling:
    def __init__(self, scope: Scope, today: date | None) -> None:
        self.scope = scope
        self.today = today
        self.notes: list[str] = []
        self.entities: list[int] = []
        self.words: list[Node] = []
        self.watchlists: list[str] = []  # within which we are
        self.expanded = 0
        self.depth = 0
        self.few = False
        self.found: dict[tuple[str, tuple[str, ...]], list[naming.Bearer]] = {}

    def compile(self, node: Node) -> Compiled:
        self.depth = depth(node)
        parts = list(node.parts) if isinstance(node, And) else [node]
        named = [part for part in parts if isinstance(part, Named)]
        meant = {id(part): self._keys(part) for part in named}
        single = next((part for part in named if len(meant[id(part)]) == 1), None)
        if single is None:
            driver = Driver(t.versions, t.versions.c.key, t.versions.c.day)
            base = [self.scope.holds(t.versions)]
        else:
            table = t.article_entity
            driver = Driver(table, table.c.version, table.c.day)
            base = [table.c.entity == meant[id(single)][0], self.scope.holds(table)]
            parts.remove(single)
            self.few = any(map(_has_words, parts)) and self._are_few(base)
        base.append(self.scope.shown(driver.version))
        condition = and_(*base, self._all(parts, driver))
        compiled = Compiled(driver, condition, self.notes, tuple(self.words), tuple(self.entities))
        if single is not None and self.scope.on_postgresql and not self.few and any(map(_has_words, parts)):
            compiled.named, compiled.looked_into = and_(*base), self._looking_into(parts)
        return compiled

    def _are_few(self, base: Sequence[Condition]) -> bool:
        most = FEW["postgresql" if self.scope.on_postgresql else "sqlite"]
        some = select(literal_column("1")).select_from(t.article_entity).where(*base).limit(most + 1).subquery()
        return int(self.scope.connection.execute(select(func.count()).select_from(some)).scalar_one()) <= most

    def _looking_into(self, parts: Sequence[Node]) -> Callable[[Driver], Condition]:
        again = _Compiling(self.scope, self.today)
        again.found, again.depth, again.few = self.found, self.depth, True
        return lambda driver: again._all(parts, driver)

    def _bearers(self, name: str, labels: Sequence[str] = ()) -> list[naming.Bearer]:
        asked = name, tuple(labels)
        if asked not in self.found:
            self.found[asked] = naming.bearers(self.scope, name, labels)
        return self.found[asked]

    def _condition(self, node: Node, driver: Driver) -> Condition:
        match node:
            case All():
                return true()
            case And(parts):
                return self._all(parts, driver)
            case Or(parts):
                texts = [part for part in parts if isinstance(part, Words)]
                others = [self._condition(part, driver) for part in parts if not isinstance(part, Words)]
                return or_(*others, *([self._text(texts, "OR", driver)] if texts else ()))
            case Not(part):
                before = len(self.words), len(self.entities)
                # What is unknown (an article without an agency) is not true either.
                condition = self._condition(part, driver).is_not(true())
                del self.words[before[0] :], self.entities[before[1] :]  # nothing to show of what must be absent
                return condition
            case Words():
                return self._text([node], "AND", driver)
            case Named():
                return self._named(self._keys(node), driver)
            case Days("published"):
                within: Condition = driver.day.between(node.first, node.last)
                return within
            case Days():
                return self._speaks_of(node, driver)
            case Near():
                return self._near(node, driver)
            case Quoted():
                return self._quoted(node, driver)
            case NoCopy():
                return not_(self._copied(driver, ()))
            case Where():
                return self._where(node, driver)

    def _all(self, parts: Sequence[Node], driver: Driver) -> Condition:
        texts = [part for part in parts if isinstance(part, Words)]
        others = [self._condition(part, driver) for part in parts if not isinstance(part, Words)]
        return and_(true(), *others, *([self._text(texts, "AND", driver)] if texts else ()))

    def _text(self, words: Sequence[Words], between: str, driver: Driver) -> Condition:
        self.words += words
        return text_search.matches(self.scope, words, between, driver.version, each=self.few)

    def _keys(self, node: Named) -> list[int]:
        keys: dict[int, None] = {}
        for name in node.names:
            found = self._bearers(name, node.labels)
            keys |= dict.fromkeys(bearer.key for bearer in found)
            if not found:
                self._unknown(name, node.labels)
        self.entities += keys
        return list(keys)

    def _unknown(self, name: str, labels: Sequence[str]) -> None:
        kind = {"PERSON": "person", "ORG": "organisation", "PLACE": "place", "EVENT": "event"}
        near = naming.similar(self.scope, name, labels)
        hint = f" Similar: {', '.join(near)}." if near else ""
        self.notes.append(
            f"There is no {kind.get(labels[0] if labels else '', 'name')} {shown(name)} in the store.{hint}"
        )

    def _named(self, keys: Sequence[int], driver: Driver) -> Condition:
        ae = t.article_entity.alias()
        return driver.among(select(ae.c.version).where(ae.c.entity.in_(keys), self.scope.holds(ae)))

    def _speaks_of(self, node: Days, driver: Driver) -> Condition:
        d = t.dates
        longest = max(WIDEST, node.last - node.first)
        earliest = node.first - longest if node.first.toordinal() > longest.days else node.first.min
        days = (
            (d.c.last - d.c.first <= longest.days)
            if self.scope.on_postgresql
            else (func.julianday(d.c.last) - func.julianday(d.c.first) <= longest.days)
        )
        overlap = and_(d.c.first.between(earliest, node.last), d.c.last >= node.first, days)
        return driver.among(select(d.c.version).where(overlap, self.scope.holds(d)))

    def _near(self, node: Near, driver: Driver) -> Condition:
        sides = []
        for name in (node.first, node.second):
            found = self._bearers(name)
            if not found:
                self._unknown(name, ())
            self.entities += [bearer.key for bearer in found]
            names, mentions = t.names.alias(), t.mentions.alias()
            same = (
                (mentions.c.version == names.c.version)
                & (mentions.c.label == names.c.label)
                & (mentions.c.name == names.c.name)
            )
            holds = and_(
                names.c.entity.in_([bearer.key for bearer in found]),
                self.scope.holds(names),
                self.scope.holds(mentions),
            )
            sides.append((names, mentions, same, holds))
        (names_a, a, same_a, holds_a), (names_b, b, same_b, holds_b) = sides
        one_sentence = (
            (a.c.version == b.c.version) & (a.c.sentence_start == b.c.sentence_start) & (a.c.start != b.c.start)
        )
        joined = names_a.join(a, same_a).join(names_b, names_b.c.version == names_a.c.version)
        joined = joined.join(b, same_b & one_sentence)
        return driver.among(select(a.c.version).select_from(joined).where(holds_a, holds_b))

    def _quoted(self, node: Quoted, driver: Driver) -> Condition:
        q = t.quotes
        conditions = [self.scope.holds(q)]
        if node.words:
            conditions.append(text_search.quote_matches(self.scope, node.words, q.c.key))
        statement = select(q.c.version)
        if node.speakers:
            keys = [b.key for name in node.speakers for b in self._speakers(name)]
            self.entities += keys
            n, ae = t.names, t.article_entity.alias()
            spoke = select(ae.c.version).where(ae.c.entity.in_(keys), ae.c.quotes > 0, self.scope.holds(ae))
            conditions.append(q.c.version.in_(spoke))
            statement = statement.join(
                n, (n.c.version == q.c.version) & (n.c.name == q.c.speaker) & n.c.label.in_(SPEAKERS)
            )
            conditions += [n.c.entity.in_(keys), self.scope.holds(n)]
        return driver.among(statement.where(*conditions))

    def _speakers(self, name: str) -> list[naming.Bearer]:
        found = self._bearers(name, SPEAKERS)
        if not found:
            self._unknown(name, SPEAKERS)
        return found

    def _copied(self, driver: Driver, kinds: Sequence[str]) -> Condition:
        c = t.copies
        which = c.c.kind.in_(kinds) if kinds else c.c.kind != "form"
        return driver.of_version(
            lambda v: select(literal_column("1")).where(c.c.article == v.article, which, self.scope.holds(c)).exists()
        )

    def _where(self, node: Where, driver: Driver) -> Condition:
        match node.field:
            case "outlet" | "agency" | "source" | "lang":
                column = "language" if node.field == "lang" else node.field
                return self._spelled(node, column, driver)
            case "kind":
                return or_(*(self._kind(value, driver) for value in node.values))
            case "label":
                m = t.mentions
                return driver.among(select(m.c.version).where(m.c.label.in_(node.values), self.scope.holds(m)))
            case "office":
                a = t.affiliations
                title = naming.like_any(a.c.title, node.values)
                return driver.among(select(a.c.version).where(title, self.scope.holds(a)))
            case "story":
                s, sa = t.stories, t.story_articles
                told = (
                    select(sa.c.article)
                    .join(s, s.c.key == sa.c.story)
                    .where(s.c.id.in_(node.values), self.scope.holds(sa))
                )
                return driver.of_version(lambda v: v.article.in_(told))
            case _:
                return or_(*(self._watched(name, node.position, driver) for name in node.values))

    def _spelled(self, node: Where, column: str, driver: Driver) -> Condition:
        known = [value for asked in node.values for value in naming.spelled(self.scope, column, asked)]
        if not known:
            from rapidfuzz.process import extract

            near = [
                n
                for n, _, _ in extract(node.values[0], naming.vocabulary(self.scope, column), limit=3, score_cutoff=60)
            ]
            hint = f" Similar: {', '.join(near)}." if near else ""
            self.notes.append(f"No article has the {node.field} {shown(node.values[0])}.{hint}")
        return driver.of_version(lambda v: v[column].in_(known))

    def _kind(self, value: str, driver: Driver) -> Condition:
        c = t.copies
        if value in ("original", "copy"):
            copied = self._copied(driver, ())
            return copied if value == "copy" else not_(copied)
        if value in ("release", "agency", "outlet"):
            origin = "press release" if value == "release" else value
            came = select(c.c.article).where(c.c.origin == origin, self.scope.holds(c))
            return driver.of_version(lambda v: v.article.in_(came))
        return self._copied(driver, (value,))

    def _watched(self, name: str, position: int, driver: Driver) -> Condition:
        place = None if self.watchlists else position  # within a watchlist it is no place of what was asked
        found = called(all_watchlists(self.scope.connection), name, position=place)
        self.expanded += 1
        try:
            if found.name in self.watchlists:
                raise QueryError("it asks for itself.", remedy="Change its query.")
            if self.expanded > MOST:
                raise QueryError(
                    f"more than {MOST} are part of the query.", remedy="Write out some of their queries instead."
                )
            node = parse(found.query, today=self.today)
            require_shallow(self.depth + depth(node))
        except QueryError as error:
            what = f"The watchlist {found.name!r} cannot be asked: {error.what}"
            raise QueryError(what, remedy=error.remedy, position=place) from None
        self.watchlists.append(found.name)
        self.depth += depth(node)
        try:
            return self._condition(node, driver)
        finally:
            self.watchlists.pop()
            self.depth -= depth(node)


def _has_words(node: Node) -> bool:
    match node:
        case Words():
            return True
        case And(parts) | Or(parts):
            return any(map(_has_words, parts))
        case Not(part):
            return _has_words(part)
    return False
