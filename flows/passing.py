"""One pass of a flow: what its stages work with, opened together and closed together."""

import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

from corpus.captures import Captures
from corpus.client import Client
from corpus.sources import read_sources
from corpus.state import SourceState
from dateline.errors import SettingError, SourcesError
from dateline.records import Model, Outcome, Run, Source
from dateline.settings import FILE, Settings, read_settings
from dateline.store import Store, open_store
from flows.telling import tell

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from spacy.language import Language


class Pass:
    """Settings, store, captures, client, sources and pipeline of one run. A plain class: Prefect walks dataclasses."""

    def __init__(
        self, *, settings: Settings, store: Store, captures: Captures, client: Client, sources: dict[str, Source]
    ) -> None:
        self.settings = settings
        self.store = store
        self.captures = captures
        self.client = client
        self.sources = sources
        self.run: Run

    @classmethod
    @contextmanager
    def open(cls, folder: Path, *, flow: str, only: Sequence[str] | None = None) -> "Iterator[Pass]":
        """Everything open, the run begun; at the end, also after a failure, the run ended and all closed."""
        settings = read_settings(folder)
        every = {source.id: source for source in read_sources(settings.path("sources"))}
        sources = chosen(every, only)
        make_output(settings)
        with (
            alone(settings.path("output")),
            open_store(settings.store_url) as store,
            Captures(settings.path("output") / "captures") as captures,
            Client.from_settings(settings) as client,
        ):
            this = cls(settings=settings, store=store, captures=captures, client=client, sources=sources)
            store.declare_sources(list(every.values()))
            this.run = store.start_run(flow)
            note = "ended by an error"
            try:
                yield this
                note = ""
            finally:
                store.end_run(this.run.id, note=note, model=this.used)

    def states(self) -> dict[str, SourceState]:
        """What is remembered of each source; a new one is due at once."""
        kept = self.store.source_states()
        return {id: SourceState.from_record(kept[id]) if id in kept else SourceState(source=id) for id in self.sources}

    def known(self, key: str) -> bool:
        """Whether an item was dealt with in an earlier pass; called from the threads that collect."""
        return bool(self.store.known_items([key]))

    def note(self, outcomes: Sequence[tuple[str | None, Outcome]]) -> None:
        """Count the outcomes of items that never come to be kept."""
        self.store.record_outcomes(self.run.id, [o for _, o in outcomes], items=[key for key, _ in outcomes])

    @cached_property
    def nlp(self) -> "Language":
        """The pipeline, loaded when the first text needs it."""
        from extractors.pipeline import load_pipeline

        with _loading:
            return load_pipeline(model=self.settings.model)

    @property
    def used(self) -> str:
        """Name and version of the model, where any text was read with it; else empty, for loading it takes its time."""
        return f"{self.model.name} {self.model.version}" if "nlp" in self.__dict__ else ""

    @property
    def model(self) -> Model:
        """What recognises the spans in this pass."""
        from extractors.pipeline import model_of

        return model_of(self.nlp)


_loading = threading.Lock()


def chosen(every: Mapping[str, Source], only: Sequence[str] | None) -> dict[str, Source]:
    """The sources of a pass. Raises SourcesError for an id that is not declared, and where none is left."""
    for id in only or ():
        if id not in every:
            raise SourcesError(f"There is no source {id!r}.", remedy=f"There are: {', '.join(sorted(every))}.")
    found = {id: s for id, s in every.items() if s.enabled and (not only or id in only)}
    if not found:
        raise SourcesError(
            "No source is switched on." if every else "No source is declared.",
            remedy="Remove `enabled = false` from one in sources.toml, or add one with `dateline sources add URL`.",
        )
    return found


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Wait until no other pass works in the output folder; the lock ends with its process, however that ends.

    Two passes at once would read the same captures and keep the versions of an article in turns.
    """
    with (output / "pass.lock").open("ab") as file:
        while not _locked(file):
            tell("waiting for the other pass in this folder to end", {})
            time.sleep(0.5)
        yield


def _locked(file: IO[bytes]) -> bool:
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def make_output(settings: Settings) -> None:
    """Make the output folder where it is missing. Raises SettingError where it cannot be written."""
    output = settings.path("output")
    try:
        output.mkdir(parents=True, exist_ok=True)
        (output / "pass.lock").touch()
    except OSError as error:
        raise SettingError(
            f"The output folder {output} cannot be written: {error.strerror}.",
            remedy=f"Make room or name another with the setting output (in {FILE} or DATELINE_OUTPUT).",
        ) from None
