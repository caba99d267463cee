"""How fast the store answers: python tests/bench_store.py STORE_URL

Fill a store first: python -m dateline.store.synthetic sqlite:///big.db --articles 100000
Names are drawn from the most, the middling and the least written about, words from texts of the store;
each question is asked once to warm up, then timed.
"""

import sys
from collections.abc import Callable
from random import Random
from statistics import median
from time import perf_counter, process_time

from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select

from dateline.query.questions import co_mentions, search, timeline
from dateline.store import Store, open_store
from dateline.store import schema as t

ROUNDS = 60
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 11)]
FACETS = ("outlet", "agency", "language", "month", "kind")


def names(store: Store) -> list[str]:
    """As many of the 20 most written about as of the middle and of the rest, by id."""
    ae, e = t.article_entity.c, t.entities.c
    with store.reading() as connection:
        counted = select(ae.entity, func.count().label("n")).group_by(ae.entity).subquery()
        statement = select(e.id).join(counted, counted.c.entity == e.key).order_by(counted.c.n.desc())
        ids = list(connection.execute(statement).scalars())
    random = Random(7)
    third = ROUNDS // 3
    return [
        *random.choices(ids[:20], k=third),
        *random.choices(ids[20 : len(ids) // 20], k=third),
        *random.choices(ids[len(ids) // 20 :], k=third),
    ]


def words(store: Store) -> list[str]:
    """Two words each from texts of the store: frequent ones are as frequent here."""
    random = Random(8)
    with store.reading() as connection:
        keys = connection.execute(select(t.texts.c.version)).scalars().all()
        texts = [
            connection.execute(select(t.texts.c.text).where(t.texts.c.version == key)).scalar_one()
            for key in random.sample(list(keys), ROUNDS)
        ]
    return [" ".join(random.sample(text.replace(".", " ").replace('"', " ").split(), 2)) for text in texts]


def measure(ask: Callable[[int], object], rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each round by the clock, and of this process's own work (all of it, on SQLite)."""
    taken, worked = [], []
    for number in range(rounds):
        ask(number)
        begun, work = perf_counter(), process_time()
        ask(number)
        taken.append((perf_counter() - begun) * 1000)
        worked.append((process_time() - work) * 1000)
    return sorted(taken), sorted(worked)


def main() -> None:
    """Ask each kind of question and print the figures."""
    store = open_store(sys.argv[1], create=False)
    who, said = names(store), words(store)
    top = who[0]
    with store.reading() as connection:
        ae, e = t.article_entity.c, t.entities.c
        statement = select(ae.entity).group_by(ae.entity).order_by(func.count().desc()).limit(1)
        key = connection.execute(statement).scalar_one()
        top = connection.execute(select(e.id).where(e.key == key)).scalar_one()

    def months(number: int) -> str:
        return f"{MONTHS[number % len(MONTHS)]}/P3M"

    questions: dict[str, tuple[int, Callable[[int], object]]] = {
        "a name in three months": (10, lambda n: search(store, f'name:"#{who[n]}" published:{months(n)}')),
        "words, a name, facets": (150, lambda n: search(store, f'{said[n]} name:"#{who[n]}"', facets=FACETS)),
        "one word, a name, facets": (
            150,
            lambda n: search(store, f'{said[n].split()[0]} name:"#{who[n]}"', facets=FACETS),
        ),
        "two words": (150, lambda n: search(store, said[n])),
        "timeline by day": (30, lambda n: timeline(store, f'name:"#{who[n]}"')),
        "co-mentions, three months": (60, lambda n: co_mentions(store, f"#{who[n]}", published=months(n))),
        "co-mentions, all time": (400, lambda n: co_mentions(store, f"#{who[n]}")),
        "co-mentions, all time, commonest": (400, lambda n: co_mentions(store, f"#{top}")),
    }
    table = Table("question", "median ms", "p95 ms", "longest ms", "median work", "p95 work", "at most")
    for name, (most, ask) in questions.items():
        taken, worked = measure(ask, 5 if name.endswith("commonest") else ROUNDS)
        last = max(0, int(len(taken) * 0.95) - 1)
        figures = (median(taken), taken[last], taken[-1], median(worked), worked[last])
        table.add_row(name, *(f"{figure:.1f}" for figure in figures), str(most))
    Console().print(table)


if __name__ == "__main__":
    main()
