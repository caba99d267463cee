"""A store of made-up articles, as large as one likes, for measuring: python -m dateline.store.synthetic --help

The figures are drawn as in real coverage: names and words by Zipf's law, stories of very different
size that burst and fade within days, a third of the pieces copies, quotes and offices for the people
named most. The same seed always makes the same articles.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

import numpy as np

from dateline.records import (
    Affiliation,
    Article,
    Copy,
    Dateline,
    Entity,
    Event,
    Findings,
    Model,
    Outcome,
    OutcomeKind,
    Participant,
    Quote,
    Span,
    Story,
)
from dateline.store.opening import Store, open_store
from dateline.store.writing import Kept

FIRST_DAY = date(2024, 1, 1)
DAYS = 730
SYLLABLES = tuple(c + v for c in "bdfghklmnprst" for v in "aeio")
ENDINGS = ("n", "r", "s", "l", "m", "nd", "rt", "sk", "v", "")
TITLES = ("minister", "director", "president", "spokesman", "chief executive", "governor", "coach", "secretary")
OUTLETS = tuple(
    f"{name} {kind}"
    for name in ("Daily", "Evening", "Morning", "National", "Coast")
    for kind in ("Herald", "Post", "Courier", "Mirror", "Ledger", "Times", "Gazette", "Record")
)
AGENCIES = ("ANW", "PressLine", "Nordic Wire", "Union Press", "Delta News")
Weights = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
MODEL = Model(name="synthetic", version="1")


@dataclass(frozen=True, slots=True)
class _Topic:
    """A story: when it broke, for how long it runs, who is in it."""

    id: str
    start: int
    fade: float
    entities: tuple[int, ...]
    headline: str


class Coverage:
    """Made-up articles: `batches()` gives them ready to be kept."""

    def __init__(self, articles: int, *, seed: int = 7, entities: int | None = None, words: int | None = None) -> None:
        self.seed = seed
        self.random = np.random.default_rng(seed)
        self.count = articles
        words = words or max(500, min(30_000, articles * 3))
        self.vocabulary = self._names(words, low=1, high=3)
        self.entities = self._make_entities(entities or max(200, articles // 2))
        self.entity_draw = _zipf(len(self.entities), 1.0)
        self.word_draw = _zipf(words, 1.0)
        self.topics = self._make_topics(max(1, articles // 7))
        self.introduced: set[int] = set()

    def batches(self, size: int = 200, *, part: int = 0, parts: int = 1) -> Iterator[tuple[list[Story], list[Kept]]]:
        """Stories and articles, `size` at a time; a story comes with the batch that first needs it.

        `part` of `parts`: the share of one of several writers, every so many-th story with its articles.
        """
        weights = self.random.pareto(1.6, len(self.topics)) + 0.2
        drawn = self.random.choice(len(self.topics), self.count, p=weights / weights.sum())
        if parts > 1:
            self.random = np.random.default_rng((self.seed, part))
        mine = [int(number) for number in np.flatnonzero(drawn % parts == part)]
        originals: dict[int, str] = {}
        known: set[int] = set()
        for at in range(0, len(mine), size):
            numbers = mine[at : at + size]
            fresh = sorted({int(drawn[n]) for n in numbers} - known)
            known.update(fresh)
            stories = [
                Story(
                    id=self.topics[i].id,
                    headline=self.topics[i].headline,
                    began=datetime.combine(self._day(self.topics[i].start), datetime.min.time(), UTC),
                )
                for i in fresh
            ]
            yield stories, [self._article(number, int(drawn[number]), originals) for number in numbers]

    def _names(self, count: int, *, low: int, high: int) -> list[str]:
        names: dict[str, None] = {}
        while len(names) < count:
            pieces = self.random.integers(low, high + 1)
            word = "".join(self.random.choice(SYLLABLES, pieces)) + str(self.random.choice(ENDINGS))
            names[word] = None
        return list(names)

    def _make_entities(self, count: int) -> list[Entity]:
        stems = [name.capitalize() for name in self._names(min(20_000, count * 2 + 50), low=2, high=3)]
        made: dict[tuple[str, str], Entity] = {}
        labels = self.random.choice(["PERSON", "ORG", "PLACE", "EVENT"], count * 2, p=[0.5, 0.28, 0.17, 0.05])
        for number, label in enumerate(labels):
            a, b = (stems[int(i)] for i in self.random.integers(0, len(stems), 2))
            name = {
                "PERSON": f"{a} {b}",
                "ORG": f"{a} {('Institute', 'Group', 'Ministry', 'Union', 'Bank')[number % 5]}",
                "PLACE": a,
                "EVENT": f"{a} {('Forum', 'Cup', 'Summit', 'Fair')[number % 4]} {2024 + number % 2}",
            }[str(label)]
            alias = (b,) if label == "PERSON" else ()
            made.setdefault((str(label), name), Entity(id=f"E{number}", label=str(label), name=name, aliases=alias))
            if len(made) == count:
                break
        return list(made.values())

    def _make_topics(self, count: int) -> list[_Topic]:
        topics = []
        for number in range(count):
            people = _distinct(self.entity_draw, self.random, 6)
            topics.append(
                _Topic(
                    id=f"S{number}",
                    start=int(self.random.integers(0, DAYS)),
                    fade=float(self.random.exponential(3.0)) + 0.3,
                    entities=people,
                    headline=f"{self.entities[people[0]].name} {self._words(5)}",
                )
            )
        return topics

    def _words(self, count: int) -> str:
        drawn = np.searchsorted(self.word_draw, self.random.random(count))
        return " ".join(self.vocabulary[int(i)] for i in drawn)

    def _day(self, number: float) -> date:
        return FIRST_DAY + timedelta(days=min(int(number), DAYS - 1))

    def _article(self, number: int, topic_number: int, originals: dict[int, str]) -> Kept:
        topic = self.topics[topic_number]
        day = self._day(topic.start + self.random.exponential(topic.fade))
        chosen = (*topic.entities[: int(self.random.integers(2, 6))], *_distinct(self.entity_draw, self.random, 8))
        text, findings = self._text(tuple(dict.fromkeys(chosen)), day)
        id = f"A{number}"
        copied = topic_number in originals and self.random.random() < 0.4
        copy = (
            Copy(article=id, original=originals[topic_number], kind="verbatim", share=0.9, origin="agency")
            if copied
            else None
        )
        originals.setdefault(topic_number, id)
        outlet = OUTLETS[min(int(self.random.exponential(8)), len(OUTLETS) - 1)]
        article = Article(
            id=id,
            text=text,
            headline=f"{topic.headline} {number}",
            url=f"https://news.example/{number}",
            language="en",
            published=day,
            published_at=datetime.combine(day, datetime.min.time(), UTC) + timedelta(minutes=number % 1440),
            outlet=outlet,
            agency=AGENCIES[number % 5] if number % 3 == 0 else None,
            dateline=Dateline(place="Capital", date=day),
            source=outlet.lower().replace(" ", "-"),
        )
        fresh = [i for i in dict.fromkeys(chosen) if i not in self.introduced]
        self.introduced.update(fresh)
        return Kept(
            article=article,
            findings=findings,
            outcome=Outcome(kind=OutcomeKind.COPY if copied else OutcomeKind.KEPT, stage="keep", source=article.source),
            copy=copy,
            story=topic.id,
            entities={(self.entities[i].label, self.entities[i].name): self.entities[i].id for i in chosen},
            coined=tuple(self.entities[i] for i in fresh),
        )

    def _text(self, chosen: tuple[int, ...], day: date) -> tuple[str, Findings]:
        """About 400 words in 20 sentences, each with a name or a date, and all that is to be found in them."""
        pieces: list[str] = []
        spans: list[Span] = []
        quotes: list[Quote] = []
        length = 0
        order = [int(i) for i in self.random.integers(0, len(chosen), 14)]
        order[: min(len(chosen), 14)] = range(min(len(chosen), 14))
        for number, place in enumerate(order):
            entity = self.entities[chosen[place]]
            before, after = self._words(10).capitalize() + " ", " " + self._words(15)
            start = length + len(before)
            spans.append(
                Span(
                    start=start,
                    end=start + len(entity.name),
                    label=entity.label,
                    text=entity.name,
                    entity=entity.name,
                    score=0.97,
                )
            )
            sentence = before + entity.name + after
            if number % 4 == 1:
                other = self.entities[chosen[(place + 1) % len(chosen)]]
                spot = length + len(sentence) + 6
                spans.append(
                    Span(
                        start=spot,
                        end=spot + len(other.name),
                        label=other.label,
                        text=other.name,
                        entity=other.name,
                        score=0.95,
                    )
                )
                sentence += f" with {other.name}"
            if entity.label == "PERSON" and len(quotes) < 2 and number % 3 == 0:
                words = self._words(10)
                quote = length + len(sentence) + 8
                quotes.append(Quote(text=words, start=quote, end=quote + len(words), speaker=entity.name, cue="said"))
                sentence += f' said: "{words}"'
            elif number % 6 == 0:
                when = day + timedelta(days=int(self.random.integers(-20, 40)))
                shown = f"{when:%B} {when.day}"
                spot = length + len(sentence) + 4
                spans.append(
                    Span(
                        start=spot, end=spot + len(shown), label="DATE", text=shown, value=when.isoformat(), score=0.99
                    )
                )
                sentence += f" on {shown}"
            sentence += ".\n\n" if number % 4 == 3 else ". "
            pieces.append(sentence)
            length += len(sentence)
        people = [self.entities[i] for i in chosen if self.entities[i].label == "PERSON"]
        organisations = [self.entities[i] for i in chosen if self.entities[i].label == "ORG"]
        places = [self.entities[i] for i in chosen if self.entities[i].label == "PLACE"]
        where = {span.text: (span.start, span.end) for span in reversed(spans)}
        affiliations = tuple(
            Affiliation(
                person=person.name,
                title=TITLES[int(person.id[1:]) % len(TITLES)],
                organisation=organisation.name,
                evidence=where.get(person.name),
            )
            for person, organisation in zip(people[:2], organisations[:2], strict=False)
        )
        events = tuple(
            Event(
                name=event.name,
                type="conference",
                start=(FIRST_DAY + timedelta(days=int(event.id[1:]) % DAYS)).isoformat(),
                end=(FIRST_DAY + timedelta(days=int(event.id[1:]) % DAYS + 2)).isoformat(),
                place=places[0].name if places else None,
                organisers=tuple(o.name for o in organisations[:1]),
                participants=tuple(Participant(name=p.name, part="speaker") for p in people[:2]),
                evidence=(where[event.name],),
            )
            for event in (self.entities[i] for i in chosen)
            if event.label == "EVENT" and event.name in where
        )
        findings = Findings(
            spans=tuple(sorted(spans, key=lambda s: s.start)),
            events=events,
            affiliations=affiliations,
            quotes=tuple(quotes),
            model=MODEL,
        )
        return "".join(pieces).rstrip(), findings


def _zipf(count: int, exponent: float) -> Weights:
    """The cumulative weights of Zipf's law over `count` ranks."""
    weights = 1.0 / np.arange(1, count + 1) ** exponent
    cumulative: Weights = np.cumsum(weights / weights.sum())
    return cumulative


def _distinct(draw: Weights, random: np.random.Generator, count: int) -> tuple[int, ...]:
    drawn = np.minimum(np.searchsorted(draw, random.random(count)), len(draw) - 1)
    return tuple(dict.fromkeys(int(i) for i in drawn))


def fill(store: Store, articles: int, *, seed: int = 7, batch: int = 200) -> float:
    """Fill a store with made-up articles; answers the seconds spent in the store (not in making them up)."""
    return _fill(store, Coverage(articles, seed=seed), batch)


def _fill(store: Store, coverage: Coverage, batch: int, part: int = 0, parts: int = 1) -> float:
    run = store.start_run("synthetic", model=f"{MODEL.name} {MODEL.version}")
    spent = 0.0
    for stories, kept in coverage.batches(batch, part=part, parts=parts):
        begun = perf_counter()
        store.put_stories(stories)
        store.keep(kept, run.id)
        spent += perf_counter() - begun
    store.end_run(run.id)
    return spent


def fill_together(url: str, articles: int, *, seed: int, batch: int, writers: int) -> float:
    """Fill a store from several processes at the same time; answers the seconds that all of it took."""
    begun = perf_counter()
    coverage = Coverage(articles, seed=seed)
    coverage.introduced.update(range(len(coverage.entities)))
    with open_store(url) as store:
        # All of them first: who coins a name that another writer is just coining has to begin again.
        for at in range(0, len(coverage.entities), 5_000):
            store.put_entities(coverage.entities[at : at + 5_000])
    with ProcessPoolExecutor(writers) as pool:
        done = [pool.submit(_write, url, coverage, batch, part, writers) for part in range(writers)]
    for one in done:
        one.result()
    return perf_counter() - begun


def _write(url: str, coverage: Coverage, batch: int, part: int, parts: int) -> None:
    with open_store(url) as store:
        _fill(store, coverage, batch, part, parts)


def main() -> None:
    """python -m dateline.store.synthetic sqlite:///big.db --articles 100000"""
    from argparse import ArgumentParser

    from rich.console import Console

    parser = ArgumentParser(description=__doc__)
    parser.add_argument("store", help="sqlite:///FILE or postgresql+psycopg://...")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--batch", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--writers", type=int, default=1, help="processes that write at the same time")
    chosen = parser.parse_args()
    with open_store(chosen.store) as store:
        if chosen.writers == 1:
            seconds, what = fill(store, chosen.articles, seed=chosen.seed, batch=chosen.batch), "kept"
        else:
            options = {"seed": chosen.seed, "batch": chosen.batch, "writers": chosen.writers}
            seconds, what = fill_together(chosen.store, chosen.articles, **options), "made and kept"
        store.settle()
    rate = chosen.articles / seconds
    Console().print(f"{chosen.articles} articles {what} in {seconds:.1f} s: {rate:.0f} a second")


if __name__ == "__main__":
    main()
