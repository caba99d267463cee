"""What is told of a story: headline, summary by its best sentences, beginning, and who carried it in which order."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from dateline.records import Story
from dateline.records.sentences import sentence_bounds
from dateline.stories.terms import Vector, counted, weighted

SENTENCES = 3  # of a summary
READ = 20  # articles that are read for headline and summary, at most: the first and the newest
LEAD = 6  # sentences of an article that may stand in a summary
SHORTEST, LONGEST = 40, 400  # characters of a sentence
REPEATED = 0.5  # likeness from which on a sentence says the same again


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An article of a story, as telling needs it."""

    id: str
    text: str
    headline: str | None = None
    day: date | None = None
    moment: datetime | None = None
    outlet: str | None = None
    copy: bool = False

    @property
    def order(self) -> tuple[str, str]:
        """Sorts articles by their time; those without one last."""
        day = self.day.isoformat() if self.day else "9999"
        return day, self.moment.isoformat() if self.moment else f"{day}T99"


def told(story: str, articles: Iterable[Carried]) -> Story:
    """The story of at least one article."""
    carried = sorted(articles, key=lambda article: article.order)
    own = [article for article in carried if not article.copy] or carried
    read = own if len(own) <= READ else [*own[: READ // 2], *own[-READ // 2 :]]
    centre = _centre(read)
    return Story(
        id=story,
        headline=_headline(read, centre),
        summary=" ".join(_summary(read, centre)),
        began=_began(carried[0]),
        articles=tuple(article.id for article in carried),
        independent=len(own),
    )


def _began(first: Carried) -> datetime | None:
    if first.moment:
        return first.moment
    return datetime.combine(first.day, time(), UTC) if first.day else None


def _centre(articles: Sequence[Carried]) -> Vector:
    total: Counter[str] = Counter()
    for article in articles:
        for term, weight in weighted(counted(article.headline, article.text[: LEAD * LONGEST]), {}, 0).items():
            total[term] += weight  # type: ignore[assignment]
    return dict(total)


def _likeness(text: str, centre: Vector) -> float:
    vector = weighted(counted(None, text), {}, 0)
    length = math.sqrt(sum(weight * weight for weight in centre.values())) or 1.0
    return sum(weight * centre.get(term, 0.0) for term, weight in vector.items()) / length


def _headline(articles: Sequence[Carried], centre: Vector) -> str:
    """The headline that says most of what all articles say."""
    headlines = [article.headline.strip() for article in articles if article.headline and article.headline.strip()]
    if headlines:
        return max(headlines, key=lambda headline: _likeness(headline, centre))
    return next((sentence for sentence in _sentences(articles[0])), articles[0].text.strip()[:LONGEST])


def _summary(articles: Sequence[Carried], centre: Vector) -> list[str]:
    """The sentences nearest to the middle of the story that do not say the same again, in the order of time."""
    found: list[tuple[float, int, str]] = []
    for article in articles:
        for place, sentence in enumerate(_sentences(article)):
            # Agencies and papers put what matters first.
            found.append((_likeness(sentence, centre) / (1 + 0.15 * place), len(found), sentence))
    chosen: list[tuple[int, str]] = []
    for _, place, sentence in sorted(found, key=lambda one: (-one[0], one[1])):
        vector = weighted(counted(None, sentence), {}, 0)
        if all(_likeness(other, vector) < REPEATED for _, other in chosen):
            chosen.append((place, sentence))
        if len(chosen) == SENTENCES:
            break
    return [sentence for _, sentence in sorted(chosen)]


def _sentences(article: Carried) -> list[str]:
    bounds = sentence_bounds(article.text[: LEAD * LONGEST])
    sentences = (" ".join(article.text[start:end].split()) for start, end in bounds[:LEAD])
    return [sentence for sentence in sentences if SHORTEST <= len(sentence) <= LONGEST]
