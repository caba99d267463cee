"""One pass of a flow as a command shows it: what it waits for, progress, then the accounting."""

import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from dateline.cli.context import console, errors, print_json
from dateline.settings import Settings, read_settings


def passed(entrypoint: str, parameters: Mapping[str, Any], only: Sequence[str] | None, *, json: bool) -> None:
    """Run a flow (module:name; it answers with the id of its run) and show what became of its items.

    `only`: the ids of the sources that the parameters name.
    """
    settings = _prepared(Path.cwd(), only, quiet=json)
    # Only now: Prefect reads its environment when it is first imported.
    from dateline.query.questions.accounting import run_report
    from dateline.store import open_store
    from flows.telling import listening

    # Told to stop, it leaves as with Ctrl-C: Prefect's server, a child of ours, goes too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    module, _, name = entrypoint.partition(":")
    flow = getattr(import_module(module), name)
    with _progress(show=not json) as listener, listening(listener):
        run = flow(folder=str(settings.folder), **parameters)
    with open_store(settings.store_url) as store:
        report = run_report(store, run)
        if json:
            print_json(report)
            return
        from dateline.cli.summary import show_summary

        show_summary(store, settings, report)


def _prepared(folder: Path, only: Sequence[str] | None, *, quiet: bool) -> Settings:
    from corpus.sources import read_sources
    from dateline.store import open_store
    from flows.passing import chosen, make_output
    from flows.quiet import prepare

    settings = read_settings(folder)
    # What is wrong here is said at once: Prefect's start takes its time.
    chosen({source.id: source for source in read_sources(settings.path("sources"))}, only)
    make_output(settings)
    open_store(settings.store_url).close()
    server = prepare(settings)
    if not quiet:
        words = (
            f"Using the Prefect server at {server}."
            if server
            else "Starting Prefect's own server for this run, which takes 12 to 30 s "
            "(with `prefect server start` in another window runs begin at once)."
        )
        console.print(words, style="dim")
    return settings


@contextmanager
def _progress(*, show: bool) -> Iterator[Any]:
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True, disable=not show) as progress:
        bar = progress.add_task("starting", total=None)

        def listener(stage: str, counts: Mapping[str, int]) -> None:
            shown = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
            progress.update(bar, description=f"{stage}: {shown}" if shown else stage)

        yield listener
