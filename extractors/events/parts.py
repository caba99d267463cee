"""A person or organisation with its part in an event."""

from collections.abc import Iterable, Iterator

from extractors.events.naming import Named
from extractors.events.skeleton import Sentence
from extractors.mentions import Mention

Part = tuple[Named, Mention, str]


def parts(sentence: Sentence, named: Named, names: Iterable[str], part: str) -> Iterator[Part]:
    """The placeholders of a sentence as parts in an event."""
    for name in names:
        yield named, sentence.marks[name], part
