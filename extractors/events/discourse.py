"""A whole text as skeletons in which every mention and description of an event is resolved."""

from dataclasses import replace

from spacy.tokens import Doc

from dateline.records import Label
from extractors.events.naming import Named, group
from extractors.events.nominals import Discourse, resolve
from extractors.events.skeleton import Sentence, name_bodies, skeleton
from extractors.mentions import Mention, mentions_of, sentences_of

_DATELINE_REACH = 200  # characters in which the place of the dateline stands


def read(doc: Doc) -> tuple[list[Named], list[Sentence], Discourse]:
    """The events of a Doc, its sentences as skeletons, and what was spoken of."""
    bounds = sentences_of(doc)
    mentions = mentions_of(doc, bounds)
    events = group([m for m in mentions if m.label == Label.EVENT], doc.text)
    discourse = Discourse()
    if not events:
        return [], [], discourse
    event_of = {mention.start: named for named in events for mention in named.mentions}
    bounds, mentions = _uncut(bounds, mentions)
    by_sentence: dict[int, list[tuple[Mention, str | None]]] = {}
    for mention, ent in zip(mentions, doc.ents, strict=True):
        by_sentence.setdefault(mention.sentence, []).append((mention, ent._.value))
    here = next((m for m in mentions if m.label == Label.PLACE and m.start < _DATELINE_REACH), None)
    sentences = []
    organisations: list[Mention] = []
    end = 0
    for number, span in enumerate(bounds):
        sentence = skeleton(doc.text, span, by_sentence.get(number, []), event_of, here)
        name_bodies(sentence, organisations)
        organisations += [mention for key, mention in sentence.marks.items() if key[0] == "O"]
        resolve(sentence, discourse, opens_paragraph="\n" in doc.text[end : span[0]])
        discourse.close(sentence)
        sentences.append(sentence)
        end = span[1]
    return events, sentences, discourse


def _uncut(bounds: list[tuple[int, int]], mentions: list[Mention]) -> tuple[list[tuple[int, int]], list[Mention]]:
    """Sentences that no name is cut by ("the panel 'Who Pays? Law and Order' with ..." is one), and mentions in them."""
    crossing = {mention.sentence for mention in mentions if mention.end > bounds[mention.sentence][1]}
    if not crossing:
        return bounds, mentions
    whole: list[tuple[int, int]] = []
    place = []  # number of a sentence before -> its number now
    for number, (start, end) in enumerate(bounds):
        if number and number - 1 in crossing:
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
        place.append(len(whole) - 1)
    return whole, [replace(mention, sentence=place[mention.sentence]) for mention in mentions]
