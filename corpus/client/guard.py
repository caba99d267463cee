"""The guard at the connection: every address that a name resolves to is checked, then connected to as checked.

Checking the name and leaving the resolving to the HTTP library would let a second answer of the name
server through (DNS rebinding). Here the checked address is the connected one, for redirects as well.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from functools import partial

import anyio
import anyio.to_thread
import httpcore
import httpx

from dateline.errors import FetchError

Resolve = Callable[[str], list[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Reached through a gateway or to nobody in particular, which `is_global` does not say of them.
NOWHERE = tuple(map(ipaddress.ip_network, ("64:ff9b:1::/48", "::/96", "192.88.99.0/24", "192.0.0.0/24")))
PARALLEL_LOOKUPS = 32


def is_public(address: Address) -> bool:
    """Whether an address, and the IPv4 address inside it where it holds one, is one of the open Internet."""
    if any(not is_public(found) for found in _embedded(address)):
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return True  # it is the IPv4 address, written otherwise
    return (
        address.is_global
        and not address.is_multicast
        and (not address.is_reserved or address in NAT64)
        and not any(address in network for network in NOWHERE if network.version == address.version)
    )


def _embedded(address: Address) -> list[Address]:
    """The IPv4 addresses that a translated or tunnelled IPv6 address leads to."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address] = []
    if address in NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    found += [inner for inner in (address.ipv4_mapped, address.sixtofour) if inner]
    found += list(address.teredo or ())
    return found


def is_allowed(address: Address, *, private_addresses: bool) -> bool:
    """Whether we connect to an address. Link-local ones (cloud metadata) never, whatever is set."""
    inner = [address, *_embedded(address)]
    if any(a.is_link_local or a.is_multicast or a.is_unspecified for a in inner):
        return False
    return private_addresses or is_public(address)


def system_resolve(host: str) -> list[str]:
    """The addresses of a host, as the system knows them. Raises OSError."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(host: str, resolve: Resolve, *, private_addresses: bool) -> list[str]:
    """The addresses of a host. Raises FetchError where there is none, or one that is not allowed."""
    try:
        found = [ipaddress.ip_address(text.partition("%")[0]) for text in resolve(host)]
    except (OSError, UnicodeError, ValueError) as error:
        raise FetchError(f"There is no host {host} ({error}).", reason="no such host") from None
    for address in found:
        if not is_allowed(address, private_addresses=private_addresses):
            raise FetchError(
                f"{host} is at {address}, which is no address of the open Internet.",
                reason="private address",
                remedy="Set private_addresses = true if sources in your own network are meant to be read.",
                final=True,
            )
    if not found:
        raise FetchError(f"The host {host} has no address.", reason="no such host")
    return list(map(str, found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Resolves, checks, connects."""

    def __init__(
        self, *, resolve: Resolve, private_addresses: bool, network: httpcore.AsyncNetworkBackend | None = None
    ) -> None:
        self.resolve = resolve
        self.private_addresses = private_addresses
        self._network = network or httpcore.AnyIOBackend()
        self._lookups = anyio.CapacityLimiter(PARALLEL_LOOKUPS)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to one of the addresses of a host. Raises FetchError where one of them is not allowed."""
        addresses = await self._addresses(host, timeout)
        trouble: Exception | None = None
        for address in addresses:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        assert trouble is not None  # there is at least one address
        raise trouble

    async def _addresses(self, host: str, timeout: float | None) -> list[str]:
        look_up = partial(checked_addresses, host, self.resolve, private_addresses=self.private_addresses)
        try:
            with anyio.fail_after(timeout):
                return await anyio.to_thread.run_sync(look_up, abandon_on_cancel=True, limiter=self._lookups)
        except TimeoutError:
            raise httpcore.ConnectTimeout(f"the name {host} was not resolved in time") from None

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never: no source is behind a local socket."""
        raise FetchError(f"{path} is a local socket, not a web address.", reason="address not allowed", final=True)

    async def sleep(self, seconds: float) -> None:
        """Wait, between tries of the pool."""
        await anyio.sleep(seconds)


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport on a pool that connects through the guard; no proxies of the environment."""

    def __init__(
        self,
        *,
        resolve: Resolve = system_resolve,
        private_addresses: bool,
        connections: int,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        super().__init__(trust_env=False)
        # httpx offers no argument for the network backend of its pool; a test holds this line to it.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=connections,
            max_keepalive_connections=connections // 2,
            keepalive_expiry=10.0,
            http1=True,
            http2=True,
            network_backend=GuardedBackend(resolve=resolve, private_addresses=private_addresses, network=network),
        )
