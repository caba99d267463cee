"""The application: routes, errors, who may ask, and how often."""

from collections.abc import Sequence

from fastapi import Depends, FastAPI

from dateline import __version__
from dateline.api.errors import ERRORS, install
from dateline.api.guests import Guests
from dateline.api.routes import articles, decisions, knowledge, operation, watchlists
from dateline.store import Store

DESCRIPTION = """
Press texts as a knowledge store in which every fact opens its sentence.

Queries are those of `dateline search`: words, "phrases", AND OR NOT, `person:`, `org:`, `place:`, `event:`,
`published:2026-05`, `when:2026-06-01/2026-06-30`, `near:("A","B")`, `quote:"..."`, `-copy` and more.
`in:NAME` asks for a watchlist. All counts exist twice: pieces published, and those that are independent of others.
`at` pins a question to a run or state of the store: the same question there has the same answer for ever.
"""


def create_app(store: Store, *, tokens: Sequence[str] = (), rate: int = 600, timezone: str = "UTC") -> FastAPI:
    """The application over an open store.

    `tokens`: who may ask (empty: everyone); `rate`: requests a minute each; `timezone`: of the morning page's day.
    """
    app = FastAPI(
        title="Dateline",
        version=__version__,
        description=DESCRIPTION,
        dependencies=[Depends(Guests(tokens, rate))],
        responses=ERRORS,
    )
    app.state.store = store
    app.state.timezone = timezone
    install(app)
    for room in (articles, knowledge, operation, watchlists, decisions):
        app.include_router(room.router)
    return app
