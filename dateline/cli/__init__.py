"""The command line: one module a command, loaded only when it is called.

A command is a module of this package with a function `command`, whose parameters are Typer's and
whose docstring is its help; a module with several commands has a Typer named `app` instead.
Heavy libraries (Prefect, spaCy, pyarrow) are imported inside the functions that need them.
"""

import os
import sys
from collections.abc import Collection
from errno import ENOSPC
from importlib import import_module

import typer
from rich.console import Console
from rich.markup import escape

from dateline.errors import DatelineError

# name -> one line of help, in the order in which a newcomer meets them
COMMANDS: dict[str, str] = {
    "run": "One pass: collect, read, compare, extract, resolve, keep.",
    "extract": "Show what a text says: who, what, where, when, with its sentences.",
    "search": "Find articles by words, names, days, quotations and more.",
    "show": "Show all that is known of a person, organisation, place or event; or an article.",
    "events": "List what is coming up, or took place; as a calendar too.",
    "runs": "List the runs and how each item ended.",
    "store": "Check, back up, tidy, move and measure the store.",
    "copies": "Which texts of a file carry one text, and where it comes from.",
    "stories": "The happenings that texts, or the store's articles, are about.",
    "versions": "How an article changed after it was first published.",
    "disagreements": "What the articles of a story say differently.",
    "decide": "Merge, split, rename, reject, fix: corrections that last, with undo.",
    "watch": "Queries kept under a name, and what is new in them since the last look.",
    "export": "What a query finds, as CSV, Excel, JSON Lines, Parquet, iCal, RDF, ...",
    "why": "Why an article is there, or at which stage it was lost.",
    "digest": "Write the morning page of a day.",
    "schedule": "Run by itself: sources at their pace, the digest at its hour.",
    "api": "The questions and decisions over HTTP.",
    "mcp": "The store as tools for an assistant (MCP).",
    "replay": "Read and extract the kept captures again, without the network.",
    "settings": "The effective settings and where each comes from.",
    "sources": "List the sources and how they are; add, import and export some.",
    "read": "Show what collecting makes of files and pages, and why.",
}


def _app(asked: Collection[str]) -> typer.Typer:
    """All commands by name and line of help; only those that are asked for are loaded."""
    app = typer.Typer(
        name="dateline",
        help="Press texts as a knowledge store in which every fact opens its sentence.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )

    @app.callback(invoke_without_command=True)
    def main_options(
        version: bool = typer.Option(False, "--version", help="Show the version and leave.", is_eager=True),
    ) -> None:
        if version:
            from dateline import __version__

            typer.echo(f"dateline {__version__}")
            raise typer.Exit

    for name, line in COMMANDS.items():
        if name not in asked:
            app.command(name, short_help=line)(_not_asked)
            continue
        module = import_module(f"dateline.cli.{name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name, short_help=line)
        else:
            app.command(name, short_help=line)(module.command)
    return app


def _not_asked() -> None:
    """Stands for a command in the list of commands."""


def main() -> None:
    """The console script: every failure ends in a sentence and an exit code, never in a traceback."""
    asked = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    out = sys.stdout
    try:
        _app([asked] if asked else [])()
    except DatelineError as error:
        errors.print(f"[bold red]Error:[/] {escape(error.what)}")
        if error.remedy:
            errors.print(error.remedy, markup=False)
        sys.exit(error.exit_code)
    except SystemExit:
        if sys.stdout is out:
            raise
        # Typer has put another in its place, for the reader (head, less) has enough: that is no failure.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        errors.print(f"[bold red]Error:[/] {_said(error)}")
        sys.exit(70)


def _said(error: Exception) -> str:
    """What nobody foresaw, as a sentence."""
    if isinstance(error, OSError) and error.errno == ENOSPC:
        return "The disk is full. What was kept so far is safe; make room and run it again."
    if isinstance(error, OSError) and error.strerror:
        return escape(f"{error.filename or 'A file'}: {error.strerror}.")
    what = escape(f"{type(error).__name__}: {error}")
    return f"{what}\nThis was not foreseen. With DATELINE_DEBUG=1 the same command shows where it happened."
