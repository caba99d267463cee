"""How names are folded to be looked up, and how a text's identity is told."""

import unicodedata
from functools import lru_cache
from hashlib import blake2b

from dateline.records import Article


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name without case, accents, and extra space: what `person:` and aliases compare."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("’", "'").split())


def article_digest(article: Article) -> str:
    """What makes a version: a change of text, headline, status or embargo is a new one."""
    parts = (
        article.text,
        article.headline or "",
        article.status,
        article.embargo.isoformat() if article.embargo else "",
    )
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
