"""What makes two readings the same article: addresses in one form, and the ids made of them."""

import re
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Parameters that say how a reader came to a page and never which page it is. Only whole, known names:
# a looser pattern ("ref", "id", "source" anywhere) merges different articles of older content systems.
TRACKING = re.compile(
    r"""^(?: utm_\w+ | at_\w+ | mtm_\w+ | pk_\w+ | hsa_\w+ | mc_[ce]id | vero_\w+ | oly_\w+ | _hs\w+ | ga_\w+
    | fbclid | gclid | gclsrc | dclid | gbraid | wbraid | msclkid | twclid | yclid | ysclid | igshid | igsh | ttclid
    | li_fat_id | mkt_tok | s_cid | cmpid | cmp | icid | ocid | ncid | xtor | ito | smid | smtyp | sref | wt_mc
    | __twitter_impression | amp_js_v | usqp | guccounter | guce_referrer\w* | ftcamp | taid | partner | soc_\w+
    | spm | feature | traffic_source | ref_src | ref_url | via | cxid | ns_\w+ | feedtype | rss | _ga )$""",
    re.IGNORECASE | re.VERBOSE,
)
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def canonical_address(address: str) -> str:
    """One form of an address: host in lower case, no fragment, no tracking parameters, the rest sorted."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:  # "http://[half" and the like: the address stays as it is
        return address
    if not parts.netloc:
        return address
    scheme = parts.scheme.lower()
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(DEFAULT_PORTS.get(scheme, "\0")).rstrip(".")
    kept = sorted((name, value) for name, value in query if not TRACKING.match(name))
    # "#!/path" was a page of its own in its day; every other fragment is a place within one.
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((scheme, host, parts.path or "/", urlencode(kept), fragment))


def article_id(
    *, wire_id: str | None = None, sender: str | None = None, address: str | None = None, text: str = ""
) -> str:
    """The stable id of an article: of the sender's own id, else its address, else its words; 20 hex digits.

    The same page under http and https, with and without "www." or a closing slash, is one article.
    """
    if wire_id:
        return _digest("wire", (sender or "").casefold(), wire_id.strip())
    if address:
        form = re.sub(r"^https?://(www\.)?", "", canonical_address(address))
        return _digest("address", form.rstrip("/"))
    return _digest("text", " ".join(text.split()).casefold())


def capture_id(source: str, address: str, content: bytes) -> str:
    """The id of a capture: the same bytes from the same place are the same capture."""
    return _digest("capture", source, address, sha256(content).hexdigest())


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
