"""Each noun as the JSON object of the record contract, and back."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from dateline.records.findings import (
    Affiliation,
    Event,
    Findings,
    Happening,
    Model,
    Participant,
    Quote,
    Span,
)
from dateline.records.text import Article


def jsonable(value: Any) -> Any:
    """Any noun of ours as plain dicts, lists, strings and numbers; days and times in ISO 8601."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: jsonable(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Mapping):
        return {str(k): jsonable(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [jsonable(v) for v in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value


def _filled(value: Any) -> dict[str, Any]:
    """The JSON object of a noun without its empty optional fields."""
    return {k: v for k, v in jsonable(value).items() if v is not None}


def article_record(article: Article, findings: Findings | None = None) -> dict[str, Any]:
    """The record of an article, as `dateline extract` prints it and the API answers with it."""
    head = {k: v for k, v in jsonable(article).items() if k not in ("text", "notes") or v}
    record: dict[str, Any] = {
        **{k: head.pop(k, None) for k in ("id", "url", "headline", "published", "language", "agency")},
        "dateline": head.pop("dateline", None),
        "text": head.pop("text", ""),
        **{k: v for k, v in head.items() if v not in (None, False)},
    }
    if findings is not None:
        record |= {
            "spans": [_filled(span) for span in findings.spans],
            "durations": [_filled(span) for span in findings.durations],
            "events": [_event(event) for event in findings.events],
            "affiliations": [jsonable(a) for a in findings.affiliations],
            # Who counts quotations counts words between marks; reported speech stands apart.
            "quotes": [jsonable(q) for q in findings.quotes if q.kind == "direct"],
            "reported": [jsonable(q) for q in findings.quotes if q.kind != "direct"],
            "happenings": [jsonable(h) for h in findings.happenings],
            "model": jsonable(findings.model),
        }
    return record


def _event(event: Event) -> dict[str, Any]:
    shown: dict[str, Any] = jsonable(event)
    shown["participants"] = [p.name for p in event.participants]
    shown["parts"] = {p.name: p.part for p in event.participants if p.part}
    return shown


def _pair(value: Any) -> tuple[int, int] | None:
    return (int(value[0]), int(value[1])) if value else None


def findings_from_record(record: Mapping[str, Any]) -> Findings:
    """The findings that article_record wrote, read back."""

    def spans(name: str) -> tuple[Span, ...]:
        return tuple(Span(**span) for span in record.get(name, ()))

    return Findings(
        spans=spans("spans"),
        durations=spans("durations"),
        events=tuple(
            Event(
                **{k: v for k, v in e.items() if k not in ("organisers", "participants", "parts", "evidence")},
                organisers=tuple(e.get("organisers", ())),
                participants=tuple(
                    Participant(name=name, part=e.get("parts", {}).get(name)) for name in e.get("participants", ())
                ),
                evidence=tuple((int(a), int(b)) for a, b in e.get("evidence", ())),
            )
            for e in record.get("events", ())
        ),
        affiliations=tuple(
            Affiliation(**{**a, "evidence": _pair(a.get("evidence"))}) for a in record.get("affiliations", ())
        ),
        quotes=tuple(
            sorted(
                (Quote(**q) for name in ("quotes", "reported") for q in record.get(name, ())),
                key=lambda quote: (quote.start, quote.end),
            )
        ),
        happenings=tuple(
            Happening(**{**h, "evidence": _pair(h.get("evidence"))}) for h in record.get("happenings", ())
        ),
        model=Model(**record["model"]) if record.get("model") else Model(name="none", version="0"),
    )
