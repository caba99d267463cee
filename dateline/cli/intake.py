"""The texts that a command is given: plain text files, and JSON Lines with one text a line.

A file or line that cannot be used becomes an InputError that says where and what to do; the others go on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from corpus.datelines import read_dateline
from corpus.texts import read_texts
from dateline.errors import InputError
from dateline.records import Article, Outcome

_LINES = (".jsonl", ".ndjson")
_MARKUP = ("<!doctype html", "<html", "<?xml", "<rss", "<feed")
_HEAD = 4096  # bytes in which a binary file gives itself away


def articles_of(paths: Iterable[Path], published: date | None) -> Iterator[Article | InputError]:
    """The articles of files, in order; `published`: the day of texts that say none themselves."""
    for path in paths:
        try:
            if path.suffix.lower() in _LINES:
                yield from (_of_line(path, read, published) for read in read_texts(path))
            else:
                yield _dated(Article(id=path.stem, text=_text(path), published=published))
        except InputError as error:
            yield error


def _of_line(path: Path, read: Article | Outcome, published: date | None) -> Article | InputError:
    if isinstance(read, Article):
        return _dated(read if read.published else replace(read, published=published))
    return InputError(
        f"{path.parent / read.detail if read.detail.startswith(path.name) else read.detail}",
        remedy='A line is an object such as {"id": "1", "text": "...", "published": "2025-03-17"}.',
    )


def _dated(article: Article) -> Article:
    """The article with what its own dateline says of place, day and agency, where nothing else does."""
    if article.dateline is not None:
        return article
    found = read_dateline(article.text.lstrip(), article.published)
    if found is None:
        return article
    return replace(article, dateline=found.dateline, agency=article.agency or found.agency)


def _text(path: Path) -> str:
    """The text of a file, to the letter. Raises InputError."""
    try:
        content = path.read_bytes()
    except IsADirectoryError:
        raise InputError(f"{path} is a folder.", remedy=f"Name the files in it: {path}/*.txt") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", remedy="Check its name and rights.") from None
    if b"\0" in content[:_HEAD]:
        raise InputError(
            f"{path} is no text: it holds binary data.",
            remedy="Plain text and JSON Lines are read here; `dateline read FILE --format jsonl` reads other files.",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}:{line}: the byte 0x{content[error.start]:02x} is no UTF-8.",
            remedy=f"Convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 {path} > converted.txt",
        ) from None
    if text.lstrip()[:20].lower().startswith(_MARKUP):
        raise InputError(
            f"{path} is a page or feed, not plain text.",
            remedy=f"Read it first: dateline read {path} --format jsonl > texts.jsonl",
        )
    return text
