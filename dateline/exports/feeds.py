"""The newest articles that match as an RSS or Atom feed, for a reader or another Dateline."""

import re
from datetime import UTC, datetime, time
from pathlib import Path

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

from dateline.exports.selection import Selection
from dateline.query.questions.articles import articles

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST = 100  # entries: a feed is for what is new


def write(chosen: Selection, path: Path, *, kind: str) -> int:
    """A feed of at most MOST entries, the newest first."""
    feed = FeedGenerator()
    feed.id(f"urn:dateline:query:{chosen.query}")
    feed.title(f"Dateline: {chosen.query or 'all articles'}")
    feed.link(href="urn:dateline", rel="alternate")
    feed.description("; ".join(f"{name}: {value}" for name, value in chosen.provenance.lines()))
    feed.language("en")
    count = 0
    for known in articles(chosen.store, chosen.query, at=chosen.at, order="newest"):
        if count == MOST:
            break
        article = known.article
        made = article.published_at or datetime.combine(article.published or datetime.now(UTC).date(), time(), UTC)
        entry = feed.add_entry(order="append")
        entry.id(article.url or f"urn:dateline:article:{article.id}")
        entry.title(_clean(article.headline or article.id))
        entry.link(href=article.url or f"urn:dateline:article:{article.id}")
        entry.summary(_clean(article.text.split("\n\n", 1)[0]))
        entry.published(made)
        entry.updated(article.changed_at or made)
        if article.byline:
            entry.author(name=_clean(article.byline))
        for _, name in known.entities.values():
            entry.category(term=_clean(name))
        count += 1
    (feed.rss_file if kind == "rss" else feed.atom_file)(str(path), pretty=True)
    return count


def _clean(text: str) -> str:
    """Text that XML can hold."""
    return _NOT_XML.sub("", text)
