"""What every command has in common: exit codes, sentences for what is wrong, pipes, quick help."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli import COMMANDS
from dateline.store import open_store

ROOT = Path(__file__).parents[1]
DATELINE = (sys.executable, "-c", "from dateline.cli import main; main()")


def dateline(*words: str, folder: Path, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """A command as a shell would run it."""
    return subprocess.run(
        [*DATELINE, *words],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def sentence(found: subprocess.CompletedProcess[str]) -> str:
    """What the user reads of an error; never a traceback."""
    assert "Traceback" not in found.stderr
    assert "not foreseen" not in found.stderr
    return " ".join(found.stderr.split())


def test_help_loads_no_command(tmp_path: Path) -> None:
    """The list of commands is there at once: it imports none of them."""
    code = (
        "import sys; sys.argv = ['dateline', '--help']\n"
        "from dateline.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith('dateline.cli.') or name == 'sqlalchemy'])"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert found.stdout.strip().endswith("[]")
    assert all(name in found.stdout for name in COMMANDS)


def test_a_reader_that_has_enough_is_no_failure(tmp_path: Path) -> None:
    """`dateline ... | head` ends with 0 and without a word, for tables and JSON alike."""
    for words in ("settings", "settings --json"):
        line = f"set -o pipefail; {sys.executable} -c 'from dateline.cli import main; main()' {words} | head -c 1"
        found = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False)

        assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("command", ["run", "replay"])
def test_a_pass_that_cannot_begin_says_so_at_once(tmp_path: Path, command: str) -> None:
    """Without sources nothing is started and nothing is left behind in the folder."""
    found = dateline(command, folder=tmp_path)

    assert found.returncode == 2
    assert "There is no file" in sentence(found)
    assert "dateline sources add" in sentence(found)
    assert "Prefect" not in found.stdout
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """The folder, why not, and which setting names another."""
    shutil.copy(ROOT / "sources.toml", tmp_path)
    (tmp_path / "output").write_text("in the way", "utf-8")
    found = dateline("run", folder=tmp_path)

    assert found.returncode == 2
    assert f"{tmp_path / 'output'} cannot be written: File exists." in sentence(found)
    assert "DATELINE_OUTPUT" in sentence(found)


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ("", "No source is declared."),
        ('[[source]]\nid = "a"\nkind = "feed"\naddress = "f"\nenabled = false\n', "No source is switched on."),
    ],
)
def test_nothing_to_read_is_said(tmp_path: Path, declared: str, said: str) -> None:
    """A file without sources, or with none switched on, is no pass over nothing."""
    (tmp_path / "sources.toml").write_text(declared, "utf-8")
    found = dateline("run", folder=tmp_path)

    assert found.returncode == 2
    assert said in sentence(found)


@pytest.mark.parametrize("day", ["x", "2026-13-01", "0001-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_is_told(tmp_path: Path, day: str) -> None:
    """The digest of a day that is none, or lies at an end of the calendar."""
    with open_store(f"sqlite:///{tmp_path / 'output' / 'dateline.db'}"):
        pass
    found = dateline("digest", "--day", day, folder=tmp_path)

    assert found.returncode == 2
    assert f"'{day}' is no day. Allowed: YYYY-MM-DD" in sentence(found)


@pytest.fixture(scope="module")
def helps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each command says of itself."""
    folder = tmp_path_factory.mktemp("helps")
    return {name: dateline(name, "--help", folder=folder).stdout for name in COMMANDS}


def test_every_answer_comes_as_json(helps: dict[str, str]) -> None:
    """Every command that answers takes --json; those that serve, or hold other commands, are the exceptions."""
    without = {name for name in COMMANDS if "--json" not in helps[name]}
    assert without <= {"schedule", "api", "mcp", "store", "decide", "watch"}


def test_every_command_shows_how_it_is_used(helps: dict[str, str]) -> None:
    """The help of each command has an example that can be copied; an assistant's is a line of its settings."""
    shown = {name for name in COMMANDS if re.search(rf"^ +dateline {name}\b", helps[name], re.MULTILINE)}

    assert set(COMMANDS) - shown <= {"mcp"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("batc = 3", "line 2: there is no setting 'batc'. Did you mean 'batch'?"),
        ("batch = 0", "Allowed: a number from 1 to 10000."),
        ("languages = 'english'", "codes of two or three letters"),
        ("prefect_api = 'localhost'", "a URL, such as"),
        ('user_agent = "a\\nb"', "one line of printable characters"),
        ("batch", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(tmp_path: Path, line: str, said: str) -> None:
    """Whatever is wrong in dateline.toml, the command says where and what would do."""
    (tmp_path / "dateline.toml").write_text(f"# ours\n{line}\n", "utf-8")
    found = dateline("settings", folder=tmp_path)

    assert found.returncode == 2
    assert said in sentence(found)


def test_a_mistyped_variable_is_pointed_out(tmp_path: Path) -> None:
    """The environment may hold other things; what looks like a setting and is none is told by `dateline settings`."""
    found = dateline("settings", folder=tmp_path, environment={"DATELINE_BATHC": "3", "DATELINE_MAIL_SECRET": "x"})

    assert found.returncode == 0
    assert sentence(found).endswith("DATELINE_BATHC is no setting. Did you mean 'batch'?")
    assert "MAIL_SECRET" not in found.stderr
