"""The questions ready made, one module each: a function from a store to an Answer of plain frozen records.

Every question takes `at` (None: the present; the number of a state or the id of a run: the answer
that it had then), and pages by `limit` and `after` (the `next` of the answer before).
"""

from dateline.query.questions.articles import article, articles, record_of, versions
from dateline.query.questions.co_mentions import CoMention, co_mentions
from dateline.query.questions.corpus_statistics import Statistics, corpus_statistics
from dateline.query.questions.entity import EntityCard, entity
from dateline.query.questions.events_by_day import EventOnDay, events_by_day
from dateline.query.questions.offices import Office, offices
from dateline.query.questions.quotes import QuoteFound, quotes
from dateline.query.questions.runs import OutcomeFound, RunFound, outcomes, reasons, runs
from dateline.query.questions.search import Hit, search
from dateline.query.questions.share_of_voice import Share, share_of_voice
from dateline.query.questions.source_health import SourceHealth, source_health
from dateline.query.questions.stories import StoryFound, stories
from dateline.query.questions.timeline import Bucket, timeline
from dateline.query.questions.watchlists import WatchlistFound, new_in, watchlist, watchlists

__all__ = [
    "Bucket",
    "CoMention",
    "EntityCard",
    "EventOnDay",
    "Hit",
    "Office",
    "OutcomeFound",
    "QuoteFound",
    "RunFound",
    "Share",
    "SourceHealth",
    "Statistics",
    "StoryFound",
    "WatchlistFound",
    "article",
    "articles",
    "co_mentions",
    "corpus_statistics",
    "entity",
    "events_by_day",
    "new_in",
    "offices",
    "outcomes",
    "quotes",
    "reasons",
    "record_of",
    "runs",
    "search",
    "share_of_voice",
    "source_health",
    "stories",
    "timeline",
    "versions",
    "watchlist",
    "watchlists",
]
