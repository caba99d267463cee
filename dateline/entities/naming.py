"""What an entity is called: the most used of its full names."""

from collections.abc import Mapping

from dateline.entities import organisations, people


def best_name(label: str, counts: Mapping[str, int], current: str | None = None) -> str:
    """The name to show, of those that articles use (name -> how often).

    Full names before surnames and acronyms, written out before initials, mixed case before capitals;
    then the most used. The current one stays where another is not used more.
    """

    def rank(name: str) -> tuple[bool, bool, int, bool, int, str]:
        return (_full(label, name), not _shouted(name), counts[name], name == current, len(name), name)

    return max(counts, key=rank, default=current or "")


def _full(label: str, name: str) -> bool:
    if label == "PERSON":
        parsed = people.person_name(name)
        return len(parsed.words) > 1 and not parsed.initialled
    if label == "ORG":
        return not organisations.organisation_name(name).acronym
    return True


def _shouted(name: str) -> bool:
    return name.isupper() and len(name) > 5
