"""Stage 2: captures to articles, each complete, or the reason why none came of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from corpus.kinds import read as read_capture
from corpus.language import language_of
from corpus.versions import believed
from dateline.errors import ReadError
from dateline.records import Article, Capture, Outcome, OutcomeKind
from flows.passing import Pass

_AHEAD = timedelta(days=2)  # by which a day may lie before its time: clocks, zones, tomorrow's paper
_EPOCH = date(1970, 1, 1)


@dataclass(slots=True)
class Reading:
    """A capture with what came of it."""

    key: str
    capture: Capture
    articles: list[Article] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


def read(this: Pass, captures: Sequence[tuple[str, Capture]]) -> list[Reading]:
    """Stage 2: the articles of each capture, or the reason why none came of it."""
    return [_reading(this, key, capture) for key, capture in captures]


def _reading(this: Pass, key: str, capture: Capture) -> Reading:
    reading = Reading(key, capture)
    try:
        for parsed in read_capture(capture, this.sources[capture.source]):
            if isinstance(parsed, Article):
                checked = _checked(this, parsed, capture)
                (reading.articles if isinstance(checked, Article) else reading.outcomes).append(checked)  # type: ignore[arg-type]
            elif isinstance(parsed, Outcome):
                reading.outcomes.append(parsed)
    except ReadError as error:
        reading.outcomes.append(_refused(capture, error.reason, str(error)))
    except Exception as error:  # noqa: BLE001  one capture must not stop the others: it is put aside with the reason
        broken = _refused(capture, "broke a reader", f"{type(error).__name__}: {error}")
        reading.outcomes.append(replace(broken, kind=OutcomeKind.QUARANTINED))
    if not reading.articles and not reading.outcomes:
        reading.outcomes.append(_refused(capture, "not an article", "The capture holds no article."))
    return reading


def _checked(this: Pass, article: Article, capture: Capture) -> Article | Outcome:
    """The article, complete; or why it is not wanted."""
    if article.status == "usable" and len(article.text) < this.settings["shortest"]:
        detail = f"{len(article.text)} characters; the setting shortest asks for {this.settings['shortest']}."
        return _refused(capture, "too short", detail, article)
    language = article.language or language_of(article.text)
    wanted = this.settings["languages"]
    if language and wanted and language not in wanted:
        detail = f"It is {language!r}; the setting languages asks for {', '.join(wanted)}."
        return _refused(capture, "language not wanted", detail, article)
    return replace(_dated(article, capture), language=language)


def _dated(article: Article, capture: Capture) -> Article:
    """The article with a day that can be: none, one long before its time, or that of a clock never set is none."""
    day, collected = article.published, capture.collected
    last = max(collected, article.embargo or collected).date() + _AHEAD
    if day is None:
        said = "No day of publication was found"
    elif day > last:
        said = f"The day {day} had not come when it was collected"
    elif day == _EPOCH or (article.published_at and not believed(article.published_at, None)):
        said = f"The day {day} is that of a clock that was never set"
    else:
        return article
    return replace(
        article,
        published=collected.date(),
        published_at=None,
        notes=(*article.notes, f"{said}; it is the day of collection."),
    )


def _refused(capture: Capture, reason: str, detail: str, article: Article | None = None) -> Outcome:
    item = capture.item
    return Outcome(
        kind=OutcomeKind.REFUSED,
        stage="read",
        reason=reason,
        detail=detail,
        source=capture.source,
        address=(article.url if article else None) or (item.address if item else None) or capture.address,
        headline=article.headline if article else item.headline if item else None,
        capture=capture.id,
    )


def ended(article: Article, kind: OutcomeKind, reason: str = "", detail: str = "") -> Outcome:
    """The outcome of an article that was read."""
    return Outcome(
        kind=kind,
        stage="extract" if kind is OutcomeKind.QUARANTINED else "keep",
        reason=reason,
        detail=detail,
        source=article.source,
        address=article.url,
        headline=article.headline,
        article=article.id,
        capture=article.capture,
    )
