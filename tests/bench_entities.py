"""What resolving the names of one article more costs as the store grows: a made-up stream, measured.

    python tests/bench_entities.py --sizes 2000 20000 100000 --out FOLDER

Each article has ten mentions: the last size is a million of them. Writes growth-entities.csv and growth.svg.

A made-up stream: people, organisations, places and events, few of them named often and most seldom; names
come from lists that make many namesakes. Time to resolve and to keep is told apart, in steps of growth.
"""

import argparse
import csv
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import median

from growth import draw
from press import resolved_pieces

from dateline.entities import resolve_batch
from dateline.records import Affiliation, Article, Dateline, Findings, Span
from dateline.store import Store, open_store

BATCH = 64
MEASURED = 1024  # articles at each size
MENTIONS_EACH = 10
PLACES = [
    "London",
    "Nairobi",
    "Mumbai",
    "Lima",
    "Lagos",
    "Kyiv",
    "Paris",
    "Hyderabad",
    "Boston",
    "Riga",
    "Cairo",
    "Tokyo",
]
HEADS = ["Ministry of Health", "Bank", "University", "Foundation", "Shipping Ltd", "Group plc", "Institute", "Motors"]


def syllables(chance: random.Random, count: int) -> str:
    """A made-up name."""
    sounds = [chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(count)]
    return "".join(sounds).capitalize() + chance.choice(["", "n", "r", "s", "k"])


class World:
    """Who there is to write about."""

    def __init__(self, seed: int, people: int, bodies: int) -> None:
        self.chance = chance = random.Random(seed)
        given = [syllables(chance, 2) for _ in range(600)]
        family = [syllables(chance, 3) for _ in range(4000)]
        self.bodies = [f"{syllables(chance, 3)} {chance.choice(HEADS)}" for _ in range(bodies)]
        self.people = [(f"{chance.choice(given)} {chance.choice(family)}", number % bodies) for number in range(people)]

    def seldom(self, size: int) -> int:
        """A number below `size`: small ones often, large ones seldom."""
        return min(int(size * self.chance.random() ** 4), size - 1)

    def articles(self, count: int) -> Iterator[tuple[Article, Findings]]:
        """The stream."""
        for number in range(count):
            names: list[tuple[str, str]] = [("PLACE", self.chance.choice(PLACES))]
            offices = []
            for _ in range(4):
                person, body = self.people[self.seldom(len(self.people))]
                names += [("PERSON", person), ("ORG", self.bodies[body])]
                offices.append(Affiliation(person=person, title="chairman", organisation=self.bodies[body]))
            names.append(("EVENT", f"{self.bodies[self.seldom(len(self.bodies))].split()[0]} Forum"))
            text, spans = "", []
            for label, name in names:
                spans.append(Span(start=len(text), end=len(text) + len(name), label=label, text=name, entity=name))
                text += f"{name} said so. "
            day = date(2025, 1, 1) + timedelta(days=number // 400)
            line = Dateline(place=names[0][1])
            yield (
                Article(id=f"b{number}", text=text, published=day, dateline=line),
                Findings(spans=tuple(spans), affiliations=tuple(offices)),
            )


def measure(sizes: list[int], out: Path) -> list[dict[str, float]]:
    """Rows of growth-entities.csv: milliseconds to resolve and to keep one article more at each size."""
    out.mkdir(parents=True, exist_ok=True)
    mentions = sizes[-1] * MENTIONS_EACH
    world = World(1, people=mentions // 4, bodies=mentions // 20)
    stream = world.articles(sizes[-1] + MEASURED)
    rows: list[dict[str, float]] = []
    done = 0
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{Path(folder) / 'bench.db'}") as store:
        run = store.start_run("bench").id
        for size in sizes:
            while done < size:
                done += work(store, run, list(islice(stream, min(BATCH, size - done))))[0]
            spent = [work(store, run, list(islice(stream, BATCH))) for _ in range(MEASURED // BATCH)]
            done += sum(count for count, _, _ in spent)
            resolving, keeping = (1000 * median(s[part] / s[0] for s in spent) for part in (1, 2))
            rows.append({"articles": size, "resolve": resolving, "keep": keeping, "all": resolving})
            with (out / "growth-entities.csv").open("w", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows([{key: round(value, 4) for key, value in row.items()} for row in rows])
    return rows


def work(store: Store, run: str, batch: list[tuple[Article, Findings]]) -> tuple[int, float, float]:
    """A batch resolved and kept: how many, processor seconds of either."""
    begun = time.process_time()
    found = resolve_batch(store, batch)
    between = time.process_time()
    store.keep(resolved_pieces(batch, found), run)
    return len(batch), between - begun, time.process_time() - between


def main() -> None:
    """Measure, draw and print what an article costs at the first size and at the last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000, 100_000])
    parser.add_argument("--out", type=Path, default=Path("output/bench"))
    asked = parser.parse_args()
    rows = measure(sorted(asked.sizes), asked.out)
    draw(asked.out)
    first, last = rows[0]["all"], rows[-1]["all"]
    sys.stdout.write(f"{first:.2f} ms to resolve an article, {last:.2f} ms at the end: {last / first:.2f}\n")


if __name__ == "__main__":
    main()
