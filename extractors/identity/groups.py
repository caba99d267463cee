"""One thing, all its mentions: who and what a text speaks of."""

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.doc import text_of
from extractors.identity.events import group_events
from extractors.identity.organisations import group_organisations
from extractors.identity.people import group_people
from extractors.identity.places import group_places
from extractors.mentions import keep_mentions, read_mentions


@dataclass(frozen=True, slots=True)
class Group:
    """One thing of a text: its best name, every name that it goes by, and which of doc.ents name it."""

    label: str
    name: str
    aliases: tuple[str, ...]
    members: tuple[int, ...]


def entities(doc: Doc) -> list[Group]:
    """The people, organisations, places and events of a text, in the order in which they come up."""
    mentions = read_mentions(doc)
    clusters = [
        *group_people(text_of(doc), mentions),
        *group_organisations(mentions, text_of(doc)),
        *group_places(mentions),
        *group_events(mentions),
    ]
    clusters.sort(key=lambda cluster: min(cluster.members))
    return [
        Group(
            label=cluster.label,
            name=cluster.name(mentions),
            aliases=tuple(dict.fromkeys(mentions[member].text for member in sorted(cluster.members))),
            members=tuple(sorted(cluster.members)),
        )
        for cluster in clusters
    ]


@Language.component("identity", requires=["doc.ents"], assigns=["span._.entity"])
def identity(doc: Doc) -> Doc:
    """Give every mention of a person, organisation, place or event the best name of its thing in this text."""
    ents = doc.ents
    for group in entities(doc):
        for member in group.members:
            ents[member]._.entity = group.name
    keep_mentions(doc)
    return doc
