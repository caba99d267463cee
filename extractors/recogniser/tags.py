"""Tags of words: which word begins, continues, ends or is a span of which label, and what may follow what."""

import numpy as np
from numpy.typing import NDArray

LABELS = ("PERSON", "ORG", "PLACE", "DATE", "EVENT")
OUTSIDE = 0
BEGIN, INSIDE, END, SINGLE = range(4)
TAGS = ("O", *(f"{part}-{label}" for label in LABELS for part in "BIES"))
FORBIDDEN = np.float32(-1e4)


def tag(label: str, part: int) -> int:
    """The number of a tag, such as tag("ORG", BEGIN)."""
    return 1 + 4 * LABELS.index(label) + part


def opens(number: int) -> bool:
    """Whether a span goes on after a word with this tag."""
    return number > 0 and (number - 1) % 4 in (BEGIN, INSIDE)


def continues(number: int) -> bool:
    """Whether a word with this tag goes on with a span that an earlier word began."""
    return number > 0 and (number - 1) % 4 in (INSIDE, END)


def legal() -> NDArray[np.float32]:
    """0 where tag j may follow tag i, FORBIDDEN elsewhere (tags x tags)."""
    table = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for i in range(len(TAGS)):
        for j in range(len(TAGS)):
            same = i > 0 and j > 0 and (i - 1) // 4 == (j - 1) // 4
            allowed = (same and continues(j)) if opens(i) else not continues(j)
            table[i, j] = 0 if allowed else FORBIDDEN
    return table


def legal_start() -> NDArray[np.float32]:
    """0 for tags that a passage may begin with."""
    return np.asarray([FORBIDDEN if continues(i) else 0 for i in range(len(TAGS))], np.float32)


def legal_end() -> NDArray[np.float32]:
    """0 for tags that a passage may end with."""
    return np.asarray([FORBIDDEN if opens(i) else 0 for i in range(len(TAGS))], np.float32)
