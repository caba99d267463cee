"""Affiliations: person, title, organisation, as the text says it on its day."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from dateline.records import Affiliation
from extractors import doc as _extensions  # noqa: F401  declares Doc._.affiliations
from extractors.affiliations.links import heading, link
from extractors.affiliations.phrases import find_titles
from extractors.affiliations.tokens import tokens
from extractors.identity.discourse import Discourse
from extractors.mentions import Mention

_LONGEST = 10_000  # characters; a "sentence" beyond that is a table or a list without stops
_PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)


def find_affiliations(doc: Doc) -> list[Affiliation]:
    """The affiliations of a Doc whose spans have their entities, in text order, each said once."""
    discourse = Discourse.of(doc)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in discourse.mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    found: dict[tuple[str, str, str | None], Affiliation] = {}
    for number, (start, end) in enumerate(discourse.sentences):
        mentions = [m for m in by_sentence.get(number, []) if m.end <= end]
        if end - start > _LONGEST:
            continue
        if not any(m.label == "PERSON" for m in mentions) and not _PRONOUN.search(discourse.text, start, end):
            continue
        read = tokens(discourse.text, start, end, mentions)
        lone = read[0].mention if len(read) == 1 and read[0].label == "PERSON" else None
        said = [
            (title.person, title.text, title.organisation, title.status)
            for title in link(read, find_titles(read, discourse), discourse)
            if title.person is not None
        ]
        if lone is not None and number + 1 < len(discourse.sentences):
            said += _below(lone, number + 1, by_sentence.get(number + 1, []), discourse)
        for person, title, organisation, status in [*said, *heading(read)]:
            made = Affiliation(
                person=person, title=title, organisation=organisation, status=status, evidence=(start, end)
            )
            found.setdefault((person, title.casefold(), organisation), made)
    return _without_repeats(list(found.values()))


def _below(
    person: Mention, number: int, mentions: list[Mention], discourse: Discourse
) -> list[tuple[str, str, str | None, str]]:
    """The title on the line under a name that stands alone, as the contacts of a release have it."""
    read = tokens(discourse.text, *discourse.sentences[number], mentions)
    titles = find_titles(read, discourse)
    if len(titles) != 1 or titles[0].left != 0 or len(read) - titles[0].right > 2 or len(read) > 12:
        return []
    after = [token for token in read[titles[0].right :] if token.label == "ORG"]
    organisation = titles[0].organisation or (after[0].mention.name if after and after[0].mention else None)
    return [(person.name, titles[0].text, organisation, titles[0].status)]


def _without_repeats(found: list[Affiliation]) -> list[Affiliation]:
    """Without those that a fuller one repeats: "director" of one who is said to be "managing director of X"."""
    kept = []
    for one in found:
        words = set(one.title.casefold().split())
        fuller = any(
            other is not one
            and other.person == one.person
            and words <= set(other.title.casefold().split())
            and (one.organisation is None or one.organisation == other.organisation)
            and (other.organisation is not None or words < set(other.title.casefold().split()))
            for other in found
        )
        if not fuller:
            kept.append(one)
    return kept


@Language.component("affiliations", requires=["doc.ents", "span._.entity"], assigns=["doc._.affiliations"])
def affiliations(doc: Doc) -> Doc:
    """The spaCy component."""
    doc._.affiliations = find_affiliations(doc)
    return doc
