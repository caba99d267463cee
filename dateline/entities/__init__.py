"""Which person, organisation, place or event a name means, across all articles."""

from dateline.entities.resolving import Resolved, resolve_batch

__all__ = ["Resolved", "resolve_batch"]
