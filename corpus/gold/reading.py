"""A marked-up press text as text, spans and facts; GUIDELINES.md says how they are marked up."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.errors import InputError

LABELS = {"person": "PERSON", "org": "ORG", "place": "PLACE", "date": "DATE", "event": "EVENT"}
_POINT = r"(\d{4}(-\d\d(-\d\d(T\d\d(:\d\d)?)?)?|-W\d\d|-Q[1-4]|-H[12])?|\d{3}X|\.\.)"
VALUE = re.compile(rf"^({_POINT}(/{_POINT})?|PRESENT_REF|PAST_REF|FUTURE_REF)$")
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")

GoldText = dict[str, Any]  # id, published, agency, outlet, kind, headline, text, spans, events, affiliations, quotes


class _Marked:
    """The paragraphs of one file, walked: the text grows, the spans point into it."""

    def __init__(self, spans_only: bool) -> None:
        self.text = ""
        self.spans: list[dict[str, Any]] = []
        self.refs: dict[str, str] = {}
        self.spans_only = spans_only

    def add(self, piece: str | None) -> None:
        self.text += re.sub(r"\s+", " ", piece or "")

    def walk(self, node: ET.Element, inside: bool) -> None:
        self.add(node.text)
        for child in node:
            if child.tag not in LABELS:
                raise ValueError(f"unknown tag <{child.tag}>")
            if inside:
                raise ValueError(f"<{child.tag}> inside another span")
            start = len(self.text)
            self.walk(child, True)
            self.spans.append(self._span(child, start))
            self.add(child.tail)

    def _span(self, child: ET.Element, start: int) -> dict[str, Any]:
        words = self.text[start:]
        span: dict[str, Any] = {"start": start, "end": len(self.text), "label": LABELS[child.tag], "text": words}
        if not words.strip() or words != words.strip():
            raise ValueError(f"empty span or blank at the edge: {words!r}")
        if child.tag == "date":
            span["value"] = child.get("value", "")
            if not (VALUE.match(span["value"]) or (self.spans_only and not span["value"])):
                raise ValueError(f"date value {span['value']!r} of {words!r}")
            return span
        ref = span["ref"] = child.get("ref")
        if not ref and not self.spans_only:
            raise ValueError(f"no ref on {words!r}")
        if ref and self.refs.setdefault(ref, child.tag) != child.tag:
            raise ValueError(f"ref {ref} is a {self.refs[ref]} and a {child.tag}")
        return span

    def known(self, ids: str | None, where: str) -> list[str]:
        names = (ids or "").split()
        for ref in names:
            if ref not in self.refs:
                raise ValueError(f"{where} names unknown ref {ref!r}")
        return names


def read_gold(path: Path) -> GoldText:
    """One file. Raises InputError with the file and the reason when it breaks the guidelines."""
    try:
        return _read(ET.parse(path).getroot())
    except (ValueError, ET.ParseError, IndexError) as error:
        raise InputError(
            f"{path}: {error}.", remedy="corpus/gold/GUIDELINES.md says how texts are marked up."
        ) from None


def _read(root: ET.Element) -> GoldText:
    marked = _Marked(root.get("spans-only") == "yes")
    for number, paragraph in enumerate(root.findall("p")):
        if number:
            marked.text += "\n\n"
        marked.walk(paragraph, False)
    facts = root.find("facts")
    if facts is None:
        facts = ET.Element("facts")
    if not _DAY.match(root.get("published", "")):
        raise ValueError("published must be a day")
    return {
        **{name: root.get(name, "") for name in ("id", "published", "agency", "outlet", "kind")},
        "headline": (root.findtext("headline") or "").strip(),
        "text": marked.text,
        "spans": marked.spans,
        "events": [_event(fact, marked) for fact in facts.findall("event-fact")],
        "affiliations": [
            {
                "person": marked.known(fact.get("person"), "affiliation")[0],
                "title": fact.get("title", ""),
                "org": next(iter(marked.known(fact.get("org"), "affiliation")), None),
            }
            for fact in facts.findall("affiliation")
        ],
        "quotes": [_quote(fact, marked) for fact in facts.findall("quote")],
    }


def _event(fact: ET.Element, marked: _Marked) -> dict[str, Any]:
    marked.known(fact.get("ref"), "event-fact")
    return {
        "ref": fact.get("ref"),
        "start": fact.get("start") or None,
        "end": fact.get("end") or None,
        "place": next(iter(marked.known(fact.get("place"), "place")), None),
        "organisers": marked.known(fact.get("organisers"), "organisers"),
        "participants": marked.known(fact.get("participants"), "participants"),
    }


def _quote(fact: ET.Element, marked: _Marked) -> dict[str, Any]:
    words = re.sub(r"\s+", " ", fact.text or "").strip()
    if words not in marked.text:
        raise ValueError(f"quote is not in the text: {words!r}")
    return {"speaker": marked.known(fact.get("speaker"), "quote")[0], "text": words}


def read_folder(folder: Path) -> Iterator[GoldText]:
    """The texts of a folder, in the order of their file names."""
    for path in sorted(folder.glob("*.xml")):
        yield read_gold(path)


def shipped() -> list[GoldText]:
    """The 20 gold texts that come with the project."""
    return list(read_folder(Path(str(files("corpus.gold") / "texts"))))
