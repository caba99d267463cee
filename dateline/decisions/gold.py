"""Articles as people corrected them, as gold texts: what a recogniser learns from, and is measured by.

The form is that of corpus/gold/GUIDELINES.md: mark-up in the text, `ref` the entity, facts at the end.
"""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from sqlalchemy import select

from dateline.records import Article, Findings, Span
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.reading import Known, read_versions

_TAGS = {"PERSON": "person", "ORG": "org", "PLACE": "place", "DATE": "date", "EVENT": "event"}
_POINT = r"(\d{4}(-\d\d(-\d\d(T\d\d(:\d\d)?)?)?|-W\d\d|-Q[1-4]|-H[12])?|\d{3}X|\.\.)"
_VALUE = re.compile(rf"({_POINT}(/{_POINT})?|PRESENT_REF|PAST_REF|FUTURE_REF)$")
_PLAIN = re.compile(r"[^\w-]")  # refs are separated by blanks
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def decided_articles(store: Store) -> list[int]:
    """The versions (keys) in which a decision that stands has changed something."""
    u, f, v = t.undecided_names.c, t.undecided_facts.c, t.versions.c
    now = v.valid_to.is_(None)
    with store.reading() as connection:
        named = select(v.key).join(t.undecided_names, u.version == v.key).where(now)
        fixed = select(v.key).join(t.undecided_facts, f.article == v.article).where(now)
        return sorted(set(connection.execute(named.union(fixed)).scalars()))


def gold_texts(store: Store, versions: Sequence[int] | None = None) -> Iterator[tuple[str, str]]:
    """(article id, gold text as XML) of these versions; by default of all that decisions have changed."""
    for version in decided_articles(store) if versions is None else versions:
        with store.reading() as connection:
            for known in read_versions(connection, [version]):
                yield known.article.id, gold_text(known)


def gold_text(known: Known) -> str:
    """One article as a gold text. What the form cannot say (an unresolved name, an odd value) is left out."""
    article, findings = known.article, known.findings
    refs = {pair: f"e-{_PLAIN.sub('-', entity)}" for pair, (entity, _) in known.entities.items()}
    marked = _Marks(article, findings, refs)
    return "\n".join((_head(article), *marked.paragraphs(), "<facts>", *marked.facts(), "</facts>", "</wire>", ""))


def _head(article: Article) -> str:
    names = {
        "id": article.id,
        "published": article.published.isoformat() if article.published else "0001-01-01",
        "agency": article.agency or "",
        "outlet": article.outlet or "",
        "kind": "wire",
    }
    shown = " ".join(f"{name}={quoteattr(value)}" for name, value in names.items())
    return f"<wire {shown}>\n<headline>{escape(article.headline or '')}</headline>"


class _Marks:
    """The mentions of one article as mark-up."""

    def __init__(self, article: Article, findings: Findings, refs: dict[tuple[str, str], str]) -> None:
        self.article, self.findings, self.refs = article, findings, refs
        self.shown = set[str]()  # refs that stand in the text

    def paragraphs(self) -> Iterator[str]:
        """The text, paragraph by paragraph."""
        start = 0
        spans = sorted(self.findings.spans, key=lambda s: (s.start, -s.end))
        for paragraph in self.article.text.split("\n\n"):
            end = start + len(paragraph)
            yield f"<p>{self._marked(start, end, [s for s in spans if start <= s.start and s.end <= end])}</p>"
            start = end + 2

    def _marked(self, start: int, end: int, spans: Sequence[Span]) -> str:
        shown, at = "", start
        for span in spans:
            mark = self._mark(span)
            if span.start >= at and mark:
                shown += escape(self.article.text[at : span.start]) + mark
                at = span.end
        return shown + escape(self.article.text[at:end])

    def _mark(self, span: Span) -> str | None:
        tag, words = _TAGS.get(span.label), self.article.text[span.start : span.end]
        if tag is None or words != words.strip() or "\n" in words:
            return None
        if tag == "date":
            value = span.value or ""
            return f"<date value={quoteattr(value)}>{escape(words)}</date>" if _VALUE.match(value) else None
        ref = self.refs.get((span.label, span.entity or span.text))
        if ref is None:
            return None
        self.shown.add(ref)
        return f"<{tag} ref={quoteattr(ref)}>{escape(words)}</{tag}>"

    def facts(self) -> Iterator[str]:
        """Events, offices and quotes whose names stand in the text; call it after `paragraphs`."""
        for event in self.findings.events:
            if ref := self._ref(event.name, "EVENT"):
                roles = {
                    "organisers": list(event.organisers),
                    "participants": [participant.name for participant in event.participants],
                }
                days = " ".join(
                    f"{n}={quoteattr(_day(day))}" for n, day in (("start", event.start), ("end", event.end))
                )
                listed = " ".join(
                    f"{role}={quoteattr(' '.join(filter(None, (self._ref(n, 'PERSON', 'ORG') for n in names))))}"
                    for role, names in roles.items()
                )
                place = self._ref(event.place or "", "PLACE") or ""
                yield f"  <event-fact ref={quoteattr(ref)} {days} place={quoteattr(place)} {listed}/>"
        for office in self.findings.affiliations:
            if person := self._ref(office.person, "PERSON"):
                org = self._ref(office.organisation or "", "ORG", "PLACE") or ""
                title = quoteattr(office.title)
                yield f"  <affiliation person={quoteattr(person)} title={title} org={quoteattr(org)}/>"
        for quote in self.findings.quotes:
            speaker = self._ref(quote.speaker or "", "PERSON", "ORG")
            if speaker and quote.kind == "direct" and "\n" not in quote.text:
                yield f"  <quote speaker={quoteattr(speaker)}>{escape(quote.text)}</quote>"

    def _ref(self, name: str, *labels: str) -> str | None:
        found = (self.refs.get((label, name)) for label in labels)
        return next((ref for ref in found if ref in self.shown), None)


def _day(day: str | None) -> str:
    return day if day and _DAY.match(day) else ""
