"""The language of a text, by its words."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 3_000  # characters: more does not change the answer
_SURE = 0.8  # below this probability the answer is None
_SHORTEST = 40  # characters


def language_of(text: str) -> str | None:
    """ISO 639-1 of the text's language; None where it is too short or cannot be told."""
    sample = text[:_SAMPLE]
    if len(sample.strip()) < _SHORTEST:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else None


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
