"""What is counted the quick way is what is there: facets by sets, names that stand together, pages text by text."""

import press
import pytest
from sqlalchemy import select

from dateline.query import compiling, paging
from dateline.query.facets import FACETS
from dateline.query.questions import co_mentions, search
from dateline.records import Copy, Model, jsonable
from dateline.store import open_store
from dateline.store import schema as t
from dateline.store.knowing import entity_keys
from dateline.store.linking import link_copies
from dateline.store.maintenance import check
from dateline.store.meaning import Move, relink
from dateline.store.migrating import migrate
from dateline.store.packed import entities_packed, entities_unpacked
from dateline.store.states import open_state
from dateline.store.synthetic import Coverage, fill, fill_together

OUTLETS = (None, "Post", "Herald")
TEXT = "[PERSON Ann Lee] of [ORG Acme] met [PERSON Bo Ray]{} in [PLACE Delhi]. She said: Fine."


def kept(store):
    """Articles of several outlets, sections, days and kinds, in a closed state."""
    run = store.start_run("test")
    pieces = [
        press.piece(
            f"a{number}",
            TEXT.format(f" and [PERSON Cy Fox {number % 5}]") + f" Number {number}.",
            outlet=OUTLETS[number % 3],
            section="" if number % 7 == 0 else "Sport",
            published=None if number == 5 else f"2025-0{1 + number % 4}-1{number % 9}",
            copy_of=f"a{number - 3}" if number % 4 == 3 else None,
            copy_kind=("verbatim", "form", "cut")[number % 3],
        )
        for number in range(24)
    ]
    store.keep(pieces, run.id)
    return run


def changed(store):
    """New versions, another model, other copies, other meanings."""
    run = store.start_run("test")
    store.keep([press.piece("a1", "[ORG Acme] alone."), press.piece("a7", "Nobody is named here.")], run.id)
    store.keep([press.piece("a2", TEXT.format("") + " Number 2.", model=Model(name="hand", version="2"))], run.id)
    store.keep([press.piece("x", "[ORG Acme] and [PLACE Delhi].", copy_of="nobody knows it")], run.id)
    with store.writing() as connection:
        state = open_state(connection)
        copies = [Copy(article=id, original="a0", kind=kind, share=0.5) for id, kind in (("a4", "cut"), ("a3", "form"))]
        link_copies(connection, copies, state, anew=["a11"])
        keys = entity_keys(connection, ["person:Ann Lee"])
        n = t.names.c
        moved = connection.execute(
            select(n.version, n.label, n.name).where(n.name.in_(("Bo Ray", "Cy Fox 2")), n.valid_to.is_(None))
        )
        relink(connection, [Move(*row, keys["person:Ann Lee"]) for row in moved], state)
    return run


def answers(store, at):
    shown = [search(store, q, facets=FACETS, at=at) for q in ("org:acme", 'person:"Ann Lee" fine', "place:delhi -copy")]
    shown += [co_mentions(store, name, at=at, limit=50) for name in ("Acme", "Ann Lee", "Delhi")]
    shown += [co_mentions(store, "Acme", at=at, labels=("PERSON",), published="2025-02", limit=2)]
    return [answer | {"question": None, "state": None, "next": None} for answer in jsonable(shown)]


def test_the_quick_way_counts_what_the_slow_one_counts(store):
    """The present, counted by sets and packed names, is what its closed state says when counted row by row."""
    for change in (kept, changed):
        run = change(store)
        state = store.end_run(run.id)
        assert answers(store, None) == answers(store, state)
        assert check(store) == []


def test_made_up_coverage_is_counted_alike(store):
    """The same for as many names as made-up coverage has, with words and without."""
    fill(store, 120, batch=40)
    state = store.end_run(store.start_run("test").id)
    names = [f'name:"#{entity.id}"' for entity in Coverage(120).entities[:12]]
    for name in names:
        now, then = (search(store, name, facets=FACETS, at=at) for at in (None, state))
        assert (now.facets, now.total, now.independent) == (then.facets, then.total, then.independent)
        assert sum(facet.pieces for facet in now.facets["kind"]) == now.total
        if now.total:
            near, far = (co_mentions(store, name[6:-1], at=at) for at in (None, state))
            assert (near.items, near.total) == (far.items, far.total)


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_are_the_same_text_by_text(store, monkeypatch, order):
    """However words are looked up, in all texts or in each that bears the name, the pages are the same."""
    kept(store)
    ways = []
    for few, many, walked in ((0, 10_000, 1), (0, 0, 400), (0, 0, 3), (1_000, 0, 400)):
        monkeypatch.setattr(compiling, "FEW", dict.fromkeys(compiling.FEW, few))
        monkeypatch.setattr(paging, "MANY", many)
        monkeypatch.setattr(paging, "WALKED", walked)
        for query in ("org:acme fine", 'org:acme met -"number 9"', "org:acme (fox OR nonesuch) published:2025-02"):
            seen, after = [], None
            while True:
                page = search(store, query, order=order, limit=4, after=after)
                seen += [hit.id for hit in page.items]
                after = page.next
                if after is None:
                    break
            assert len(seen) == page.total > 0
            ways.append((query, tuple(seen)))
    assert len(set(ways)) == 3


def test_names_in_one_value_come_out_as_they_went_in():
    """Packed in any order, keys come out ascending; values that are joined are read as one."""
    assert entities_packed([]) == b""
    keys = [7, 1, 2**32 - 1, 256]
    assert list(entities_unpacked(entities_packed(keys) + entities_packed([5]))) == [1, 7, 256, 2**32 - 1, 5]


def test_an_older_store_counts_the_same_after_it_was_brought_up(store_url):
    """What the migration works out of the rows that there are is what keeping would have written."""
    with open_store(store_url) as store:
        kept(store)
        store.end_run(changed(store).id)
        before = answers(store, None)
        for steps in ("0007", "head"):
            with store.writer.connect() as connection, connection.begin():
                migrate(connection, steps)
        assert answers(store, None) == before
        assert check(store) == []
        run = store.start_run("test")
        store.keep([press.piece("new", TEXT.format(""), outlet="Gazette")], run.id)
        assert check(store) == []


def test_several_writers_fill_a_store(store_url):
    """Made-up coverage is divided among processes: every article once, nothing half."""
    fill_together(store_url, 60, seed=7, batch=10, writers=2)
    with open_store(store_url) as store:
        assert search(store, "").total == 60
        assert check(store) == []
