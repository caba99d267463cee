"""Which person, organisation, place or event a name means, across all articles.

folding                                   words of names in normal forms, spellings, transliterations
people, organisations, places, events     names of each kind: their parts, how well two can be one's, blocks
gazetteer, fields                         kept lists: countries, regions, towns; words of a field of life
things                                    what one article names, and what it says of each: the evidence
finding, pool                             by which blocks candidates are looked up, and those of a batch
weighing                                  points for and against
naming                                    what an entity is called
resolving                                 the way through all of it (`resolve_batch`): read this first
relearning                                evidence gathered anew, after people split an entity
"""

from dateline.entities.resolving import Resolved, resolve_batch

__all__ = ["Resolved", "resolve_batch"]
