"""A question pinned to a run has one answer for ever, whatever happens to the store later."""

import press
import pytest
from sqlalchemy import select

from dateline.errors import QueryError
from dateline.query.questions import (
    articles,
    co_mentions,
    corpus_statistics,
    entity,
    events_by_day,
    new_in,
    offices,
    quotes,
    record_of,
    search,
    share_of_voice,
    stories,
    timeline,
)
from dateline.query.watchlists import save_watchlist
from dateline.records import Copy, Entity, Model, Story, jsonable
from dateline.store import schema as t
from dateline.store.accounting import close_now
from dateline.store.knowing import entity_keys, put_entities
from dateline.store.linking import link_copies
from dateline.store.maintenance import check
from dateline.store.meaning import Move, relink
from dateline.store.states import open_state

TEXT = (
    "[PERSON Ann Lee] of [ORG Acme] met [PERSON Bo Ray] in [PLACE Delhi] on [DATE:2025-03-19 March 19]. She said: Fine."
)


def piece(id, extra="", **more):
    return press.piece(
        id,
        TEXT + extra,
        quotes=[("Fine.", "Ann Lee")],
        offices=[("Ann Lee", "director", "Acme")],
        events=[{"name": "Delhi Fair", "start": "2025-03-19", "organisers": ("Acme",)}],
        outlet="Post",
        story="s1",
        **more,
    )


def everything(store, at):
    """The answers of all questions, as plain JSON, without what was asked."""
    answers = jsonable(
        [
            search(store, "", at=at, facets=("outlet", "month", "kind", "person")),
            search(store, "org:acme fine -copy", at=at),
            search(store, 'near:("Ann Lee", "Bo Ray") OR quote:fine', at=at),
            timeline(store, "name:acme", at=at),
            co_mentions(store, "Acme", at=at),
            quotes(store, speaker="Ann Lee", at=at),
            offices(store, "Ann Lee", at=at),
            events_by_day(store, "2025", at=at),
            share_of_voice(store, ["Acme"], at=at),
            stories(store, "", at=at),
            corpus_statistics(store, at=at),
            entity(store, "Acme", at=at),
            search(store, "in:ours", at=at),
            new_in(store, "ours", since=0, at=at),
            [record_of(known) for known in articles(store, "", at=at)],
        ]
    )
    return [{**a, "question": None} if isinstance(a, dict) else a for a in answers]


def test_a_pinned_answer_outlives_later_runs_and_decisions(store):
    """New articles, versions, models, copies, merges and new names leave the answers of a closed state as they were."""
    save_watchlist(store, "ours", "org:acme -copy")
    run = store.start_run("coverage")
    store.put_stories([Story(id="s1", headline="Fair")])
    store.keep([piece("a"), piece("b", " B.")], run.id)
    first = store.end_run(run.id)
    answers = {first: everything(store, first)}
    assert answers[first] == everything(store, run.id)

    run = store.start_run("coverage")
    store.keep([piece("c", " C.", copy_of="a"), press.piece("a", "[ORG Acme] alone now.")], run.id)
    store.keep([piece("b", " B.", model=Model(name="hand", version="2"))], run.id)
    store.put_stories([Story(id="s1", headline="Fair opens", articles=("a", "b", "c"))])
    second = store.end_run(run.id)
    answers[second] = everything(store, second)

    run = store.start_run("decide")
    with store.writing() as connection:
        state = open_state(connection)
        put_entities(connection, [Entity(id="org:Acme", label="ORG", name="Acme Works", aliases=("Acme",))], state)
        keys = entity_keys(connection, ["person:Ann Lee"])
        n = t.names.c
        moved = connection.execute(select(n.version, n.label, n.name).where(n.name == "Bo Ray", n.valid_to.is_(None)))
        relink(connection, [Move(*row, keys["person:Ann Lee"]) for row in moved], state)
        link_copies(connection, [Copy(article="b", original="a", kind="cut", share=0.5)], state)
    third = store.end_run(run.id)
    answers[third] = everything(store, third)
    assert search(store, 'person:"Bo Ray"').total == 0
    assert entity(store, "Acme").name == "Acme Works"

    run = store.start_run("coverage")
    store.keep([press.piece("b", "[PERSON Cy Fox] took over.")], run.id)
    assert {state: everything(store, state) for state in answers} == answers
    assert len({str(answer) for answer in answers.values()}) == 3
    assert check(store) == []


def test_only_what_is_fixed_can_be_pinned(store):
    """A run that goes on, a state to come and an unknown run are refused."""
    run = store.start_run("coverage")
    for at, words in ((run.id, "not ended"), (1, "no closed state"), (0, "no closed state"), ("x", "no run")):
        with pytest.raises(QueryError, match=words):
            search(store, "", at=at)


def test_the_present_can_be_fixed_for_a_citation(store):
    """Where the store has changed since the last run's end, its present is closed as a state; else that one serves."""
    run = store.start_run("coverage")
    store.keep([piece("a")], run.id)
    state = close_now(store)
    assert search(store, "", at=state).total == 1
    assert close_now(store) == state
    store.keep([piece("b", " B.")], run.id)
    assert close_now(store) == state + 1
