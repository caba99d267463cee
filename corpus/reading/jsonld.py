"""What a page says of itself in JSON-LD (schema.org), found also where the JSON is broken or nested."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from corpus.reading.fragments import paragraphs, plain

Node = Mapping[str, Any]

ARTICLES = re.compile(
    r"(?:News|Blog|Liveblog|Tech|Scholarly|Advertiser\w*|\w+News)?Article$|^(?:Live)?BlogPosting$|^Report$|^PressRelease$",
    re.I,
)
DEPTH = 12  # of nesting that is followed


@dataclass(frozen=True, slots=True)
class Described:
    """The article that a page describes, and everything around it; `article` is empty where it describes none."""

    article: Node = field(default_factory=dict)
    nodes: tuple[Node, ...] = ()

    def texts(self, name: str) -> list[str]:
        """The plain strings of one of the article's properties."""
        return [text for value in _listed(self.article.get(name)) if (text := plain(value))]

    def text(self, name: str) -> str | None:
        """The first of them."""
        return next(iter(self.texts(name)), None)

    def names(self, name: str, *types: str) -> list[str]:
        """The names of the people or organisations of a property; `types` narrows to those kinds of node."""
        found = []
        for value in _listed(self.article.get(name)):
            node = self.resolved(value)
            written = node.get("name") if isinstance(node, Mapping) else node
            if types and not (isinstance(node, Mapping) and _types(node) & {t.lower() for t in types}):
                continue
            found += [text for part in _listed(written) if (text := plain(part)) and not text.startswith("http")]
        return list(dict.fromkeys(found))

    def resolved(self, value: Any) -> Any:
        """What a reference ({"@id": ...}) stands for, where the page says it."""
        if isinstance(value, Mapping) and "@id" in value and "name" not in value:
            for node in self.nodes:
                if node.get("@id") == value["@id"] and len(node) > 1:
                    return node
        return value

    def address(self) -> str | None:
        """The article's own address."""
        for name in ("url", "mainEntityOfPage", "@id"):
            for value in _listed(self.article.get(name)):
                address = value.get("@id") or value.get("url") if isinstance(value, Mapping) else value
                if isinstance(address, str) and re.match(r"https?://", address):
                    return address.partition("#")[0]
        return None

    def body(self) -> list[str]:
        """The paragraphs of `articleBody`, and of a live blog's posts; without borders of their own they are one."""
        posts = [post for post in _listed(self.article.get("liveBlogUpdate")) if isinstance(post, Mapping)]
        return [line for node in (self.article, *posts) for line in _body(node)]

    @property
    def live(self) -> bool:
        """Whether it is a page of posts as things happen."""
        return "liveblogposting" in _types(self.article)

    def free(self) -> bool | None:
        """Whether everybody may read it (`isAccessibleForFree`), or None where nothing is said."""
        said = self.article.get("isAccessibleForFree")
        if isinstance(said, (bool, int)):
            return bool(said)
        if isinstance(said, str):
            return None if not said.strip() else said.strip().lower().rpartition("/")[2] not in ("false", "0", "no")
        return None


def described(tree: HtmlElement, headline: str | None) -> Described:
    """What the page describes; of several articles the one with the page's headline, else the first."""
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            for data in _loaded(script.text):
                nodes += _nodes(data, 0)
    articles = [node for node in nodes if any(ARTICLES.search(name) for name in _types(node))]
    # A teaser list may describe many articles: the page's own says more of itself than any other.
    articles.sort(key=lambda node: (not _same(plain(node.get("headline")), headline), "datePublished" not in node))
    return Described(articles[0] if articles else {}, tuple(nodes))


def _body(node: Node) -> list[str]:
    written = next((text for text in _listed(node.get("articleBody")) if isinstance(text, str)), "")
    lines = paragraphs(unescape(written) if "&lt;" in written else written)
    return lines if len(lines) > 1 else [part for line in lines for part in re.split(r"\s{3,}|\n", line) if part]


def _same(one: str | None, other: str | None) -> bool:
    """Whether two headlines begin alike: a title goes on with the outlet's name, or is cut."""
    first, second = _words(one), _words(other)
    shared = min(len(first), len(second), 6)
    return shared >= 2 and first[:shared] == second[:shared]


def _words(text: str | None) -> list[str]:
    return re.findall(r"\w+", (text or "").lower())


def _types(node: Node) -> set[str]:
    return {str(name).rpartition("/")[2].lower() for name in _listed(node.get("@type"))}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _nodes(data: Any, depth: int) -> Iterator[Node]:
    if depth > DEPTH:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _nodes(entry, depth + 1)
    elif isinstance(data, Mapping):
        if "@type" in data or "@id" in data:
            yield data
        for name, value in data.items():
            # The updates of a live blog and the items of a list are other articles than the page's own.
            if isinstance(value, (list, Mapping)) and name not in (
                "liveBlogUpdate",
                "hasPart",
                "itemListElement",
                "isPartOf",
            ):
                yield from _nodes(value, depth + 1)


def _loaded(text: str) -> Iterator[Any]:
    """The JSON values of a script, read as carefully as needed and no more."""
    text = (
        re.sub(
            r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*]]>|]]>|/\*\s*]]>\s*\*/)\s*$",
            "",
            text,
        )
        .strip()
        .rstrip(";")
    )
    for repaired in (str, _without_trailing_commas, unescape, _with_commas):
        text = repaired(text)
        try:
            yield json.loads(text, strict=False)
        except json.JSONDecodeError:
            continue
        except RecursionError:
            return
        return
    yield from _one_after_another(text)


def _without_trailing_commas(text: str) -> str:
    return re.sub(r",(\s*[}\]])", r"\1", text)


def _with_commas(text: str) -> str:
    return re.sub(r'(["\d}\]])(\s*\n\s*)(?="[@\w]+"\s*:)', r"\1,\2", text)


def _one_after_another(text: str) -> Iterator[Any]:
    """Values that stand side by side; what follows the first broken one is lost."""
    decoder = json.JSONDecoder(strict=False)
    position = 0
    while (opened := re.compile(r"[{\[]").search(text, position)) is not None:
        try:
            value, position = decoder.raw_decode(text, opened.start())
        except (json.JSONDecodeError, RecursionError):
            # One broken member (an unescaped quote, mostly in a description) need not hide the simple ones.
            if simple := dict(SIMPLE.findall(text[opened.start() :])):
                yield simple
            return
        yield value


SIMPLE = re.compile(
    r'"(@type|headline|datePublished|dateModified|dateCreated|articleSection|url|inLanguage)"\s*:\s*"((?:[^"\\\n]|\\.){1,500})"'
)
