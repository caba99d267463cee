"""Articles that tests make up: `piece("[PERSON Ann Lee] met [ORG Acme] on [DATE:2025-03-19 March 19].")`."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dateline.entities import Resolved
from dateline.records import (
    Affiliation,
    Article,
    Copy,
    Entity,
    Event,
    Findings,
    Model,
    Outcome,
    OutcomeKind,
    Quote,
    Span,
)
from dateline.store import Kept

MODEL = Model(name="hand", version="1")
_MARK = re.compile(r"\[([A-Z]+)(?::(\S+))? ([^\]]+)\]")


def marked(text: str) -> tuple[str, tuple[Span, ...]]:
    """A text without its marks, and the spans that they stood for; `[PERSON:Ann_Lee Lee]` names Ann Lee."""
    plain, spans, at = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        label, value, words = match.groups()
        start = len(plain)
        plain += words
        thing = label not in ("DATE", "DURATION", "SET")
        spans.append(
            Span(
                start=start,
                end=len(plain),
                label=label,
                text=words,
                entity=(value.replace("_", " ") if value else words) if thing else None,
                value=None if thing else value,
                score=0.9,
            )
        )
        at = match.end()
    return plain + text[at:], tuple(spans)


def piece(
    id: str,
    text: str,
    *,
    published: str | None = "2025-03-17",
    quotes: Sequence[tuple[str, str | None]] = (),
    offices: Sequence[tuple[str, str, str | None]] = (),
    events: Sequence[Mapping[str, Any]] = (),
    copy_of: str | None = None,
    copy_kind: str = "verbatim",
    story: str | None = None,
    model: Model = MODEL,
    entities: Mapping[tuple[str, str], str] | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
    item: str | None = None,
    **article: Any,
) -> Kept:
    """An article from a marked text; quotes are (words, speaker), offices (person, title, organisation)."""
    plain, spans = marked(text)
    findings = Findings(
        spans=tuple(s for s in spans if s.label not in ("DURATION", "SET")),
        durations=tuple(s for s in spans if s.label in ("DURATION", "SET")),
        quotes=tuple(
            Quote(text=words, start=plain.index(words), end=plain.index(words) + len(words), speaker=who, cue="said")
            for words, who in quotes
        ),
        affiliations=tuple(
            Affiliation(person=p, title=title, organisation=o, evidence=(0, len(plain))) for p, title, o in offices
        ),
        events=tuple(Event(evidence=((0, 10),), **event) for event in events),
        model=model,
    )
    names = {(s.label, s.entity or s.text) for s in findings.spans if s.label != "DATE"}
    names |= {("EVENT", event.name) for event in findings.events}
    meaning = {name: f"{name[0].lower()}:{name[1]}" for name in names} if entities is None else dict(entities)
    coined = tuple(
        Entity(id=id_, label=label, name=name, aliases=tuple((aliases or {}).get(name, ())))
        for (label, name), id_ in sorted(meaning.items())
    )
    article.setdefault("headline", f"Headline of {id}")
    article.setdefault("language", "en")
    return Kept(
        article=Article(id=id, text=plain, published=date.fromisoformat(published) if published else None, **article),
        findings=findings,
        outcome=Outcome(
            kind=OutcomeKind.COPY if copy_of else OutcomeKind.KEPT, stage="keep", source=article.get("source")
        ),
        copy=Copy(article=id, original=copy_of, kind=copy_kind, share=0.9) if copy_of else None,
        story=story,
        entities=meaning,
        coined=coined,
        item=item,
    )


def resolved_pieces(batch: Sequence[tuple[Article, Findings]], resolved: Sequence[Resolved]) -> list[Kept]:
    """Articles with their findings and who their names mean, as the store keeps them."""
    return [
        Kept(
            article=article,
            findings=findings,
            outcome=Outcome(kind=OutcomeKind.KEPT, stage="keep"),
            entities=one.entities,
            coined=one.coined,
            learned=one.learned,
        )
        for (article, findings), one in zip(batch, resolved, strict=True)
    ]
