"""The tables of the knowledge store, the same on SQLite and PostgreSQL; TABLES.md explains them to researchers.

Keys. Articles, entities and stories have an `id` (text, stable, what everyone outside sees) and a
`key` (a number, used for joins). Facts belong to a *version* of an article: `version` is versions.key,
and offsets are characters of that version's text, ends exclusive.

Time. Every change is stamped with the number of a *state* of the store: `valid_from` is the first
state in which a row holds, `valid_to` the first in which it no longer does (NULL: it holds now).
A run that ends closes the state that is open; a question pinned to a closed state always gets the
same answer (`dateline.store.states`).

Names. `names` says which entity a name means within one version: the one place that resolving,
merging and splitting change. `article_entity` counts the same by entity, for speed.
"""

from sqlalchemy import Table

from dateline.store.schema.base import metadata
from dateline.store.schema.company import (
    copies,
    copy_bands,
    copy_looked,
    stories,
    story_articles,
    story_history,
    story_profiles,
    story_terms,
    story_words,
)
from dateline.store.schema.entities import aliases, entities, entity_blocks, entity_evidence, entity_history
from dateline.store.schema.facts import (
    affiliations,
    article_entity,
    dates,
    event_roles,
    events,
    happenings,
    mentions,
    names,
    quotes,
    version_entities,
)
from dateline.store.schema.opinions import (
    decisions,
    undecided_facts,
    undecided_names,
    undecided_stories,
    watchlists,
)
from dateline.store.schema.texts import (
    articles,
    facet_sets,
    held_back,
    recognised,
    take_headlines,
    take_ids,
    texts,
    versions,
)
from dateline.store.schema.work import captures, items, models, outcomes, runs, source_failures, sources, states

__all__ = [
    "FACTS",
    "affiliations",
    "aliases",
    "article_entity",
    "articles",
    "captures",
    "copies",
    "copy_bands",
    "copy_looked",
    "dates",
    "decisions",
    "entities",
    "entity_blocks",
    "entity_evidence",
    "entity_history",
    "event_roles",
    "events",
    "facet_sets",
    "happenings",
    "held_back",
    "items",
    "mentions",
    "metadata",
    "models",
    "names",
    "outcomes",
    "quotes",
    "recognised",
    "runs",
    "source_failures",
    "sources",
    "states",
    "stories",
    "story_articles",
    "story_history",
    "story_profiles",
    "story_terms",
    "story_words",
    "take_headlines",
    "take_ids",
    "texts",
    "undecided_facts",
    "undecided_names",
    "undecided_stories",
    "version_entities",
    "versions",
    "watchlists",
]

# The tables that hold what was found in one version, with validity of their own.
FACTS: tuple[Table, ...] = (mentions, names, article_entity, dates, events, affiliations, quotes, happenings)
