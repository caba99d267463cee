"""WebSub: a feed's hub tells us at once when there is something new, and we ask the feed then.

    1  the feed names its hub                      SourceState.hub and .topic, found by every pass
    2  subscribe(client, wish)                     asks the hub to call us at an address of ours
    3  answer(query, awaited)                      the hub asks there whether we meant it
    4  is_authentic(body, signature, secret)       the hub calls: who but it knows the secret?
    5  pushed(state, now)                          makes the source due; what came is fetched from the feed itself

The body of a call is only taken as a sign: what is kept and read always comes from the feed's own
server. While a subscription holds, the source is otherwise asked rarely, as a safety net.
"""

import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from corpus.client import Client
from corpus.state import SourceState
from dateline.errors import FetchError, InputError

LEASE = timedelta(days=7)
METHODS = ("sha1", "sha256", "sha384", "sha512")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A subscription that we want; `callback` is where the hub reaches us, `secret` at most 199 bytes."""

    hub: str
    topic: str
    callback: str
    secret: str
    lease: timedelta = LEASE
    mode: str = "subscribe"  # or "unsubscribe"


def subscribe(client: Client, wish: Wish) -> None:
    """Ask the hub; it asks back before anything holds. Raises FetchError where it does not accept."""
    form = {
        "hub.mode": wish.mode,
        "hub.topic": wish.topic,
        "hub.callback": wish.callback,
        "hub.secret": wish.secret,
        "hub.lease_seconds": str(int(wish.lease.total_seconds())),
    }
    status = client.post(wish.hub, form)
    if not 200 <= status < 300:
        raise FetchError(f"The hub {wish.hub} does not accept the subscription ({status}).", reason="hub refused")


def answer(query: Mapping[str, str], awaited: Collection[str]) -> tuple[str, timedelta]:
    """What to answer to the hub's question, and for how long the subscription then holds.

    `awaited` are the topics that we have asked for. Raises InputError where the question is not
    about one of them: it is to be answered with 404.
    """
    topic, challenge = query.get("hub.topic", ""), query.get("hub.challenge", "")
    if query.get("hub.mode") not in ("subscribe", "unsubscribe") or not challenge or topic not in awaited:
        raise InputError(f"No subscription to {topic[:200]!r} was asked for.")
    lease = query.get("hub.lease_seconds", "")
    return challenge, timedelta(seconds=int(lease[:9])) if lease.isdecimal() else LEASE


def is_authentic(body: bytes, signature: str, secret: str) -> bool:
    """Whether a call's X-Hub-Signature ("sha256=...") is that of someone who knows the secret."""
    method, _, given = signature.strip().partition("=")
    if method.lower() not in METHODS:
        return False
    made = hmac.new(secret.encode(), body, method.lower()).hexdigest()
    return hmac.compare_digest(made.encode(), given.strip().lower().encode())


def subscribed(state: SourceState, until: datetime) -> SourceState:
    """The state after the hub has confirmed."""
    return replace(state, pushed_until=until)


def pushed(state: SourceState, now: datetime) -> SourceState:
    """The state after an authentic call: due at once."""
    return replace(state, next_due=now)
