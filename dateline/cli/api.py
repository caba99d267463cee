"""`dateline api`: the questions and decisions over HTTP."""

from typing import Annotated

import typer

from dateline.cli.context import console, open_store_here, read_settings_here
from dateline.errors import SettingError

_HERE = ("127.0.0.1", "localhost", "::1")


def command(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8642,
) -> None:
    """Answer questions and take decisions over HTTP, until told to stop.

    /docs shows every address and lets you try it; /openapi.json describes them for programs. With the
    setting [b]api_tokens[/] only who has a token may ask; without one it listens on this machine only.

    Examples:

      dateline api

      curl 'http://127.0.0.1:8642/search?q=cyclone&limit=5'

      DATELINE_API_TOKENS=s3cret dateline api --host 0.0.0.0
    """
    import uvicorn

    from dateline.api import create_app

    settings = read_settings_here()
    tokens = settings["api_tokens"]
    if host not in _HERE and not tokens:
        raise SettingError(
            f"Listening on {host} would let everyone in the network ask and decide.",
            remedy="Set DATELINE_API_TOKENS to one or more tokens, or listen on 127.0.0.1.",
        )
    with open_store_here(settings) as store:
        app = create_app(store, tokens=tokens, rate=settings["api_rate"], timezone=settings["timezone"])
        console.print(f"http://{host}:{port}/docs", style="bold")
        uvicorn.run(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=5)
