"""Files of reports, whole or not at all."""

from pathlib import Path

from dateline.errors import ExportError


def write_page(path: Path, html: str) -> None:
    """The file, whole or not at all. Raises ExportError."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(html, "utf-8")
        part.replace(path)
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror}.", remedy="Name another file with --to."
        ) from None
