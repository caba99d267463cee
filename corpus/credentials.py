"""Credentials of a source: named in sources.toml, held by environment variables, sent to the source's own origin only.

credentials = { user = "WIRE_USER", password = "WIRE_PASSWORD" }     HTTP Basic (and IMAP)
credentials = { token = "WIRE_TOKEN" }                               Authorization: Bearer
credentials = { "X-Api-Key" = "WIRE_KEY" }                           a header of that name
"""

import base64
import os
from collections.abc import Mapping

from dateline.errors import FetchError
from dateline.records import Source


def secrets(source: Source, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The credentials of a source by name. Raises FetchError where a variable is not set."""
    environment = os.environ if environment is None else environment
    for name, variable in source.credentials.items():
        if not environment.get(variable):
            raise FetchError(
                f"The source {source.id} needs {name}, which the environment variable {variable} should hold.",
                reason="credentials missing",
                remedy=f"Set {variable}.",
            )
    return {name: environment[variable] for name, variable in source.credentials.items()}


def headers(found: Mapping[str, str]) -> dict[str, str]:
    """The request headers that carry the credentials."""
    carried = {name: value for name, value in found.items() if name not in ("user", "password", "token")}
    if "token" in found:
        carried["Authorization"] = f"Bearer {found['token']}"
    elif "user" in found:
        pair = f"{found['user']}:{found.get('password', '')}".encode()
        carried["Authorization"] = f"Basic {base64.b64encode(pair).decode('ascii')}"
    return carried
