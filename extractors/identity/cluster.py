"""The mentions that were found to name one thing, while they are being gathered."""

from dataclasses import dataclass, field

from extractors.mentions import Mention

Words = tuple[str, ...]


@dataclass(slots=True)
class Cluster:
    """Mentions of one thing: `members` are their numbers in the text, `forms` the word sequences that name it."""

    label: str
    members: list[int] = field(default_factory=list)
    forms: dict[Words, str] = field(default_factory=dict)  # words -> how the text writes them
    aliases: set[Words] = field(default_factory=set)  # forms that the text itself declares: "(WHO)"
    given: str | None = None  # a name that the text gives only in pieces: "Jean-Luc" of the brothers Etcheverry

    def add(self, number: int, words: Words, text: str) -> None:
        """Take in one mention."""
        self.members.append(number)
        self.forms.setdefault(words, text)

    def swallow(self, other: "Cluster") -> None:
        """Take in all that another cluster has."""
        self.members = sorted({*self.members, *other.members})
        for words, text in other.forms.items():
            self.forms.setdefault(words, text)
        self.aliases |= other.aliases
        self.given = self.given or other.given

    def last_before(self, number: int) -> int:
        """The latest member before a mention; -1 where there is none."""
        return max((member for member in self.members if member < number), default=-1)

    def name(self, mentions: list[Mention]) -> str:
        """The fullest name of the thing; of equally full ones the first, rather not in capitals."""
        texts = [mentions[member].text for member in sorted(self.members)]
        best = max(texts, key=lambda text: (len(text.split()), not text.isupper(), len(text)))
        if self.given and len(self.given.split()) > len(best.split()):
            return self.given
        return " ".join(best.split())


def by_words(clusters: list[Cluster]) -> dict[str, list[Cluster]]:
    """word -> the clusters one of whose forms has it."""
    found: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        for word in {word for form in cluster.forms for word in form}:
            found.setdefault(word, []).append(cluster)
    return found
