"""Web archives (WARC): each response in it is read as what it is, with the address and time of its record."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from corpus import kinds
from corpus.identity import capture_id
from corpus.reading.times import parse_time
from corpus.wires import refused
from dateline.errors import ReadError
from dateline.records import Article, Capture, Item, Outcome, Source

_LARGEST = 20_000_000  # bytes of one record


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes begin like a WARC file, packed or not."""
    return head.startswith(b"WARC/") or (head.startswith(b"\x1f\x8b") and ".warc" in name)


def parse(capture: Capture, source: Source) -> Iterator[Article | Outcome]:
    """The articles of all responses. Raises ReadError where the bytes are no archive."""
    records = ArchiveIterator(io.BytesIO(capture.content))
    read = 0
    try:
        for record in records:
            if record.rec_type in ("response", "resource"):
                read += 1
                yield from _record(record, capture, source)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        if not read:
            raise ReadError(f"{capture.address} is no web archive: {error}.", reason="unreadable") from None
        yield refused(capture, source, "unreadable", f"The archive breaks off after {read} records: {error}.")
    if not read:
        raise ReadError(f"{capture.address} holds no responses.", reason="empty")


def _record(record: Any, capture: Capture, source: Source) -> Iterator[Article | Outcome]:
    """What one response is: recognised by itself, as if it had just come over the wire."""
    address = record.rec_headers.get_header("WARC-Target-URI") or capture.address
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        yield refused(capture, source, "gone", f"The archive has it with status {status}.", address=address)
        return
    content = record.content_stream().read(_LARGEST + 1)
    if len(content) > _LARGEST:
        yield refused(capture, source, "too large", f"The record has over {_LARGEST:,} bytes.", address=address)
        return
    kept = _capture(record, address, content, capture, source)
    try:
        for parsed in kinds.load(kinds.recognise(kept)).parse(kept, source):
            # What an archived feed names is in the archive itself, or is not to be had.
            if not isinstance(parsed, Item):
                yield replace(parsed, capture=capture.id)
    except ReadError as error:
        yield refused(capture, source, error.reason, str(error), address=address)


def _capture(record: Any, address: str, content: bytes, capture: Capture, source: Source) -> Capture:
    declared = record.http_headers.get_header("content-type") if record.http_headers else None
    media_type, _, parameters = (declared or record.content_type or "").partition(";")
    charset = next((p.partition("=")[2].strip("\"' ") for p in parameters.split(";") if "charset" in p.lower()), None)
    return Capture(
        id=capture_id(source.id, address, content),
        source=source.id,
        address=address,
        content=content,
        collected=parse_time(record.rec_headers.get_header("WARC-Date")) or capture.collected,
        media_type=media_type.strip().lower() or None,
        charset=charset or None,
        status=200,
    )
