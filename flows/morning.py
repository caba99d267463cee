"""The morning page, every day at its hour."""

from datetime import date
from pathlib import Path

from prefect import flow

from dateline.reports.gathering import gather, newest_day
from dateline.reports.morning import morning_html
from dateline.reports.writing import write_page
from dateline.settings import read_settings
from dateline.store import open_store


@flow(name="morning", log_prints=False, validate_parameters=False)
def morning(folder: str = ".", day: date | None = None) -> str:
    """Write the page of a day (the newest with any coverage) into OUTPUT/reports; the path of the file."""
    settings = read_settings(Path(folder))
    with open_store(settings.store_url) as store:
        chosen = day or newest_day(store, settings["timezone"])
        page = gather(store, chosen, timezone=settings["timezone"])
    path = settings.path("output") / "reports" / f"{chosen.isoformat()}.html"
    write_page(path, morning_html(page))
    return str(path)
