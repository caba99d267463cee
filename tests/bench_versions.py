"""Takes that are found, what carrying saves, and how often a carried reading is the full one; on changed gold texts.

usage: python tests/bench_versions.py [FOLDER]     (a folder of gold texts, *.xml; the shipped ones without)

Each text is changed in all ways (one, five, twenty sentences edited, dropped, added, swapped), read in full and with
what the version before had; every span, date, event, affiliation, quotation and happening is compared. Times are
wall seconds of one thread; the last table is an article of forty sentences.
"""

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from spacy.language import Language

from corpus.gold.reading import read_folder, shipped
from corpus.versions import replaced
from dateline.records import Article, Findings, ReadBefore
from dateline.records.sentences import sentence_bounds
from extractors.pipeline import extract, load_pipeline

FACTS = ("spans", "durations", "events", "affiliations", "quotes", "happenings")
Sentences = list[list[str]]  # by paragraph


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(line + "\n")


def split(text: str) -> Sentences:
    """The sentences of each paragraph."""
    return [[p[a:b] for a, b in sentence_bounds(p)] for p in text.split("\n\n")]


def joined(paragraphs: Sentences) -> str:
    """Paragraphs as a text again; empty ones are left out."""
    return "\n\n".join(" ".join(p) for p in paragraphs if p)


def edited(paragraphs: Sentences, count: int, chance: random.Random, spare: list[str]) -> Sentences:
    """A figure, a name or a word of some sentences changed."""
    for p, s in _some(paragraphs, count, chance):
        words = paragraphs[p][s].split(" ")
        at = chance.randrange(len(words))
        names = re.findall(r"[A-Z][a-z]{3,}", chance.choice(spare)) or ["Kalmara"]
        words[at] = str(chance.randint(2, 900)) if words[at].isdigit() else chance.choice([names[-1], "again", "12"])
        paragraphs[p][s] = " ".join(words)
    return paragraphs


def dropped(paragraphs: Sentences, count: int, chance: random.Random, spare: list[str]) -> Sentences:
    """Some sentences gone."""
    for p, s in sorted(_some(paragraphs, count, chance), reverse=True):
        del paragraphs[p][s]
    return paragraphs


def added(paragraphs: Sentences, count: int, chance: random.Random, spare: list[str]) -> Sentences:
    """Sentences of other texts put in: into a paragraph, or as one."""
    for _ in range(count):
        p = chance.randrange(len(paragraphs))
        sentence = chance.choice(spare)
        if chance.random() < 0.5:
            paragraphs[p].insert(chance.randint(0, len(paragraphs[p])), sentence)
        else:
            paragraphs.insert(p, [sentence])
    return paragraphs


def swapped(paragraphs: Sentences, count: int, chance: random.Random, spare: list[str]) -> Sentences:
    """Some paragraphs in another order."""
    for _ in range(count):
        a, b = chance.randrange(len(paragraphs)), chance.randrange(len(paragraphs))
        paragraphs[a], paragraphs[b] = paragraphs[b], paragraphs[a]
    return paragraphs


WAYS: tuple[Callable[[Sentences, int, random.Random, list[str]], Sentences], ...] = (edited, dropped, added, swapped)


def _some(paragraphs: Sentences, count: int, chance: random.Random) -> list[tuple[int, int]]:
    places = [(p, s) for p, of in enumerate(paragraphs) for s in range(len(of))]
    return chance.sample(places, min(count, len(places)))


def pairs(articles: list[Article], chance: random.Random) -> Iterator[tuple[str, Article, Article]]:
    """Each text with each change made to it."""
    spare = [s for a in articles for p in split(a.text) for s in p if len(s) > 40]
    for article in articles:
        for way in WAYS:
            for count in (1, 5):
                text = joined(way(split(article.text), count, chance, spare))
                yield f"{way.__name__} {count}", article, replace(article, text=text)


def read(article: Article, nlp: Language, before: Findings | None = None, text: str = "") -> tuple[Findings, float]:
    """Findings and seconds."""
    known = {article.id: ReadBefore(text, before.recognised)} if before else {}
    start = time.perf_counter()
    ((_, found),) = extract([article], nlp, before=known)
    assert isinstance(found, Findings), found
    return found, time.perf_counter() - start


def agree(articles: list[Article], nlp: Language) -> None:
    """How often the two readings are one, by kind of change."""
    same: Counter[str] = Counter()
    total: Counter[str] = Counter()
    facts: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    wrong = 0
    times = [0.0, 0.0]
    for kind, old, new in pairs(articles, random.Random(6)):
        before, _ = read(old, nlp)
        full, slow = read(new, nlp)
        carried, fast = read(new, nlp, before, old.text)
        times[0] += slow
        times[1] += fast
        total[kind] += 1
        same[kind] += all(_bare(full, name) == _bare(carried, name) for name in FACTS)
        for name in FACTS:
            ours, theirs = Counter(_bare(full, name)), Counter(_bare(carried, name))
            facts[name] += sum(ours.values())
            apart[name] += sum((ours - theirs).values()) + sum((theirs - ours).values())
        wrong += sum(new.text[s.start : s.end] != s.text for s in (*carried.spans, *carried.durations))
        wrong += sum(new.text[q.start : q.end] != q.text for q in carried.quotes)
    for kind, count in total.items():
        say(f"{kind:<12} {same[kind]:>3} of {count} the same in all facts")
    say(f"{'all':<12} {sum(same.values()):>3} of {sum(total.values())}; offsets that are wrong: {wrong}")
    say("facts apart: " + ", ".join(f"{name} {apart[name]} of {facts[name]}" for name in FACTS))
    say(f"seconds in full {times[0]:.1f}, carried {times[1]:.1f}")


def _bare(found: Findings, name: str) -> list[object]:
    # A score moves in its fourth place with the words around: what was found is compared, not how surely.
    return [replace(one, score=None) if hasattr(one, "score") else one for one in getattr(found, name)]


def saved(articles: list[Article], nlp: Language) -> None:
    """An article of forty sentences with one, five, twenty changed."""
    sentences = [p for a in articles for p in split(a.text)]
    chance = random.Random(40)
    chance.shuffle(sentences)
    paragraphs: Sentences = []
    while sum(map(len, paragraphs)) < 40:
        paragraphs.append(sentences.pop()[:2])
    old = replace(articles[0], text=joined(paragraphs))
    spare = [s for p in sentences for s in p]
    before, _ = read(old, nlp)
    for count in (1, 5, 20):
        full: list[float] = []
        fast: list[float] = []
        for _ in range(15):
            text = joined(edited([list(p) for p in paragraphs], count, chance, spare))
            new = replace(old, text=text)
            full.append(read(new, nlp)[1])
            fast.append(read(new, nlp, before, old.text)[1])
        a, b = sorted(full)[7], sorted(fast)[7]
        words = len(old.text.split())
        say(f"{count:>2} of 40 sentences ({words} words) changed: {a * 1000:.0f} -> {b * 1000:.0f} ms, {b / a:.0%}")


def takes(articles: list[Article]) -> None:
    """How many later takes are found by their text alone, under another headline; how many that are none."""
    chance = random.Random(5)
    spare = [s for a in articles for p in split(a.text) for s in p if len(s) > 40]
    given = {"agency": "MW", "published": date(2026, 5, 14)}
    stood = [replace(a, headline=f"Headline {n}", **given) for n, a in enumerate(articles)]  # type: ignore[arg-type]
    later = [replace(a, id="take", headline="UPDATE 1-Something else is said here") for a in stood]
    for edits, adds, drops in ((3, 2, 0), (8, 6, 0), (0, 15, 0), (5, 5, 5)):
        found = 0
        for old, take in zip(stood, later, strict=True):
            changed = dropped(split(old.text), drops, chance, spare)
            changed = added(edited(changed, edits, chance, spare), adds, chance, spare)
            found += replaced(replace(take, text=joined(changed)), [old]) is old
        say(f"takes with {edits} sentences edited, {adds} added, {drops} dropped: {found} of {len(articles)} found")
    pairs = [(take, old) for n, take in enumerate(later) for old in stood[max(0, n - 60) : n]]
    say(f"takes of other texts: {sum(replaced(take, [old]) is not None for take, old in pairs)} of {len(pairs)} found")


def main(folder: str | None = None) -> None:
    """All tables."""
    texts = read_folder(Path(folder)) if folder else shipped()
    articles = [
        Article(id=t["id"], text=t["text"], published=date.fromisoformat(t["published"]), agency=t.get("agency"))
        for t in texts
    ]
    takes(articles)
    nlp = load_pipeline()
    say(f"{len(articles)} texts, {sum(len(a.text.split()) for a in articles)} words")
    agree(articles, nlp)
    saved(articles, nlp)


if __name__ == "__main__":
    main(*sys.argv[1:2])
