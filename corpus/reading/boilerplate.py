"""What of a page is not the article: parts known by their element, role, class or id."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from corpus.reading.tree import Named

# Words as they stand in class names and ids, between dashes, underscores, blanks and capitals.
# Each says what the part is for; words that layouts also put on the article itself are not here.
_WORDS = r"""
    advert\w*|ads?|adslot|adsense|adunit|ad-?(?:box|container|wrapper|slot|unit|label|block|banner)|dfp|gpt|outbrain|taboola|dianomi
    |revcontent|zergnet|nativo|sponsor\w*|promo(?:s|tion|ted|box)?|partner-?(?:content|links)|commercial-?unit
    |related\w*|recommend\w*|recirc\w*|read-?(?:more|next|also|on)|also-?(?:read|like|on)|see-?also|more-?(?:on|from|stories|news|like|in|articles|coverage|headlines)
    |you-?(?:may|might)\w*|up-?next|next-?(?:up|article|story|post)|prev(?:ious)?-?(?:next|article|story|post)|further-?reading|inline-?(?:related|link|promo)
    |most-?(?:read|popular|viewed|shared|recent|commented)|popular-?\w*|trending|latest-?(?:news|stories|posts|articles|headlines)|top-?stories|editors?-?picks?
    |newsletter\w*|signup|sign-?up(?:-?\w+)?|subscribe\w*(?<!subscriber)|subscription-?(?:box|widget|promo|cta|form|banner|block)|mailing-?list|email-?(?:signup|capture|form)|mc4wp|mailchimp
    |donat\w+|contribute-?\w*|support-?us|membership-?\w*|app-?(?:promo|download|banner)|download-?app
    |share\w*(?<!shared)|sharing|sharedaddy|addthis\w*|addtoany\w*|a2a|social\w*|follow-?(?:us|me|links?|buttons?)?|whatsapp-?\w*|telegram-?\w*
    |comments?|disqus\w*|respond|livefyre|coral|viafoura|hyvor|fb-?comments?|comment-?(?:list|form|respond|section|count|box|thread|area|wrapper|holder|post\w*)|discussion
    |author-?(?:bio\w*|box|card|info|details?|description|desc|profile|block|about|meta|footer|page)|about-?(?:the-?)?author|bio|biography|contributor-?(?:bio|info|box)|writer-?bio|byline-?(?:bio|details?)
    |byline\w*|by-line|authors?|timestamp|time-?stamp|publish(?:ed)?-?(?:date|time|on|info)|pub-?date|post-?(?:date|meta|info|author)|entry-?(?:meta|date|author|footer)|article-?(?:meta|date|info|author|byline|timestamp|tools)
    |meta-?(?:info|data|date|author)|dateline-?(?:bar|wrap)|read(?:ing)?-?time|min-?read
    |captions?|wp-?caption\w*|fig-?caption|(?:photo|image|picture|media|img)-?(?:credit|caption|source|description|info|byline)\w*|credits?|copyright\w*
    |gallery\w*|slideshow\w*|carousel\w*|lightbox\w*|thumbnails?|video-?(?:player|caption|title|info|description|container|wrap\w*|embed)|player|jwplayer|audio-?player|podcast-?player|listen
    |tags?-?(?:list|links|cloud|container|wrapper|box)|tags|taglist|post-?tags|entry-?tags|article-?tags|cat-?links|keywords|topics?-?(?:list|tags|links)?|article-?topics?
    |breadcrumbs?|bread-?crumbs?|pagination|pager|page-?nav\w*|post-?nav\w*|nav-?links|menu|toolbar|navbar|skip-?(?:link|to|nav)\w*|toc|table-?of-?contents
    |cookies?-?(?:bar|banner|notice|consent|message|policy|popup|law)|consent|gdpr|onetrust\w*|cmp|privacy-?(?:notice|banner)
    |paywall-?(?:prompt|overlay|message|gate|cta|offer|box|banner)|regwall|piano\w*|meter-?\w*|tp-?modal
    |modal|popup|pop-?up|overlay|toast|tooltip|interstitial|lightbox|flyout|offcanvas
    |sidebar|side-?bar|rail|right-?(?:rail|col|column)|widget-?area|masthead|site-?(?:header|footer)|page-?footer|footer|colophon
    |print-?only|no-?print|sr-?only|visually-?hidden|visuallyhidden|screen-?reader(?:-?text)?|assistive\w*|hidden
    |poll|survey|quiz|feedback|rating-?\w*|report-?(?:error|typo|abuse)|corrections-?link|send-?tip|tip-?line|trust-?(?:project|indicator)
    |factbox-?promo|story-?(?:tools|share|links|footer|promo)|article-?(?:footer|share|tools|links|promo|nav|actions)|utility-?bar|actions?-?bar
    |stock-?(?:quotes?|ticker)|ticker|weather-?\w*|jobs?-?(?:box|search|promo)|store-?promo|buy-?(?:now|box|button)|affiliate-?\w*|product-?(?:box|card)
    |infinite-?scroll\w*|another-?article|next-?page
"""
NOISE = re.compile(rf"(?:^|[\s_-])(?:{_WORDS})(?=$|[\s_-])", re.VERBOSE)
# One word of a long list of utility classes says how a thing looks, seldom what it is: "overflow-hidden".
LOOKS = re.compile(
    r"\b\S*(?:overflow|backface|visible|transition|animat|hover|focus|sm:|md:|lg:|xl:|has-|is-|no-|js-|wp-block-group)\S*"
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
WRAPPERS = frozenset(("form", "aside", "figure", "noscript", "template"))
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
LONG = 120  # characters: a shorter paragraph is no running text


def prune(tree: HtmlElement, named: Named) -> None:
    """Take out of a page, in place, what is not the article; `named` are its parts with a class or an id."""
    running = _running(tree) or 1
    for element in list(tree.iter(*ALWAYS)):
        if element.getparent() is None:
            continue
        if element.tag in WRAPPERS and _running(element) > MOST * running:
            # Some systems wrap the whole page in a form, or the article in an aside.
            element.tag = "div"
        else:
            element.drop_tree()
    marked = tree.xpath("//*[@role or @hidden or contains(@style,'none') or contains(@style,'hidden')]")
    hidden = [element for element in marked if element.tag in PARTS and _is_hidden(element)]
    for element in [*hidden, *(element for element, name in named if element.tag in PARTS and is_noise(name))]:
        if (
            element.getparent() is not None
            and not _detached(element, tree)
            and not _within_a_sentence(element)
            and _running(element) <= MOST * running
        ):
            element.drop_tree()


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
def is_noise(name: str) -> bool:
    """Whether a class and id name a part that is no article; the same few names fill the pages of an outlet."""
    return NOISE.search(CAMEL.sub("-", LOOKS.sub("", name)).lower()) is not None


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
