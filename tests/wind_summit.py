"""An article about a wind summit with all that is found in it, for tests of what is asked and exported."""

from datetime import date, datetime
from typing import Any

from dateline.records import (
    Affiliation,
    Article,
    Entity,
    Event,
    Findings,
    Model,
    Outcome,
    OutcomeKind,
    Participant,
    Quote,
    Span,
)
from dateline.store import Kept

TEXT = (
    "Gothenburg (TT) Norrsken Kraft AB will speak at the Nordic Wind Summit 2026 in Gothenburg on June 9 and 10, "
    "chief executive Annika Bergvall-Lindh said on Wednesday.\n\n"
    '"The north has the power," she said. =1+1 is no formula.'
)
PARAGRAPH = (TEXT.index("Norrsken"), TEXT.index("\n\n"))


def span(words: str, label: str, **more: Any) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), label=label, text=words, entity=words, score=0.98, **more)


FINDINGS = Findings(
    spans=(
        span("Norrsken Kraft AB", "ORG"),
        span("Nordic Wind Summit 2026", "EVENT"),
        span("June 9 and 10", "DATE", value="2026-06-09/2026-06-10"),
        span("Annika Bergvall-Lindh", "PERSON"),
        span("Wednesday", "DATE", value="2026-05-20"),
    ),
    events=(
        Event(
            name="Nordic Wind Summit 2026",
            type="conference",
            start="2026-06-09",
            end="2026-06-10",
            place="Gothenburg",
            organisers=("Norrsken Kraft AB",),
            participants=(Participant(name="Annika Bergvall-Lindh", part="speaker"),),
            evidence=(PARAGRAPH,),
        ),
    ),
    affiliations=(
        Affiliation(
            person="Annika Bergvall-Lindh",
            title="chief executive",
            organisation="Norrsken Kraft AB",
            evidence=PARAGRAPH,
        ),
    ),
    quotes=(
        Quote(
            text="The north has the power,",
            start=TEXT.index("The north"),
            end=TEXT.index("The north") + 24,
            speaker="Annika Bergvall-Lindh",
            cue="said",
        ),
    ),
    model=Model(name="test", version="1"),
)


def kept(number: int) -> Kept:
    names = {("ORG", "Norrsken Kraft AB"), ("PERSON", "Annika Bergvall-Lindh"), ("EVENT", "Nordic Wind Summit 2026")}
    ids = {pair: f"{pair[0].lower()}1" for pair in names}
    return Kept(
        article=Article(
            id=f"article{number}",
            text=TEXT,
            headline="=Norrsken Kraft & the <wind>",
            url=f"https://review.example/{number}",
            language="en",
            published=date(2026, 5, 20),
            published_at=datetime.fromisoformat("2026-05-20T08:15:00+02:00"),
            outlet="Meridian Review",
            agency="TT",
        ),
        findings=FINDINGS,
        outcome=Outcome(kind=OutcomeKind.KEPT, stage="keep"),
        entities=ids,
        coined=tuple(Entity(id=id, label=label, name=name) for (label, name), id in ids.items()),
    )
