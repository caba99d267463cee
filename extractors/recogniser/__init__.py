"""The press recogniser: people, organisations, places, dates and events of a text.

Words (extractors.words), word pieces (pieces), windows of paragraphs (windows), the network (network), tags and
their legal order (tags), passages (passages), decoding (decoding), all in one way (reading), in spaCy (component).
"""

from extractors.recogniser.component import Recogniser, load_recogniser

__all__ = ["Recogniser", "load_recogniser"]
