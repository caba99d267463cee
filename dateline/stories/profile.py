"""What a story is about so far, and how near an article is to it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from dateline.stories.terms import EVENT, Vector, heaviest

TERMS = 120  # of a story are kept
PACE = 3.0  # days after which an article must be twice as like a story as on the same day
LEAST, MOST = 0.09, 0.22  # likeness that makes an article part of a story: few words, many words
PER_TERM = 0.0016  # the more words there are, the more even strangers share
FEW, MOST_OF_FEW = 2, 0.6  # the heaviest terms in common, and how much of a likeness they may make


@dataclass(frozen=True, slots=True)
class Profile:
    """The sum of the story's articles as vectors of length 1; `first` and `last` its days, None where unknown."""

    terms: Vector
    articles: int
    first: date | None = None
    last: date | None = None

    def likeness(self, vector: Mapping[str, float], day: date | None) -> float:
        """How near an article of that day is, 0 to 1."""
        length = math.sqrt(sum(weight * weight for weight in self.terms.values()))
        if not length:
            return 0.0
        shared = {term: weight * self.terms[term] for term, weight in vector.items() if term in self.terms}
        # A town that both name, or a club, is not yet one happening: the rest of the words must speak for it too.
        names = (weight for term, weight in shared.items() if not term.startswith(EVENT))
        total = sum(shared.values())
        likeness = min(total, (total - sum(nlargest(FEW, names))) / (1 - MOST_OF_FEW))
        return likeness / length / (1 + (self.gap(day) / PACE) ** 2)

    def gap(self, day: date | None) -> int:
        """Days between the story and a day, 0 within it."""
        if day is None or self.first is None or self.last is None:
            return 0
        return max(0, (day - self.last).days, (self.first - day).days)

    def with_article(self, vector: Mapping[str, float], day: date | None) -> "Profile":
        """The profile with one article more."""
        return self.joined(Profile(dict(vector), 1, day, day))

    def joined(self, other: "Profile") -> "Profile":
        """The profile of two stories that are one."""
        total = dict(self.terms)
        for term, weight in other.terms.items():
            total[term] = total.get(term, 0.0) + weight
        days = [day for day in (self.first, self.last, other.first, other.last) if day]
        return Profile(
            {term: round(total[term], 4) for term in heaviest(total, TERMS)},
            self.articles + other.articles,
            min(days, default=None),
            max(days, default=None),
        )


def needed(vector: Mapping[str, float]) -> float:
    """The likeness to a story that an article with so many terms must have to be part of it."""
    return min(MOST, max(LEAST, 0.04 + PER_TERM * len(vector)))
