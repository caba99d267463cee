"""How good a reader is: exact spans against annotated texts, and what its scores are worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.recogniser import calibration
from extractors.recogniser.reading import Named, Reader
from extractors.recogniser.tags import LABELS
from extractors.training.texts import Annotated


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of one label: right, found, annotated."""

    right: int
    found: int
    annotated: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.found + self.annotated)


def find(reader: Reader, texts: Sequence[Annotated]) -> list[list[Named]]:
    """What a reader finds in texts."""
    return [named for at in range(0, len(texts), 16) for named in reader([t.text for t in texts[at : at + 16]])]


def figures(texts: Sequence[Annotated], found: Sequence[Sequence[Named]]) -> dict[str, Figure]:
    """The figure of each label that was looked for in these texts."""
    counts = {label: [0, 0, 0] for label in LABELS}
    for text, named in zip(texts, found, strict=True):
        for label in text.labels & set(LABELS):
            wanted = {(start, end) for start, end, other in text.spans if other == label}
            given = {(n.start, n.end) for n in named if n.label == label}
            for at, number in enumerate((len(wanted & given), len(given), len(wanted))):
                counts[label][at] += number
    return {label: Figure(*c) for label, c in counts.items() if c[1] or c[2]}


def rounded(judged: Mapping[str, Figure]) -> dict[str, float]:
    """F1 a label, as records and tables show it."""
    return {label: round(figure.f1, 4) for label, figure in judged.items()}


def calibrate(texts: Sequence[Annotated], found: Sequence[Sequence[Named]]) -> calibration.Line:
    """The line that makes the scores of an uncalibrated reader true for these texts."""
    scores, right = [], []
    for text, named in zip(texts, found, strict=True):
        wanted = set(text.spans)
        for name in named:
            if name.label in text.labels:
                scores.append(name.score)
                right.append((name.start, name.end, name.label) in wanted)
    return calibration.fit(scores, right)
