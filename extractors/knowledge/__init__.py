"""What a network does not know, in small components that each can be switched off.

COMPONENTS names them in the order in which they run, after the recogniser; each changes doc.ents alone.
What each is worth: `python -m extractors.training.ablation TEXTS`. A component stays only while texts that the
network has not learnt from are read better with it than without.
"""

from extractors.knowledge import acronyms, missions, one_reading, sessions

COMPONENTS = (sessions.NAME, missions.NAME, acronyms.NAME, one_reading.NAME)

__all__ = ["COMPONENTS"]
