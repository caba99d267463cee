"""What a flow says of its progress while it works, to whoever listens: the command line, or nobody."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

# Gets the stage's name and how many items have come to it so far.
Listener = Callable[[str, Mapping[str, int]], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """While inside, `listener` hears what flows say."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(stage: str, counts: Mapping[str, int]) -> None:
    """Say how far a stage has come."""
    listener = _listener.get()
    if listener:
        listener(stage, counts)
