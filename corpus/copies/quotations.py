"""Which characters of a text stand in quotation marks: words that belong to a speaker, not to a writer."""

import re

import numpy as np
import numpy.typing as npt

# A quotation that is not closed (scans lose marks, paragraphs leave them open) ends with its paragraph.
_QUOTATION = re.compile(r"“[^“”]{12,}?(?:”|(?=\n\s*\n)|\Z)|\"[^\"\n]{12,1500}\"|«[^«»]{12,}?»|„[^„“”]{12,}?[“”]")


def quoted(text: str) -> npt.NDArray[np.bool_]:
    """True for each character inside quotation marks, (characters,)."""
    marks = np.zeros(len(text), dtype=np.bool_)
    for match in _QUOTATION.finditer(text):
        marks[match.start() : match.end()] = True
    return marks
