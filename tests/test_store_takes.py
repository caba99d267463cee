"""Where takes are looked for in the store, on both engines: ids, headlines, addresses, copies of one sender."""

from dataclasses import replace
from datetime import date, timedelta

import press

from dateline.store import Store
from dateline.store.maintenance import check
from dateline.store.recognised import read_before
from dateline.store.takes import kept_versions, of_one_sender, remember_takes, take_ids, under_headline, with_identity

SPAN = timedelta(days=3)


def kept(store: Store, *pieces: press.Kept) -> None:
    """Pieces in a run of their own."""
    run = store.start_run("test")
    store.keep(pieces, run.id)
    store.end_run(run.id)


def headed(id: str, headline: str, published: str) -> press.Kept:
    """A piece under a headline, as the flow hands it in."""
    made = press.piece(id, f"Ann Lee spoke {id}.", published=published, headline=headline.title())
    return replace(made, headline=headline)


def test_the_article_of_a_take_is_remembered_and_may_be_corrected(store: Store) -> None:
    """The last word counts; what was never a take is no take; it may be said before the article is kept."""
    with store.writing() as connection:
        remember_takes(connection, {"b": "x", "c": "a"})
        remember_takes(connection, {"b": "a"})
        remember_takes(connection, {})
    with store.reading() as connection:
        assert take_ids(connection, ["a", "b", "c", "d"]) == {"b": "a", "c": "a"}


def test_a_headline_finds_its_articles_within_days(store: Store) -> None:
    """The newest first; also one that the article no longer bears; none of another week."""
    kept(store, headed("a", "ferry burns", "2026-05-14"), headed("b", "ferry burns", "2026-05-15"))
    kept(store, headed("c", "ferry burns", "2026-05-28"), headed("d", "stocks fall", "2026-05-14"))
    changed = headed("a", "ferry fire", "2026-05-14")
    kept(store, replace(changed, article=replace(changed.article, text="Another text.")))
    with store.reading() as connection:
        assert under_headline(connection, "ferry burns", date(2026, 5, 14), SPAN) == ["b", "a"]
        assert under_headline(connection, "ferry fire", date(2026, 5, 14), SPAN) == ["a"]
        assert under_headline(connection, "ferry burns", None, SPAN) == ["c", "b", "a"]
        assert under_headline(connection, "no such", date(2026, 5, 14), SPAN) == []
    assert check(store) == []


def test_a_number_is_no_id_of_the_world(store: Store) -> None:
    """An article is found by its URN and by its address, not by a number that any sender may use."""
    kept(
        store,
        press.piece("a", "One.", wire_id="urn:mw:7"),
        press.piece("b", "Two.", wire_id="7"),
        press.piece("c", "Three.", url="https://mw.test/3"),
    )
    with store.reading() as connection:
        assert with_identity(connection, "urn:mw:7", "https://mw.test/3") == ["a", "c"]
        assert with_identity(connection, "7", None) == with_identity(connection, None, None) == []


def test_copies_of_one_sender_are_found_by_their_original(store: Store) -> None:
    """The wire's own piece counts as a copy of an outlet's that came first: a take of it is looked for there."""
    kept(
        store,
        press.piece("outlet", "One.", outlet="Post", agency="MW"),
        press.piece("wire", "One.", source="wire", agency="MW", copy_of="outlet"),
        press.piece("other", "One.", outlet="Mail", copy_of="outlet"),
    )
    take = press.piece("take", "One, and more.", source="wire").article
    with store.reading() as connection:
        assert of_one_sender(connection, take, ["outlet"]) == ["wire"]
        assert of_one_sender(connection, replace(take, source=None), ["outlet"]) == []


def test_all_versions_are_known_by_their_digests(store: Store) -> None:
    """Two versions, two digests; what the model read is that of the current one alone."""
    for text in ("One.", "Two."):
        made = press.piece("a", text)
        kept(store, replace(made, findings=replace(made.findings, recognised=((0, 3, "PERSON", 0.5),))))
    with store.reading() as connection:
        known = kept_versions(connection, ["a", "b"])
        before = read_before(connection, ["a"], press.MODEL)
    assert list(known) == ["a"]
    assert len(known["a"].digests) == 2
    assert before["a"].text == "Two."
