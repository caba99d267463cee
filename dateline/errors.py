"""Errors that a user reads: what happened, why, what to do, what is allowed.

DatelineError
├── SettingError       a setting has a value that is not allowed
├── SourcesError       sources.toml is missing or wrong
├── InputError         a file, text or argument cannot be used
├── FetchError         a source did not give what was asked for
├── ReadError          bytes came, but no article can be made of them
├── ExtractError       a text cannot be worked through
├── StoreError         the store cannot be opened, read or written
├── QueryError         a query or question cannot be understood
├── DecisionError      a decision cannot be applied
└── ExportError        an export cannot be written
"""

from reprlib import Repr

_short = Repr()
_short.maxstring = 80


def shown(text: str) -> str:
    """What someone typed, within a sentence: between quotation marks, cut in its middle where it is long."""
    return _short.repr(text)


class DatelineError(Exception):
    """A sentence for the user, with what to do about it."""

    exit_code = 1

    def __init__(self, what: str, *, remedy: str = "") -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.remedy = remedy


class SettingError(DatelineError):
    """A setting has a value that is not allowed."""

    exit_code = 2


class SourcesError(DatelineError):
    """sources.toml is missing or wrong."""

    exit_code = 2


class InputError(DatelineError):
    """A file, text or argument cannot be used."""

    exit_code = 2


class FetchError(DatelineError):
    """A source did not give what was asked for; `reason` is the countable phrase."""

    def __init__(self, what: str, *, reason: str, remedy: str = "", final: bool = False) -> None:
        super().__init__(what, remedy=remedy)
        self.reason = reason
        self.final = final  # asking again will not help


class ReadError(DatelineError):
    """Bytes came, but no article can be made of them; `reason` is the countable phrase."""

    def __init__(self, what: str, *, reason: str, remedy: str = "") -> None:
        super().__init__(what, remedy=remedy)
        self.reason = reason


class ExtractError(DatelineError):
    """A text cannot be worked through; `reason` is the countable phrase."""

    def __init__(self, what: str, *, reason: str, remedy: str = "") -> None:
        super().__init__(what, remedy=remedy)
        self.reason = reason


class StoreError(DatelineError):
    """The store cannot be opened, read or written."""


class QueryError(DatelineError):
    """A query cannot be understood; `position` is where, in characters."""

    exit_code = 2

    def __init__(self, what: str, *, remedy: str = "", position: int | None = None) -> None:
        super().__init__(what, remedy=remedy)
        self.position = position


class DecisionError(DatelineError):
    """A decision cannot be applied."""

    exit_code = 2


class ExportError(DatelineError):
    """An export cannot be written."""
