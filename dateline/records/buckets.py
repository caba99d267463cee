"""How likely copies are chosen from the buckets of a look-up, in memory and in the store alike.

Each number of a signature names a bucket of earlier articles that have the same number. The rules
here bound what a look-up costs, however many articles there are and however often one is copied.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

BUCKET = 8  # articles that a bucket keeps: a phrase that more of them have tells none from another
CANDIDATES = 12  # articles whose texts are compared with a new one, at most
WEAK = 4  # of these, articles that share a single bucket
_WHOLE = 4  # points of a bucket that is not full

T = TypeVar("T", str, int)


def ranked(buckets: Mapping[int, Sequence[T]]) -> list[T]:
    """The likeliest articles of the buckets that a signature falls in, at most CANDIDATES.

    A full bucket is that of a stock phrase (a foot line, the frame of a form letter): four of them
    count like one that is not, so that a text is not compared with all that have the same foot line.
    """
    points: Counter[T] = Counter()
    for articles in buckets.values():
        for article in articles:
            points[article] += 1 if len(articles) >= BUCKET else _WHOLE
    likely = sorted(
        (article for article, score in points.items() if score >= _WHOLE), key=points.__getitem__, reverse=True
    )
    strong = sum(points[article] >= 2 * _WHOLE for article in likely)
    return likely[: min(CANDIDATES, strong + WEAK)]
