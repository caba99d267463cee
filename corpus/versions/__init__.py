"""Versions: what a sender says about an earlier text of its own, and what changed between the two.

takes        the words of the wire: writethru, lead, correction, kill, embargo; which take replaces which
difference   two versions side by side: sentences kept and changed; names, quotes, figures, dates first
carrying     findings of sentences that did not change, moved to their new places
"""

from corpus.versions.carrying import carried
from corpus.versions.difference import Change, Difference, difference
from corpus.versions.takes import Take, replaced, standing, take

__all__ = ["Change", "Difference", "Take", "carried", "difference", "replaced", "standing", "take"]
