"""A recogniser's folder: network, tokenizer and what describes them; nothing is loaded that was changed since.

recogniser.json names the model and holds the digests of the other two files, the transitions between tags,
the calibration of scores, and the figures and digests of the training that made it.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ExtractError
from dateline.records import Model
from extractors.recogniser.calibration import Line
from extractors.recogniser.tags import TAGS

SHIPPED = Path(__file__).parent.parent / "model"
DESCRIPTION, NETWORK, TOKENIZER = "recogniser.json", "recogniser.onnx", "tokenizer.json"
FORM = 2  # of the folder; another number is from another version of the project
_REMEDY = "Reinstall dateline, or name the folder of a model that `python -m extractors.training` has written."
_OLDER = (
    "An earlier Dateline has written it. Train on from its weights: "
    "`python -m extractors.training TEXTS --start OLD/weights.safetensors --out NEW`."
)


@dataclass(frozen=True, slots=True)
class Shipped:
    """A checked folder: paths, transitions (tags x tags), and the line that calibrates the scores of spans."""

    model: Model
    network: Path
    tokenizer: Path
    transitions: NDArray[np.float32]
    line: Line


def open_model(folder: Path | None = None) -> Shipped:
    """The model of a folder (None: the shipped one). Raises ExtractError where a file is missing or foreign."""
    folder = folder or SHIPPED
    described = _described(folder / DESCRIPTION)
    for name in (NETWORK, TOKENIZER):
        _check(folder / name, str(described["digests"].get(name, "")))
    return Shipped(
        Model(name=str(described["name"]), version=str(described["version"])),
        folder / NETWORK,
        folder / TOKENIZER,
        np.asarray(described["transitions"], np.float32),
        Line(float(described["calibration"]["slope"]), float(described["calibration"]["shift"])),
    )


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _described(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ExtractError(
            f"The recogniser's description {path} cannot be read: {error.strerror}.",
            reason="recogniser model missing",
            remedy=_REMEDY,
        ) from None
    except ValueError as error:
        raise _foreign(path, f"it is no JSON: {error}") from None
    described: dict[str, Any] = read if isinstance(read, dict) else {}
    form = described.get("form")
    if form != FORM:
        older = isinstance(form, int) and form < FORM
        raise _foreign(path, f"it is not of form {FORM}", remedy=_OLDER if older else _REMEDY)
    missing = {"name", "version", "tags", "digests", "transitions", "calibration"} - described.keys()
    if missing:
        raise _foreign(path, f"it lacks {', '.join(sorted(missing))}")
    if described["tags"] != list(TAGS):
        raise _foreign(path, f"its tags are not {', '.join(TAGS)}")
    return described


def _check(path: Path, wanted: str) -> None:
    try:
        found = file_digest(path)
    except OSError as error:
        raise ExtractError(
            f"The recogniser's file {path} cannot be read: {error.strerror}.",
            reason="recogniser model missing",
            remedy=_REMEDY,
        ) from None
    if found != wanted:
        raise _foreign(path, f"its SHA-256 is {found[:12]}..., expected {wanted[:12]}...")


def _foreign(path: Path, why: str, *, remedy: str = _REMEDY) -> ExtractError:
    return ExtractError(
        f"{path} does not belong to this recogniser: {why}.", reason="recogniser model foreign", remedy=remedy
    )
