"""The guard at the connection: what is reached, and what is not however it is spelled."""

import ipaddress

import httpx
import pytest
from local_web import LocalWeb

from corpus.client.guard import GuardedTransport, checked_addresses, is_allowed, is_public
from dateline.errors import FetchError

PRIVATE = [
    "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
    "192.88.99.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::",
    "2002:c0a8:101::1", "2001:0:7f00:1::",
]  # fmt: skip
PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1", "64:ff9b::808:808", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("text", PRIVATE)
def test_private(text: str) -> None:
    """Addresses of no public network are refused, also inside IPv6 ones that lead to them."""
    assert not is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_public(text: str) -> None:
    """Public addresses are reached, also through NAT64."""
    assert is_public(ipaddress.ip_address(text))


def test_own_network_allowed() -> None:
    """With private_addresses our own network is reached, but never a cloud's metadata."""
    allowed = {text for text in PRIVATE if is_allowed(ipaddress.ip_address(text), private_addresses=True)}
    assert {"127.0.0.1", "10.1.2.3", "192.168.1.1", "::1"} <= allowed
    assert not {"169.254.169.254", "fe80::1", "0.0.0.0", "224.0.0.1"} & allowed


def test_one_bad_address_among_good_ones() -> None:
    """A name with a public and a private address is refused as a whole."""
    with pytest.raises(FetchError) as caught:
        checked_addresses("mixed.test", lambda host: ["8.8.8.8", "10.0.0.1"], private_addresses=False)
    assert (caught.value.reason, caught.value.final) == ("private address", True)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/",
        "http://127.1/", "http://0177.0.0.1/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/",
    ],
)  # fmt: skip
def test_spellings_of_home(address: str) -> None:
    """However our own machine is spelled, the system's resolver and the guard behind it see through it."""
    with LocalWeb() as web:
        client = web.client()
        client._transport = GuardedTransport(private_addresses=False, connections=4)
        with client, pytest.raises(FetchError) as caught:
            client.get(address, robots=False)
    assert caught.value.reason in ("private address", "no such host", "not a web address")
    assert web.asked == []


def test_rebinding() -> None:
    """A name that is public when first asked and private the second time is refused the second time."""
    with LocalWeb() as web:
        web.page("http://rebind.test/a", "first", headers={"Connection": "close"})
        with web.client() as client:
            assert client.get("http://rebind.test/a", robots=False).content == b"first"
            web.addresses["rebind.test"] = ["127.0.0.1"]
            client.portal.call(client._transport._pool.aclose)  # what is open stays with the checked address
            with pytest.raises(FetchError) as caught:
                client.get("http://rebind.test/a", robots=False)
    assert caught.value.reason == "private address"


@pytest.mark.parametrize("target", ["http://10.0.0.7/", "http://localhost:8080/", "http://metadata.test/"])
def test_redirect_inwards(target: str) -> None:
    """A redirect into a private network is refused, and robots.txt is no way around."""
    with LocalWeb() as web:
        web.addresses["metadata.test"] = ["169.254.169.254"]
        web.page("http://out.test/", status=302, headers={"Location": target})
        web.page("http://sly.test/robots.txt", status=302, headers={"Location": target})
        with web.client() as client:
            for address in ("http://out.test/", "http://sly.test/"):
                with pytest.raises(FetchError) as caught:
                    client.get(address)
                assert caught.value.reason == "private address"


def test_the_pool_is_guarded() -> None:
    """httpx has no argument for the network of its pool: the way in which it is set holds."""
    transport = GuardedTransport(private_addresses=False, connections=4)
    assert type(transport._pool._network_backend).__name__ == "GuardedBackend"
    assert isinstance(transport, httpx.AsyncHTTPTransport)
