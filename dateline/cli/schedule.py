"""`dateline schedule`: by itself, day and night."""

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.context import console


def command(
    digest_at: Annotated[str, typer.Option("--digest-at", help="HH:MM, in the setting timezone.")] = "06:00",
) -> None:
    """Read each source at its own pace and write the morning page once a day, until told to stop.

    Through Prefect: its server (one that runs already, or one that this command starts and stops)
    starts a pass every few minutes over the sources that are due; two passes never overlap. SIGTERM and
    Ctrl-C stop it cleanly; started again it goes on where it was.

    Examples:

      dateline schedule

      dateline schedule --digest-at 05:30
    """
    from dateline.settings import read_settings
    from flows.schedule import schedule, tick_of

    settings = read_settings(Path.cwd())
    minutes = tick_of(settings).total_seconds() / 60
    console.print(
        f"Looking every {minutes:g} min which sources are due; "
        f"the morning page at {digest_at} {settings['timezone']}.\n"
        "[dim]Ctrl-C or SIGTERM stops. Runs so far: dateline runs[/]"
    )
    schedule(settings, digest_at=digest_at)
