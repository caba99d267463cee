"""By what name a thing is known across passes, so that it is collected once."""

from collections.abc import Iterable
from dataclasses import replace

from corpus.identity import article_id
from dateline.records import Capture, Item

MOST_ALIKE = 3  # from so many entries on, one and the same time of change is the generator's


def item_key(item: Item) -> str:
    """The key of an item: of its address (or the sender's id), and of its time of change where it names one.

    An entry that says it was changed is fetched again; one whose id changed and whose address did not, is not.
    """
    name = article_id(address=item.address, wire_id=None if item.address else item.guid, text=item.headline or "")
    return f"{name}@{item.updated:%Y%m%dT%H%M%S%z}" if item.updated else name


def key_of(capture: Capture) -> str:
    """The key that collecting gave beside a capture; for replays."""
    return item_key(capture.item) if capture.item else capture.id


def with_credible_changes(items: Iterable[Item]) -> list[Item]:
    """Items without their times of change, where those are the feed's own time of making and no news of the item."""
    listed = list(items)
    times = {item.updated for item in listed}
    if len(listed) >= MOST_ALIKE and len(times) == 1:
        return [replace(item, updated=None) for item in listed]
    return listed
