"""Origin: whose text an article is, by what it says of itself and by who had it first.

marks    what one article says: dateline, sign-off, credit, byline, "via", marks of releases
bearer   the marks of one article weighed: press release, agency or outlet, with the reason
tracing  the origin of a group of copies, and counts that tell pieces from independent texts
"""

from corpus.origin.bearer import Bearer, Kind, bearer
from corpus.origin.tracing import Count, Origin, count, origin

__all__ = ["Bearer", "Count", "Kind", "Origin", "bearer", "count", "origin"]
