"""What the model itself read in the current version of each article: the next version need not have it read again.

Kept as a list of numbers, four a span (gap to the end of the one before, length, label, score in ten thousandths):
about a tenth of what the same would take as mentions.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from dateline.records import Label, Model, ReadBefore, Recognised
from dateline.store import schema as t

_LABELS = tuple(Label)
_SCORES = 10_000


def packed(recognised: Sequence[Recognised]) -> list[int]:
    """Spans, apart and in order, as numbers."""
    numbers: list[int] = []
    at = 0
    for start, end, label, score in sorted(recognised):
        numbers += (start - at, end - start, _LABELS.index(Label(label)), round(score * _SCORES))
        at = end
    return numbers


def unpacked(numbers: Sequence[int]) -> tuple[Recognised, ...]:
    """The spans again."""
    spans: list[Recognised] = []
    at = 0
    for place in range(0, len(numbers), 4):
        gap, length, label, score = numbers[place : place + 4]
        start, at = at + gap, at + gap + length
        spans.append((start, at, _LABELS[label].value, score / _SCORES))
    return tuple(spans)


def read_before(connection: Connection, ids: Iterable[str], model: Model) -> dict[str, ReadBefore]:
    """Of each article (id) that is in the store its current text, with what this model read in it."""
    a, v, x, r, m = t.articles.c, t.versions.c, t.texts.c, t.recognised.c, t.models.c
    rows = connection.execute(
        select(a.id, x.text, r.spans)
        .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
        .join(t.texts, x.version == v.key)
        .join(t.recognised, r.version == v.key)
        .join(t.models, m.key == r.model)
        .where(a.id.in_(sorted(set(ids))), m.name == model.name, m.version == model.version)
    )
    return {id: ReadBefore(text, unpacked(spans)) for id, text, spans in rows}
