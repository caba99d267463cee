"""WebSub: the hub is asked, asks back, and calls; only who knows the secret is believed."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from local_web import LocalWeb

from corpus.polling import Pass, succeeded
from corpus.state import SourceState
from corpus.websub import Wish, answer, is_authentic, pushed, subscribe, subscribed
from dateline.errors import FetchError, InputError
from dateline.records import Source

NOW = datetime(2026, 5, 20, tzinfo=UTC)
WISH = Wish(hub="http://hub.test/", topic="http://a.test/feed", callback="http://me.test/push/1", secret="s")


def test_subscribing() -> None:
    """The hub is told what we want and where it reaches us; one that does not accept is a failure with a word."""
    with LocalWeb() as web:
        page = web.page("http://hub.test/", status=202)
        with web.client() as client:
            subscribe(client, WISH)
            page.status = 404
            with pytest.raises(FetchError, match="404"):
                subscribe(client, WISH)
    form = parse_qs(web.asked[0].body.decode())
    assert web.asked[0].method == "POST"
    assert (form["hub.mode"], form["hub.topic"], form["hub.secret"]) == (["subscribe"], [WISH.topic], ["s"])


def test_the_hub_asks_back() -> None:
    """Only what we have asked for is confirmed."""
    query = {"hub.mode": "subscribe", "hub.topic": WISH.topic, "hub.challenge": "abc", "hub.lease_seconds": "3600"}
    assert answer(query, {WISH.topic}) == ("abc", timedelta(hours=1))
    for wrong in ({"hub.topic": "http://evil.test/"}, {"hub.challenge": ""}, {"hub.mode": "denied"}):
        with pytest.raises(InputError):
            answer({**query, **wrong}, {WISH.topic})


def test_who_calls() -> None:
    """A call counts only with the right signature."""
    sign = hmac.new(b"s", b"body", hashlib.sha256).hexdigest()
    assert is_authentic(b"body", f"sha256={sign}", "s")
    for signature in (f"sha256={sign[:-1]}0", f"sha1={sign}", f"md5={sign}", "", "sha256=", "sha256=ü"):
        assert not is_authentic(b"body", signature, "s")
    assert not is_authentic(b"other", f"sha256={sign}", "s")


def test_pushed_sources() -> None:
    """A call makes the source due at once; while it is told of news, it is otherwise asked rarely."""
    source = Source(id="a", kind="feed", address="http://a.test/feed")
    state = subscribed(SourceState(source="a", interval=timedelta(minutes=10)), NOW + timedelta(days=7))
    after = succeeded(state, source, Pass(listed=3, new=3), NOW)
    assert after.next_due == NOW + timedelta(hours=6)
    assert pushed(after, NOW).next_due == NOW
    assert SourceState.from_record(after.record()) == after
