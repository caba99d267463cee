"""Captures: what was kept comes back as it was, once, whatever happens in between."""

import os
import signal
import subprocess
import sys
import textwrap
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from corpus import warcfile
from corpus.captures import Captures
from corpus.identity import capture_id
from dateline.errors import InputError
from dateline.records import Capture, Item

NOON = datetime(2026, 5, 20, 12, 0, 0, 123456, tzinfo=UTC)


def capture(number: int = 0, *, day: int = 0, **values) -> Capture:
    content = values.pop("content", f"content {number}".encode())
    address = values.pop("address", f"https://a.test/{number}")
    source = values.pop("source", "a")
    return Capture(
        id=capture_id(source, address, content), source=source, address=address, content=content,
        collected=NOON + timedelta(days=day, seconds=number), **values,
    )  # fmt: skip


FULL = capture(
    content=b"\x00\x1f\x8b\x08 bytes \r\n\r\n of any sort \xff",
    address="https://a.test/ü?q=a b&c=[1]",
    media_type="text/html",
    charset="windows-1252",
    status=203,
    headers={
        "content-type": "text/html; charset=windows-1252",
        "content-encoding": "gzip",
        "content-length": "17",
        "x-odd": "zwölf 十二",
        "etag": '"x"',
    },
    item=Item(
        address="https://a.test/1",
        headline="Zwölf “Räder”\n",
        published=NOON,
        content="<p>all of it</p>" * 500,
        updated=NOON.astimezone(),
    ),
)


@pytest.mark.parametrize(
    "kept",
    [
        FULL,
        capture(content=b""),
        capture(address="/srv/in box/ä.txt", media_type="text/plain"),
        capture(address="relative/file.eml", media_type="message/rfc822"),
        capture(address="imaps://mail.test/INBOX;UIDVALIDITY=1/;UID=2", source="böse quelle"),
        capture(status=999, headers={"x": "line\r\nbreak: y"}),
        capture(content=b"x" * 3_000_000),
    ],
)
def test_round_trip(tmp_path: Path, kept: Capture) -> None:
    """A capture comes back with every field as it was, from this process and from the next."""
    with Captures(tmp_path) as captures:
        captures.keep(kept)
        assert captures.get(kept.id) == kept
    assert Captures(tmp_path).get(kept.id) == kept
    assert list(Captures(tmp_path).replay()) == [kept]


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True)


@settings(max_examples=50)
@given(
    st.builds(
        lambda content, address, media_type, headers, headline: capture(
            content=content,
            address=address,
            media_type=media_type,
            status=200,
            headers=headers,
            item=Item(headline=headline),
        ),
        st.binary(max_size=2000),
        st.one_of(st.text("http:/", min_size=1), WORDS, st.builds("http://{}".format, WORDS)).filter(bool),
        st.one_of(st.none(), WORDS),
        st.dictionaries(NAMES, WORDS, max_size=4),
        WORDS,
    )
)
def test_anything_round_trips(kept: Capture) -> None:
    """Whatever stands in the fields, the packed form gives it back."""
    found = list(warcfile.scan(BytesIO(warcfile.encode(kept))))
    assert [each for _, _, each in found] == [kept]


def test_other_tools_read_it(tmp_path: Path) -> None:
    """The files are WARC as every tool knows it: responses with their address, status, headers and content."""
    with Captures(tmp_path) as captures:
        captures.keep(FULL)
    with (tmp_path / "2026-05-20-001.warc.gz").open("rb") as file:
        seen = [
            (
                record.rec_type,
                record.http_headers and record.http_headers.get_statuscode(),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    assert [kind for kind, _, _ in seen] == ["warcinfo", "metadata", "response"]
    assert seen[2][1:] == ("203", FULL.content)


def test_kept_once(tmp_path: Path) -> None:
    """Keeping again changes nothing, also in a later process."""
    for _ in range(2):
        with Captures(tmp_path) as captures:
            captures.keep(capture(1))
            captures.keep(capture(1))
    assert len(list(Captures(tmp_path).replay())) == 1


def test_replay_chooses(tmp_path: Path) -> None:
    """A replay goes by day, by source, and leaves out what is done without reading it."""
    with Captures(tmp_path) as captures:
        for number in (1, 2, 3):
            captures.keep(capture(number, source="ab"[number % 2]))
        captures.keep(capture(4, day=1))
        captures.keep(capture(0, day=-1))
    captures = Captures(tmp_path)
    assert [c.collected for c in captures.replay()] == sorted(c.collected for c in captures.replay())
    assert len(list(captures.replay(since=date(2026, 5, 20)))) == 4
    assert {c.source for c in captures.replay(source="b")} == {"b"}
    done = capture(4, day=1).id
    assert done not in [c.id for c in captures.replay(skip=lambda name: name == done)]
    assert sorted(file.name for file in tmp_path.glob("*.gz")) == [
        f"2026-05-{day}-001.warc.gz" for day in ("19", "20", "21")
    ]


def test_missing(tmp_path: Path) -> None:
    """Asking for what is not there gives a clear word."""
    for name in ("00" * 10, "no such id"):
        with pytest.raises(InputError, match="no capture"):
            Captures(tmp_path / "none").get(name)


def test_torn_at_every_byte(tmp_path: Path) -> None:
    """Wherever a kill cuts the file, what was whole before is there, and the next process goes on cleanly."""
    with Captures(tmp_path / "whole") as captures:
        for number in range(3):
            captures.keep(capture(number))
    whole = (tmp_path / "whole/2026-05-20-001.warc.gz").read_bytes()
    index = (tmp_path / "whole/2026-05-20-001.index").read_bytes()
    ends = [int.from_bytes(index[at + 18 : at + 26], "big") for at in range(0, len(index), 26)]
    folder = tmp_path / "torn"
    for cut in range(0, len(whole), 7):
        for kept_index in (index, b"", index[: len(index) - 5]):
            folder.mkdir(exist_ok=True)
            (folder / "2026-05-20-001.warc.gz").write_bytes(whole[:cut])
            (folder / "2026-05-20-001.index").write_bytes(kept_index)
            there = sum(end <= cut for end in ends)
            assert len(list(Captures(folder).replay())) == there
        with Captures(folder) as captures:
            captures.keep(capture(9))
        again = [found.content for found in Captures(folder).replay()]
        assert again == [f"content {n}".encode() for n in [*range(there), 9]]
        for file in folder.iterdir():
            file.unlink()


def test_damage_in_the_middle(tmp_path: Path) -> None:
    """A damaged capture costs itself and no other."""
    with Captures(tmp_path) as captures:
        for number in range(5):
            captures.keep(capture(number, content=os.urandom(2000)))
    file = tmp_path / "2026-05-20-001.warc.gz"
    bytes_ = bytearray(file.read_bytes())
    bytes_[len(bytes_) // 2] ^= 0xFF
    file.write_bytes(bytes_)
    assert len(list(Captures(tmp_path).replay())) == 4
    (tmp_path / "2026-05-20-001.index").unlink()
    assert len(list(Captures(tmp_path).replay())) == 4
    assert Captures(tmp_path).rebuild() == 4


def test_index_made_anew(tmp_path: Path) -> None:
    """The index can be lost: it is made anew from the files."""
    kept = [capture(number) for number in range(20)]
    with Captures(tmp_path) as captures:
        for each in kept:
            captures.keep(each)
    (tmp_path / "2026-05-20-001.index").unlink()
    assert Captures(tmp_path).get(kept[7].id) == kept[7]
    assert Captures(tmp_path).rebuild() == 20
    assert (tmp_path / "2026-05-20-001.index").stat().st_size == 20 * 26


def test_two_at_once(tmp_path: Path) -> None:
    """Two writers use two files, see each other's captures when asked, and a replay gives each once."""
    with Captures(tmp_path) as first, Captures(tmp_path) as second:
        first.keep(capture(1))
        second.keep(capture(2))
        second.keep(capture(1))
        assert first.get(capture(2).id) == capture(2)
        assert [found.content for found in first.replay()] == [b"content 1", b"content 2"]
    assert len(list(tmp_path.glob("*.warc.gz"))) == 2
    with Captures(tmp_path) as third:
        third.keep(capture(3))
    assert len(list(tmp_path.glob("*.warc.gz"))) == 2


WRITER = textwrap.dedent("""
    import sys
    from datetime import datetime, UTC
    from pathlib import Path
    from corpus.captures import Captures
    from corpus.identity import capture_id
    from dateline.records import Capture
    captures = Captures(Path(sys.argv[1]))
    for number in range(int(sys.argv[2]), 10**9):
        content = (b"%d " % number) * 3000
        made = Capture(id=capture_id("a", str(number), content), source="a", address=str(number), content=content,
                       collected=datetime(2026, 5, 20, tzinfo=UTC))
        captures.keep(made)
        print(number, flush=True)
""")


def test_killed_while_writing(tmp_path: Path) -> None:
    """After kills at any moment, all that was said to be kept is there, once and whole."""
    said: list[int] = []
    for round_ in range(4):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(round_ * 10_000)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(30 + round_)]
        child.send_signal(signal.SIGKILL)
        lines += child.stdout.readlines()
        child.wait()
        child.stdout.close()
        said += [int(line) for line in lines if line.endswith("\n")]
    found = [int(each.address) for each in Captures(tmp_path).replay()]
    assert set(said) <= set(found)
    assert len(found) == len(set(found))
    assert len(found) - len(said) <= 4  # one a kill may be kept and not yet said
    assert len(list(tmp_path.glob("*.warc.gz"))) == 1
