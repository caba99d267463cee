"""How long comparing and placing one article takes as the store grows: a stream of made-up news, measured.

    python tests/bench_copies.py --articles 200000 --out FOLDER

Every article is kept, looked up among the copies of the last weeks, compared, entered and placed into
a story, in batches and against a store on disk, as a run does it. Writes growth.csv and growth.svg.
"""

import argparse
import csv
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from corpus.copies import compare, signature
from dateline.records import Article, Findings, Outcome, OutcomeKind
from dateline.store import Kept, Store, open_store
from dateline.store.copies import StoreCopyIndex
from dateline.store.current import current_articles
from dateline.stories import place

BATCH = 64
A_DAY = 1000  # articles
START = date(2020, 1, 1)
STAGES = ("signature", "look up", "compare", "enter", "place")


class News:
    """An endless stream of articles: happenings with words of their own, told by several, copied by some."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        letters = [
            "ka",
            "lo",
            "mi",
            "ren",
            "tas",
            "vo",
            "del",
            "ar",
            "sin",
            "po",
            "gu",
            "hes",
            "bri",
            "nal",
            "quo",
            "zet",
        ]
        self.words = ["".join(self.random.choices(letters, k=self.random.randint(2, 4))) for _ in range(30_000)]
        self.weights = list(accumulate(1 / (rank + 8) for rank in range(len(self.words))))
        self.happenings: list[list[str]] = []
        self.recent: list[Article] = []

    def articles(self, count: int) -> Iterator[Article]:
        """So many articles, A_DAY for each day."""
        for number in range(count):
            day = START + timedelta(days=number // A_DAY)
            article = Article(
                id=f"a{number}", text=self._text(), headline=None, published=day, outlet=f"o{number % 97}"
            )
            self.recent = [*self.recent[-500:], article]
            yield article

    def _text(self) -> str:
        chance = self.random.random()
        if chance < 0.2 and self.recent:
            sentences = self.random.choice(self.recent).text.split(". ")
            return ". ".join(sentences[: max(3, int(len(sentences) * self.random.uniform(0.4, 1)))])
        if chance < 0.45 or not self.happenings:
            own = [word.capitalize() for word in self.random.choices(self.words[2000:], k=12)]
            own += self.random.choices(self.words[500:], k=18)
            self.happenings = [*self.happenings[-800:], own]
        subject = self.random.choice(self.happenings[-400:])
        return ". ".join(self._sentence(subject) for _ in range(14)) + "."

    def _sentence(self, subject: list[str]) -> str:
        words = self.random.choices(self.words, cum_weights=self.weights, k=11) + self.random.choices(subject, k=4)
        self.random.shuffle(words)
        return " ".join(words)


def work(store: Store, run: str, batch: list[Article], days: int) -> dict[str, float]:
    """One batch through the stages; seconds an article for each."""
    clock = Clock()
    index = StoreCopyIndex(store, days=days)
    signatures = {article.id: signature(article.text) for article in batch}
    clock.stop("signature")
    asked = {
        id: index.candidates(found, article.published)
        for article in batch
        for id, found in [(article.id, signatures[article.id])]
    }
    clock.stop("look up")
    with store.reading() as connection:
        there = current_articles(connection, {id for ids in asked.values() for id in ids})
    copies = {a.id: copy for a in batch if (copy := compare(a, [there[id] for id in asked[a.id]]))}
    clock.stop("compare")
    outcome = Outcome(kind=OutcomeKind.KEPT, stage="keep")
    store.keep([Kept(article=a, findings=Findings(), outcome=outcome, copy=copies.get(a.id)) for a in batch], run)
    clock.stop("keep")
    index.add_all([(article.id, signatures[article.id], article.published) for article in batch])
    clock.stop("enter")
    place(store, [article.id for article in batch])
    clock.stop("place")
    return {stage: seconds / len(batch) for stage, seconds in clock.seconds.items()}


class Clock:
    """Seconds of this process between stops, so that what else the machine does counts less."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.at = time.process_time()

    def stop(self, stage: str) -> None:
        """The time since the last stop belongs to this stage."""
        now = time.process_time()
        self.seconds[stage] = now - self.at
        self.at = now


def measure(articles: int, out: Path, days: int) -> list[dict[str, float]]:
    """Rows of growth.csv: articles in the store, milliseconds of each stage and of all for one article more."""
    out.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, float]] = []
    spent: list[dict[str, float]] = []
    done, batch = 0, []
    with open_store(f"sqlite:///{out / 'growth.db'}") as store, (out / "growth.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, ["articles", *STAGES, "all"])
        writer.writeheader()
        run = store.start_run("bench").id
        for article in News(7).articles(articles):
            batch.append(article)
            if len(batch) < BATCH:
                continue
            spent.append(work(store, run, batch, days))
            done += len(batch)
            batch = []
            if done % A_DAY < BATCH:
                StoreCopyIndex(store, days=days).forget(article.published - timedelta(days=days))
            if len(spent) == 16:
                row = {stage: 1000 * statistics.median(s[stage] for s in spent) for stage in STAGES}
                row |= {"articles": done, "all": sum(row.values())}
                rows.append(row)
                writer.writerow({name: round(value, 4) for name, value in row.items()})
                file.flush()
                spent = []
    return rows


def drawn(rows: list[dict[str, float]]) -> str:
    """The growth as an SVG: milliseconds for one article over articles in the store."""
    wide, high, edge = 720, 320, 48
    most, top = rows[-1]["articles"], 1.2 * max(row["all"] for row in rows)
    points = " ".join(
        f"{edge + (wide - 2 * edge) * row['articles'] / most:.1f},"
        f"{high - edge - (high - 2 * edge) * row['all'] / top:.1f}"
        for row in rows
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="12">'
        f'<path d="M{edge} {edge}V{high - edge}H{wide - edge}" fill="none" stroke="#888"/>'
        f'<polyline points="{points}" fill="none" stroke="#0a5" stroke-width="1.5"/>'
        f'<text x="{edge}" y="{edge - 12}">ms for one article (to {top:.0f})</text>'
        f'<text x="{wide - edge}" y="{high - edge + 24}" text-anchor="end">{most:.0f} articles</text></svg>'
    )


def main() -> None:
    """Measure, draw and print the two figures that count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--out", type=Path, default=Path("output/bench"))
    parser.add_argument("--days", type=int, default=28)
    asked = parser.parse_args()
    rows = measure(asked.articles, asked.out, asked.days)
    (asked.out / "growth.svg").write_text(drawn(rows), "utf-8")
    early = statistics.median(row["all"] for row in rows if row["articles"] <= 3_100)
    late = statistics.median(row["all"] for row in rows[-5:])
    sys.stdout.write(
        f"{early:.2f} ms at about 2,000 articles, {late:.2f} ms at {rows[-1]['articles']:.0f}: {late / early:.2f}\n"
    )


if __name__ == "__main__":
    main()
