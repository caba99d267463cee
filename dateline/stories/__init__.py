"""Stories: the articles about one happening, copies and independent ones, found as they arrive.

terms      what an article is about, as weighted terms
profile    what a story is about so far, and how near an article is to it
shelf      where stories are looked up: what every shelf keeps to, and one in memory
placing    the rule: into which story an article goes, and when two stories are one
telling    headline, summary, beginning and bearers of a story
retelling  what is told of a story in the store, and by what it is found, made anew
decided    stories as people decide: two are one, some articles are of another
stored     the shelf in the store, and `place`, which puts kept articles into their stories
"""

from dateline.stories.placing import Piece, Placer, cluster
from dateline.stories.shelf import MemoryShelf
from dateline.stories.stored import place, unplaced

__all__ = ["MemoryShelf", "Piece", "Placer", "cluster", "place", "unplaced"]
