"""How long comparing and placing one article takes as the store grows: a stream of made-up news, measured.

    python tests/bench_copies.py --sizes 2000 20000 200000 --out FOLDER

The store on disk is filled to each size, then the next 1,024 articles are kept, looked up among the copies
of the last weeks, compared, entered and placed into stories, in batches, as a run does it. Filling takes the
short way (the same signatures, bands and story profiles, written in bulk), so that it takes minutes
and not hours. Writes growth-copies.csv, growth-stories.csv and growth.svg.
"""

import argparse
import csv
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from growth import draw
from sqlalchemy import Table, func, insert, select

from corpus.copies import compare, signature
from dateline.records import Article, Findings, Model, Outcome, OutcomeKind
from dateline.store import Kept, Store, open_store
from dateline.store import schema as t
from dateline.store.copies import StoreCopyIndex
from dateline.store.current import current_articles
from dateline.store.knowing import model_keys
from dateline.stories import place
from dateline.stories.profile import Profile
from dateline.stories.shelf import SHELVED
from dateline.stories.stored_shelf import StoreShelf
from dateline.stories.terms import counted, heaviest, weighted

BATCH = 64
MEASURED = 1024  # articles at each size
A_DAY = 500  # articles
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
        self.number = 0

    @property
    def day(self) -> date:
        """The day up to which it has come."""
        return START + timedelta(days=self.number // A_DAY)

    def articles(self, count: int, *, short: bool = False) -> Iterator[Article]:
        """So many articles, A_DAY for each day; short ones have three sentences."""
        for _ in range(count):
            text = ". ".join(self._sentence(self._subject()) for _ in range(3)) if short else self._text()
            outlet = f"o{self.number % 97}"
            article = Article(id=f"a{self.number}", text=text, published=self.day, outlet=outlet)
            self.number += 1
            if not short:
                self.recent = [*self.recent[-500:], article]
            yield article

    def _text(self) -> str:
        chance = self.random.random()
        if chance < 0.2 and self.recent:
            sentences = self.random.choice(self.recent).text.split(". ")
            return ". ".join(sentences[: max(3, int(len(sentences) * self.random.uniform(0.4, 1)))])
        subject = self._subject(new=chance < 0.45)
        return ". ".join(self._sentence(subject) for _ in range(14)) + "."

    def _subject(self, *, new: bool = False) -> list[str]:
        """The words of one happening: names and others."""
        if new or not self.happenings:
            own = [word.capitalize() for word in self.random.choices(self.words[2000:], k=12)]
            self.happenings = [*self.happenings[-800:], own + self.random.choices(self.words[500:], k=18)]
        return self.random.choice(self.happenings[-400:])

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


class Filling:
    """Fills a store in bulk with what `work` would leave in it."""

    def __init__(self, store: Store, news: News, days: int) -> None:
        self.store, self.news, self.days = store, news, days
        self.done = 0

    def to(self, size: int) -> None:
        """Fill up to so many articles. Those before the last weeks have short texts: nobody reads them again."""
        while self.done < size:
            entered = self.done >= size - self.days * A_DAY
            count = min(2000, size - self.done if entered else size - self.days * A_DAY - self.done)
            self._write(list(self.news.articles(count, short=not entered)), entered)
            self.done += count

    def _write(self, articles: list[Article], entered: bool) -> None:
        rows: dict[Table, list[dict[str, Any]]] = {}
        words: Counter[str] = Counter()
        with self.store.writing() as connection:
            model = model_keys(connection, [Model(name="none", version="0")])[Model(name="none", version="0")]
            first = connection.execute(select(func.coalesce(func.max(t.versions.c.key), 0))).scalar_one() + 1
            story = connection.execute(select(func.coalesce(func.max(t.stories.c.key), 0))).scalar_one()
            for key, article in enumerate(articles, start=first):
                counts = counted(None, article.text)
                words.update(counts.keys())
                rows.setdefault(t.articles, []).append({"key": key, "id": article.id, "valid_from": 1})
                rows.setdefault(t.versions, []).append(_version(article, key, model))
                rows.setdefault(t.texts, []).append({"version": key, "text": article.text})
                rows.setdefault(t.copy_looked, []).append({"version": key})
                if entered:
                    bands = signature(article.text).bands
                    some = [{"band": band, "version": key, "day": article.published} for band in bands]
                    rows.setdefault(t.copy_bands, []).extend(some)
                if (key - first) % 4 == 0:
                    # Every fourth article begins a story, with which the three after it go.
                    story += 1
                    _add_story(rows, story, Profile({}, 0).with_article(weighted(counts, {}, 0), article.published))
                rows.setdefault(t.story_articles, []).append({"article": key, "story": story, "valid_from": 1})
            for table in t.metadata.sorted_tables:
                if table in rows:
                    connection.execute(insert(table), rows[table])
            StoreShelf(connection).count(words, len(articles))


def _add_story(rows: dict[Table, list[dict[str, Any]]], key: int, profile: Profile) -> None:
    told = {"key": key, "id": f"filled-{key}", "headline": "", "summary": "", "valid_from": 1, "changed": 1}
    rows.setdefault(t.stories, []).append(told)
    about = {"first": profile.first, "last": profile.last, "articles": 1, "terms": profile.terms}
    rows.setdefault(t.story_profiles, []).append({"story": key, **about})
    rows.setdefault(t.story_terms, []).extend(
        {"term": term, "story": key, "day": profile.last} for term in heaviest(profile.terms, SHELVED)
    )


def _version(article: Article, key: int, model: int) -> dict[str, Any]:
    return {
        "key": key,
        "article": key,
        "number": 1,
        "day": article.published,
        "published": article.published,
        "outlet": article.outlet,
        "status": "usable",
        "paywalled": False,
        "words": 200,
        "digest": article.id,
        "kept_at": datetime.now(UTC),
        "model": model,
        "valid_from": 1,
    }


def measure(sizes: list[int], out: Path, days: int) -> list[dict[str, float]]:
    """Rows: articles in the store, milliseconds of each stage and of all for one article more."""
    out.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, float]] = []
    news = News(7)
    with open_store(f"sqlite:///{out / 'growth.db'}") as store:
        run = store.start_run("bench").id
        filling = Filling(store, news, days)
        for size in sizes:
            filling.to(size)
            StoreCopyIndex(store, days=days).forget(news.day - timedelta(days=days))
            fresh = list(news.articles(MEASURED))
            filling.done += MEASURED
            spent = [work(store, run, fresh[n : n + BATCH], days) for n in range(0, MEASURED, BATCH)]
            row = {stage: 1000 * statistics.median(s[stage] for s in spent) for stage in STAGES}
            row |= {"articles": size, "all": sum(row.values())}
            rows.append(row)
            write(rows, out)
    return rows


def write(rows: list[dict[str, float]], out: Path) -> None:
    """Two files: copies are all stages but the last, in which stories are placed."""
    stages = STAGES[:-1]
    copies = [{"articles": row["articles"], **{name: row[name] for name in stages}} for row in rows]
    for name, part in (
        ("copies", [row | {"all": sum(row[stage] for stage in stages)} for row in copies]),
        ("stories", [{"articles": row["articles"], "all": row["place"]} for row in rows]),
    ):
        with (out / f"growth-{name}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, list(part[0]))
            writer.writeheader()
            writer.writerows([{key: round(value, 4) for key, value in row.items()} for row in part])


def main() -> None:
    """Measure, draw and print the two figures that count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000, 200_000])
    parser.add_argument("--out", type=Path, default=Path("output/bench"))
    parser.add_argument("--days", type=int, default=28)
    asked = parser.parse_args()
    rows = measure(sorted(asked.sizes), asked.out, asked.days)
    draw(asked.out)
    first, last = rows[0], rows[-1]
    sys.stdout.write(
        f"{first['all']:.2f} ms at {first['articles']:.0f} articles, {last['all']:.2f} ms at {last['articles']:.0f}: "
        f"{last['all'] / first['all']:.2f}\n"
    )


if __name__ == "__main__":
    main()
