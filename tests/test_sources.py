"""sources.toml: what it declares, what is wrong with it, and how one more is added."""

from datetime import timedelta
from pathlib import Path

import pytest

from corpus.sources import KEYS, add_source, new_id, read_sources
from dateline.errors import SourcesError
from dateline.records import Source

FULL = """
# The desk's own list.
[[source]]
id = "harrow"            # a paper
kind = "feed"
address = "https://harrow.example/rss"
outlet = "The Harrow Courier"
agency = "PA"
country = "gb"
language = "en-GB"
every = "15m"
credentials = { password = "HARROW_PASSWORD" }
mirror = { "https://harrow.example/" = "saved/harrow" }
enabled = false
options = { full_text = true }

[[source]]
id = "inbox"
kind = "folder"
address = "incoming"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, "utf-8")
    return path


def wrong(folder: Path, text: str) -> SourcesError:
    with pytest.raises(SourcesError) as caught:
        read_sources(written(folder, text))
    return caught.value


def one(**changed: str) -> str:
    values = {"id": '"a"', "kind": '"feed"', "address": '"https://a.example/"'} | changed
    return "[[source]]\n" + "\n".join(f"{key} = {value}" for key, value in values.items())


def test_every_key_is_read(tmp_path: Path) -> None:
    """A source comes out as it was declared, with paths counted from the file's folder."""
    harrow, inbox = read_sources(written(tmp_path, FULL))

    assert harrow == Source(
        id="harrow",
        kind="feed",
        address="https://harrow.example/rss",
        outlet="The Harrow Courier",
        agency="PA",
        country="GB",
        language="en",
        every=timedelta(minutes=15),
        credentials={"password": "HARROW_PASSWORD"},
        mirror={"https://harrow.example/": str(tmp_path / "saved/harrow")},
        options={"full_text": True},
        enabled=False,
    )
    assert inbox.address == str(tmp_path / "incoming")
    assert inbox.enabled


def test_an_empty_file_declares_nothing(tmp_path: Path) -> None:
    """No source is a list of none."""
    assert read_sources(written(tmp_path, "# nothing yet\n")) == ()


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    """Who has no sources.toml is told what to do."""
    with pytest.raises(SourcesError) as caught:
        read_sources(tmp_path / "sources.toml")

    assert "There is no file" in caught.value.what
    assert "dateline sources add" in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[source]]\nid = "a', "line 2"),
        ("[source]\nid = 'a'", "'source' is not a list of tables"),
        ('sources = ["a"]', "Did you mean 'source'?"),
        (one(adress='"x"'), "line 5: there is no key 'adress'"),
        (one(adress='"x"'), "Did you mean 'address'?"),
        (one(kind='"feeds"'), "Did you mean 'feed'?"),
        (one(kind='"feeds"'), "line 3"),
        (one(every='"often"'), "line 5"),
        (one(every='"1s"'), "Allowed: a number and a unit"),
        (one(every="15"), "Allowed: a number and a unit"),
        (one(country='"England"'), "ISO 3166-1"),
        (one(language='"English"'), "ISO 639"),
        (one(enabled='"yes"'), "true or false"),
        (one(address='"ftp://a.example/"'), "http, https"),
        (one(address='"https://user:secret@a.example/"'), "credentials"),
        (one(credentials='{ password = "s3cret!" }'), "environment variables"),
        (one(options='"full"'), "table"),
        (one(id='"a b"'), "short name"),
        (one() + "\n" + one(), "line 6: there is a source 'a' already"),
        ('[[source]]\nkind = "feed"\naddress = "x"', "line 1: this source has no 'id'"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_remedy(tmp_path: Path, text: str, says: str) -> None:
    """A wrong file stops with the place, the reason and what is allowed."""
    error = wrong(tmp_path, text)

    assert says in str(error)
    assert "sources.toml" in error.what


def test_a_secret_is_never_repeated_from_another_table(tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused in a sentence."""
    path = tmp_path / "sources.toml"
    path.write_bytes(b'[[source]]\nid = "\xe4"')

    with pytest.raises(SourcesError, match="UTF-8"):
        read_sources(path)


def test_adding_a_source_keeps_comments_and_layout(tmp_path: Path) -> None:
    """What stood in the file stands there still, to the letter; the new one comes back equal."""
    path = written(tmp_path, FULL)
    new = Source(
        id="delta",
        kind="sitemap",
        address="https://delta.example/news.xml",
        every=timedelta(hours=6),
        options={"days": 3},
    )

    add_source(path, new)

    assert path.read_text("utf-8").startswith(FULL.rstrip())
    assert read_sources(path)[-1] == new


def test_the_first_source_makes_the_file(tmp_path: Path) -> None:
    """Adding works where there is no file yet, and refuses an id that is taken."""
    path = tmp_path / "sources.toml"
    source = Source(id="a", kind="feed", address="https://a.example/feed", outlet='The "A"')

    add_source(path, source)

    assert read_sources(path) == (source,)
    with pytest.raises(SourcesError, match="already"):
        add_source(path, source)
    assert list(tmp_path.iterdir()) == [path]


def test_new_ids_are_short_and_unlike_those_taken() -> None:
    """The host names a source; where it is taken the path helps, and then a number."""
    assert new_id("https://www.harrow.example/rss.xml", ()) == "harrow-example"
    assert new_id("https://harrow.example/sport/rss.xml", ["harrow-example"]) == "harrow-example-sport"
    assert new_id("https://harrow.example/rss", ["harrow-example"]) == "harrow-example-2"


def test_every_key_of_a_source_is_a_key_of_the_file() -> None:
    """The file can say everything that a source is."""
    assert set(KEYS) == set(Source.__dataclass_fields__)
