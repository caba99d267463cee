"""One title of one person, with what stands around it in the sentence."""

from dataclasses import dataclass

from extractors.affiliations.lexicon import CRAFTS, LEADING, LIVINGS, OFFICES_IF_MODIFIED, STATUS, VAGUE
from extractors.mentions import Mention


@dataclass(slots=True)
class Title:
    """A title; `left` and `right` are the edges, in tokens, of all that belongs to it with its organisation."""

    text: str
    head: str
    kind: str
    start: int  # first token of the title itself
    end: int  # token after it
    left: int
    right: int
    organisation: str | None = None
    article: str = ""  # the, a, an, 's, its, his, ...
    personal: bool = False  # "her lawyer": no organisation's
    governs: bool = False  # "commander of the frigate ...": of something that is no organisation
    ranked: bool = False  # "Captain X", not "captain X"
    placed: bool = False  # its organisation is a place
    plural: bool = False
    person: str | None = None
    status: str = "current"

    def belong_to(self, owner: Mention | None) -> None:
        """Take an organisation that stands before it; it also replaces a place that stands after: "the WHO
        representative in Chad"."""
        if owner is None or owner.label not in ("ORG", "PLACE"):
            return
        if self.organisation is None or (self.placed and owner.label == "ORG"):
            self.organisation = owner.name

    @property
    def counts(self) -> bool:
        """Whether it is a title where it stands: an office, or anything at an organisation."""
        if self.organisation:
            return True
        if self.personal:
            return False
        before = set(self.text.casefold().split()[:-1]) - STATUS
        living = self.kind != "office" or self.head in VAGUE or (self.head in LIVINGS and not before)
        if self.article in ("a", "an") and living and not before & LEADING:  # "a ferry captain", "a judge"
            return False
        if self.head in ("founder", "co-founder", "cofounder") and self.text[0].isupper():
            return True
        if self.ranked:
            return True
        if self.kind == "occupation" or self.head in VAGUE:
            if before & CRAFTS:
                return False
            if self.head in OFFICES_IF_MODIFIED and before:
                return True
            return bool(before & LEADING) or (self.kind != "occupation" and self.governs)
        return True
