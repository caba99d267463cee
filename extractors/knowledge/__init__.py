"""What a network does not know, in small components that each can be switched off.

COMPONENTS names them in the order in which they run, after the recogniser; each changes doc.ents alone.
What each is worth stands in CONTRIBUTING, measured by `python -m extractors.training.ablation`.
"""

from extractors.knowledge import acronyms, datelines, edges, heads, one_reading, places, titles

COMPONENTS = (
    datelines.NAME,
    edges.NAME,
    titles.NAME,
    heads.NAME,
    places.NAME,
    acronyms.NAME,
    one_reading.NAME,
)

__all__ = ["COMPONENTS"]
