"""The questions ready made: right answers, honest totals, pages that join, on both engines."""

import re
from collections import Counter
from datetime import date

import press
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import QueryError
from dateline.query.answers import LARGEST_PAGE
from dateline.query.facets import FACETS
from dateline.query.questions import (
    articles,
    co_mentions,
    corpus_statistics,
    entity,
    events_by_day,
    offices,
    outcomes,
    quotes,
    record_of,
    runs,
    search,
    share_of_voice,
    stories,
    timeline,
)
from dateline.records import Outcome, OutcomeKind, Story
from dateline.store import schema as t

ANN = "[PERSON Ann Lee]"
FAIR = {"name": "Delhi Fair", "end": "2025-03-21"}
PIECES = [
    press.piece(
        "a1",
        f"{ANN} of [ORG Acme] spoke in [PLACE Delhi]. She said: We open soon. "
        "The fair is on [DATE:2025-03-19 March 19].",
        published="2025-03-15",
        outlet="Post",
        agency="IANS",
        quotes=[("We open soon.", "Ann Lee")],
        offices=[("Ann Lee", "director", "Acme")],
        events=[
            {
                "name": "Delhi Fair",
                "start": "2025-03-19",
                "end": "2025-03-21",
                "place": "Delhi",
                "organisers": ("Acme",),
            }
        ],
        story="s1",
        aliases={"Ann Lee": ["Lee"]},
    ),
    press.piece(
        "a2",
        f"{ANN} of [ORG Acme] spoke in [PLACE Delhi]. She said: We open soon. Cut here.",
        published="2025-03-16",
        outlet="Herald",
        quotes=[("We open soon.", "Ann Lee")],
        copy_of="a1",
        story="s1",
    ),
    press.piece(
        "a3",
        f"[PERSON Bo Ray] met {ANN} in [PLACE Delhi]. Later [ORG Acme] elected Bo Ray, the new chair. "
        "Peace, he said: elections are near.",
        published="2025-03-17",
        outlet="Post",
        quotes=[("elections are near.", "Bo Ray")],
        offices=[("Bo Ray", "chair", "Acme"), ("Ann Lee", "former director", "Acme")],
        events=[FAIR | {"start": "2025-03-20"}],
        story="s2",
    ),
    press.piece(
        "a4", "Nothing happened in São Paulo in [DATE:2025 2025].", published=None, language="pt", outlet="Jornal"
    ),
]


@pytest.fixture(scope="module")
def filled(module_store):
    """The store with the four pieces, as one run left it."""
    store = module_store
    run = store.start_run("test")
    store.put_stories([Story(id="s1", headline="Fair opens"), Story(id="s2", headline="Chair elected")])
    store.keep(PIECES, run.id)
    store.record_outcomes(run.id, [Outcome(kind=OutcomeKind.REFUSED, stage="read", reason="too short")])
    store.end_run(run.id)
    return store


FOUND = {
    "": "a4 a1 a2 a3",
    "delhi": "a1 a2 a3",
    "election": "a3",
    "Elections": "a3",
    "sao paulo": "a4",
    "são": "a4",
    '"open soon"': "a1 a2",
    '"soon open"': "",
    "elec*": "a3",
    "peace OR paulo": "a4 a3",
    "delhi -cut": "a1 a3",
    "NOT delhi": "a4",
    "headline a2": "a2",
    'person:"Ann Lee"': "a1 a2 a3",
    "person:lee": "a1 a2 a3",
    "person:ann*": "a1 a2 a3",
    "person:ray": "a3",
    "person:acme": "",
    "name:acme": "a1 a2 a3",
    'name:"#person:Bo Ray"': "a3",
    "person:(lee OR ray)": "a1 a2 a3",
    "org:acme -copy": "a1 a3",
    "org:acme kind:copy": "a2",
    "kind:original": "a4 a1 a3",
    "kind:verbatim": "a2",
    'near:("Bo Ray", "Ann Lee")': "a3",
    'near:("Bo Ray", Acme)': "",
    "near:(Lee, Acme)": "a1 a2",
    "quote:open": "a1 a2",
    "quote:open speaker:ray": "",
    "speaker:lee": "a1 a2",
    "speaker:(lee OR ray)": "a1 a2 a3",
    "office:director": "a1 a3",
    "office:chair person:lee": "a3",
    "published:2025-03-16": "a2",
    "published:2025-03-16/..": "a2 a3",
    "delhi published:2025-03-15/2025-03-16": "a1 a2",
    "org:acme published:2025-03-17": "a3",
    "when:2025-03-19": "a1",
    "when:2025-03": "a1",
    "when:2025": "a4 a1",
    "outlet:post": "a1 a3",
    "outlet:(post OR herald)": "a1 a2 a3",
    "outlet:h*": "a2",
    "org:acme outlet:post": "a1 a3",
    "agency:ians": "a1",
    "lang:pt": "a4",
    "label:date": "a4 a1",
    "label:person": "a1 a2 a3",
    "event:fair": "a1 a3",
    "story:s1": "a1 a2",
    "(person:lee OR lang:pt) -copy": "a4 a1 a3",
    "NOT (person:ray OR lang:pt)": "a1 a2",
}


@pytest.mark.parametrize("query", FOUND)
def test_search_finds_what_matches_and_nothing_else(filled, query):
    """Each query finds exactly the right articles; the total is theirs, and so is every count."""
    answer = search(filled, query, order="oldest", facets=FACETS)
    assert " ".join(hit.id for hit in answer) == FOUND[query]
    assert answer.total == len(answer)
    assert answer.independent == sum(hit.copy_kind is None for hit in answer)
    assert search(filled, query).total == answer.total
    for facet in ("outlet", "language", "kind", "agency", "day", "month"):
        assert sum(f.pieces for f in answer.facets[facet]) == sum(has(hit, facet) for hit in answer)
        assert sum(f.independent for f in answer.facets[facet]) == sum(
            has(hit, facet) and hit.copy_kind is None for hit in answer
        )


def has(hit, facet):
    return facet == "kind" or getattr(hit, {"day": "published", "month": "published"}.get(facet, facet)) is not None


# Queries whose parts keep their meaning in any company (quote: and speaker: join, the empty one is no part).
PARTS = st.sampled_from([q for q in FOUND if q and "quote:" not in q and "speaker:" not in q])
ALL_IDS = {"a1", "a2", "a3", "a4"}


def either(a, b):
    return f"({a[0]}) OR ({b[0]})", a[1] | b[1]


def both(a, b):
    return f"({a[0]}) AND ({b[0]})", a[1] & b[1]


def neither(a):
    return f"NOT ({a[0]})", ALL_IDS - a[1]


COMPOSED = st.recursive(
    PARTS.map(lambda q: (q, set(FOUND[q].split()))),
    lambda inner: st.builds(either, inner, inner) | st.builds(both, inner, inner) | st.builds(neither, inner),
    max_leaves=6,
)


@given(COMPOSED)
@settings(max_examples=25)
def test_any_composed_query_finds_what_its_parts_say(filled, composed):
    """AND, OR, NOT of any queries find the intersection, union, complement; total and facets agree with the list."""
    query, ids = composed
    answer = search(filled, query, facets=FACETS)
    assert {hit.id for hit in answer} == ids
    assert answer.total == len(answer) == sum(f.pieces for f in answer.facets["kind"]) == len(ids)
    assert answer.independent == len(ids - {"a2"})
    assert timeline(filled, query).total == len(ids)
    for facet, value_of in VALUES.items():
        listed = Counter(value for hit in answer if (value := value_of(hit)) is not None)
        own = Counter(value_of(hit) for hit in answer if hit.copy_kind is None)
        counted = {f.value: (f.pieces, f.independent) for f in answer.facets[facet]}
        assert counted == {value: (count, own[value]) for value, count in listed.items()}, facet


VALUES = {
    "outlet": lambda hit: hit.outlet,
    "agency": lambda hit: hit.agency,
    "language": lambda hit: hit.language,
    "source": lambda hit: hit.source,
    "kind": lambda hit: hit.copy_kind or "original",
    "day": lambda hit: hit.published and str(hit.published),
    "month": lambda hit: hit.published and str(hit.published)[:7],
}


@given(COMPOSED)
@settings(max_examples=5)
def test_names_in_facets_count_what_asking_for_them_finds(filled, composed):
    """The number beside a name is that of the articles which the query finds with the name added to it."""
    query, _ = composed
    for facet, values in search(filled, query, facets=("person", "org", "place", "event")).facets.items():
        for value in values:
            narrowed = search(filled, f'({query}) {facet}:"{value.value}"')
            assert (narrowed.total, narrowed.independent) == (value.pieces, value.independent)


def test_pages_join_to_the_whole_in_every_order(filled):
    """Page after page gives each hit once, in order, and ends with no `next`."""
    for order in ("newest", "oldest", "relevance"):
        for query in ("", "delhi", "org:acme"):
            whole = [hit.id for hit in search(filled, query, order=order)]
            seen, after = [], None
            while True:
                page = search(filled, query, order=order, limit=1, after=after)
                seen += [hit.id for hit in page]
                assert page.total == len(whole)
                if (after := page.next) is None:
                    break
            assert seen == whole


def test_a_page_that_is_too_large_or_a_strange_cursor_is_refused(filled):
    """Nothing is cut silently, and a cursor works only for its own question."""
    for limit in (0, -1, LARGEST_PAGE + 1):
        with pytest.raises(QueryError, match="page"):
            search(filled, "", limit=limit)
    after = search(filled, "", limit=1).next
    for query, cursor in (("delhi", after), ("", "x"), ("", "e30")):
        with pytest.raises(QueryError, match="cursor"):
            search(filled, query, after=cursor)
    for bad in ({"order": "best"}, {"facets": ["colour"]}, {"at": 99}, {"at": "nonesuch"}):
        with pytest.raises(QueryError, match="no"):
            search(filled, "", **bad)


def test_a_hit_shows_the_sentence_for_which_it_was_found(filled):
    """The excerpt is the sentence with the name or the word, and its offsets are those of the text."""
    texts = {k.article.id: k.article.text for k in PIECES}
    for query, words in (("person:ray", "Bo Ray met Ann Lee in Delhi."), ("elections", "Peace, he said: elections")):
        hit = search(filled, query).items[0]
        assert hit.excerpt.startswith(words)
        assert texts[hit.id][hit.start : hit.end] == hit.excerpt


def test_unknown_names_are_noted_with_those_that_are_like_them(filled):
    """A query with a name that nothing bears finds nothing and says why."""
    assert any("Ann Lee" in note for note in search(filled, 'person:"Ann Leee"').notes)
    assert any("Post" in note for note in search(filled, "outlet:Posst").notes)
    with pytest.raises(QueryError, match="Nothing in the store") as caught:
        entity(filled, "Ann Leee")
    assert "Ann Lee" in caught.value.remedy


def test_an_entity_is_shown_with_all_that_is_known(filled):
    """Aliases, offices over time, quotes, events, company, and articles with their sentences."""
    card = entity(filled, "lee")
    assert (card.id, card.name, card.pieces, card.independent) == ("person:Ann Lee", "Ann Lee", 3, 2)
    assert set(card.aliases) == {"Ann Lee", "Lee"}
    assert (card.first, card.last) == (date(2025, 3, 15), date(2025, 3, 17))
    assert {(o.title, o.organisation) for o in card.offices} == {("director", "Acme"), ("former director", "Acme")}
    assert (card.quotes_total, card.quotes[0].text) == (2, "We open soon.")
    assert card.named_with[0].pieces == 3
    assert [hit.id for hit in card.articles] == ["a3", "a2", "a1"]
    assert [event.name for event in entity(filled, "Acme").events] == ["Delhi Fair"]
    fair = entity(filled, "Delhi Fair")
    assert (fair.label, fair.pieces) == ("EVENT", 2)


def test_the_timeline_counts_every_piece_once(filled):
    """By day, week, month and year; what bears no date is counted and noted."""
    by_day = timeline(filled, "org:acme")
    assert [(b.start.isoformat(), b.pieces, b.independent) for b in by_day] == [
        ("2025-03-15", 1, 1),
        ("2025-03-16", 1, 0),
        ("2025-03-17", 1, 1),
    ]
    assert [(b.start.isoformat(), b.pieces) for b in timeline(filled, "", step="week")] == [
        ("2025-03-10", 2),
        ("2025-03-17", 1),
    ]
    everything = timeline(filled, "", step="year")
    assert (everything.total, everything.items[0].pieces, everything.notes) == (4, 3, ("1 of them bear no date.",))


def test_co_mentions_count_shared_articles(filled):
    """Who is named with whom, by pieces and independent ones; by label and in a span of days."""
    found = {c.name: (c.pieces, c.independent) for c in co_mentions(filled, "Acme")}
    assert found == {"Ann Lee": (3, 2), "Delhi": (3, 2), "Bo Ray": (1, 1), "Delhi Fair": (2, 2)}
    assert [c.name for c in co_mentions(filled, "Acme", labels=["PERSON"], published="2025-03-17")] == [
        "Ann Lee",
        "Bo Ray",
    ]
    first = co_mentions(filled, "Acme", limit=3)
    rest = co_mentions(filled, "Acme", limit=3, after=first.next)
    assert {c.name for c in (*first, *rest)} == set(found)
    assert (first.total, rest.next) == (4, None)


def test_quotes_are_found_by_speaker_words_and_day(filled):
    """Each quotation with its speaker as an entity, paged without loss."""
    assert [q.article for q in quotes(filled, speaker="lee")] == ["a2", "a1"]
    assert [q.speaker_name for q in quotes(filled, words="elections")] == ["Bo Ray"]
    assert quotes(filled, words="elections", speaker="lee").total == 0
    assert [q.article for q in quotes(filled, published="2025-03-15")] == ["a1"]
    first = quotes(filled, limit=2)
    assert [q.article for q in (*first, *quotes(filled, limit=2, after=first.next))] == ["a3", "a2", "a1"]


def test_offices_tell_from_when_to_when(filled):
    """A person's offices, or all that an organisation has given."""
    assert {(o.title, str(o.first), o.pieces) for o in offices(filled, "Ann Lee")} == {
        ("director", "2025-03-15", 1),
        ("former director", "2025-03-17", 1),
    }
    assert {o.person for o in offices(filled, "Acme")} == {"Ann Lee", "Bo Ray"}


def test_events_join_what_several_articles_say(filled):
    """One event across articles, with the days of the newest at a tie, and what others say."""
    found = events_by_day(filled, "2025-03")
    assert [(e.name, str(e.first), str(e.last), e.pieces) for e in found] == [
        ("Delhi Fair", "2025-03-20", "2025-03-21", 2)
    ]
    event = found.items[0]
    assert (event.other_days, event.place, event.organisers) == (("2025-03-19/2025-03-21",), "Delhi", ("Acme",))
    assert [e.article for e in event.evidence] == ["a3", "a1"]
    assert events_by_day(filled, "2025-04").total == 0
    assert events_by_day(filled, "2025-03", place="mumbai").total == 0
    assert events_by_day(filled, "2025-03", place="DELHI", name="delhi fair").total == 1


def test_the_share_of_voice_exists_twice(filled):
    """Pieces, independent pieces and stories of several names; the total counts each piece once."""
    answer = share_of_voice(filled, ["Ann Lee", "Bo Ray"])
    assert [(s.name, s.pieces, s.independent, s.stories) for s in answer] == [("Ann Lee", 3, 2, 2), ("Bo Ray", 1, 1, 1)]
    assert (answer.total, answer.independent) == (3, 2)
    by_outlet = share_of_voice(filled, ["Ann Lee", "Bo Ray"], by_outlet=True)
    assert {(s.outlet, s.name, s.pieces) for s in by_outlet} == {
        ("Post", "Ann Lee", 2),
        ("Post", "Bo Ray", 1),
        ("Herald", "Ann Lee", 1),
    }


def test_stories_show_who_carried_them_in_which_order(filled):
    """The newest or largest first, each with its pieces; only stories that match are given."""
    found = stories(filled, "")
    assert [(s.id, s.pieces, s.independent, s.outlets) for s in found] == [("s2", 1, 1, 1), ("s1", 2, 1, 2)]
    assert [(c.article, c.copy) for c in found.items[1].carriers] == [("a1", False), ("a2", True)]
    assert [s.id for s in stories(filled, "person:ray")] == ["s2"]
    first = stories(filled, "", order="largest", limit=1)
    second = stories(filled, "", order="largest", limit=1, after=first.next)
    assert [first.items[0].id, second.items[0].id, second.next] == ["s1", "s2", None]


def test_statistics_add_up(filled):
    """The figures of the corpus are those of its parts."""
    figures = corpus_statistics(filled)
    assert (figures.articles, figures.independent, figures.stories, figures.outlets) == (4, 3, 2, 3)
    assert figures.mentions == {"PERSON": 4, "ORG": 3, "PLACE": 3, "DATE": 2}
    assert figures.entities == {"PERSON": 2, "ORG": 1, "PLACE": 1, "EVENT": 1}
    assert (figures.quotes, figures.affiliations, figures.events, figures.languages) == (3, 3, 2, {"en": 3, "pt": 1})


def test_runs_and_their_outcomes_can_be_looked_up(filled):
    """The accounting: how many of each, and each single one with its reason."""
    run = runs(filled).items[0]
    assert (run.outcomes, run.state) == ({"kept": 3, "copy": 1, "refused": 1}, 1)
    refused = outcomes(filled, "last", kind="refused")
    assert [(o.reason, refused.total) for o in refused] == [("too short", 1)]
    with pytest.raises(QueryError, match="no run"):
        outcomes(filled, "nonesuch")


def test_whole_articles_stream_with_their_findings(filled):
    """Every article that matches, whole, with the entity at each span."""
    found = list(articles(filled, "org:acme"))
    assert [k.article for k in found] == [k.article for k in PIECES[:3]]
    assert [k.findings for k in found] == [k.findings for k in PIECES[:3]]
    assert record_of(found[0])["spans"][0]["entity_id"] == "person:Ann Lee"


def test_answers_turn_into_frames(filled):
    """pandas, Polars and Arrow have a row for each record."""
    answer = search(filled, "")
    assert list(answer.to_pandas()["id"]) == list(answer.to_polars()["id"]) == answer.to_arrow()["id"].to_pylist()
    assert stories(filled, "").to_arrow().num_rows == 2


def test_a_watchlist_can_be_part_of_a_query(filled):
    """in: stands for a saved query; one that is not there or that asks for itself is refused."""
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    with filled.writing() as connection:
        for name, query in (("acme", "org:acme -copy"), ("loop", "in:loop")):
            row = {"name": name, "query": query, "note": "", "created": now, "changed": now}
            connection.execute(t.watchlists.insert().values(**row))
    assert [hit.id for hit in search(filled, "in:acme outlet:post")] == ["a3", "a1"]
    with pytest.raises(QueryError, match="asks for itself"):
        search(filled, "in:loop")
    with pytest.raises(QueryError, match="no watchlist") as caught:
        search(filled, "a in:nope")
    assert (caught.value.position, caught.value.remedy) == (2, "There are: acme, loop.")
    with pytest.raises(QueryError, match="no watchlist") as caught:
        search(filled, "in:acm")
    assert caught.value.remedy == "Similar: acme."


def test_every_view_answers(filled):
    """Each view of TABLES.md can be read on both engines, and agrees with the questions."""
    from pathlib import Path

    from sqlalchemy import text

    import dateline.store

    guide = (Path(dateline.store.__file__).parent / "TABLES.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| `(SELECT [^`]+)` \|$", guide, re.MULTILINE)
    assert len(rows) >= 10
    with filled.reading() as connection:
        for view, example in rows:
            assert connection.execute(text(f"SELECT * FROM {view}")).fetchall(), view
            connection.execute(text(example)).fetchall()
        counts = {r.name: (r.pieces, r.independent) for r in connection.execute(text("SELECT * FROM entity_counts"))}
    assert counts["Acme"] == (3, 2)
