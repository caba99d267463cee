"""The signs that a page gives only a part to readers without a subscription."""

import re
from collections.abc import Mapping

from corpus.reading.jsonld import Described
from corpus.reading.tree import Named

TIERS = ("article:content_tier", "content_tier", "article:paywall", "premium")
GATES = re.compile(
    r"paywall[-_]?(?:prompt|overlay|message|gate|content|barrier|wall|container|box|cta)|regwall|reg-?gate"
    r"|subscri(?:ption|ber)-?wall|piano-(?:inline|container|offer)|tp-modal|meter(?:ed)?-?(?:wall|overlay)"
    r"|premium-?(?:gate|wall|overlay)",
    re.I,
)
WORDS = re.compile(
    r"(?:subscribe|log ?in|sign in|register)(?: now| today| here)? to (?:continue|keep|read|unlock|access)"
    r"|to continue reading,? (?:this|please|subscribe)|unlock (?:this|the full) (?:article|story)"
    r"|(?:this (?:article|story|content) is|exclusive(?:ly)?|only) (?:only )?(?:available )?(?:for|to) (?:our )?"
    r"(?:paid |premium )?(?:subscribers|members)"
    r"|already a (?:subscriber|member)\?|you(?:'|’)ve reached your (?:free|monthly)",
    re.I,
)


def paywall_sign(named: Named, meta: Mapping[str, str], said: Described) -> str | None:
    """What says that the article is not free, or None. To be asked before the page is pruned."""
    free = said.free()
    if free is not None:
        return None if free else "JSON-LD isAccessibleForFree"
    for name in TIERS:
        if re.fullmatch(r"locked|metered|paid|premium|subscriber\w*|true|yes|1", meta.get(name, "").strip(), re.I):
            return f"meta {name}"
    for element, name in named:
        if GATES.search(name):
            text = " ".join(element.itertext())[:2000]
            if WORDS.search(text):
                return "a gate with an offer"
    return None
