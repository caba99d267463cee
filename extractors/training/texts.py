"""Annotated texts: read, cut into those to learn from and those to judge by, described by a digest."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from dateline.errors import InputError
from extractors.recogniser.tags import LABELS

_TAGS = {label.lower(): label for label in LABELS}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with spans (start, end, label), in order and apart; `labels` are those that were looked for."""

    id: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    labels: frozenset[str] = frozenset(LABELS)
    kind: str = ""


def read_folder(folder: Path) -> list[Annotated]:
    """All annotated texts below a folder: .xml with inline marks, .jsonl with offsets. Raises InputError."""
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".xml", ".jsonl"))
    if not files:
        raise InputError(f"{folder} holds no annotated texts.", remedy="Expected: .xml or .jsonl files.")
    return [text for file in files for text in read_file(file)]


def read_file(path: Path) -> list[Annotated]:
    """The texts of one file. Raises InputError with the file and the reason."""
    try:
        if path.suffix == ".xml":
            return [_from_xml(path)]
        return list(_from_lines(path))
    except (OSError, ValueError, KeyError, TypeError, ElementTree.ParseError) as error:
        raise InputError(f"{path} is no annotated text: {error}.") from None


def digest(texts: Iterable[Annotated]) -> str:
    """SHA-256 over texts and spans, whatever their order in files."""
    lines = sorted(json.dumps([t.id, t.text, t.spans, sorted(t.labels)]) for t in texts)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _from_xml(path: Path) -> Annotated:
    root = ElementTree.parse(path).getroot()
    spans: list[tuple[int, int, str]] = []
    text = ""

    def add(piece: str | None) -> None:
        nonlocal text
        text += re.sub(r"\s+", " ", piece or "")

    for number, paragraph in enumerate(root.findall("p")):
        if number:
            text += "\n\n"
        add(paragraph.text)
        for child in paragraph:
            start = len(text)
            if child.tag not in _TAGS:
                raise ValueError(f"unknown mark <{child.tag}>")
            if len(child):
                raise ValueError(f"a mark inside <{child.tag}>")
            add(child.text)
            if not text[start:].strip() or text[start:] != text[start:].strip():
                raise ValueError(f"empty mark or blank at its edge: {text[start:]!r}")
            spans.append((start, len(text), _TAGS[child.tag]))
            add(child.tail)
    return Annotated(root.get("id") or path.stem, text, tuple(spans), kind=root.get("kind", ""))


def _from_lines(path: Path) -> Iterator[Annotated]:
    for line in path.read_text("utf-8").splitlines():
        if not line.strip():
            continue
        record = json.loads(line)
        found = []
        for span in record["spans"]:
            start, end, label = (span["start"], span["end"], span["label"]) if isinstance(span, dict) else span
            if not 0 <= start < end <= len(record["text"]):
                raise ValueError(f"span {start}..{end} lies outside the text {record['id']!r}")
            found.append((start, end, str(label)))
        labels = record.get("labels") or (LABELS if path.parent.name != "names" else LABELS[:3])
        yield Annotated(str(record["id"]), record["text"], apart(found), frozenset(labels), record.get("kind", ""))


def apart(spans: Iterable[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """The longest of spans that overlap, in order."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return tuple(sorted(kept))
