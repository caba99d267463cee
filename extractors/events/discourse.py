"""A whole text as skeletons in which every mention and description of an event is resolved."""

import re
from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc

from dateline.records import Label
from extractors.doc import text_of
from extractors.events.heads import head_of
from extractors.events.naming import Named, group
from extractors.events.nominals import Discourse, resolve
from extractors.events.skeleton import Sentence, name_bodies, skeleton
from extractors.lexicon import words
from extractors.mentions import Mention, by_sentence, mentions_of, sentences_of

_UNSURE = 0.62  # below it, names without any word for an event were wrong in nine of ten cases
_BODIES = words("forum congress movement league assembly mission")
_OFFICE_OF = re.compile(
    r"(?:president|chair\w*|director|director[- ]general|secretary|secretary[- ]general|head|members?|founder|"
    r"spokes\w+|"
    r"official|coordinator|treasurer|patron|convenor|leader) of (?:the )?$",
    re.IGNORECASE,
)
_DATELINE_REACH = 200  # characters in which the place of the dateline stands


def read(doc: Doc) -> tuple[list[Named], list[Sentence], Discourse]:
    """The events of a Doc, its sentences as skeletons, and what was spoken of."""
    text = text_of(doc)
    bounds = sentences_of(doc)
    mentions = mentions_of(doc)
    scores = {mention.start: mention.score for mention in mentions}
    events = group([m for m in mentions if m.label == Label.EVENT and not _is_body(text, m)], text)
    discourse = Discourse()
    if not events:
        return [], [], discourse
    event_of = {mention.start: named for named in events for mention in named.mentions}
    bounds, mentions = _uncut(bounds, mentions)
    in_sentence = by_sentence(mentions)
    here = next((m for m in mentions if m.label == Label.PLACE and m.start < _DATELINE_REACH), None)
    sentences = []
    organisations: list[Mention] = []
    end = 0
    for number, span in enumerate(bounds):
        sentence = skeleton(text, span, in_sentence.get(number, []), event_of, here)
        name_bodies(sentence, organisations)
        organisations += [mention for key, mention in sentence.marks.items() if key[0] == "O"]
        resolve(sentence, discourse, opens_paragraph="\n" in text[end : span[0]])
        discourse.close(sentence)
        sentences.append(sentence)
        end = span[1]
    return [named for named in events if _believed(named, scores)], sentences, discourse


def _is_body(text: str, mention: Mention) -> bool:
    """Whether a forum or congress has a president or members: it is an organisation then, and no event."""
    return (
        head_of(mention.text) in _BODIES
        and _OFFICE_OF.search(text[max(0, mention.start - 40) : mention.start]) is not None
    )


def _believed(named: Named, scores: Mapping[int, float | None]) -> bool:
    """Whether a name is an event: by a word of its own or of the text, by its edition, or by the recogniser's score."""
    if named.heads or named.year or named.number or named.session:
        return True
    best = [score for mention in named.mentions if (score := scores.get(mention.start)) is not None]
    return not best or max(best) >= _UNSURE


def _uncut(bounds: list[tuple[int, int]], mentions: list[Mention]) -> tuple[list[tuple[int, int]], list[Mention]]:
    """Sentences that no name is cut by ("the panel 'Who Pays? Law and Order' with ..." is one), and their mentions."""
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
