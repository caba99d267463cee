"""Mail: newsletters and releases as RFC 5322 messages; the text part, or the HTML part read as paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from corpus.reading.fragments import paragraphs, plain
from corpus.reading.lines import without_noise
from corpus.reading.times import parse_time
from corpus.wires import Wire, refused, wire_article
from dateline.errors import ReadError
from dateline.records import Article, Capture, Outcome, Source

_HEADER = re.compile(
    rb"^(?:return-path|received|delivered-to|dkim-signature|message-id|mime-version|from|to|subject|date|reply-to)"
    rb":[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n[\w-]+:",
    re.I,
)
_PREFIX = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.I)
_LINK = re.compile(r"<?https?://\S+>?|\[image:[^\]]*\]", re.I)
# What stands below the text of a newsletter, never in it.
_FOOTER = re.compile(
    r"^(?:-- ?$|unsubscribe\b|you (?:are )?receiv(?:ed|ing) this|view (?:this email|in (?:your )?browser)|"
    r"manage (?:your )?preferences|to unsubscribe|update (?:your )?preferences|sent from my|copyright ©|©)",
    re.I,
)


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes begin with the header of a message."""
    return media_type == "message/rfc822" or name.endswith(".eml") or _HEADER.match(head.lstrip()) is not None


def parse(capture: Capture, source: Source) -> Iterator[Article | Outcome]:
    """The article of a message. Raises ReadError where the bytes are none."""
    message = message_from_bytes(capture.content, policy=policy.default)
    if not isinstance(message, EmailMessage) or not (message["from"] or message["subject"]):
        raise ReadError(f"{capture.address} is no mail message.", reason="not a message")
    headline = _PREFIX.sub("", _said(message, "subject") or "") or None
    lines = _lines(message)
    identity = (_said(message, "message-id") or "").strip("<> ") or None
    if not lines:
        detail = "The message has no part with text."
        yield refused(capture, source, "no text", detail, address=identity, headline=headline)
        return
    name, address = parseaddr(_said(message, "from") or "")
    article = wire_article(
        Wire(
            paragraphs=tuple(lines),
            headline=headline,
            byline=name or address or None,
            wire_id=identity,
            address=f"file:{capture.address}",
            outlet=name or (address.partition("@")[2] or None),
            published_at=parse_time(_said(message, "date")),
        ),
        capture,
        source,
    )
    yield replace(article, credit=article.credit or name or None)


def _lines(message: EmailMessage) -> list[str]:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return []
    try:
        text = part.get_content()
    except (LookupError, UnicodeError, ValueError):
        payload = part.get_payload(decode=True)
        text = payload.decode("cp1252", "replace") if isinstance(payload, bytes) else ""
    if not isinstance(text, str):
        return []
    if part.get_content_type() == "text/html":
        return _until_footer(without_noise(paragraphs(text)))
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return _until_footer([line for block in blocks if (line := _LINK.sub("", " ".join(block.split())).strip())])


def _until_footer(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if number and _FOOTER.match(line):
            return lines[:number]
    return lines


def _said(message: EmailMessage, name: str) -> str | None:
    """A header as text; one that breaks the rules of mail is taken as it is written."""
    try:
        value = message[name]
    except (ValueError, IndexError, AttributeError):
        value = dict(message.raw_items()).get(name)
    return plain(str(value), html=False) if value else None
