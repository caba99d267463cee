"""Articles with their findings as one self-contained page: mentions in colour, facts beside their sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from dateline import __version__
from dateline.records import Article, Event, Findings

LABELS = {"PERSON": "person", "ORG": "organisation", "PLACE": "place", "DATE": "date", "EVENT": "event"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a text: plain ones, or a mention with what it means."""

    text: str
    label: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: what it is about, the rest of it, and the sentences that say it."""

    name: str
    details: tuple[tuple[str, str], ...]
    sentences: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as it is shown."""

    article: Article
    paragraphs: tuple[tuple[Piece, ...], ...]
    groups: tuple[tuple[str, tuple[Fact, ...]], ...]
    model: str

    @classmethod
    def of(cls, article: Article, findings: Findings) -> "Reading":
        """The reading of an article."""
        return cls(
            article=article,
            paragraphs=tuple(tuple(_pieces(article.text, findings, *at)) for at in _paragraphs(article.text)),
            groups=tuple((title, facts) for title, facts in _groups(article.text, findings) if facts),
            model=f"{findings.model.name} {findings.model.version}",
        )


def render(readings: Sequence[Reading]) -> str:
    """The page as HTML."""
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(files("dateline.reports").joinpath("reading.html").read_text("utf-8"))
    # Half a surrogate pair cannot be written to a file.
    page = template.render(readings=readings, labels=LABELS, version=__version__)
    return page.encode("utf-8", "replace").decode("utf-8")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for part in text.split("\n\n"):
        if part.strip():
            yield at, at + len(part)
        at += len(part) + 2


def _pieces(text: str, findings: Findings, start: int, end: int) -> Iterator[Piece]:
    at = start
    for span in findings.spans:
        if span.start < at or span.end > end:
            continue
        if span.start > at:
            yield Piece(text[at : span.start])
        title = " · ".join(part for part in (LABELS.get(span.label), span.value or span.entity, span.note) if part)
        yield Piece(text[span.start : span.end], span.label.lower(), title)
        at = span.end
    if at < end:
        yield Piece(text[at:end])


def _groups(text: str, findings: Findings) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    def said(*evidence: tuple[int, int] | None) -> tuple[tuple[Piece, ...], ...]:
        return tuple(tuple(_pieces(text, findings, *at)) for at in evidence if at)

    yield "Events", tuple(_event(event, said(*event.evidence)) for event in findings.events)
    yield (
        "Offices",
        tuple(
            Fact(
                a.person,
                _filled(("title", a.title), ("of", a.organisation), ("status", _unusual(a.status))),
                said(a.evidence),
            )
            for a in findings.affiliations
        ),
    )
    yield (
        "Quotes",
        tuple(
            Fact(q.speaker or "Speaker not known", _filled(("kind", q.kind), ("cue", q.cue)), said((q.start, q.end)))
            for q in findings.quotes
        ),
    )
    yield (
        "Happenings",
        tuple(
            Fact(
                " · ".join(part for part in (h.actor, h.verb, h.target) if part),
                _filled(("type", h.type), ("mode", h.mode), ("when", h.when), ("where", h.place)),
                said(h.evidence),
            )
            for h in findings.happenings
        ),
    )
    dates = dict.fromkeys((" ".join(s.text.split()), s.value or "", s.note or "") for s in findings.spans if s.value)
    yield "Dates", tuple(Fact(words, _filled(("is", value), ("note", note))) for words, value, note in dates)


def _event(event: Event, sentences: tuple[tuple[Piece, ...], ...]) -> Fact:
    parts = [p.name + (f" ({p.part})" if p.part and p.part != "participant" else "") for p in event.participants]
    days = " to ".join(dict.fromkeys(day for day in (event.start, event.end) if day))
    return Fact(
        event.name,
        _filled(
            ("type", event.type),
            ("until" if event.end and not event.start else "days", days),
            ("place", event.place),
            ("edition", event.edition),
            ("part of", event.parent),
            ("organised by", ", ".join(event.organisers)),
            ("with", ", ".join(parts)),
        ),
        sentences,
    )


def _unusual(status: str) -> str | None:
    return None if status == "current" else status


def _filled(*details: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in details if value)
