"""`dateline mcp`: the store as tools for an assistant."""

from dateline.cli.context import open_store_here


def command() -> None:
    """Offer search, entity, timeline, quotes and events to an assistant over MCP (standard input and output).

    Each answer carries its evidence: article, outlet, day, address and sentence. Name this command in the
    assistant's settings, to be started in the folder of the store:

      {"mcpServers": {"dateline": {"command": "dateline", "args": ["mcp"], "cwd": "/path/to/newsroom"}}}
    """
    from dateline.mcp import create_server

    with open_store_here() as store:
        create_server(store).run("stdio")
