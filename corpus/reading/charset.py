"""Bytes to text, by evidence: what the bytes can be counts more than what anybody declares."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What the web means by these names (WHATWG's encoding standard): each is a part of the other.
MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
DECLARED = re.compile(rb"""(?:<meta[^>]{0,300}?charset|<\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
SEVEN_BIT = ("iso2022", "hz", "utf_7")  # text in them looks like ASCII
HEAD = 4096
SAMPLE = 100_000  # bytes that a guess looks at
ENOUGH = 500  # bytes that tell one set from another


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the character set it was in and how that was known."""

    text: str
    charset: str
    evidence: str  # "byte order mark", "the bytes", "the transport", "the page", "guessed"


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """The text of bytes; `declared` is the transport's charset. Never fails: what cannot be read becomes U+FFFD."""
    for mark, charset in BOMS:
        if content.startswith(mark):
            return Decoded(
                content[len(mark) :].decode(charset if len(mark) == 3 else _ended(mark, charset), "replace"),
                charset,
                "byte order mark",
            )
    if wide := _wide(content[:HEAD]):
        return Decoded(content.decode(wide, "replace"), wide, "the bytes")
    inner = DECLARED.search(content[:HEAD])
    names = [("the transport", declared), ("the page", inner[1].decode("ascii", "replace") if inner else None)]
    claims = [(evidence, codec) for evidence, name in names if name and (codec := _codec(name))]
    # Text that is valid UTF-8 with more than ASCII in it is UTF-8, whatever anybody declares: no other
    # set gives such bytes by chance. Only sets of seven bits can hide in plain ASCII.
    if not any(codec.startswith(SEVEN_BIT) for _, codec in claims) and (text := _utf8(content)) is not None:
        return Decoded(text, "utf-8", "the bytes")
    for evidence, codec in claims:
        if codec == "utf-8":
            continue
        try:
            return Decoded(content.decode(codec), codec, evidence)
        except UnicodeDecodeError:
            continue
    # A few broken bytes in what is otherwise UTF-8 (a cut file, a glued-in old comment): keep the rest.
    loose = content.decode("utf-8", "replace")
    broken = loose.count("\ufffd")
    if sum(character > "\x7f" for character in loose[:SAMPLE]) > 6 * broken:
        return Decoded(loose, "utf-8", "the bytes")
    # In a few words every set is as likely as another; the Western one is by far the most used.
    guess = from_bytes(content[:SAMPLE]).best() if len(content) >= ENOUGH else None
    charset = guess.encoding if guess else "cp1252"
    return Decoded(content.decode(charset, "replace"), charset, "guessed")


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every other byte is zero, and no other."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 4 or min(even, odd) > max(even, odd) // 10:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _ended(mark: bytes, charset: str) -> str:
    return f"{charset}-{'le' if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF32_LE) else 'be'}"


def _codec(name: str) -> str | None:
    """Python's name of a character set as the web means it, or None for an unknown one."""
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    # Codecs that turn bytes into bytes ("base64") are in the same register.
    if not codecs.lookup(found)._is_text_encoding or found.startswith("utf-16"):
        return None  # a page that can say utf-16 in ASCII is not in it
    return MEANT.get(found, found)


def _utf8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        # Cut in the middle of its last character.
        if error.start >= len(content) - 3 and error.reason == "unexpected end of data":
            return content[: error.start].decode("utf-8")
        return None
