"""The questions and decisions over HTTP."""

import inspect
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from wind_summit import kept

from dateline.api import create_app
from dateline.cli import COMMANDS
from dateline.query import questions
from dateline.query.watchlists import save_watchlist
from dateline.records import Story
from dateline.store import Store, open_store


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Thirty articles in a closed state."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('api') / 'dateline.db'}") as opened:
        run = opened.start_run("test")
        opened.put_stories([Story(id="story1", headline="The north has the power", summary="", articles=())])
        opened.keep([replace(kept(n), story="story1" if n < 3 else None) for n in range(30)], run.id)
        opened.end_run(run.id)
        save_watchlist(opened, "wind", "wind -copy")
        yield opened


@pytest.fixture(scope="module")
def client(filled: Store) -> Iterator[TestClient]:
    """A client of an API that lets everyone ask."""
    with TestClient(create_app(filled, rate=1_000_000), raise_server_exceptions=False) as client:
        yield client


ASKED = [
    "/search?q=wind&facets=outlet",
    "/articles/article1",
    "/timeline?q=wind&step=month",
    "/stories",
    "/entity?name=Annika%20Bergvall-Lindh",
    "/co-mentions?name=Norrsken%20Kraft%20AB",
    "/quotes?speaker=Annika%20Bergvall-Lindh",
    "/offices?name=Annika%20Bergvall-Lindh",
    "/events?days=2026-06",
    "/share-of-voice?name=Norrsken%20Kraft%20AB",
    "/statistics",
    "/sources",
    "/runs",
    "/runs/last/outcomes",
    "/why?asked=wind",
    "/articles/article1?version=1",
    "/articles/article1/versions",
    "/stories/story1/disagreements",
    "/runs/last/reasons",
    "/digest?day=2026-05-20",
    "/watchlists",
    "/watchlists/wind",
    "/watchlists/wind/new",
    "/decisions",
    "/decisions/conflicts",
]


@pytest.mark.parametrize("address", ASKED)
def test_every_question_answers_with_an_object(client: TestClient, address: str) -> None:
    """Objects, never bare lists; asked again with its ETag the answer is 304 and empty."""
    answer = client.get(address)
    again = client.get(address, headers={"If-None-Match": answer.headers["etag"]})

    assert answer.status_code == 200, answer.text
    assert isinstance(answer.json(), dict)
    assert (again.status_code, again.content) == (304, b"")


def test_pages_end_with_null_and_hold_everything_once(client: TestClient) -> None:
    """Following `next` gives each article once; the total says how many there are; the last page says null."""
    seen: list[str] = []
    after = ""
    while after is not None:
        page = client.get("/search", params={"q": "wind", "limit": 7, **({"after": after} if after else {})}).json()
        assert page["total"] == 30
        seen += [item["id"] for item in page["items"]]
        after = page["next"]

    assert len(seen) == len(set(seen)) == 30


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/search?q=person:(", 400, "bad-query"),
        ("/search?limit=5000", 422, "bad-request"),
        ("/search?facets=colour", 400, "bad-query"),
        ("/search?after=rubbish", 400, "bad-query"),
        ("/search?at=99", 400, "bad-query"),
        ("/articles/nothing", 404, "not-found"),
        ("/entity?name=Nobody", 404, "not-found"),
        ("/nowhere", 404, "not-found"),
        ("/events?days=someday", 400, "bad-query"),
        ("/articles/article1?at=99", 400, "bad-query"),
        ("/articles/article1?version=9", 404, "not-found"),
        ("/articles/nothing/versions", 404, "not-found"),
        ("/stories/nothing/disagreements", 404, "not-found"),
        ("/runs/nothing/reasons", 404, "not-found"),
        ("/digest?day=0001-01-01", 422, "bad-request"),
        ("/watchlists/nothing", 404, "not-found"),
        ("/watchlists/nothing/new", 404, "not-found"),
        ("/watchlists/wind/new?since=99", 400, "bad-query"),
        ("/watchlists?limit=5000", 422, "bad-request"),
    ],
)
def test_errors_have_one_shape(client: TestClient, address: str, status: int, code: str) -> None:
    """Whatever is wrong: status, code, a sentence, and no trace of the program."""
    answer = client.get(address)
    error = answer.json()["error"]

    assert (answer.status_code, error["status"], error["code"]) == (status, status, code)
    assert len(error["message"]) > 10
    assert "Traceback" not in answer.text


def test_an_error_in_a_query_points_at_its_place(client: TestClient) -> None:
    """The position is that of the character at which the query cannot be understood."""
    error = client.get("/search", params={"q": "wind AND )"}).json()["error"]

    assert error["position"] == 9


def test_without_a_token_nothing_is_told(filled: Store) -> None:
    """With tokens set, who has none or a wrong one gets 401 on every question."""
    with TestClient(create_app(filled, tokens=["s3cret", "other"])) as client:
        refused = client.get("/search")
        wrong = client.get("/search", headers={"Authorization": "Bearer s3cre"})
        right = client.get("/search", headers={"Authorization": "Bearer other"})

    assert (refused.status_code, wrong.status_code, right.status_code) == (401, 401, 200)
    assert refused.json()["error"]["code"] == "not-allowed"


def test_who_asks_too_often_is_told_to_wait(filled: Store) -> None:
    """Beyond the rate the answer is 429 with Retry-After; another token still may ask."""
    with TestClient(create_app(filled, tokens=["a", "b"], rate=3)) as client:
        first = [client.get("/runs", headers={"Authorization": "Bearer a"}).status_code for _ in range(5)]
        late = client.get("/runs", headers={"Authorization": "Bearer a"})
        other = client.get("/runs", headers={"Authorization": "Bearer b"})

    assert first == [200, 200, 200, 429, 429]
    assert late.headers["retry-after"]
    assert other.status_code == 200


def test_exports_come_as_files(client: TestClient) -> None:
    """An export is a download with its name and its content."""
    answer = client.get("/export", params={"q": "wind", "format": "csv", "table": "quotes"})

    assert answer.status_code == 200
    assert "dateline.csv" in answer.headers["content-disposition"]
    assert answer.text.count("The north has the power") == 30


def test_a_decision_is_previewed_made_and_undone(filled: Store) -> None:
    """A preview changes nothing; the decision changes the name; its undo brings the old one back."""
    wish = {
        "kind": "rename",
        "subject": "org1",
        "values": {"name": "Norrsken Kraft"},
        "author": "desk",
        "reason": "the legal form is no part of the name",
    }
    with TestClient(create_app(filled)) as client:
        preview = client.post("/decisions?preview=true", json=wish)
        before = client.get("/entity", params={"name": "#org1"}).json()["name"]
        made = client.post("/decisions", json=wish)
        after = client.get("/entity", params={"name": "#org1"}).json()["name"]
        undo = {"kind": "undo", "subject": made.json()["decision"]["id"], "author": "desk", "reason": "it was right"}
        undone = client.post("/decisions", json=undo)
        back = client.get("/entity", params={"name": "#org1"}).json()["name"]
        unknown = client.post("/decisions", json={**wish, "kind": "paint"})

    assert [r.status_code for r in (preview, made, undone)] == [200, 200, 200], (preview.text, made.text, undone.text)
    assert preview.json()["articles"] == 30
    assert (before, after, back) == ("Norrsken Kraft AB", "Norrsken Kraft", "Norrsken Kraft AB")
    assert unknown.status_code == 400


def test_a_watchlist_is_kept_asked_looked_at_and_taken_away(filled: Store) -> None:
    """What is new follows from the looks; a wrong wish changes nothing and is told in the one shape."""
    with TestClient(create_app(filled)) as client:
        made = client.post("/watchlists", json={"name": "Norrsken & Co", "query": "org:norrsken*", "note": "ours"})
        twice = client.post("/watchlists", json={"name": "norrsken & co", "query": "x"})
        wrong = client.post("/watchlists", json={"name": "other", "query": "person:("})
        page = "/watchlists/Norrsken %26 Co"
        look = client.post(f"{page}/look")
        again = client.get(f"{page}/new")
        before = client.get(f"{page}/new", params={"since": look.json()["since"], "at": look.json()["state"]})
        circle = client.patch(page, json={"query": 'in:"norrsken & co"'})
        renamed = client.patch(page, json={"name": "N"})
        found = client.get("/search", params={"q": "in:n", "limit": 1})
        removed = client.delete("/watchlists/N")
        gone = client.delete("/watchlists/N")

    assert (made.status_code, made.json()["pieces"], made.json()["new"]) == (200, 30, 30), made.text
    assert [r.status_code for r in (twice, wrong, circle, gone)] == [400, 400, 400, 404]
    assert wrong.json()["error"]["position"] == 8
    assert (look.json()["since"], again.json()["total"], before.json()["total"]) == (0, 0, 30)
    assert (renamed.json()["name"], renamed.json()["seen"]) == ("N", look.json()["state"])
    assert found.json()["total"] == 30
    assert removed.json()["query"] == "org:norrsken*"


ROUTES = {
    "article": "/articles/{id}",
    "articles": "/export",  # whole articles, as many as there are: format=jsonl
    "co_mentions": "/co-mentions",
    "corpus_statistics": "/statistics",
    "entity": "/entity",
    "events_by_day": "/events",
    "new_in": "/watchlists/{name}/new",
    "offices": "/offices",
    "outcomes": "/runs/{id}/outcomes",
    "quotes": "/quotes",
    "reasons": "/runs/{id}/reasons",
    "record_of": "/articles/{id}",
    "runs": "/runs",
    "search": "/search",
    "share_of_voice": "/share-of-voice",
    "source_health": "/sources",
    "stories": "/stories",
    "timeline": "/timeline",
    "versions": "/articles/{id}/versions",
    "watchlist": "/watchlists/{name}",
    "watchlists": "/watchlists",
}
COMMAND_ROUTES = {
    "search": "/search",
    "show": "/entity",
    "events": "/events",
    "runs": "/runs",
    "stories": "/stories",
    "versions": "/articles/{id}/versions",
    "disagreements": "/stories/{id}/disagreements",
    "decide": "/decisions",
    "watch": "/watchlists",
    "export": "/export",
    "why": "/why",
    "digest": "/digest",
    "sources": "/sources",
}
# What works on files, on the machine or by itself, and asks nothing of the store.
OF_THE_MACHINE = {"run", "extract", "store", "copies", "schedule", "api", "mcp", "replay", "settings", "read"}


def test_every_question_and_command_has_a_route(client: TestClient) -> None:
    """What can be asked in Python or at the command line can be asked over HTTP; the document names it."""
    paths = client.get("/openapi.json").json()["paths"]
    asked = {name for name in questions.__all__ if not inspect.isclass(getattr(questions, name))}

    assert asked == set(ROUTES)
    assert set(COMMANDS) == set(COMMAND_ROUTES) | OF_THE_MACHINE
    assert {*ROUTES.values(), *COMMAND_ROUTES.values()} <= set(paths)
    for path, methods in paths.items():
        for method, told in methods.items():
            assert told.get("description"), f"{method} {path} says nothing of itself"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_schemathesis_finds_nothing(filled: Store) -> None:
    """Requests made from the OpenAPI document, good and bad: every answer is one that the document names."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    app = create_app(filled, rate=1_000_000)
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    checks = [
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_schema_conformance,
    ]
    limits = settings(
        max_examples=40,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    for operation in schema.get_all_operations():
        case_of = operation.ok()

        @limits
        @given(case=case_of.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=checks)

        ask()
