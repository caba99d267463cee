"""What a question answers: plain records, the honest total, and how to go on."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BadBase64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from hashlib import blake2b
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dateline.errors import QueryError
from dateline.records import jsonable

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

T = TypeVar("T")

LARGEST_PAGE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value of a facet: how many pieces bear it, and how many of them are no copies."""

    value: str
    pieces: int
    independent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[T]):
    """One page of records. `total` counts all of them, not only this page; `next` is None on the last page."""

    items: tuple[T, ...]
    total: int
    independent: int | None = None  # how many of the total are no copies, where the items are articles
    next: str | None = None
    state: int | None = None  # the state that the question was pinned to; None: the present
    question: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[str, ...] = ()  # what the asker should know: an unknown name, and which are like it

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def rows(self) -> list[dict[str, Any]]:
        """The records of this page as flat dicts; what is nested becomes lists and dicts."""
        return [_row(item) for item in self.items]

    def record(self) -> dict[str, Any]:
        """The whole answer as plain JSON."""
        shown: dict[str, Any] = jsonable(self)
        return shown

    def to_pandas(self) -> "pandas.DataFrame":
        """This page as a pandas frame."""
        import pandas

        return pandas.DataFrame(self.rows())

    def to_polars(self) -> "polars.DataFrame":
        """This page as a Polars frame."""
        import polars

        return polars.DataFrame(self.rows(), infer_schema_length=None)

    def to_arrow(self) -> "pyarrow.Table":
        """This page as an Arrow table."""
        import pyarrow

        return pyarrow.Table.from_pylist(self.rows())


def _row(item: Any) -> dict[str, Any]:
    if not is_dataclass(item) or isinstance(item, type):
        return {"value": item}
    row = {}
    for column in fields(item):
        value = getattr(item, column.name)
        row[column.name] = (
            jsonable(value) if isinstance(value, (tuple, list, dict, Mapping)) or is_dataclass(value) else value
        )
    return row


def page_size(limit: int) -> int:
    """A page size that is allowed. Raises QueryError: a page that is too large is refused, not cut."""
    if not 1 <= limit <= LARGEST_PAGE:
        raise QueryError(
            f"A page of {limit} is not possible.", remedy=f"Allowed: 1 to {LARGEST_PAGE}; go on with `next`."
        )
    return limit


def fingerprint(*question: Any) -> str:
    """What ties a cursor to its question."""
    return blake2b(json.dumps(jsonable(question), sort_keys=True, default=str).encode(), digest_size=6).hexdigest()


def cursor(question: str, *place: Any) -> str:
    """Where the next page begins, as opaque text."""
    return urlsafe_b64encode(json.dumps([question, *jsonable(place)]).encode()).decode().rstrip("=")


def place_of(question: str, after: str | None) -> Sequence[Any] | None:
    """What a cursor says. Raises QueryError for one that belongs to another question."""
    if after is None:
        return None
    try:
        found, *place = json.loads(urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, BadBase64):
        found, place = None, []
    if found != question or not place:
        raise QueryError(
            "This cursor does not belong to this question.",
            remedy="Take `next` from the answer to the same question, in the same order.",
        )
    return tuple(place)
