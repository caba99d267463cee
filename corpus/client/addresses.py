"""Addresses as they are asked for, and the way of one fetch through redirects."""

from urllib.parse import urljoin, urlsplit

import httpx

from dateline.errors import FetchError

MOST_REDIRECTS = 8
DEFAULT_PORTS = {"http": 80, "https": 443}


def origin(address: str) -> tuple[str, str, int]:
    """Scheme, host and port: what must be the same for credentials to be sent."""
    parts = urlsplit(address)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or DEFAULT_PORTS.get(parts.scheme, 0)


def host_of(address: str) -> str:
    """The host of an address: what is asked one question at a time."""
    return origin(address)[1]


def site(address: str) -> str:
    """The root of an address, below which its robots.txt is."""
    scheme, host, port = origin(address)
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def clean(address: str) -> str:
    """An address as it is asked for: http or https, no user name, no fragment. Raises FetchError."""
    try:
        url = httpx.URL(address.strip())
        origin(str(url))  # ports beyond 65535
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(
            f"{address[:200]!r} is no web address ({error}).", reason="not a web address", final=True
        ) from None
    if url.scheme not in ("http", "https"):
        raise FetchError(
            f"{address[:200]!r} is not followed: only http and https are.", reason="address not allowed", final=True
        )
    if not url.host:
        raise FetchError(f"{address[:200]!r} names no host.", reason="not a web address", final=True)
    return str(url.copy_with(username=None, password=None, fragment=None))


def joined(address: str, location: str) -> str:
    try:
        return clean(urljoin(address, location.strip()))
    except ValueError:  # "http://[half" and the like
        raise FetchError(f"{location[:200]!r} is no web address.", reason="not a web address", final=True) from None


class Way:
    """The way of one fetch through redirects."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.permanent = True
        self.seen = {(address, 0)}

    def go_on(self, location: str | None, status: int, cookies: int) -> None:
        """The next address. Raises FetchError for loops, too many, and what is no web address."""
        if not location:
            raise FetchError(f"{self.address} redirects to nowhere.", reason="broken answer")
        self.permanent = self.permanent and status in (301, 308)
        self.address = joined(self.address, location)
        if (self.address, cookies) in self.seen:
            raise FetchError(f"{self.address} redirects in a circle.", reason="redirect loop", final=True)
        if len(self.seen) > MOST_REDIRECTS:
            raise FetchError(f"More than {MOST_REDIRECTS} redirects.", reason="too many redirects", final=True)
        self.seen.add((self.address, cookies))
