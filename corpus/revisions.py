"""The words by which a wire says which take of a story a text is: "1st Ld-Writethru", "UPDATE 2-", "CORRECTED", "KILL".

The same words open headlines of plain news ("Fixes needed", "Kill Bill returns", "Lead poisoning"): there they are
not marked off from what follows.
"""

import re
from dataclasses import dataclass

FIRST, UPDATE, CORRECTION, KILL, ADVISORY = "first", "update", "correction", "kill", "advisory"

_ORDINAL = r"(?P<number>\d{1,2})(?:st|nd|rd|th)"
# "CORRECTED-Ferry burns", "Correction: Ferry burns", "(UPDATED) Ferry burns"; not "Update-proof houses".
_MARKED = r"\s*(?:[:;)\]]|(?<=\s)[-–—]|(?-i:(?<=[A-Z]{2}))[-–—]|(?<=[\d)])[-–—]|\((?=[^)]*\))|$)"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"^\W*{words}", re.IGNORECASE))
    for kind, words in (
        (KILL, r"(?:mandatory|bulletin|immediate)\s+kill\b|please kill\b"),
        (KILL, rf"(?:(?-i:KILL)|kill(?=\W*$))(?:\s+(?:notice|order|advisory))?{_MARKED}"),
        (KILL, rf"kill (?:notice|order|advisory){_MARKED}"),
        (KILL, rf"(?:story |item |article )?(?:withdrawn|retracted|withdrawal){_MARKED}"),
        (CORRECTION, r"(?:correct(?:s|ed|ing|ion)?|corr|clarification|clarifies|erratum|refil(?:e|ed|ing)|fixes)"
                     rf"(?:\s*\((?:official|clarified)[^)]*\))?{_MARKED}"),
        (UPDATE, rf"{_ORDINAL}\W?(?:ld\b|lead\b(?=[\W_]*write|{_MARKED}))(?:[\W_]*write-?thr(?:u|ough)\b)?"),
        (UPDATE, rf"{_ORDINAL}\W?write-?thr(?:u|ough)\b"),
        (UPDATE, r"(?P<number>\d{1,2})\W?ld\b(?:[\W_]*write-?thr(?:u|ough)\b)?"),
        (UPDATE, rf"(?:(?:ld\b|lead\b)?[\W_]*write-?thr(?:u|ough)\b|ld{_MARKED})"),
        (UPDATE, rf"(?:update|upd|wrapup)\s?(?P<number>\d{{1,2}}){_MARKED}"),
        (UPDATE, rf"(?:updat(?:e|ed|ing|es)|upd){_MARKED}"),
        (UPDATE, r"(?:recasts?|adds|sub)\s*[:,]"),
        (ADVISORY, rf"(?:media |eds?\W+|editors?\W+)?(?:advisory|note to editors|budget){_MARKED}"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Take:
    """Which take a text is: its kind, its number where the sender counts, and the words that say so."""

    kind: str  # first, update, correction, kill, advisory
    number: int | None = None
    words: str = ""


def take_said(line: str) -> Take | None:
    """The take that a headline, slug or revision begins with; None where it begins with none."""
    for kind, form in _FORMS:
        if match := form.search(line.strip()):
            number = match.groupdict().get("number")
            return Take(kind, int(number) if number else None, match.group().strip(" :;,-–—()[]"))
    return None


def bare(headline: str | None) -> str:
    """A headline without the words that say which take it is, folded; empty where too little is left to know it by."""
    words = (headline or "").strip()
    for _, form in _FORMS:
        words = form.sub("", words).strip()
    plain = " ".join(words.strip(" :;,-–—()").casefold().split())
    return plain if len(plain.split()) > 1 else ""
