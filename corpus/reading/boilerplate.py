"""What of a page is not the article: parts known by their element, role, class or id."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from corpus.reading.tree import Named

# Words as they stand in class names and ids, between dashes, underscores, blanks and capitals.
# Each says what the part is for; words that layouts also put on the article itself are not here.
_OTHERS = r"""
    advert\w*|ads?|adslot|adsense|adunit|ad-?(?:box|container|wrapper|slot|unit|label|block|banner)|dfp|gpt|outbrain
    |taboola|dianomi|revcontent|zergnet|nativo|sponsor\w*|promo(?:s|tion|ted|box)?|partner-?(?:content|links)
    |commercial-?unit
    |related\w*|recommend\w*|recirc\w*|read-?(?:next|also)|also-?(?:read|like|on)|see-?also
    |more-?(?:on|from|stories|news|like|in|articles|coverage|headlines)|you-?(?:may|might)\w*|up-?next|next-?page
    |next-?(?:up|article|story|post)|prev(?:ious)?-?(?:next|article|story|post)|further-?reading
    |inline-?(?:related|link|promo)
    |most-?(?:read|popular|viewed|shared|recent|commented)|popular-?\w*|trending|top-?stories|editors?-?picks?
    |latest-?(?:news|stories|posts|articles|headlines)|infinite-?scroll\w*|another-?article
    |newsletter\w*|signup|sign-?up(?:-?\w+)?|subscribe|subscribe-\w+|subscription-?(?:box|widget|promo|cta|form
    |banner|block)
    |mailing-?list|email-?(?:signup|capture|form)|mc4wp|mailchimp|donat\w+|contribute-?\w*|support-?us|membership-?\w*
    |app-?(?:promo|download|banner)|download-?app|share|share-?(?:bar|buttons?|tools|links?|this|icons?|box
    |block|widget|daddy)
    |sharing|sharedaddy|addthis\w*|addtoany\w*|a2a|social\w*|follow-?(?:us|me|links?|buttons?)?|whatsapp-?\w*
    |telegram-?\w*
    |author-?(?:bio\w*|box|card|info|details?|description|desc|profile|block|about|meta|footer|page)
    |about-?(?:the-?)?author
    |bio|biography|contributor-?(?:bio|info|box)|writer-?bio|byline-?(?:bio|details?)
    |breadcrumbs?|bread-?crumbs?|pagination|pager|page-?nav\w*|post-?nav\w*|nav-?links|menu|toolbar|navbar
    |skip-?(?:link|to|nav)\w*|cookies?-?(?:bar|banner|notice|consent|message|policy|popup|law)|consent|gdpr
    |onetrust\w*|cmp
    |privacy-?(?:notice|banner)|sidebar|side-?bar|right-?(?:rail|col|column)|rail|widget-?area|masthead
    |site-?(?:header|footer)
    |page-?footer|footer|colophon|jobs?-?(?:box|search|promo)|store-?promo|poll|survey|quiz|feedback
    |report-?(?:error|typo|abuse)|corrections-?link|send-?tip|tip-?line|trust-?(?:project|indicator|badge)
    |(?:story|article)-?(?:tools|share|links|footer|promo|nav|actions)|factbox-?promo|utility-?bar|actions?-?bar
    |stock-?(?:quotes?|ticker)|ticker|weather-?\w*|buy-?(?:now|box|button)|affiliate-?\w*
"""
_COMMENTS = r"""
    comments?|disqus\w*|respond|livefyre|coral|viafoura|hyvor|fb-?comments?|discussion
    |comments?-?(?:list|form|respond|section|count|box|thread|area|wrapper|holder|block|post\w*)
"""
# What these name may once in a while hold text of the article: gone with much of it, it is looked for again.
_DOUBTFUL = r"""
    byline\w*|by-line|authors?|timestamp|time-?stamp|publish(?:ed)?-?(?:date|time|on|info)|pub-?date
    |post-?(?:date|meta|info|author)|entry-?(?:meta|date|author|footer)|article-?(?:meta|date|info|author|byline
    |timestamp)
    |meta-?(?:info|data|date|author)|dateline-?(?:bar|wrap)|read(?:ing)?-?time|min-?read|read-?(?:more|on)
    |captions?|wp-?caption\w*|fig-?caption|(?:photo|image|picture|pic|media|img)-?(?:credit|caption|source
    |description|info|byline)\w*
    |image-?caption\w*|credits?|copyright\w*|gallery\w*|slideshow\w*|carousel\w*|lightbox\w*|thumbnails?
    |video-?(?:player|caption|title|info|description|container|wrap\w*|embed)|player|jwplayer|audio-?player
    |podcast-?player|listen
    |tags?-?(?:list|links|cloud|container|wrapper|box)|tags|taglist|(?:post|entry|article)-?tags|cat-?links|keywords
    |topics?-?(?:list|tags|links)?|article-?topics?|toc|table-?of-?contents
    |paywall-?(?:prompt|overlay|message|gate|cta|offer|box|banner)|regwall|piano\w*|meter-?\w*|tp-?modal
    |modal|popup|pop-?up|overlay|toast|tooltip|interstitial|flyout|offcanvas
    |print-?only|no-?print|sr-?only|visually-?hidden|screen-?reader(?:-?text)?|assistive\w*|hidden|rating-?\w*
    |product-?(?:box|card)
"""
OTHERS = re.compile(rf"(?:^|[\s_-])(?:{_OTHERS})(?=$|[\s_-])", re.VERBOSE)
COMMENTS = re.compile(rf"(?:^|[\s_-])(?:{_COMMENTS})(?=$|[\s_-])", re.VERBOSE)
DOUBTFUL = re.compile(rf"(?:^|[\s_-])(?:{_DOUBTFUL})(?=$|[\s_-])", re.VERBOSE)
# One word of a long list of utility classes says how a thing looks, seldom what it is: "overflow-hidden".
LOOKS = re.compile(
    r"\b\S*(?:overflow|backface|visible|transition|animat|hover|focus|sm:|md:|lg:|xl:|has-|is-|no-|js-)\S*"
)
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
PARTS = frozenset(
    ("div", "section", "ul", "ol", "dl", "p", "span", "table", "header", "details", "h2", "h3", "h4", "h5", "h6", "li")
) | {"blockquote"}
ALWAYS = (
    *("nav", "aside", "footer", "form", "figure", "figcaption", "button", "select", "textarea", "iframe", "script"),
    *("style", "noscript", "dialog", "menu", "object", "embed", "video", "audio", "canvas", "svg", "template"),
    *("amp-ad", "amp-carousel", "amp-social-share", "amp-list"),
)
WRAPPERS = frozenset(("form", "aside", "figure", "noscript", "template", "nav", "footer", "menu", "dialog", "button"))
ROLES = frozenset(
    (
        "navigation",
        "complementary",
        "contentinfo",
        "banner",
        "search",
        "dialog",
        "alertdialog",
        "menu",
        "toolbar",
        "form",
    )
)
MOST = 0.4  # of the page's running text: a part that holds so much of it is (around) the article
CARD = 500  # characters of a card that leads to another article
ROW = 3  # cards alike make a row
ARTICLE = 400  # characters of running text that must stay when readers' comments go
LONG = 80  # characters: a shorter paragraph is no running text


def prune(tree: HtmlElement, named: Named, *, doubtful: bool = True) -> int:
    """Take out of a page, in place, what is not the article; `named` are its parts with a class or an id.

    The answer is how many characters of running text went with parts whose names leave a doubt;
    `doubtful=False` leaves those parts in.
    """
    running = _running(tree) or 1
    for element in list(tree.iter(*ALWAYS)):
        if element.getparent() is None:
            continue
        if element.tag in WRAPPERS and _running(element) > MOST * running:
            # Some systems wrap the whole page in a form or the article in an aside; some never close a <nav>.
            element.tag = "div"
        else:
            element.drop_tree()
    marked = tree.xpath("//*[@role or @hidden or contains(@style,'none') or contains(@style,'hidden')]")
    parts = [(element, "doubtful") for element in marked if _is_hidden(element)]
    parts += [(element, kind) for element, name in named if (kind := kind_of(name))]
    lost = 0
    for element, kind in parts:
        if element.tag not in PARTS or element.getparent() is None or (kind == "doubtful" and not doubtful):
            continue
        if _detached(element, tree) or _within_a_sentence(element):
            continue
        within = _running(element)
        # Readers may well have written more than the author; nothing else that goes is so long.
        if within > MOST * running and not (kind == "comments" and running - within >= ARTICLE):
            continue
        lost += within if kind == "doubtful" else 0
        element.drop_tree()
    _without_cards(tree)
    return lost


def _without_cards(tree: HtmlElement) -> None:
    """Take out rows of cards: parts alike, each a headline that is a link and perhaps a line below it."""
    rows: dict[tuple[str, str], list[HtmlElement]] = {}
    for head in tree.iter("h2", "h3", "h4", "h5"):
        link, card = head.find(".//a"), head.getparent()
        if link is None and card is not None and card.tag == "a":
            link, card = card, card.getparent()
        if link is None or card is None or not _short(card):
            continue
        if len(link.text_content().strip()) < 0.9 * len(head.text_content().strip()):
            continue
        while (around := card.getparent()) is not None and _short(around) and len(around) < 6:
            card = around
        if card.tag in ("div", "article", "li", "section"):
            rows.setdefault((card.tag, card.get("class") or ""), []).append(card)
    for cards in rows.values():
        if len(cards) >= ROW:
            for card in cards:
                if card.getparent() is not None:
                    card.drop_tree()


def _short(element: HtmlElement) -> bool:
    """Whether a part has no more text than a card; looks no further than that."""
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > CARD:
            return False
    return True


def _detached(element: HtmlElement, tree: HtmlElement) -> bool:
    top = element
    while (parent := top.getparent()) is not None:
        top = parent
    return top is not tree


def _within_a_sentence(element: HtmlElement) -> bool:
    """Whether a span is a word or two of running text, such as a company's ticker sign."""
    if element.tag != "span":
        return False
    parent = element.getparent()
    around = len((parent.text or "").strip()) + len((element.tail or "").strip()) if parent is not None else 0
    return around > 2 * len(element.text_content())


def _is_hidden(element: HtmlElement) -> bool:
    """Whether a part has a role beside the article, or is not shown."""
    if element.get("role", "").lower() in ROLES or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style) is not None


@lru_cache(maxsize=20_000)
def kind_of(name: str) -> str | None:
    """Whether a class and id name a part that is no article: "others", "comments", "doubtful", or None.

    Kept in memory, for the same few names fill all the pages of an outlet.
    """
    words = CAMEL.sub("-", LOOKS.sub("", name)).lower()
    if OTHERS.search(words):
        return "others"
    if COMMENTS.search(words):
        return "comments"
    return "doubtful" if DOUBTFUL.search(words) else None


def _running(element: HtmlElement) -> int:
    """The characters of running text within: its long paragraphs, whatever element holds them."""
    total = 0
    for part in element.iter("p", "div", "section", "td", "li", "blockquote", "span", "br"):
        if part.tag in ("p", "blockquote"):
            length = len(part.text_content())
        else:
            length = (
                len(part.tail.strip()) if part.tag == "br" and part.tail else len(part.text.strip()) if part.text else 0
            )
        if length >= LONG:
            total += length
    return total
