"""A capture as WARC records, and back.

Two gzip members each: a metadata record with all that we know of it as JSON, then the response (or
resource) record that any WARC tool reads. They are written in one go and in this order, so that a
capture is there exactly when its second member is whole.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from corpus.state import item_from_record, item_record
from dateline.records import Capture

LEVEL = 6
CHUNK = 65_536
MAGIC = b"\x1f\x8b\x08"
# True of the wire and no longer of the content, which is kept unpacked.
OF_THE_WIRE = ("content-encoding", "transfer-encoding", "content-length")


def record_id(capture: str) -> str:
    """The WARC-Record-ID of a capture."""
    return f"<urn:dateline:capture:{capture}>"


def encode(capture: Capture) -> bytes:
    """The two members of a capture."""
    return b"".join(gzip.compress(plain, LEVEL, mtime=0) for plain in (_metadata(capture), _payload(capture)))


def warcinfo(software: str) -> bytes:
    """The member that opens a file."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    writer.write_record(writer.create_warcinfo_record(None, {"software": software, "format": "WARC File Format 1.1"}))
    return gzip.compress(out.getvalue(), LEVEL, mtime=0)


def _metadata(capture: Capture) -> bytes:
    known = {
        "id": capture.id,
        "source": capture.source,
        "address": capture.address,
        "collected": capture.collected.isoformat(),
        "media_type": capture.media_type,
        "charset": capture.charset,
        "status": capture.status,
        "headers": dict(capture.headers),
        "item": item_record(capture.item) if capture.item else None,
    }
    return _record(
        capture,
        "metadata",
        json.dumps(known).encode(),
        content_type="application/json",
        headers={"WARC-Refers-To": record_id(capture.id), "WARC-Record-ID": f"<urn:dateline:metadata:{capture.id}>"},
    )


def _payload(capture: Capture) -> bytes:
    headers = {"WARC-Record-ID": record_id(capture.id)}
    if not _is_response(capture):
        media_type = capture.media_type or "application/octet-stream"
        return _record(capture, "resource", capture.content, content_type=_line(media_type), headers=headers)
    lines = [
        (f"x-archive-orig-{name}" if name in OF_THE_WIRE else name, _line(value))
        for name, value in capture.headers.items()
    ]
    lines.append(("content-length", str(len(capture.content))))
    phrase = HTTPStatus(capture.status).phrase if capture.status in set(HTTPStatus) else "Unknown"  # 999 and the like
    head = StatusAndHeaders(f"{capture.status} {phrase}", lines, protocol="HTTP/1.1")
    return _record(capture, "response", capture.content, headers=headers, http=head)


def _is_response(capture: Capture) -> bool:
    return capture.status is not None and capture.address.startswith(("http://", "https://"))


def _record(
    capture: Capture,
    kind: str,
    content: bytes,
    *,
    headers: dict[str, str],
    content_type: str | None = None,
    http: StatusAndHeaders | None = None,
) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    when = capture.collected.isoformat(timespec="microseconds").replace("+00:00", "Z")
    record = writer.create_warc_record(
        _uri(capture.address),
        kind,
        payload=BytesIO(content),
        length=len(content),
        warc_content_type=content_type or "",
        warc_headers_dict={**headers, "WARC-Date": when},
        http_headers=http,
    )
    writer.write_record(record)
    return out.getvalue()


def _uri(address: str) -> str:
    if "://" in address:
        return quote(address, safe="%/:=&?~#+!$,;'@()*[]")
    path = Path(address)
    return path.as_uri() if path.is_absolute() else f"file:{quote(address)}"


def _line(value: str) -> str:
    return value.replace("\r", " ").replace("\n", " ").encode("latin-1", "replace").decode("latin-1")


def members(file: BinaryIO, start: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Offset, end and unpacked bytes of each whole gzip member; damaged ones and a torn last one are left out."""
    at = start
    while True:
        file.seek(at)
        found = _member(file)
        if found is None:
            following = _next_magic(file, at + 1)
            if following is None:
                return
            at = following
            continue
        length, plain = found
        yield at, at + length, plain
        at += length


def _member(file: BinaryIO) -> tuple[int, bytes] | None:
    """The packed length and the unpacked bytes of the member that begins here, None where there is no whole one."""
    state = zlib.decompressobj(zlib.MAX_WBITS | 16)
    pieces: list[bytes] = []
    read = 0
    while chunk := file.read(CHUNK):
        read += len(chunk)
        try:
            pieces.append(state.decompress(chunk))
        except zlib.error:
            return None
        if state.eof:
            return read - len(state.unused_data), b"".join(pieces)
    return None


def _next_magic(file: BinaryIO, at: int) -> int | None:
    overlap = len(MAGIC) - 1
    file.seek(at)
    before = b""
    while chunk := file.read(CHUNK):
        found = (before + chunk).find(MAGIC)
        if found >= 0:
            return at - len(before) + found
        at += len(chunk)
        before = (before + chunk)[-overlap:]
    return None


def scan(file: BinaryIO, start: int = 0) -> Iterator[tuple[int, int, Capture]]:
    """Offset, end and capture of each whole capture in a file, from an offset on."""
    opened: tuple[int, bytes] | None = None
    for offset, end, plain in members(file, start):
        kind = _kind(plain)
        if kind == b"metadata":
            opened = (offset, plain)
        elif opened is not None and kind in (b"response", b"resource"):
            began, known = opened
            opened = None
            if (capture := _decoded(known, plain)) is not None:
                yield began, end, capture
        else:
            opened = None


def read(file: BinaryIO, offset: int) -> Capture | None:
    """The capture that begins at an offset; None where there is none."""
    for began, _, capture in scan(file, offset):
        return capture if began == offset else None
    return None


def _kind(plain: bytes) -> bytes:
    for line in plain[:2048].split(b"\r\n"):
        if line.lower().startswith(b"warc-type:"):
            return line[10:].strip()
    return b""


def _decoded(metadata: bytes, payload: bytes) -> Capture | None:
    first, second = (next(iter(ArchiveIterator(BytesIO(plain), no_record_parse=True))) for plain in (metadata, payload))
    known = json.loads(first.raw_stream.read())
    if second.rec_headers.get_header("WARC-Record-ID") != record_id(known["id"]):
        return None
    item = known.pop("item")
    block = second.raw_stream.read()
    return Capture(
        **{**known, "collected": datetime.fromisoformat(known["collected"])},
        content=block.partition(b"\r\n\r\n")[2] if second.rec_type == "response" else block,
        item=item_from_record(item) if item else None,
    )
