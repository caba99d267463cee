"""From the names of articles to entities of the store, incrementally."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from types import MappingProxyType

from sqlalchemy import select

from dateline.records import Article, Entity, Findings, Label
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.text import folded

Name = tuple[str, str]  # label, best name within its article
_KEPT = frozenset((Label.PERSON, Label.ORG, Label.PLACE, Label.EVENT))


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entities of one article: which name means which, and those that are new or have a new alias."""

    entities: Mapping[Name, str] = field(default_factory=lambda: MappingProxyType({}))
    coined: tuple[Entity, ...] = ()


def resolve_batch(store: Store, articles: Sequence[tuple[Article, Findings]]) -> list[Resolved]:
    """The entities of each article; a name that an earlier article of the batch coined is found again."""
    forms = [_forms(findings) for _, findings in articles]
    there = _there(store, {name for names in forms for name in names})
    resolved = []
    for names in forms:
        coined: dict[str, Entity] = {}
        entities: dict[Name, str] = {}
        for (label, name), aliases in names.items():
            key = (label, folded(name))
            entity = there.get(key) or Entity(id=_id(label, name), label=label, name=name)
            new = tuple(sorted(aliases - {entity.name, *entity.aliases}))
            if key not in there or new:
                entity = replace(entity, aliases=(*entity.aliases, *new))
                coined[entity.id] = there[key] = entity
            entities[label, name] = entity.id
        resolved.append(Resolved(entities, tuple(coined.values())))
    return resolved


def _forms(findings: Findings) -> dict[Name, set[str]]:
    """Each thing that an article names, with the forms under which it does."""
    forms: dict[Name, set[str]] = {}
    for span in findings.spans:
        if span.label in _KEPT:
            forms.setdefault((span.label, span.entity or span.text), set()).add(span.text)
    return forms


def _there(store: Store, names: Iterable[Name]) -> dict[Name, Entity]:
    wanted = {folded(name) for _, name in names}
    e, a = t.entities.c, t.aliases.c
    found: dict[Name, Entity] = {}
    with store.reading() as connection:
        statement = select(e.id, e.label, e.name, e.folded, a.alias).join(t.aliases, a.entity == e.key)
        for id, label, name, fold, alias in connection.execute(statement.where(e.folded.in_(sorted(wanted)))):
            entity = found.get((label, fold)) or Entity(id=id, label=label, name=name)
            found[label, fold] = replace(entity, aliases=(*entity.aliases, alias))
    return found


def _id(label: str, name: str) -> str:
    return blake2b(f"{label}\0{folded(name)}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
