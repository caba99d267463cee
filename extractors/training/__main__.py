"""From annotated texts to a recogniser: learnt, exported, put into 8 bits, calibrated and judged, in one command.

usage: python -m extractors.training TEXTS... --out FOLDER [--names FILE...] [--judge TEXTS...]

TEXTS are folders or files of annotated texts: .xml with inline marks, or .jsonl with
{"id", "text", "spans": [[start, end, label], ...]} a line. In --names only people, organisations and places are
marked; what else they hold stays open. --judge is never learnt from. The folder can be used at once:
DATELINE_MODEL=FOLDER dateline extract ... Needs `pip install dateline[train]`; about 40 minutes on two cores.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from dateline.errors import DatelineError, InputError


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """The command's arguments."""
    parser = argparse.ArgumentParser(
        prog="python -m extractors.training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="the folder to write")
    parser.add_argument("--names", nargs="*", type=Path, default=[], help="texts in which only names are marked")
    parser.add_argument("--judge", nargs="*", type=Path, default=[], help="texts for figures only")
    parser.add_argument("--hold-out", type=int, default=0, help="so many of TEXTS are for figures only")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=2e-4, help="learning rate of the top layer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a weights.safetensors to go on from, in place of the bare encoder")
    parser.add_argument("--encoder", type=Path, help="folder of a six-layer MiniLM; the package's without it")
    parser.add_argument("--name", default="dateline-press")
    parser.add_argument("--version", default="0.1.0")
    return parser.parse_args(given)


def main(given: list[str] | None = None) -> int:
    """The command; returns its exit code."""
    try:
        chosen = arguments(given)
        _train()(chosen)
    except DatelineError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return error.exit_code
    return 0


def _train() -> Callable[[argparse.Namespace], None]:
    """The training itself. Raises InputError where its packages are not installed."""
    try:
        from extractors.training.making import train
    except ImportError as error:
        raise InputError(
            f"Training needs packages that extracting does without: {error}.",
            remedy="Install them with `pip install dateline[train]`.",
        ) from None
    return train


if __name__ == "__main__":
    sys.exit(main())
