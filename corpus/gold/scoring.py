"""Records against gold texts: precision, recall and F1 of spans, date values and facts.

Names are compared with every surface form which the gold text gives the thing. Identity counts
once a text: each gold item is paired with at most one found item.
"""

import collections
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.errors import InputError

LABELS = ("PERSON", "ORG", "PLACE", "DATE", "EVENT")
_ARTICLE = re.compile(r"(the|The|THE)\s+")
_POSSESSIVE = re.compile(r"(['’]s)$")


@dataclass
class Tally:
    """Hits, and what was wrong or missed with the id of its text."""

    hit: int = 0
    wrong: list[tuple[str, Any]] = field(default_factory=list)
    missed: list[tuple[str, Any]] = field(default_factory=list)

    def figures(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        precision = self.hit / (self.hit + len(self.wrong)) if self.hit + len(self.wrong) else 0.0
        recall = self.hit / (self.hit + len(self.missed)) if self.hit + len(self.missed) else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0

    def pair(self, gold: Iterable[Any], found: Iterable[Any], same: Callable[[Any, Any], bool], where: str) -> None:
        """Pair each gold item with at most one found item."""
        left = list(found)
        for item in gold:
            for other in left:
                if same(item, other):
                    left.remove(other)
                    self.hit += 1
                    break
            else:
                self.missed.append((where, item))
        self.wrong += [(where, other) for other in left]


def norm(name: str | None) -> str:
    """A name without quotation marks, article, case and punctuation."""
    name = re.sub(r"[\"'“”‘’]", "", name or "").casefold()
    name = re.sub(r"^(the|a|an)\s+", "", name.strip())
    return re.sub(r"\W+", " ", name).strip()


def same_text(a: str | None, b: str | None) -> float:
    """The smaller share of common words of two passages, 0 to 1."""
    left, right = norm(a).split(), norm(b).split()
    if not left or not right:
        return 0.0
    common = sum((collections.Counter(left) & collections.Counter(right)).values())
    return common / max(len(left), len(right))


def score(gold: Iterable[Mapping[str, Any]], records: Mapping[str, Mapping[str, Any]]) -> dict[str, Tally]:
    """A tally for each figure. Raises InputError when a record is missing or its text was changed."""
    tallies: dict[str, Tally] = collections.defaultdict(Tally)
    for doc in gold:
        record = records.get(doc["id"])
        if record is None:
            raise InputError(f"There is no record for {doc['id']}.")
        if record["text"] != doc["text"]:
            raise InputError(f"The text of {doc['id']} was changed: offsets cannot be compared.")
        _score_spans(doc, record, tallies)
        _score_facts(doc, record, tallies)
    return dict(tallies)


def _trimmed(text: str, span: Mapping[str, Any]) -> tuple[int, int]:
    start, end = span["start"], span["end"]
    if span["label"] != "DATE" and (lead := _ARTICLE.match(text[start:end])):
        start += lead.end()
    if tail := _POSSESSIVE.search(text[start:end]):
        end -= len(tail.group())
    return start, end


def _score_spans(doc: Mapping[str, Any], record: Mapping[str, Any], tallies: dict[str, Tally]) -> None:
    text, where = doc["text"], doc["id"]

    def overlap(a: Any, b: Any) -> bool:
        return bool(a["at"][0] < b["at"][1] and b["at"][0] < a["at"][1])

    for label in LABELS:
        g = [{**s, "at": _trimmed(text, s)} for s in doc["spans"] if s["label"] == label]
        f = [
            {**s, "at": _trimmed(text, s), "text": text[s["start"] : s["end"]]}
            for s in record["spans"]
            if s["label"] == label
        ]
        tallies[f"{label} exact"].pair(g, f, lambda a, b: a["at"] == b["at"], where)
        tallies[f"{label} overlap"].pair(g, f, overlap, where)
        if label == "DATE":
            tallies["DATE value"].pair(g, f, lambda a, b: overlap(a, b) and a["value"] == b.get("value"), where)


def _score_facts(doc: Mapping[str, Any], record: Mapping[str, Any], tallies: dict[str, Tally]) -> None:
    where = doc["id"]
    surfaces: dict[str, set[str]] = collections.defaultdict(set)
    for span in doc["spans"]:
        if "ref" in span:
            surfaces[span["ref"]].add(norm(span["text"]))

    def is_ref(ref: str | None, name: str | None) -> bool:
        if ref is None or not name:
            return ref is None and not name
        name = norm(name)
        return any(
            name == s or (len(s) > 3 and (f" {s} " in f" {name} " or f" {name} " in f" {s} ")) for s in surfaces[ref]
        )

    def event(a: Any, b: Any) -> bool:
        return is_ref(a["ref"], b["name"])

    events = list({e["ref"]: e for e in doc["events"]}.values())
    found = list(record.get("events", ()))
    tallies["event found"].pair(events, found, event, where)
    tallies["event days"].pair(
        [e for e in events if e["start"] or e["end"]],
        [e for e in found if e.get("start") or e.get("end")],
        lambda a, b: event(a, b) and a["start"] == b.get("start") and a["end"] == b.get("end"),
        where,
    )
    tallies["event place"].pair(
        [e for e in events if e["place"]],
        [e for e in found if e.get("place")],
        lambda a, b: event(a, b) and is_ref(a["place"], b.get("place")),
        where,
    )
    for part in ("organisers", "participants"):
        tallies[f"event {part}"].pair(
            [(e["ref"], ref) for e in events for ref in e[part]],
            [(e["name"], name) for e in found for name in e.get(part, ())],
            lambda a, b: is_ref(a[0], b[0]) and is_ref(a[1], b[1]),
            where,
        )
    tallies["affiliation"].pair(
        doc["affiliations"],
        record.get("affiliations", ()),
        lambda a, b: (
            is_ref(a["person"], b["person"])
            and same_text(a["title"], b.get("title")) >= 0.5
            and (a["org"] is None or is_ref(a["org"], b.get("organisation")))
        ),
        where,
    )
    quotes = record.get("quotes", ())
    tallies["quote found"].pair(doc["quotes"], quotes, lambda a, b: same_text(a["text"], b["text"]) >= 0.8, where)
    tallies["quote speaker"].pair(
        doc["quotes"],
        quotes,
        lambda a, b: same_text(a["text"], b["text"]) >= 0.8 and is_ref(a["speaker"], b.get("speaker")),
        where,
    )
