"""Versions: what a sender says about an earlier text of its own, and what changed between the two.

takes        which take of a story a text is, and of which article it is another
order        which of two takes is the later one, whenever they are read
difference   two versions side by side: sentences kept and changed; names, quotes, figures, dates first
"""

from corpus.revisions import Take, bare
from corpus.versions.difference import Change, Difference, difference
from corpus.versions.order import Made, believed, later
from corpus.versions.takes import replaced, take

__all__ = [
    "Change",
    "Difference",
    "Made",
    "Take",
    "bare",
    "believed",
    "difference",
    "later",
    "replaced",
    "take",
]
