"""One reading of a name across a text: a surname follows its full name, a short form its long one.

Each name votes for its label with its scores, and a fuller name votes for the shorter ones it contains;
where the network was unsure, the majority decides. People whose surname stands unmarked are marked.
"""

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extractors.knowledge.spans import UNSURE, component, marked, relabelled, score

NAME = "one_reading"
MARGIN = 0.4  # by which the votes for another label must lead

Votes = dict[str, dict[str, float]]


def settled(doc: Doc) -> Iterator[Span]:
    """The entities with one label a name, and surnames that were left out."""
    votes = _votes(doc)
    kept: list[Span] = []
    for span in doc.ents:
        own = votes.get(_key(span), {})
        best = max(own, key=lambda label: own[label], default=span.label_)
        lead = own.get(best, 0.0) - own.get(span.label_, 0.0)
        if best != span.label_ and span.label_ != "DATE" and score(span) < UNSURE and lead > MARGIN:
            kept.append(relabelled(span, best, round(own[best] / sum(own.values()), 4)))
        else:
            kept.append(span)
    yield from sorted([*kept, *_left_out(doc, kept)], key=lambda span: span.start)


def _votes(doc: Doc) -> Votes:
    votes: Votes = defaultdict(lambda: defaultdict(float))
    longer: dict[str, dict[str, float]] = defaultdict(dict)
    for span in doc.ents:
        if span.label_ == "DATE":
            continue
        votes[_key(span)][span.label_] += score(span)
        for part in _parts(span):
            longer[part][span.label_] = max(longer[part].get(span.label_, 0.0), score(span))
    for name, own in votes.items():
        for label, given in longer.get(name, {}).items():
            own[label] += given
    return votes


def _key(span: Span) -> str:
    return span.text.casefold()


def _parts(span: Span) -> list[str]:
    """Shorter forms under which a long name comes back: a surname, the head of a company's or an event's name."""
    tokens = [t for t in span if not t.is_space]
    if len(tokens) < 2:
        return []
    if span.label_ == "PERSON":
        doc = span.doc
        starts = [
            t.i for t in tokens[1:] if t.text[0].isupper() and (not t.nbor(-1).is_punct or t.nbor(-1).text == ".")
        ]
        return [doc[start : span.end].text.casefold() for start in starts[-2:]]
    if span.label_ in ("ORG", "EVENT") and tokens[0].text[0].isupper():
        ends = [2] if len(tokens) > 2 else []
        return [span.doc[span.start : span.start + n].text.casefold() for n in (1, *ends)]
    return []


def _left_out(doc: Doc, kept: list[Span]) -> Iterator[Span]:
    """Surnames of people with a full name that stand unmarked elsewhere, written the same way."""
    surnames = {
        span[-1].text: score(span)
        for span in kept
        if span.label_ == "PERSON"
        and len(span) > 1
        and score(span) > 0.8
        and len(span[-1].text) > 3
        and span[-1].is_title
    }
    if not surnames:
        return
    taken = {i for span in kept for i in range(span.start, span.end)}
    lower = {token.text for token in doc if token.is_lower}
    for token in doc:
        if token.text in surnames and token.i not in taken and token.text.lower() not in lower:
            if _within_name(doc, token.i):
                continue
            yield marked(doc, token.i, token.i + 1, "PERSON", round(surnames[token.text] * 0.8, 4))


def _within_name(doc: Doc, at: int) -> bool:
    """Whether a capitalised neighbour makes a longer name of it, as in Hastings Road."""
    before = doc[at - 1] if at else None
    after = doc[at + 1] if at + 1 < len(doc) else None
    return bool(
        (after is not None and (after.is_title or after.text in "-&/") and after.text not in ("The",))
        or (before is not None and (before.text in "-&/'@#" or (before.is_title and not before.is_sent_start)))
    )


component(NAME, settled)
