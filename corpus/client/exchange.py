"""One request and its answer, within size, time and rate; the HTTP library is known here and in the guard only."""

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

import anyio
import httpx

from corpus.client.unpack import PIECE, Unpacker, too_large
from dateline.errors import FetchError

WHOLE = 6  # an answer may take so many times the time for its head
SLOWEST = 1_000  # bytes a second, on the average, once the time for the head is over
LARGE = 1_000_000  # unpacked bytes from which an answer needs one of the few places for large ones
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one answer may cost."""

    size: int  # bytes, unpacked
    seconds: float  # for each wait; the whole may take WHOLE times as long
    cut: bool = False  # take what fits of a larger answer, rather than refuse it


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: content only for 2xx."""

    status: int
    headers: httpx.Headers
    content: bytes = b""


class Places:
    """The few large answers that may be in memory at once; whoever takes one gives it back."""

    def __init__(self, number: int) -> None:
        self._semaphore = anyio.Semaphore(number)

    async def take(self) -> None:
        """Wait for a place."""
        await self._semaphore.acquire()

    def give_back(self) -> None:
        """The large answer has been handed on."""
        self._semaphore.release()


async def exchange(
    transport: httpx.AsyncBaseTransport,
    address: str,
    headers: Mapping[str, str],
    limits: Limits,
    places: Places,
    *,
    form: Mapping[str, str] | None = None,
) -> tuple[Answer, bool]:
    """Ask and read; also whether the answer took a place for large ones. Raises FetchError."""
    wait = limits.seconds
    request = httpx.Request(
        "GET" if form is None else "POST",
        address,
        headers=dict(headers),
        data=None if form is None else dict(form),
        extensions={"timeout": {"connect": wait, "read": wait, "write": wait, "pool": wait * WHOLE}},
    )
    reading = _Reading(limits, places)
    try:
        with anyio.fail_after(wait * WHOLE):
            response = await _head(transport, request, wait)
            try:
                content = await reading.body(response) if response.is_success else b""
            finally:
                await _closed(response)
        reading.done = True
        return Answer(status=response.status_code, headers=response.headers, content=content), reading.large
    except TimeoutError:
        raise FetchError(
            f"{address} did not answer whole within {wait * WHOLE:.0f} seconds.", reason="time-out"
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ssl.SSLError, OSError) as error:
        raise _as_ours(address, error) from error
    finally:
        reading.release_unless_done()


async def _head(transport: httpx.AsyncBaseTransport, request: httpx.Request, seconds: float) -> httpx.Response:
    # Servers may send any number of "103 Early Hints" before the head, each within the read time.
    try:
        with anyio.fail_after(2 * seconds):
            return await transport.handle_async_request(request)
    except TimeoutError:
        raise FetchError(f"{request.url} sent no head within {2 * seconds:.0f} seconds.", reason="time-out") from None


async def _closed(response: httpx.Response) -> None:
    # Also when we were cancelled: an open connection would hold its place in the pool.
    with anyio.move_on_after(2, shield=True):
        try:
            await response.aclose()
        except (httpx.HTTPError, OSError):
            return  # it was closed for us


class _Reading:
    """The body of one answer, as it grows."""

    def __init__(self, limits: Limits, places: Places) -> None:
        self.limits = limits
        self.places = places
        self.large = False
        self.done = False

    async def body(self, response: httpx.Response) -> bytes:
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self.limits.size and not self.limits.cut:
            raise too_large(self.limits.size)
        unpacker = Unpacker(response.headers.get("content-encoding", ""), limit=self.limits.size)
        content = bytearray()
        began = time.monotonic()
        waited = 0.0
        async for packed in response.aiter_raw():
            for piece in unpacker.feed(packed):
                content += piece
                if self.limits.cut and len(content) >= self.limits.size - PIECE:
                    return bytes(content)
                if len(content) > LARGE and not self.large:
                    before = time.monotonic()
                    await self.places.take()
                    self.large = True
                    waited = time.monotonic() - before
            taken = time.monotonic() - began - waited
            if taken > self.limits.seconds and unpacker.packed < SLOWEST * taken:
                raise FetchError(f"{unpacker.packed / taken:.0f} bytes a second came.", reason="too slow")
        for piece in unpacker.feed(b"", end=True):
            content += piece
        return bytes(content)

    def release_unless_done(self) -> None:
        if self.large and not self.done:
            self.places.give_back()


def _as_ours(address: str, error: Exception) -> FetchError:
    reasons: tuple[tuple[type[Exception], str], ...] = (
        (httpx.TimeoutException, "time-out"),
        (httpx.InvalidURL, "not a web address"),
        (httpx.UnsupportedProtocol, "address not allowed"),
        (httpx.ProtocolError, "broken answer"),
        (httpx.DecodingError, "broken answer"),
    )
    reason = next((reason for kind, reason in reasons if isinstance(error, kind)), "connection failed")
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = "certificate not valid"
        cause = cause.__cause__ or cause.__context__
    said = str(error) or type(error).__name__
    return FetchError(f"{address}: {said}.", reason=reason)
