"""What one article more costs at a hundred thousand mentions: `python tests/bench_entities.py [MENTIONS]`.

A made-up stream: people, organisations, places and events, few of them named often and most seldom; names
come from lists that make many namesakes. Time to resolve and to keep is told apart, in steps of growth.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dateline.entities import resolve_batch
from dateline.records import Affiliation, Article, Dateline, Findings, Outcome, OutcomeKind, Span
from dateline.store import Kept, open_store
from dateline.store import schema as t

BATCH = 64
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


def main(mentions: int) -> None:
    """Grow a store and print what an article costs on the way."""
    world = World(1, people=mentions // 4, bodies=mentions // 20)
    count = mentions // MENTIONS_EACH
    out = sys.stdout.write
    out(f"{'mentions':>10} {'entities':>9} {'resolve ms':>11} {'keep ms':>9}  an article\n")
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{Path(folder) / 'bench.db'}") as store:
        run = store.start_run("bench").id
        batch: list[tuple[Article, Findings]] = []
        resolving = keeping = 0.0
        steps = [count * part // 10 for part in range(1, 11)]
        done = last = 0
        for pair in world.articles(count):
            batch.append(pair)
            if len(batch) < BATCH and done + len(batch) < count:
                continue
            begun = time.process_time()
            found = resolve_batch(store, batch)
            between = time.process_time()
            store.keep(
                [
                    Kept(
                        article=article,
                        findings=findings,
                        outcome=Outcome(kind=OutcomeKind.KEPT, stage="keep"),
                        entities=one.entities,
                        coined=one.coined,
                        learned=one.learned,
                    )
                    for (article, findings), one in zip(batch, found, strict=True)
                ],
                run,
            )
            resolving, keeping = resolving + between - begun, keeping + time.process_time() - between
            done += len(batch)
            batch = []
            if steps and done >= steps[0]:
                with store.reading() as connection:
                    entities = connection.execute(t.entities.select()).all()
                each = (done - last) / 1000
                out(f"{done * MENTIONS_EACH:>10} {len(entities):>9} {resolving / each:>11.2f} {keeping / each:>9.2f}\n")
                sys.stdout.flush()
                resolving = keeping = 0.0
                last = done
                while steps and done >= steps[0]:
                    steps.pop(0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
