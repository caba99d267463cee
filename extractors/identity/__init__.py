"""Identity within a text: full name, surname, acronym and "the ministry" lead to one thing with its best name."""

from extractors.identity.discourse import Discourse
from extractors.identity.groups import Group, entities, identity

__all__ = ["Discourse", "Group", "entities", "identity"]
