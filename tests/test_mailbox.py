"""Letters from a Maildir and over IMAP: each once, none touched, no password in the clear."""

import mailbox
import re
import socketserver
import threading
from collections import Counter
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

import corpus.mailbox
from corpus.client import Client
from corpus.collecting import collect
from corpus.state import SourceState
from dateline.records import Capture, Outcome, Source


def letter(subject: str, size: int = 0) -> bytes:
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = subject, "press@a.test", "desk@b.test"
    made.set_content("A release.\n" + "x" * size)
    return made.as_bytes()


class Imap(socketserver.StreamRequestHandler):
    """As much of an IMAP server as a reader of mail meets; `server.box` maps UIDs to letters."""

    def handle(self) -> None:
        box: dict[int, bytes] = self.server.box  # type: ignore[attr-defined]
        log: list[str] = self.server.log  # type: ignore[attr-defined]
        self.say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            log.append(line)
            tag, command, *rest = line.split(" ", 2)
            command, arguments = command.upper(), rest[0] if rest else ""
            if command == "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1")
            elif command == "LOGIN" and arguments != 'desk "s3cret"':
                self.say(f"{tag} NO wrong")
                continue
            elif command == "EXAMINE":
                if arguments != '"Press"':
                    self.say(f"{tag} NO no such folder")
                    continue
                self.say(f"* {len(box)} EXISTS")
                self.say(f"* OK [UIDVALIDITY {self.server.validity}] valid")  # type: ignore[attr-defined]
            elif command == "UID" and arguments.startswith("SEARCH"):
                first = int(re.findall(r"UID (\d+):", arguments)[0])
                found = [uid for uid in box if uid >= first] or [max(box)]
                self.say("* SEARCH " + " ".join(map(str, found)))
            elif command == "UID":
                uid = int(arguments.split()[1])
                if "SIZE" in arguments:
                    self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(box[uid])})")
                else:
                    size = self.server.lie or len(box[uid])  # type: ignore[attr-defined]
                    self.wfile.write(f"* 1 FETCH (UID {uid} BODY[] {{{size}}}\r\n".encode() + box[uid] + b")\r\n")
            elif command == "LOGOUT":
                self.say("* BYE")
            self.say(f"{tag} OK done")

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PRESS_USER", "desk")
    monkeypatch.setenv("PRESS_PASSWORD", "s3cret")
    with Server(("127.0.0.1", 0), Imap) as server:
        server.box = {4: letter("one"), 7: letter("two")}  # type: ignore[attr-defined]
        server.log, server.validity, server.lie = [], 3, 0  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def source(server, **values) -> Source:
    return Source(
        id="mail",
        kind="mail",
        address=f"imap://mail.test:{server.server_address[1]}/Press",
        credentials={"user": "PRESS_USER", "password": "PRESS_PASSWORD"},
        **values,
    )


def passes(wanted: Source, state: SourceState | None = None, **client):
    """One pass; letters, outcomes, state."""
    given = {"private_addresses": True, "resolve": lambda host: ["127.0.0.1"], "timeout": 2, **client}
    state = state or SourceState(source=wanted.id)
    captures, outcomes = [], []
    with Client(**given) as desk:
        for event in collect(wanted, state, desk, known=lambda key: False):
            if isinstance(event, SourceState):
                state = event
            elif isinstance(event.result, Capture):
                captures.append(event.result)
            else:
                outcomes.append(event.result)
    return captures, outcomes, state


def test_letters_over_imap(server) -> None:
    """Letters come once, in order, unread as they were; a later one comes alone."""
    captures, _, state = passes(source(server))
    assert [capture.content for capture in captures] == [letter("one"), letter("two")]
    assert captures[0].address.startswith("imap://mail.test:")
    assert captures[0].address.endswith("/Press;UIDVALIDITY=3/;UID=4")
    assert captures[0].media_type == "message/rfc822"
    assert state.cursor == "3:7"
    assert not any("SELECT" in line or ("FETCH" in line and "BODY[" in line) for line in server.log)
    assert passes(source(server), state)[0] == []
    server.box[9] = letter("three")
    captures, _, state = passes(source(server), state)
    assert [capture.content for capture in captures] == [letter("three")]
    server.validity = 4  # the server has counted anew
    assert len(passes(source(server), state)[0]) == 3


def reasons(outcomes: list[Outcome]) -> Counter[str]:
    return Counter(outcome.reason for outcome in outcomes)


def test_imap_trouble(server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong password, a missing folder, nobody there, a private address: each has its word."""
    wanted = source(server)
    assert reasons(passes(replace(wanted, address=wanted.address.replace("Press", "None")))[1]) == {"gone": 1}
    assert reasons(passes(wanted, private_addresses=False)[1]) == {"private address": 1}
    away = replace(wanted, address="imap://mail.test:1/Press")
    assert reasons(passes(away)[1]) == {"connection failed": 1}
    secure = replace(wanted, address=wanted.address.replace("imap:", "imaps:"))
    assert set(reasons(passes(secure)[1])) <= {"certificate not valid", "time-out", "connection failed"}
    assert reasons(passes(replace(wanted, credentials={}))[1]) == {"credentials missing": 1}
    monkeypatch.setenv("PRESS_PASSWORD", "wrong")
    _, outcomes, state = passes(wanted)
    assert reasons(outcomes) == {"blocked": 1}
    assert "wrong" not in (state.error or "")


def test_large_letters(server) -> None:
    """A letter over the limit is refused alone; a server that lies about a size is hung up on."""
    server.box[8] = letter("big", 50_000)
    captures, outcomes, state = passes(source(server), limit=10_000)
    assert len(captures) == 2
    assert reasons(outcomes) == {"too large": 1}
    assert state.cursor == "3:8"
    server.lie = 10**12
    assert reasons(passes(source(server))[1]) == {"server error": 1}


def test_no_password_in_the_clear(server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server without encryption outside our own network gets no password."""
    elsewhere = property(lambda self: False, lambda self, value: None)
    monkeypatch.setattr(corpus.mailbox._Guarded, "is_own_network", elsewhere, raising=False)
    _, outcomes, _ = passes(source(server))
    assert reasons(outcomes) == {"not encrypted": 1}
    assert not any("LOGIN" in line for line in server.log)


def test_maildir(tmp_path: Path) -> None:
    """A Maildir's letters come once, also when a reader has moved and marked them; those being delivered do not."""
    box = mailbox.Maildir(tmp_path / "in")
    key = box.add(letter("one"))
    box.add(letter("two"))
    (tmp_path / "in/tmp/half").write_bytes(b"Subject: ha")
    wanted = Source(id="m", kind="mail", address=str(tmp_path / "in"))
    captures, _, state = passes(wanted)
    assert sorted(capture.content for capture in captures) == sorted([letter("one"), letter("two")])
    seen = box[key]
    seen.add_flag("S")
    seen.set_subdir("cur")
    (tmp_path / "in/new" / key).rename(tmp_path / f"in/cur/{key}:2,S")
    captures, outcomes, _ = passes(wanted, state)
    assert captures == []
    assert reasons(outcomes) == {"not modified": 2}
