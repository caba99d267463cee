"""One reading of a name across a text: a surname follows its full name, a short form its long one.

Every mention votes for its label with its score, and a fuller name votes for the shorter ones it contains;
the majority decides. Surnames of people and names of organisations that stand unmarked elsewhere are marked.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from extractors.knowledge.spans import component, marked, relabelled, score

NAME = "one_reading"
MARGIN = 0.1  # by which the votes for another label must lead
SURE = 0.9  # score of a name that is looked for where it stands unmarked

Votes = dict[str, dict[str, float]]


def settled(doc: Doc) -> Iterator[Span]:
    """The entities with one label a name, and names that were left out."""
    votes = _votes(doc.ents)
    kept = [span if span.label_ == "DATE" else _decided(span, votes[_key(span)]) for span in doc.ents]
    added = list(_left_out(doc, kept))
    covered = {i for span in added for i in range(span.start, span.end)}
    yield from sorted([*added, *(span for span in kept if span.start not in covered)], key=lambda span: span.start)


def _decided(span: Span, votes: dict[str, float]) -> Span:
    best = max(votes, key=lambda label: votes[label])
    if best == span.label_ or votes[best] - votes[span.label_] <= MARGIN:
        return span
    return relabelled(span, best, round(votes[best] / sum(votes.values()), 4))


def _votes(spans: Sequence[Span]) -> Votes:
    votes: Votes = defaultdict(lambda: defaultdict(float))
    longer: Votes = defaultdict(dict)
    for span in spans:
        label = span.label_
        if label == "DATE":
            continue
        given = score(span)
        votes[_key(span)][label] += given
        for part in _parts(span, label):
            longer[part][label] = max(longer[part].get(label, 0.0), given)
    for name, own in votes.items():
        for label, given in longer.get(name, {}).items():
            own[label] += given
    return votes


def _key(span: Span) -> str:
    return span.text.casefold()


def _parts(span: Span, label: str) -> list[str]:
    """Shorter forms under which a long name comes back: a surname, the first words of a company or an event."""
    if len(span) < 2:
        return []
    if label == "PERSON":
        words = [token.text for token in span]
        starts = [i for i in range(1, len(words)) if words[i][0].isupper() and words[i - 1] not in "-'’"]
        return [span[i:].text.casefold() for i in starts[-2:]]
    if label in ("ORG", "EVENT") and span[0].text[0].isupper():
        return [span[:n].text.casefold() for n in (1, 2) if n < len(span)]
    return []


def _left_out(doc: Doc, kept: list[Span]) -> Iterator[Span]:
    """Mentions of sure names that stand unmarked or marked in part, written the same way, in no longer name."""
    wanted = _wanted(kept)
    if not wanted:
        return
    # Looked up by first word and number of words, so that ten thousand names cost no more a word than ten.
    lengths: dict[str, set[int]] = defaultdict(set)
    for words in wanted:
        lengths[words[0]].add(len(words))
    keys = doc.to_array(["ORTH"]).reshape(-1).tolist()
    tokens = [doc.vocab.strings[int(key)] for key in keys]  # a Token each would take several times as long
    taken = {i: span for span in kept for i in range(span.start, span.end)}
    at = 0
    while at < len(tokens):
        there = lengths.get(tokens[at])
        if there is None:
            at += 1
            continue
        for count in sorted(there, reverse=True):
            name = wanted.get(tuple(tokens[at : at + count]))
            if (
                name
                and at + count <= len(tokens)
                and _open(taken, at, at + count)
                and not _within_name(doc[at : at + count])
            ):
                yield marked(doc, at, at + count, name[0], round(name[1] * 0.8, 4))
                at += count - 1
                break
        at += 1


def _open(taken: dict[int, Span], start: int, end: int) -> bool:
    """Whether nothing stands there but unsure parts of the name."""
    there = [taken[i] for i in range(start, end) if i in taken]
    return all(start <= s.start and s.end <= end and len(s) < end - start and score(s) < SURE for s in there)


def _wanted(kept: list[Span]) -> dict[tuple[str, ...], tuple[str, float]]:
    """Words of a name -> label and score, of organisations and of people's surnames."""
    wanted: dict[tuple[str, ...], tuple[str, float]] = {}
    for span in kept:
        label = span.label_
        if label not in ("ORG", "PERSON") or (given := score(span)) < SURE:
            continue
        if label == "ORG" and len(span.text) > 2 and span.text[0].isupper():
            wanted[tuple(token.text for token in span)] = ("ORG", given)
        elif label == "PERSON" and len(span) > 1 and len(span[-1].text) > 3 and span[-1].is_title:
            wanted[(span[-1].text,)] = ("PERSON", given)
    return wanted


def _within_name(span: Span) -> bool:
    """Whether a capitalised neighbour makes a longer name of it, as in Hastings Road."""
    doc = span.doc
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if (after is not None and after.text in "-&/") or (before is not None and before.text in "-&/'@#"):
        return True
    if len(span) > 1:  # long enough to stand for itself
        return False
    return bool(
        (after is not None and after.is_title and after.text != "The")
        or (before is not None and before.is_title and not before.is_sent_start)
    )


component(NAME, settled)
