"""Letters from a Maildir or an IMAP mailbox. Nothing there is changed: not even a letter is marked as read.

address = "mail/press"                          a Maildir (a folder with cur, new and tmp)
address = "imaps://mail.example.org/Press"      a mailbox; credentials = { user = ..., password = ... }
"""

import imaplib
import ipaddress
import re
import socket
import ssl
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from corpus.client import Client
from corpus.client.guard import checked_addresses
from dateline.errors import FetchError
from dateline.records import Source

PORTS = {"imap": 143, "imaps": 993}
MOST = 500  # letters in one pass; the others come next time
OVERHEAD = 10_000  # bytes that a server's answer may be longer than the letter in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter; `cursor` is where to go on after it."""

    address: str
    content: bytes | None  # None: larger than the limit
    cursor: str


def is_maildir(place: Path) -> bool:
    """Whether a folder is a Maildir."""
    return all((place / name).is_dir() for name in ("cur", "new", "tmp"))


def delivered(place: Path) -> list[tuple[Path, str]]:
    """The letters of a Maildir, each with the name that it keeps when a reader moves or marks it."""
    found = [path for name in ("new", "cur") for path in (place / name).iterdir() if not path.name.startswith(".")]
    return sorted(((path, str(place / re.split("[:;!]2,", path.name)[0])) for path in found), key=lambda p: p[1])


def fetch(source: Source, held: Mapping[str, str], cursor: str | None, client: Client) -> Generator[Letter, None, None]:
    """The letters of a mailbox that came after the cursor. Raises FetchError."""
    parts = urlsplit(source.address)
    folder = unquote(parts.path.strip("/")) or "INBOX"
    with _session(source, held, client) as session:
        _select(session, folder, source)
        validity = _first(session.response("UIDVALIDITY")) or "0"
        before, _, last = (cursor or "").partition(":")
        read = int(last) if before == validity and last.isdecimal() else 0
        for number in _numbers(session, read)[:MOST]:
            size = re.search(r"RFC822\.SIZE (\d+)", _text(session.uid("FETCH", str(number), "(RFC822.SIZE)")))
            fits = size is None or int(size[1]) <= client.limits.size
            base = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/{quote(folder)}"
            yield Letter(
                address=f"{base};UIDVALIDITY={validity}/;UID={number}",
                content=_content(session, number) if fits else None,
                cursor=f"{validity}:{number}",
            )


@contextmanager
def _session(source: Source, held: Mapping[str, str], client: Client) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(source.address)
    try:
        session = _Guarded(parts.hostname or "", parts.port or PORTS[parts.scheme], client, tls=parts.scheme == "imaps")
        try:
            if parts.scheme == "imap" and "STARTTLS" in session.capabilities:
                session.starttls(ssl.create_default_context())
            elif parts.scheme == "imap" and not session.is_own_network:
                raise FetchError(
                    f"{parts.hostname} offers no encryption, so no password is sent to it.",
                    reason="not encrypted",
                    remedy="Use imaps://.",
                    final=True,
                )
            _log_in(session, source, held)
            yield session
            session.logout()
        finally:
            with suppress(OSError):  # it may be closed already
                session.shutdown()
    except TimeoutError:
        raise FetchError(f"{source.address} did not answer in time.", reason="time-out") from None
    except ssl.SSLError as error:
        raise FetchError(f"{source.address}: {error}.", reason="certificate not valid") from error
    except imaplib.IMAP4.error as error:
        raise FetchError(f"{source.address} answers with an error: {error}.", reason="server error") from error
    except OSError as error:
        raise FetchError(f"{source.address} cannot be reached: {error}.", reason="connection failed") from error


def _log_in(session: imaplib.IMAP4, source: Source, held: Mapping[str, str]) -> None:
    if "user" not in held or "password" not in held:
        raise FetchError(
            f"The mailbox {source.id} needs a user and a password.",
            reason="credentials missing",
            remedy='Say credentials = { user = "VARIABLE", password = "VARIABLE" } at the source.',
        )
    try:
        session.login(held["user"], held["password"])
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        raise FetchError(f"{source.address} does not let {source.id} in.", reason="blocked") from None


def _select(session: imaplib.IMAP4, folder: str, source: Source) -> None:
    marked = folder.replace("\\", "\\\\").replace('"', '\\"')
    status, _ = session.select(f'"{marked}"', readonly=True)
    if status != "OK":
        raise FetchError(f"{source.address} has no folder {folder!r}.", reason="gone")


def _numbers(session: imaplib.IMAP4, read: int) -> list[int]:
    found = _text(session.uid("SEARCH", f"UID {read + 1}:*")).split()
    # "*" is the last letter, also when it was read before.
    return sorted({int(number) for number in found if number.isdecimal() and int(number) > read})


def _content(session: imaplib.IMAP4, number: int) -> bytes | None:
    _, parts = session.uid("FETCH", str(number), "(BODY.PEEK[])")
    return next((part[1] for part in parts if isinstance(part, tuple)), b"")


def _text(answer: tuple[str, list[Any]]) -> str:
    return b" ".join(part for part in answer[1] if isinstance(part, bytes)).decode("ascii", "replace")


def _first(answer: tuple[str, list[Any]]) -> str | None:
    return next((part.decode("ascii", "replace") for part in answer[1] if isinstance(part, bytes)), None)


class _Guarded(imaplib.IMAP4):
    """An IMAP connection that is made to a checked address, and that reads nothing larger than the limit."""

    def __init__(self, host: str, port: int, client: Client, *, tls: bool) -> None:
        self._client = client
        self._tls = tls
        self.is_own_network = False
        super().__init__(host, port, client.limits.seconds)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        found = checked_addresses(self.host, self._client.resolve, private_addresses=self._client.private_addresses)
        self.is_own_network = all(ipaddress.ip_address(address).is_private for address in found)
        made = socket.create_connection((found[0], self.port), timeout)
        if not self._tls:
            return made
        try:
            return ssl.create_default_context().wrap_socket(made, server_hostname=self.host)
        except OSError:
            made.close()
            raise

    def read(self, size: int) -> bytes:
        """Some bytes of the server's answer."""
        if size > self._client.limits.size + OVERHEAD:
            raise self.abort(f"it wants to send {size:,} bytes at once")
        return super().read(size)
