"""The bytes behind an address as a capture, from the network, from disk or out of a letter."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from corpus import credentials, folder
from corpus.identity import capture_id
from corpus.shared import Shared
from corpus.state import Validators
from dateline.records import Capture, Item, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Obtained:
    """What an address gave: no capture where it has not changed."""

    capture: Capture | None
    validators: Validators  # to ask again with
    moved_to: str | None = None


@asynccontextmanager
async def obtained(
    address: str, source: Source, shared: Shared, *, ask_again: Validators | None = None, item: Item | None = None
) -> AsyncIterator[Obtained]:
    """The content of an address, from its mirror or file where it has one, else from the network. Raises FetchError."""
    place = folder.local_place(address, source)
    if place is not None:
        capture = await shared.do(read_file, place, address, source, shared, item)
        yield Obtained(capture=capture, validators=Validators(digest=_digest(capture.content)))
        return
    headers = credentials.headers(credentials.secrets(source)) if source.credentials else {}
    robots = bool(source.options.get("robots", True))
    async with shared.client.fetch(
        address, validators=ask_again, credentials=headers, home=source.address, robots=robots
    ) as fetched:
        if fetched.not_modified:
            yield Obtained(capture=None, validators=ask_again or Validators(), moved_to=fetched.moved_to)
            return
        capture = fetched.capture(source.id, shared.now(), item)
        validators = replace(fetched.validators, digest=_digest(fetched.content))
        yield Obtained(capture=capture, validators=validators, moved_to=fetched.moved_to)


def read_file(path: Path, address: str, source: Source, shared: Shared, item: Item | None = None) -> Capture:
    """A file as a capture under the address that it is known by. Raises FetchError."""
    limit = shared.client.limits.size
    return folder.capture_file(path, source, address, limit=limit, collected=shared.now(), item=item)


def given(address: str, content: bytes, source: Source, shared: Shared, media_type: str | None) -> Capture:
    """Bytes that are here already, a letter or a piece of a large archive, as a capture."""
    return Capture(
        id=capture_id(source.id, address, content),
        source=source.id,
        address=address,
        content=content,
        collected=shared.now(),
        media_type=media_type,
    )


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:20]
