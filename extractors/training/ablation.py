"""What each knowledge component is worth, and what it costs: the recogniser with all of them, and with each left out.

usage: python -m extractors.training.ablation TEXTS... [--model FOLDER]
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from extractors.knowledge import COMPONENTS, spans
from extractors.recogniser.reading import Named
from extractors.recogniser.tags import LABELS
from extractors.tokens import blank_pipeline
from extractors.training.judging import figures
from extractors.training.texts import Annotated, read_file, read_folder


def table(texts: Sequence[Annotated], model: Path | None) -> list[str]:
    """Lines of a table: F1 a label and milliseconds a thousand words, for each choice of components."""
    words = sum(len(t.text.split()) for t in texts)
    nlp = blank_pipeline()
    nlp.add_pipe("recogniser", config={"path": str(model) if model else None})
    docs = list(nlp.pipe([t.text for t in texts], batch_size=32))
    marked = [[(e.start, e.end, e.label_, e._.score) for e in doc.ents] for doc in docs]
    steps = {name: blank_pipeline().create_pipe(name) for name in COMPONENTS}
    lines = [f"{'':24}" + "".join(f"{label:>8}" for label in LABELS) + "   ms/1000 words"]
    choices: list[tuple[str, tuple[str, ...]]] = [("network alone", ()), ("all", COMPONENTS)]
    choices += [(f"all but {name}", tuple(n for n in COMPONENTS if n != name)) for name in COMPONENTS]
    choices += [(f"only {name}", (name,)) for name in COMPONENTS]
    for title, names in choices:
        for doc, ents in zip(docs, marked, strict=True):
            doc.ents = tuple(spans.marked(doc, *span) for span in ents)
        began = time.process_time()
        for doc in docs:
            for name in names:
                steps[name](doc)
        took = (time.process_time() - began) * 1e6 / max(1, words)
        found = [[Named(e.start_char, e.end_char, e.label_, e._.score) for e in doc.ents] for doc in docs]
        judged = figures(texts, found)
        shown = "".join(f"{judged[label].f1:8.3f}" if label in judged else f"{'-':>8}" for label in LABELS)
        lines.append(f"{title:24}{shown}{took:12.1f}")
    return lines


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path, help="annotated texts: folders or files")
    parser.add_argument("--model", type=Path, default=None, help="the folder of a model; the shipped one without it")
    given = parser.parse_args()
    for path in given.texts:
        texts = read_folder(path) if path.is_dir() else read_file(path)
        print(f"{path}: {len(texts)} texts")  # noqa: T201
        print("\n".join(table(texts, given.model)))  # noqa: T201


if __name__ == "__main__":
    main()
