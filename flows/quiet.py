"""Prefect, quiet and offline: what must be in the environment before it is first imported.

No telemetry, no promotion, no log lines between ours (errors reach the user as sentences); its state
lies in the output folder; its server is tuned to batches (its own defaults handle one event at a
time). A value that the user has set stays.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from dateline.errors import StoreError
from dateline.settings import Settings

_ROOM = 30_000_000  # bytes: Prefect's own database takes some 10 MB, and waits for minutes where it has none

QUIET: Mapping[str, str] = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TRIGGERS_READ_BATCH_SIZE": "500",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
}


def prepare(settings: Settings) -> str | None:
    """Set the environment for Prefect; the URL of the running server that will be used, None for one of our own.

    Raises StoreError where there is no room for Prefect to work.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    home = settings.path("output").resolve() / "prefect"
    os.environ.setdefault("PREFECT_HOME", str(home))
    home = Path(os.environ["PREFECT_HOME"])
    home.mkdir(parents=True, exist_ok=True)
    if (free := shutil.disk_usage(home).free) < _ROOM:
        raise StoreError(
            f"The disk of {home} is full: {free / 1e6:.1f} MB are left, a run needs {_ROOM / 1e6:.0f} MB.",
            remedy="Make room there, or name another folder with the setting output. What was kept is safe.",
        )
    server = settings["prefect_api"] or os.environ.get("PREFECT_API_URL") or _running(local_server(settings))
    if server:
        os.environ["PREFECT_API_URL"] = server
    else:
        os.environ.setdefault("PREFECT_SERVER_ALLOW_EPHEMERAL_MODE", "true")
    return server or None


def local_server(settings: Settings) -> str:
    """Where a Prefect server of this machine answers."""
    return f"http://127.0.0.1:{settings['prefect_port']}/api"


def _running(url: str) -> str | None:
    """The URL, where a Prefect server answers there."""
    import httpx

    try:
        answer = httpx.get(f"{url}/health", timeout=0.5, trust_env=False)
    except httpx.HTTPError:
        return None
    return url if answer.status_code == 200 else None
