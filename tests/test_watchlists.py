"""Watchlists: queries kept under a name, and what is new in them, on both engines."""

import json
import os
import sys

import press
import pytest

from dateline.cli import main
from dateline.cli.context import console
from dateline.errors import InputError, QueryError
from dateline.query.questions import new_in, search, watchlist, watchlists
from dateline.query.questions.watchlists import newest_state
from dateline.query.watchlists import (
    asked_within,
    change_watchlist,
    looked_at,
    quoted,
    remove_watchlist,
    save_watchlist,
)
from dateline.store import open_store

ACME = "[PERSON Ann Lee] of [ORG Acme] spoke in Delhi, take {}."


def keep(store, *ids, text=ACME, **more):
    """One run that keeps these articles and closes a state."""
    run = store.start_run("test")
    store.keep([press.piece(id, text.format(id), **more) for id in ids], run.id)
    return store.end_run(run.id)


def names(store):
    return [one.name for one in watchlists(store)]


def test_new_is_what_was_not_found_at_the_last_look(store):
    """Articles that came, and those that changed; each once, whatever came in between."""
    keep(store, "a1", "a2")
    save_watchlist(store, "acme", "org:Acme")
    assert (watchlist(store, "acme").new, watchlist(store, "acme").seen) == (2, None)
    looked_at(store, "acme", newest_state(store))
    assert new_in(store, "acme").total == 0

    keep(store, "a3")
    keep(store, "b1", text="Nothing of it in {}.")
    keep(store, "a2", text="Now [ORG Acme] denies {}.")

    found = new_in(store, "ACME", at=newest_state(store))
    assert {(hit.id, hit.version) for hit in found} == {("a3", 1), ("a2", 2)}
    assert (found.total, found.independent, found.question["since"]) == (2, 2, 1)
    assert [w.new for w in watchlists(store)] == [2]
    assert new_in(store, "acme", since=0).total == 3
    looked_at(store, "acme", found.state)
    assert new_in(store, "acme").total == 0


def test_what_comes_while_one_looks_is_new_at_the_next_look(store):
    """A look is about a closed state: what is kept after it is not lost."""
    keep(store, "a1")
    save_watchlist(store, "acme", "org:Acme")
    answer = new_in(store, "acme", at=newest_state(store))
    run = store.start_run("test")
    store.keep([press.piece("a2", ACME.format(2))], run.id)
    looked_at(store, "acme", answer.state)
    store.end_run(run.id)

    assert [hit.id for hit in new_in(store, "acme", at=newest_state(store))] == ["a2"]


def test_pages_of_what_is_new_hold_everything_once(store):
    """Following `next` gives each article once, also when the look has been remembered meanwhile."""
    keep(store, *(f"a{n}" for n in range(7)))
    save_watchlist(store, "acme", "org:Acme")
    seen, after, state = [], None, newest_state(store)
    while True:
        page = new_in(store, "acme", since=0, at=str(state), limit=3, after=after)
        seen += [hit.id for hit in page]
        looked_at(store, "acme", state)
        after = page.next
        if after is None:
            break

    assert sorted(seen) == [f"a{n}" for n in range(7)]
    with pytest.raises(QueryError, match="later than state"):
        new_in(store, "acme", since=keep(store, "a9"), at=state)


def test_relative_periods_count_from_the_day_of_the_look(store):
    """An article that only a moving window brings in is new; what was in it at the look is not."""
    from datetime import UTC, datetime, timedelta

    today = datetime.now(UTC).date()
    keep(store, "a1", text="The fair is on [DATE:{day} that day].".replace("{day}", f"{today + timedelta(days=7)}"))
    save_watchlist(store, "soon", "when:today/P7D")
    assert watchlist(store, "soon").pieces == 0
    former, _ = looked_at(store, "soon", newest_state(store))
    with store.writing() as connection:
        from dataclasses import replace

        from dateline.store.watchlists import put_watchlist

        week_ago = datetime.now(UTC) - timedelta(days=7)
        put_watchlist(connection, "soon", replace(former, query="when:today/P8D", seen=1, looked=week_ago))

    assert [hit.id for hit in new_in(store, "soon")] == ["a1"]


REFUSED = {
    ("x", "person:("): "never opened|something must follow|still open|needs a value|understood",
    ("x", "in:x"): "asks for itself",
    ("x", "a OR in:nome"): "no watchlist 'nome'",
    ('x"y', "a"): "cannot be the name",
    ("", "a"): "cannot be the name",
    ("a/b", "a"): "cannot be the name",
    ("..", "a"): "cannot be the name",
    ("n" * 81, "a"): "cannot be the name",
    ("NAME", "a"): "already",
}


@pytest.mark.parametrize(("name", "query"), REFUSED)
def test_what_cannot_be_asked_is_not_saved(store, name, query):
    """A query that does not parse, that leads to itself or to nothing; a name that is taken or cannot be written."""
    save_watchlist(store, "Name", "delhi")
    with pytest.raises((QueryError, InputError), match=REFUSED[name, query]) as caught:
        save_watchlist(store, name, query)
    assert caught.value.remedy
    assert names(store) == ["Name"]


def test_an_unknown_watchlist_suggests_those_like_it(store):
    """The error names near ones and points at the place in the query."""
    save_watchlist(store, "Two Words", "delhi")
    with pytest.raises(QueryError, match="no watchlist 'to words'") as caught:
        search(store, 'acme in:"to words"')
    assert (caught.value.position, caught.value.remedy) == (5, "Similar: Two Words.")
    assert search(store, 'in:"two words"').total == 0


def test_circles_are_refused_however_long(store):
    """No change may close a circle; the watchlists stay as they were."""
    save_watchlist(store, "a", "acme")
    save_watchlist(store, "b", "in:a OR x")
    save_watchlist(store, "c", "in:b")
    with pytest.raises(QueryError, match=r"asks for itself: a → c → b → a"):
        change_watchlist(store, "a", query="in:c")
    assert watchlist(store, "a").query == "acme"
    with store.reading() as connection:
        assert asked_within(connection, "in:c y") == {"c": "in:b", "b": "in:a OR x", "a": "acme"}


def test_a_tower_of_watchlists_is_refused(store):
    """Neither doubling nor depth can make one query into thousands."""
    for n in range(120):
        save_watchlist(store, f"v{n}", f"in:v{n - 1}" if 0 < n < 100 else "x")
    assert search(store, "in:v99").total == 0
    with pytest.raises(QueryError, match="More than 100"):
        save_watchlist(store, "all", "in:v60 OR in:v70")
    with pytest.raises(QueryError, match="more than 100"):
        search(store, "in:v60 OR in:v70")
    with pytest.raises(QueryError, match="more than 100"):
        search(store, "in:v99 OR in:v100 OR in:v101")


HARD = [
    ("(person:a OR person:b NOT {})", "person:x", 8),
    ("(quote:a OR speaker:b NOT {})", "near:(a, b)", 8),
    ("(office:a {} when:2025) OR kind:copy", "office:(a OR b)", 12),
]


@pytest.mark.parametrize(("around", "inmost", "most"), HARD)
def test_the_deepest_query_that_is_allowed_is_answered(store, around, inmost, most):
    """What the language lets through, both engines can take, in one query or through watchlists; more is refused."""
    keep(store, "a1")
    query = inmost
    for _ in range(most):
        query = around.format(query)
    save_watchlist(store, "w0", inmost)
    for n in range(1, most + 1):
        save_watchlist(store, f"w{n}", around.format(f"in:w{n - 1}"))
    save_watchlist(store, "w", query)
    assert search(store, query, facets=("outlet", "person")).total == search(store, f"in:w{most}").total
    looked_at(store, "w", 1)
    assert new_in(store, "w").total == 0

    with pytest.raises(QueryError, match="one within the other"):
        search(store, around.format(query))
    with pytest.raises(QueryError, match="one within the other"):
        save_watchlist(store, "more", around.format(f"in:w{most}"))
    with pytest.raises(QueryError, match="one within the other"):
        search(store, around.format(f"in:w{most}"))
    with pytest.raises(QueryError, match="one within the other"):
        change_watchlist(store, "w0", query=around.format(inmost))


def test_a_rename_carries_those_that_ask_for_it(store):
    """Other watchlists follow the new name, quoted where it must be; nothing else in them changes."""
    save_watchlist(store, "acme", "org:Acme")
    save_watchlist(store, "ours", 'quote:"in:acme" OR (IN:Acme -copy) OR in:("ACME")')
    change_watchlist(store, "acme", new_name="Acme & Co")

    assert watchlist(store, "ours").query == 'quote:"in:acme" OR (IN:"Acme & Co" -copy) OR in:("Acme & Co")'
    assert names(store) == ["Acme & Co", "ours"]
    assert quoted("Acme & Co") == 'in:"Acme & Co"'
    with pytest.raises(InputError, match="already"):
        change_watchlist(store, "ours", new_name="ACME & co")
    change_watchlist(store, "acme & co", new_name="ACME & Co")
    assert "ACME & Co" in names(store)


def test_a_look_is_forgotten_with_the_query_it_was_about(store):
    """Another query begins anew; another note does not."""
    keep(store, "a1")
    save_watchlist(store, "acme", "org:Acme")
    looked_at(store, "acme", 1)
    with pytest.raises(QueryError, match="no closed state 9"):
        looked_at(store, "acme", 9)
    assert change_watchlist(store, "acme", note="ours").seen == 1
    assert change_watchlist(store, "acme", query="delhi").seen is None
    assert watchlist(store, "acme").new == 1


def test_what_others_ask_for_is_not_removed(store):
    """Nothing vanishes from under another query; what is removed is answered whole."""
    save_watchlist(store, "a", "acme", note="why")
    save_watchlist(store, "b", "in:A")
    with pytest.raises(QueryError, match="part of others: b"):
        remove_watchlist(store, "a")
    assert remove_watchlist(store, "b").query == "in:A"
    assert remove_watchlist(store, "a").note == "why"
    assert watchlists(store).total == 0


def test_a_watchlist_that_cannot_be_asked_does_not_hide_the_others(store):
    """What another release could read and this one cannot stands in the list with its fault."""
    from datetime import UTC, datetime

    from dateline.store import schema as t

    save_watchlist(store, "good", "delhi")
    now = datetime.now(UTC)
    with store.writing() as connection:
        connection.execute(
            t.watchlists.insert().values(name="bad", query="a)", note="", created=now, changed=now, seen=None)
        )
    faults = {one.name: one.fault for one in watchlists(store)}
    assert faults["good"] is None
    assert "never opened" in faults["bad"]
    with pytest.raises(QueryError, match="'bad' cannot be asked"):
        search(store, "in:bad")
    change_watchlist(store, "good", note="goes on")
    assert change_watchlist(store, "bad", query="a").query == "a"


@pytest.fixture
def dateline(monkeypatch, capsys, tmp_path, sqlite_template):
    """Runs a command in a folder with a store of two articles: what it prints, its errors, and how it ended."""
    import shutil

    (tmp_path / "output").mkdir()
    shutil.copy(sqlite_template, tmp_path / "output" / "dateline.db")
    with open_store(f"sqlite:///{tmp_path / 'output' / 'dateline.db'}") as store:
        keep(store, "a1", "a2")
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(console, "width", 120)
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["dateline", *arguments])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        return *capsys.readouterr(), code

    return run


def test_the_command_goes_the_whole_way(dateline):
    """Added, listed, looked at, renamed, changed, removed: each says what it did, and what was there before."""
    out, errors, code = dateline("watch", "add", "acme", "org:Acme org:Acmee", "--note", "ours")
    assert (code, "0 pieces" in out, "Similar: Acme" in out) == (0, True, True), (out, errors)
    out, _, code = dateline("watch", "change", "acme", "--query", "org:Acme")
    assert (code, "It was: org:Acme org:Acmee (ours)" in out, "2 pieces" in out) == (0, True, True)
    out, _, code = dateline("watch", "look", "acme", "-n", "1")
    assert (code, "1 of 2 pieces that nobody has looked at yet" in out) == (0, True), out
    more = out.replace("\n", " ").split("More: dateline ")[1].replace("'", "").split()
    out, errors, code = dateline(*more)
    assert (code, "1 of 2 pieces" in out) == (0, True), (out, errors)
    out, _, code = dateline("watch", "look", "acme")
    assert (code, "Nothing new since state 1." in out) == (3, True)
    out, _, code = dateline("watch", "rename", "acme", "Acme Ltd")
    assert (code, "Acme Ltd" in out) == (0, True)
    out, _, code = dateline("watch", "list")
    assert (code, "org:Acme" in out, "1 of 1 watchlists" in out) == (0, True, True)
    listed = json.loads(dateline("watch", "list", "--json")[0])
    assert [one["name"] for one in listed["items"]] == ["Acme Ltd"]
    assert dateline("search", 'in:"acme ltd"')[2] == 0
    out, _, code = dateline("watch", "remove", "acme ltd")
    assert (code, "dateline watch add 'Acme Ltd' org:Acme --note ours" in out) == (0, True)
    assert "No watchlist" in dateline("watch", "list")[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "x", "pers:y"), "Did you mean person:?"),
        (("show", "nope"), "no watchlist 'nope'"),
        (("look", "nope"), "no watchlist"),
        (("change", "nope"), "nothing to change"),
        (("remove", "nope"), "no watchlist"),
    ],
)
def test_a_wrong_wish_ends_with_two(dateline, arguments, words):
    """What cannot be done is told in a sentence."""
    out, errors, code = dateline("watch", *arguments)
    assert (code, words in " ".join(errors.split())) == (2, True), (out, errors)
