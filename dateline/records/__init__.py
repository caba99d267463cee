"""The nouns of the house: frozen dataclasses that everyone imports and that import nothing of ours.

text       Source, Item, Capture, Dateline, Article
findings   Span, Event, Affiliation, Quote, Happening, Model, Findings, ReadBefore
knowledge  Outcome, Copy, Entity, Story, Decision, Run
editions   an event's name: what stays from edition to edition, its year and ordinal
serial     each noun as the JSON object of the record contract, and back
"""

from dateline.records.findings import (
    Affiliation,
    Event,
    Findings,
    Happening,
    Label,
    Model,
    Participant,
    Quote,
    ReadBefore,
    Recognised,
    Span,
)
from dateline.records.knowledge import (
    Copy,
    Decision,
    Entity,
    Outcome,
    OutcomeKind,
    Run,
    Story,
)
from dateline.records.serial import article_record, findings_from_record, jsonable
from dateline.records.text import Article, Capture, Dateline, Item, Source

__all__ = [
    "Affiliation",
    "Article",
    "Capture",
    "Copy",
    "Dateline",
    "Decision",
    "Entity",
    "Event",
    "Findings",
    "Happening",
    "Item",
    "Label",
    "Model",
    "Outcome",
    "OutcomeKind",
    "Participant",
    "Quote",
    "ReadBefore",
    "Recognised",
    "Run",
    "Source",
    "Span",
    "Story",
    "article_record",
    "findings_from_record",
    "jsonable",
]
