"""Rules for outlets whose pages need them: CSS selectors, kept in corpus/rules/*.toml, one table a site.

["news.example.org"]
body = ["div.story-text"]         where the text stands; nothing outside of it counts
remove = [".live-ticker"]         parts of the page that are not the article
headline = "h1.title"
byline = ".writer"
published = "time.first"          its datetime attribute, else its text
timezone = "Asia/Kolkata"         the outlet's own, for times that come in UTC
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from dateline.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules for one site; each list and selector may be empty."""

    body: tuple[CSSSelector, ...] = ()
    remove: tuple[CSSSelector, ...] = ()
    headline: CSSSelector | None = None
    byline: CSSSelector | None = None
    published: CSSSelector | None = None
    timezone: ZoneInfo | None = None


def rules_for(address: str, options: Mapping[str, object] | None = None) -> Rules:
    """The rules for an address: the source's own options before the kept ones of its host or the host's parents."""
    own = {name: value for name, value in (options or {}).items() if name in _NAMES}
    if own:
        return _rules(own, "options")
    host = (urlsplit(address).hostname or "").lower()
    while host:
        if host in _kept():
            return _kept()[host]
        host = host.partition(".")[2]
    return Rules()


def first(selector: CSSSelector | None, tree: HtmlElement) -> HtmlElement | None:
    """The first element that a selector finds."""
    return next(iter(selector(tree)), None) if selector is not None else None


_NAMES = tuple(field.name for field in fields(Rules))


@cache
def _kept() -> Mapping[str, Rules]:
    found: dict[str, Rules] = {}
    for file in files("corpus").joinpath("rules").iterdir():
        if file.name.endswith(".toml"):
            for host, table in tomllib.loads(file.read_text("utf-8")).items():
                found[host.lower()] = _rules(table, f"{file.name}, {host}")
    return found


def _rules(table: Mapping[str, Any], where: str) -> Rules:
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in _NAMES:
            raise InputError(f"Rules ({where}): there is no rule {name!r}.", remedy=f"There are: {', '.join(_NAMES)}.")
        try:
            if name == "timezone":
                values[name] = ZoneInfo(str(value))
            elif name in ("body", "remove"):
                values[name] = tuple(CSSSelector(one) for one in ([value] if isinstance(value, str) else value))
            else:
                values[name] = CSSSelector(value)
        except (SelectorError, TypeError, AttributeError):
            raise InputError(f"Rules ({where}): {name} = {value!r} is no CSS selector.") from None
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise InputError(
                f"Rules ({where}): timezone = {value!r} is unknown.", remedy='Allowed: a name such as "Europe/Berlin".'
            ) from None
    return Rules(**values)
