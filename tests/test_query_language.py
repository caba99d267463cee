"""What people type: understood, or refused with the place and what would be right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import QueryError
from dateline.query.ast import All, And, Days, Named, Near, NoCopy, Not, Or, Quoted, Where, Words
from dateline.query.parsing import FIELDS, parse
from dateline.query.periods import period

TODAY = date(2025, 3, 17)


def word(*words, prefix=False, at=0):
    return Words(words, prefix, at)


UNDERSTOOD = {
    "": All(),
    "moscow": word("moscow"),
    "moscow delhi": And((word("moscow"), word("delhi", at=7))),
    "moscow AND delhi": And((word("moscow"), word("delhi", at=11))),
    "moscow OR delhi": Or((word("moscow"), word("delhi", at=10))),
    "NOT moscow": Not(word("moscow", at=4)),
    "-moscow": Not(word("moscow", at=1)),
    "a (b OR c)": And((word("a"), Or((word("b", at=3), word("c", at=8))))),
    '"smart cities"': word("smart", "cities"),
    "“smart cities”": word("smart", "cities"),
    "elect*": word("elect", prefix=True),
    "U.S.": word("U", "S"),
    "São": word("Sao"),
    "copy -copy": And((word("copy"), NoCopy())),
    'person:"Ann Lee"': Named(("PERSON",), ("Ann Lee",), 0),
    "org:(Acme OR Bolt)": Named(("ORG",), ("Acme", "Bolt"), 0),
    "ORG:Acme": Named(("ORG",), ("Acme",), 0),
    "outlet:Post": Where("outlet", ("Post",), 0),
    "label:event": Where("label", ("EVENT",), 0),
    "near:(Ann Lee, Delhi)": Near("Ann Lee", "Delhi", 6),
    'near:("Lee, Ann", "Delhi")': Near("Lee, Ann", "Delhi", 6),
    'quote:"open soon" speaker:Lee': Quoted((word("open", "soon", at=6),), ("Lee",), 0),
    "published:2025-03": Days("published", date(2025, 3, 1), date(2025, 3, 31), 0),
    "when:P7D": Days("when", date(2025, 3, 11), TODAY, 0),
}


@pytest.mark.parametrize(("query", "meaning"), UNDERSTOOD.items())
def test_a_query_means_what_it_says(query, meaning):
    """Each form of the language has one meaning."""
    assert parse(query, today=TODAY) == meaning


REFUSED = {
    "pers:x": (0, "Did you mean person:?"),
    "a foo:x": (2, "There are: person:"),
    "person:": (0, "person:VALUE"),
    "person: x": (0, "person:VALUE"),
    'person:""': (7, "person:VALUE"),
    "a OR": (4, "Put a word"),
    "OR a": (0, '"OR"'),
    "NOT": (3, "Put a word"),
    "(a": (2, "Put a )"),
    "a)": (1, "put a ("),
    "()": (1, "between them"),
    '"open': (0, 'Put a "'),
    "near:(a)": (7, 'near:("Sergei'),
    "near:x": (5, 'near:("Sergei'),
    'near:("a" "b")': (10, 'near:("Sergei'),
    "published:foo": (10, "2025-03-19/2025-03-21"),
    "published:2025-02-30": (10, "2025-03-19/2025-03-21"),
    "published:2025-03-21/2025-03-19": (10, "earlier day first"),
    "kind:zoo": (0, "Allowed: original"),
    "label:zoo": (0, "Allowed: PERSON"),
    "&": (0, "Put a word"),
    "https://a.example": (0, "There are: person:"),
    "(" * 60 + "a" + ")" * 60: (50, "Take some of them away"),
    "NOT " * 60 + "a": (200, "Take some of them away"),
    "-(" * 30 + "a" + ")" * 30: (50, "Take some of them away"),
    "-" * 3000 + "a": (50, "Take some of them away"),
    'a OR "NOT NOT" ' + "(NOT NOT b) " * 40 + "c:d": (495, "There are: person:"),
}


@pytest.mark.parametrize(("query", "told"), REFUSED.items())
def test_an_error_points_at_the_place_and_says_what_is_right(query, told):
    """A query that cannot be understood is refused with its position, a caret under it, and the remedy."""
    position, remedy = told
    with pytest.raises(QueryError) as caught:
        parse(query, today=TODAY)
    assert caught.value.position == position
    assert remedy in caught.value.remedy
    shown, caret = caught.value.what.splitlines()[-2:]
    assert caret.index("^") - 2 == min(position, 60)
    assert shown.strip()[:1] in query or not query.strip()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("persn", "person"),
        ("organisation", "org"),
        ("organizations", "org"),
        ("speakr", "speaker"),
        ("langauge", "lang"),
        ("pub", "published"),
        ("outlets", "outlet"),
        ("title", "office"),
        ("date", "published"),
        ("watchlists", "in"),
        ("Location", "place"),
        ("stories", "story"),
    ],
)
def test_a_field_that_is_not_there_suggests_the_one_that_was_meant(typed, meant):
    """By its meaning in other systems, or by its spelling."""
    with pytest.raises(QueryError) as caught:
        parse(f"{typed}:x")
    assert f"Did you mean {meant}:?" in caught.value.remedy


@pytest.mark.parametrize("typed", ["section", "author", "https", "zz"])
def test_what_resembles_no_field_suggests_none(typed):
    """A wrong suggestion is worse than the list of fields."""
    with pytest.raises(QueryError) as caught:
        parse(f"{typed}:x")
    assert caught.value.remedy.startswith("There are: person:")


LONG = "x" * 3_900


@pytest.mark.parametrize(
    "query",
    [
        "x" * 9_000,
        f"{LONG}:a",
        f"published:{LONG}",
        f"kind:{LONG}",
        f"label:{LONG}",
        f"{LONG} (",
        f'near:("{LONG}")',
        "&" * 3_900,
    ],
)
def test_a_long_query_is_not_echoed_whole(query):
    """The error shows the place and what stands around it, whatever was pasted."""
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert len(str(caught.value)) < 700


PERIODS = {
    "2025-03-17": ("2025-03-17", "2025-03-17"),
    "2025": ("2025-01-01", "2025-12-31"),
    "2025-W12": ("2025-03-17", "2025-03-23"),
    "2025-Q1": ("2025-01-01", "2025-03-31"),
    "2025-03-19/2025-04": ("2025-03-19", "2025-04-30"),
    "../2025-03": ("0001-01-01", "2025-03-31"),
    "2025-03/..": ("2025-03-01", "9999-12-31"),
    "2025-03/": ("2025-03-01", "9999-12-31"),
    "today": ("2025-03-17", "2025-03-17"),
    "yesterday": ("2025-03-16", "2025-03-16"),
    "P7D": ("2025-03-11", "2025-03-17"),
    "P1W": ("2025-03-11", "2025-03-17"),
    "P1M": ("2025-02-18", "2025-03-17"),
    "P1Y": ("2024-03-18", "2025-03-17"),
    "today/P7D": ("2025-03-17", "2025-03-23"),
    "2024-02-29/P1Y": ("2024-02-29", "2025-02-27"),
    "P3D/2025-03-17": ("2025-03-15", "2025-03-17"),
}


@pytest.mark.parametrize(("text", "days"), PERIODS.items())
def test_periods_are_iso_8601(text, days):
    """Days, weeks, months, quarters, years, intervals and durations, both ends included."""
    assert tuple(day.isoformat() for day in period(text, TODAY)) == days


@pytest.mark.parametrize("text", ["", "x", "P", "PT1H", "P99999Y", "2025-13", "2025-W99", "2025-03-17/x", "P7D/P7D"])
def test_what_is_no_period_is_refused(text):
    """A period that cannot be names the forms that can."""
    with pytest.raises(ValueError, match=r"write|take"):
        period(text, TODAY)


LEAVES = st.one_of(
    st.text("abcxyzäé1", min_size=1, max_size=6),
    st.builds('"{} {}"'.format, st.text("abc", min_size=1, max_size=5), st.text("abc", min_size=1, max_size=5)),
    st.builds("{}:{}".format, st.sampled_from(["person", "org", "outlet", "speaker", "quote"]), st.just("Lee")),
    st.just("-copy"),
    st.just("near:(Ann Lee, Delhi)"),
    st.just("published:2025-03/P1M"),
)
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds("({} OR {})".format, inner, inner),
        st.builds("({} AND {})".format, inner, inner),
        st.builds("({} {})".format, inner, inner),
        st.builds("NOT ({})".format, inner),
    ),
    max_leaves=8,
)


@given(QUERIES)
def test_whatever_is_well_formed_is_understood(query):
    """Any nesting of parts parses, alone and in more brackets, to the same meaning but for places."""
    assert strip(parse(query, today=TODAY)) == strip(parse(f"({query})", today=TODAY))


def strip(node):
    """The tree without positions."""
    return [
        type(node).__name__,
        *(
            [strip(p) if hasattr(p, "__dataclass_fields__") else p for p in value] if isinstance(value, tuple)
            else strip(value) if hasattr(value, "__dataclass_fields__") else value
            for name in node.__dataclass_fields__
            if name != "position"
            for value in [getattr(node, name)]
        ),
    ]  # fmt: skip


@given(st.text(max_size=80) | st.text('ab"():-*, ORANDT|personnear', max_size=40))
def test_whatever_is_typed_is_understood_or_refused_at_a_place(query):
    """No text that a person could type leads to anything but a meaning or a QueryError within it."""
    try:
        parse(query, today=TODAY)
    except QueryError as refusal:
        error = refusal
    else:
        return
    assert error.position is None or 0 <= error.position <= len(query)
    assert error.remedy


def test_every_field_is_explained():
    """QUERIES.md explains each field of the language."""
    from pathlib import Path

    import dateline.query

    text = (Path(dateline.query.__file__).parent / "QUERIES.md").read_text("utf-8")
    assert [field for field in FIELDS if f"`{field}:" not in text] == []
