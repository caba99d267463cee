"""The rows that one article's findings become."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateline.records import Article, Findings, Span
from dateline.store.intervals import interval
from dateline.store.sentences import sentence_of, sentence_starts

Row = dict[str, Any]
Names = Mapping[tuple[str, str], int | None]  # (label, name) -> entities.key

CALENDAR = ("DATE", "DURATION", "SET")  # labels that name no thing
SPEAKERS = ("PERSON", "ORG")


@dataclass(frozen=True, slots=True)
class FactRows:
    """Rows by table; those of events, affiliations, quotes and happenings still lack their key."""

    mentions: list[Row]
    names: list[Row]
    article_entity: list[Row]
    dates: list[Row]
    affiliations: list[Row]
    quotes: list[Row]
    happenings: list[Row]
    events: list[Row]
    event_roles: list[list[Row]] = field(default_factory=list)  # beside each event


def named(findings: Findings) -> set[tuple[str, str]]:
    """The (label, name) pairs that an article's findings use, facts included."""
    pairs = {(s.label, s.entity or s.text) for s in findings.spans if s.label not in CALENDAR}
    return pairs | {("EVENT", event.name) for event in findings.events}


def fact_rows(
    article: Article,
    findings: Findings,
    resolved: Names,
    *,
    version: int,
    day: date,
    model: int,
    state: int,
    copy: bool,
    facets: int,
) -> FactRows:
    """All rows of one version's findings."""
    stamp = {"version": version, "model": model, "valid_from": state, "valid_to": None}
    link = {"version": version, "valid_from": state, "valid_to": None}
    spans = _distinct(findings)
    starts = sentence_starts(article.text, [(s.start, s.end) for s in spans])
    pairs = sorted(named(findings))
    return FactRows(
        mentions=[_mention(span, article.text, starts) | stamp for span in spans],
        names=[{"label": label, "name": name, "entity": resolved.get((label, name)), **link} for label, name in pairs],
        article_entity=[
            {"entity": entity, "day": day, **counts, "copy": copy, **link, "facets": facets}
            for entity, counts in _counts(findings, resolved).items()
        ],
        dates=[row | stamp for row in map(_date, spans) if row],
        affiliations=[
            {
                "person": a.person,
                "title": a.title,
                "organisation": a.organisation,
                "status": a.status,
                **_extent(a.evidence),
                **stamp,
            }
            for a in findings.affiliations
        ],
        quotes=[
            {
                "start": q.start,
                "end": q.end,
                "text": q.text,
                "speaker": q.speaker,
                "cue": q.cue,
                "kind": q.kind,
                **stamp,
            }
            for q in findings.quotes
        ],
        happenings=[
            {
                "type": h.type,
                "verb": h.verb,
                "actor": h.actor,
                "target": h.target,
                "when": h.when,
                **_days(h.when, h.when),
                "place": h.place,
                "mode": h.mode,
                **_extent(h.evidence),
                **stamp,
            }
            for h in findings.happenings
        ],
        events=[
            {
                "name": e.name,
                "type": e.type,
                "start": e.start,
                "end": e.end,
                **_days(e.start, e.end or e.start),
                "place": e.place,
                "edition": e.edition,
                "parent": e.parent,
                "evidence": [list(pair) for pair in e.evidence],
                **stamp,
            }
            for e in findings.events
        ],
        event_roles=[
            [
                {"place": place, "role": role, "name": name, "part": part}
                for place, (role, name, part) in enumerate(
                    [("organiser", name, None) for name in e.organisers]
                    + [("participant", p.name, p.part) for p in e.participants]
                )
            ]
            for e in findings.events
        ],
    )


def _distinct(findings: Findings) -> list[Span]:
    """Spans and durations; of two that are the same span, the first."""
    seen: dict[tuple[int, int, str], Span] = {}
    for span in (*findings.spans, *findings.durations):
        seen.setdefault((span.start, span.end, span.label), span)
    return list(seen.values())


def _mention(span: Span, text: str, starts: list[int]) -> Row:
    begin, finish = sentence_of(starts, text, span.start)
    return {
        "start": span.start,
        "end": span.end,
        "label": str(span.label),
        "text": span.text,
        "name": None if span.label in CALENDAR else span.entity or span.text,
        "value": span.value,
        "note": span.note,
        "score": span.score,
        "sentence_start": begin,
        "sentence_end": max(finish, span.end),
    }


def _date(span: Span) -> Row | None:
    days = interval(span.value) if span.label == "DATE" else None
    if days is None:
        return None
    return {
        "first": days.first,
        "last": days.last,
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "value": span.value,
        "precision": days.precision,
        "note": span.note,
    }


def _days(start: str | None, end: str | None) -> dict[str, date | None]:
    begin, finish = interval(start), interval(end)
    if begin is None or finish is None or finish.last < begin.first:
        return {"first": begin.first if begin else None, "last": begin.last if begin else None}
    return {"first": begin.first, "last": finish.last}


def _extent(evidence: tuple[int, int] | None) -> dict[str, int | None]:
    start, end = evidence or (None, None)
    return {"start": start, "end": end}


def _counts(findings: Findings, resolved: Names) -> dict[int, dict[str, int]]:
    """How often each entity is named, speaks and holds (or gives) an office in one article."""
    mentions: Counter[int] = Counter()
    quotes: Counter[int] = Counter()
    offices: Counter[int] = Counter()
    for span in findings.spans:
        if entity := resolved.get((str(span.label), span.entity or span.text)):
            mentions[entity] += 1
    for quote in findings.quotes:
        if quote.speaker and (entity := means(resolved, quote.speaker, SPEAKERS)):
            quotes[entity] += 1
    for affiliation in findings.affiliations:
        holders = {
            means(resolved, affiliation.person, ("PERSON",)),
            means(resolved, affiliation.organisation or "", ("ORG", "PLACE")),
        }
        for entity in holders - {None}:
            offices[entity] += 1  # type: ignore[index]  # None was taken out
    for event in findings.events:
        if entity := resolved.get(("EVENT", event.name)):
            mentions[entity] += 0  # an event that only its fact names still belongs to the article
    return {
        entity: {"mentions": mentions[entity], "quotes": quotes[entity], "offices": offices[entity]}
        for entity in sorted({*mentions, *quotes, *offices})
    }


def means(resolved: Names, name: str, labels: tuple[str, ...]) -> int | None:
    """The entity that a name in a fact means: the first of the labels under which the name was found."""
    return next((entity for label in labels if (entity := resolved.get((label, name)))), None)
