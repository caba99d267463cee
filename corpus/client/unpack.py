"""Bytes as they come over the wire, unpacked piece by piece: no step ever makes more than PIECE bytes at once.

httpx unpacks too, but whole: 64 kB of a packed answer can become 64 MB in one step, and with two codings
one inside the other 64 GB, before any limit is asked.
"""

import zlib
from collections.abc import Callable, Iterator

import brotli  # type: ignore[import-untyped]  # a C extension without stubs

from dateline.errors import FetchError

PIECE = 65_536
CODINGS = 2  # one inside the other; more is no server's mistake
RATIO = 250  # unpacked to packed; real pages reach 30, a bomb 1,000 and more
RATIO_FROM = 4_000_000  # unpacked bytes below which a ratio says nothing

Step = Callable[[bytes, bool], Iterator[bytes]]  # (packed, whether it is the end) -> pieces


class Unpacker:
    """Undoes the content codings of one answer, counting both sides. Raises FetchError on bombs and breakage."""

    def __init__(self, codings: str, *, limit: int) -> None:
        names = [name for name in map(str.strip, codings.lower().split(",")) if name not in ("", "identity")]
        if len(names) > CODINGS:
            raise FetchError(f"The answer is packed {len(names)} times over.", reason="compression bomb", final=True)
        if unknown := [name for name in names if name not in _STEPS]:
            raise FetchError(f"The answer is packed as {unknown[0]!r}, which nobody asked for.", reason="broken answer")
        self.limit = limit
        self.packed = 0
        self.unpacked = 0
        self._steps: list[Step] = [_STEPS[name]() for name in reversed(names)]

    def feed(self, data: bytes, *, end: bool = False) -> Iterator[bytes]:
        """The unpacked pieces of some more packed bytes."""
        self.packed += len(data)
        try:
            for piece in self._through(data, end, 0):
                self.unpacked += len(piece)
                self._check()
                yield piece
        except (zlib.error, brotli.error) as error:
            raise FetchError(f"The answer cannot be unpacked ({error}).", reason="broken answer") from None

    def _through(self, data: bytes, end: bool, number: int) -> Iterator[bytes]:
        if number == len(self._steps):
            if data:
                yield data
            return
        for piece in self._steps[number](data, end):
            yield from self._through(piece, False, number + 1)
        if end:
            yield from self._through(b"", True, number + 1)

    def _check(self) -> None:
        if self.unpacked > self.limit:
            raise too_large(self.limit)
        if self.unpacked > RATIO_FROM and self.unpacked > RATIO * self.packed:
            raise FetchError(
                f"{self.packed:,} bytes unpack to more than {self.unpacked:,}.", reason="compression bomb", final=True
            )


def too_large(limit: int) -> FetchError:
    """The error for content over the limit."""
    return FetchError(
        f"It is larger than {limit:,} bytes.",
        reason="too large",
        remedy="Raise the setting capture_limit if it is meant to be read.",
        final=True,
    )


def _zlib_step(window: int) -> Step:
    state = zlib.decompressobj(window)
    begun = False

    def step(data: bytes, end: bool) -> Iterator[bytes]:
        nonlocal state, begun
        while data:
            # Several gzip members may follow one another; what follows the last and is none is padding.
            if state.eof:
                if not data.startswith(b"\x1f\x8b"):
                    return
                state = zlib.decompressobj(window)
            begun = True
            yield state.decompress(data, PIECE)
            data = state.unconsumed_tail or state.unused_data
        if end:
            if begun and not state.eof:
                yield from _rest(state)
            if begun and not state.eof:
                raise zlib.error("it ends in the middle")

    return step


def _rest(state: "zlib._Decompress") -> Iterator[bytes]:
    while piece := state.decompress(state.unconsumed_tail, PIECE):
        yield piece


def _deflate_step() -> Step:
    """deflate: the zlib form that the standard means, or the raw one that some servers send."""
    inner: Step | None = None

    def step(data: bytes, end: bool) -> Iterator[bytes]:
        nonlocal inner
        if inner is None and data:
            is_zlib = data[0] & 0x0F == 8 and (len(data) < 2 or int.from_bytes(data[:2], "big") % 31 == 0)
            inner = _zlib_step(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
        if inner is not None:
            yield from inner(data, end)

    return step


def _brotli_step() -> Step:
    state = brotli.Decompressor()
    begun = False

    def step(data: bytes, end: bool) -> Iterator[bytes]:
        nonlocal begun
        begun = begun or bool(data)
        piece = state.process(data, output_buffer_limit=PIECE) if data else b""
        while piece:
            yield piece
            piece = state.process(b"", output_buffer_limit=PIECE)
        if end and begun and not state.is_finished():
            raise brotli.error("it ends in the middle")

    return step


_STEPS: dict[str, Callable[[], Step]] = {
    "gzip": lambda: _zlib_step(zlib.MAX_WBITS | 16),
    "x-gzip": lambda: _zlib_step(zlib.MAX_WBITS | 16),
    "deflate": _deflate_step,
    "br": _brotli_step,
}
