"""What an entity is called: the most used of its full names."""

from collections.abc import Iterable, Mapping

from dateline.entities import events, organisations, people
from dateline.entities.folding import Words


def best_name(label: str, counts: Mapping[str, int], current: str | None = None) -> str:
    """The name to show, of those that articles use (name -> how often).

    Full names before surnames and acronyms, written out before initials, mixed case before capitals;
    then the most used. The current one stays where another is not used more.
    """

    def rank(name: str) -> tuple[bool, bool, int, bool, int, str]:
        return (
            _full(label, name) and not _shortened(label, name, counts),
            not _shouted(name),
            counts[name],
            name == current,
            len(name),
            name,
        )

    return max(counts, key=rank, default=current or "")


def _full(label: str, name: str) -> bool:
    if label == "PERSON":
        parsed = people.person_name(name)
        return len(parsed.words) > 1 and not parsed.initialled
    if label == "ORG":
        return not organisations.organisation_name(name).acronym
    return True


def _shortened(label: str, name: str, others: Iterable[str]) -> bool:
    """Whether a fuller name of the same body or event is there: "Luming" beside "Luming Robotics"."""
    if label not in ("ORG", "EVENT"):
        return False
    own = set(_words(label, name))
    return any(own < set(_words(label, other)) for other in others)


def _words(label: str, name: str) -> Words:
    return organisations.organisation_name(name).words if label == "ORG" else events.event_name(name).words


def _shouted(name: str) -> bool:
    return name.isupper() and len(name) > 5
