"""What an answer says: of its content, of asking again, of being left alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from corpus.client.addresses import Way, host_of
from corpus.client.exchange import Answer
from corpus.client.hosts import HostAsksToWait
from corpus.identity import capture_id
from corpus.state import Validators
from dateline.errors import FetchError
from dateline.records import Capture, Item

WAIT_AFTER_429 = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave; after a 304 `not_modified` and no content."""

    address: str  # where it was found in the end
    content: bytes
    status: int
    headers: Mapping[str, str]  # names in lower case, without cookies
    media_type: str | None
    charset: str | None
    not_modified: bool = False
    moved_to: str | None = None  # where every redirect on the way was a permanent one

    @property
    def validators(self) -> Validators:
        """What to ask again with."""
        return Validators(etag=self.headers.get("etag"), modified=self.headers.get("last-modified"))

    def capture(self, source: str, collected: datetime, item: Item | None = None) -> Capture:
        """What was fetched, as a capture of the source of that id; `item` is what made us ask."""
        return Capture(
            id=capture_id(source, self.address, self.content),
            source=source,
            address=self.address,
            content=self.content,
            collected=collected,
            media_type=self.media_type,
            charset=self.charset,
            status=self.status,
            headers=self.headers,
            item=item,
        )


def conditions(validators: Validators | None) -> dict[str, str]:
    named = {"If-None-Match": validators.etag, "If-Modified-Since": validators.modified} if validators else {}
    # A server may have given what no request can carry.
    return {name: value for name, value in named.items() if value and value.isascii() and value.isprintable()}


def asked_wait(answer: Answer) -> float:
    """The seconds for which the host asked to be left alone: Retry-After as seconds or as a date."""
    if answer.status not in (429, 503):
        return 0.0
    value = answer.headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        return max(0.0, (_aware(parsedate_to_datetime(value)) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return WAIT_AFTER_429 if answer.status == 429 else 0.0


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def check_status(answer: Answer, address: str) -> None:
    status = answer.status
    if 200 <= status < 300 or status == 304:
        return
    if status in (404, 410):
        raise FetchError(f"{address} is gone ({status}).", reason="gone", final=status == 410)
    if status in (401, 402, 403, 407, 451):
        raise FetchError(f"{address} does not let us in ({status}).", reason="blocked")
    if wait := asked_wait(answer):
        raise HostAsksToWait(host_of(address), wait)
    if status >= 500 or status in (408, 425, 429):
        raise FetchError(f"{address} answers with an error ({status}).", reason="server error")
    raise FetchError(f"{address} is not served to us ({status}).", reason="not served")


def fetched(answer: Answer, way: Way) -> Fetched:
    kind = httpx.Response(200, headers={"content-type": answer.headers.get("content-type", "")})
    headers = {name.lower(): value for name, value in answer.headers.items() if name.lower() != "set-cookie"}
    return Fetched(
        address=way.address,
        content=answer.content,
        status=answer.status,
        headers=headers,
        media_type=headers.get("content-type", "").partition(";")[0].strip().lower() or None,
        charset=kind.charset_encoding,
        not_modified=answer.status == 304,
        moved_to=way.address if way.permanent and len(way.seen) > 1 else None,
    )
