"""Bad input: each a clear sentence, the rest goes on, nothing is lost."""

from pathlib import Path

import pytest

from corpus.sources import read_sources
from dateline.errors import SourcesError

SOURCE = '[[source]]\nid = "a"\nkind = "feed"\naddress = "feed.xml"\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[source]]\nid = "a"\nkind = feed\n', 3, "kind = feed"),
        (f'{SOURCE}id = "b"\n', 5, 'id = "b"'),
        (f'{SOURCE}\n[[source]]\nid = "b', 7, "not valid TOML"),
        ("# one\n[[source", 2, "[[source]]"),
        ('[source]\nid = "a"\n', 1, "Write [[source]] above each one."),
        ('\n[[sources]]\nid = "a"\n', 2, "Did you mean 'source'?"),
        (f'{SOURCE}evry = "5m"\n', 5, "Did you mean 'every'?"),
        (f'{SOURCE}every = "5 minuts"\n', 5, "Allowed:"),
        (SOURCE.replace('"feed"', '"feeds"'), 3, "Did you mean 'feed'?"),
    ],
)
def test_a_wrong_file_of_sources_names_the_line_and_the_remedy(tmp_path: Path, text: str, line: int, said: str) -> None:
    """Whatever is wrong with sources.toml: its line, and what to write instead."""
    path = tmp_path / "sources.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SourcesError) as found:
        read_sources(path)

    assert found.value.what.startswith(f"{path}, line {line}: ")
    assert said in str(found.value)
