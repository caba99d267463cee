"""What commands share: the working folder's settings and store, the screen, JSON."""

import json as json_module
import sys
from errno import EPIPE
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from dateline.records import jsonable
from dateline.settings import Settings, read_settings

if TYPE_CHECKING:
    from dateline.store import Store


class Screen(Console):
    """The screen, or what stands at the other end of a pipe."""

    def on_broken_pipe(self) -> None:
        """The reader has enough: Rich would call that a failure, `dateline.cli.main` does not."""
        raise BrokenPipeError(EPIPE, "The reader has gone.")


console = Screen(highlight=False)
NOTHING_FOUND = 3  # the exit code of a question without an answer

errors = Console(stderr=True, highlight=False)


def read_settings_here() -> Settings:
    """The effective settings of the working folder."""
    return read_settings(Path.cwd())


def open_store_here(settings: Settings | None = None) -> "Store":
    """The store of the working folder, for asking: one that is not there is an error and is not made."""
    from dateline.store import open_store

    return open_store((settings or read_settings_here()).store_url, create=False)


def print_json(value: Any) -> None:
    """Any noun of ours as JSON on standard output."""
    sys.stdout.write(json_module.dumps(jsonable(value), ensure_ascii=False, indent=2) + "\n")
