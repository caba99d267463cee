"""What is learnt from in an epoch, and what is kept apart to judge by."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.training.texts import Annotated, read_file, read_folder

NAMES_SHARE = 0.3  # characters of texts with names alone, of those with all labels, in an epoch
SHORT = 400  # characters; shorter texts (posts, headlines) are learnt from several at a time
NAMES = frozenset(("PERSON", "ORG", "PLACE"))


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts with all labels, texts with names alone, and those held out."""

    full: Sequence[Annotated]
    names: Sequence[Annotated]
    held_out: Sequence[Annotated]

    @property
    def learnt(self) -> list[Annotated]:
        """All that may be learnt from."""
        return [*self.full, *self.names]


def read(paths: Sequence[Path]) -> list[Annotated]:
    """The texts of folders and files. Raises InputError."""
    return [text for path in paths for text in (read_folder(path) if path.is_dir() else read_file(path))]


def gather(texts: Sequence[Path], names: Sequence[Path], *, held_out: int, seed: int) -> Corpus:
    """Read all and keep `held_out` of the texts apart, the same for the same seed."""
    full = sorted(read(texts), key=lambda t: t.id)
    random.Random(seed).shuffle(full)
    # Accounts are annotated where they stand for a name, which no press text has.
    marked = [replace(t, labels=NAMES) for t in read(names) if "@" not in t.text]
    return Corpus(full[held_out:], _joined(marked), full[:held_out])


def chooser(corpus: Corpus) -> Callable[[random.Random], list[Annotated]]:
    """Chance -> the texts of an epoch: all with all labels, and a share of those with names."""
    room = NAMES_SHARE * sum(len(t.text) for t in corpus.full)

    def choose(chance: random.Random) -> list[Annotated]:
        chosen, left = list(corpus.full), room
        for text in chance.sample(list(corpus.names), len(corpus.names)):
            if left <= 0:
                break
            chosen.append(text)
            left -= len(text.text)
        return chosen

    return choose


def _joined(texts: Sequence[Annotated], several: int = 8) -> list[Annotated]:
    short = [t for t in texts if len(t.text) < SHORT]
    made = [t for t in texts if len(t.text) >= SHORT]
    for at in range(0, len(short), several):
        text = ""
        spans: list[tuple[int, int, str]] = []
        for post in short[at : at + several]:
            text += "\n\n" if text else ""
            spans += [(start + len(text), end + len(text), label) for start, end, label in post.spans]
            text += post.text
        made.append(Annotated(short[at].id, text, tuple(spans), short[at].labels))
    return made
