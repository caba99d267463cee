"""Office files: Word documents (.docx) and PDF; what is packed in them is unpacked within limits."""

import io
import re
import zipfile
from collections.abc import Iterator

from corpus.kinds.agency import body_of
from corpus.reading.fragments import clean
from corpus.wires import Wire, wire_article
from dateline.errors import ReadError
from dateline.records import Article, Capture, Source

_LARGEST = 200_000_000  # bytes unpacked
_PAGES = 2_000
_RATIO = 200  # a file that unpacks to more than this many times its size is a bomb


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes begin like a PDF or a Word document."""
    return head.startswith(b"%PDF-") or (
        head.startswith(b"PK\x03\x04") and (b"word/" in head or name.endswith(".docx"))
    )


def parse(capture: Capture, source: Source) -> Iterator[Article]:
    """The one article of the file. Raises ReadError where no text can be had."""
    is_pdf = capture.content.startswith(b"%PDF-")
    lines, title, author = _pdf(capture) if is_pdf else _docx(capture)
    if not any(lines):
        why = "it may be a scan" if is_pdf else "it is empty"
        raise ReadError(f"{capture.address} holds no text: {why}.", reason="no text")
    body = body_of("\n\n".join(lines), capture.collected.date())
    yield wire_article(
        Wire(
            paragraphs=body.paragraphs,
            headline=body.headline or clean(title or "") or None,
            byline=body.byline or clean(author or "") or None,
            address=f"file:{capture.address}",
            credit=body.sign_off,
        ),
        capture,
        source,
    )


def _docx(capture: Capture) -> tuple[list[str], str | None, str | None]:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(io.BytesIO(capture.content)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        if size > _LARGEST or size > _RATIO * max(1, len(capture.content)):
            raise ReadError(f"{capture.address} unpacks to {size:,} bytes.", reason="too large")
        document = Document(io.BytesIO(capture.content))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, XMLSyntaxError):
        raise ReadError(f"{capture.address} is no Word document that can be opened.", reason="unreadable") from None
    lines = [line for paragraph in document.paragraphs if (line := clean(paragraph.text))]
    return lines, document.core_properties.title, None


def _pdf(capture: Capture) -> tuple[list[str], str | None, str | None]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(capture.content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"{capture.address} is locked with a password.", reason="locked")
        if len(reader.pages) > _PAGES:
            raise ReadError(f"{capture.address} has {len(reader.pages):,} pages.", reason="too large")
        text = "\n".join(page.extract_text() or "" for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except ReadError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError):
        raise ReadError(f"{capture.address} is no PDF that can be opened.", reason="unreadable") from None
    return _unwrapped(text), title if isinstance(title, str) else None, None


def _unwrapped(text: str) -> list[str]:
    """Lines of a page joined to paragraphs: a line that ends a sentence and is shorter than most ends its paragraph."""
    lines = [clean(line) for line in text.split("\n")]
    long = sorted(len(line) for line in lines if line)
    width = long[int(len(long) * 0.8)] if long else 0
    paragraphs: list[str] = []
    open_one: list[str] = []
    for line in lines:
        if not line or re.fullmatch(r"(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?", line, re.I):
            if not line and open_one:
                paragraphs.append(" ".join(open_one))
                open_one = []
            continue
        open_one.append(line)
        if len(line) < width * 0.8 and (re.search(r"[.!?:”\"')]$", line) or len(open_one) == 1):
            paragraphs.append(" ".join(open_one))
            open_one = []
    if open_one:
        paragraphs.append(" ".join(open_one))
    return [re.sub(r"(\w)- (?=[a-z])", r"\1", paragraph) for paragraph in paragraphs]
