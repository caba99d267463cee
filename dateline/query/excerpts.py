"""The sentence of an article that shows why it was found."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from dateline.query.ast import Words
from dateline.query.compiling import Compiled
from dateline.query.scope import Scope
from dateline.store import schema as t
from dateline.store.sentences import sentence_of, sentence_starts

Excerpt = tuple[int, int]  # characters of the text
_LONGEST = 600


def excerpts(scope: Scope, compiled: Compiled, texts: Mapping[int, str]) -> dict[int, Excerpt]:
    """version -> the sentence in which it names what was asked for, holds the words, or else begins."""
    found = _naming(scope, compiled.entities, list(texts)) if compiled.entities else {}
    words = [w for w in compiled.words if isinstance(w, Words)]
    for version, text in texts.items():
        if version not in found:
            at = _first(words, text)
            found[version] = sentence_of(sentence_starts(text), text, at)
    return {version: (start, min(end, start + _LONGEST)) for version, (start, end) in found.items()}


def _naming(scope: Scope, entities: Sequence[int], versions: Sequence[int]) -> dict[int, Excerpt]:
    n, m = t.names.c, t.mentions.c
    statement = (
        select(m.version, func.min(m.sentence_start), func.min(m.sentence_end))
        .join(t.names, (n.version == m.version) & (n.label == m.label) & (n.name == m.name))
        .where(m.version.in_(versions), n.entity.in_(entities), scope.holds(t.names), scope.holds(t.mentions))
        .group_by(m.version)
    )
    return {version: (start, end) for version, start, end in scope.connection.execute(statement)}


def _first(words: Sequence[Words], text: str) -> int:
    """Where the first of the words stands; a word may be inflected, as the index has its stem only."""
    places = []
    plain = _unaccented(text)
    for phrase in words:
        stems = [re.escape(w if len(w) < 5 else w[: max(4, len(w) - 3)]) for w in phrase.words]
        match = re.search(r"\b" + r"\w*[\W_]+".join(stems), plain, re.IGNORECASE)
        if match:
            places.append(match.start())
    return min(places, default=0)


def _unaccented(text: str) -> str:
    """Without accents, character by character: offsets stay."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text)
