"""What holds for the house as a whole: imports, wheel, names, entrypoints, documentation, start-up."""

import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from corpus.kinds import KINDS
from dateline.cli import COMMANDS
from dateline.settings import TABLE

ROOT = Path(__file__).parents[1]
PACKAGES = ("flows", "corpus", "extractors", "dateline")
# Commands that only ask the store; what works on texts or runs flows may load more.
ASKING = ("search", "show", "events", "runs", "sources", "settings", "export", "why")
ENTRYPOINTS = ("flows.coverage.coverage", "flows.morning.morning", "flows.replay.replay")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_imports_point_down_the_house() -> None:
    """The import contracts of pyproject.toml are kept."""
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("name", PACKAGES)
def test_our_module_names_are_ours(name: str) -> None:
    """No other distribution in the environment owns one of our module names."""
    assert set(packages_distributions().get(name, [])) <= {"dateline"}


def test_flow_files_shadow_nothing() -> None:
    """No flow file is called like a standard module, an installed package or a room of ours.

    Prefect puts flows/ first on sys.path when a flow is loaded by file.
    """
    taken = sys.stdlib_module_names | set(packages_distributions()) | {"flows", "corpus", "extractors", "dateline"}

    assert {path.stem for path in (ROOT / "flows").glob("*.py")} & taken == set()


def test_every_flow_can_be_deployed_by_module_path() -> None:
    """Each entrypoint loads the flow itself and no silent placeholder."""
    code = (
        "from prefect.flows import load_flow_from_entrypoint\n"
        f"for entrypoint in {ENTRYPOINTS!r}:\n"
        "    print(load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False).name)"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert found.returncode == 0, found.stderr
    assert found.stdout.split() == [entrypoint.rpartition(".")[2] for entrypoint in ENTRYPOINTS]


def test_the_wheel_holds_the_four_packages_and_their_data(tmp_path: Path) -> None:
    """The wheel ships every package, the samples, the gold texts and the model, and nothing else on top."""
    import zipfile

    from hatchling.builders.wheel import WheelBuilder

    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    names = zipfile.ZipFile(wheel).namelist()

    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == set(PACKAGES)
    for part in ("corpus/samples/harbour-post/feed.xml", "corpus/gold/texts/01-agri-expo.xml", "extractors/model/"):
        assert any(name.startswith(part) for name in names), part


@pytest.mark.parametrize("command", ASKING)
def test_commands_that_only_ask_load_neither_prefect_nor_spacy(command: str) -> None:
    """`dateline COMMAND --help` brings in no module that takes seconds to load."""
    code = (
        "import sys\n"
        f"sys.argv = ['dateline', {command!r}, '--help']\n"
        "from dateline.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('LOADED', [m for m in ('prefect', 'spacy', 'pyarrow', 'trafilatura', 'pandas') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert found.stdout.endswith("LOADED []\n"), found.stdout[-500:] + found.stderr[-500:]


def documentation() -> str:
    return (ROOT / "README.md").read_text("utf-8") + (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_every_command_setting_and_kind_is_documented() -> None:
    """What a user can call, set or declare stands in the README or CONTRIBUTING."""
    text = documentation()
    missing = [f"dateline {name}" for name in COMMANDS if f"dateline {name}" not in text]
    missing += [row.name for row in TABLE if f"`{row.name}`" not in text]
    missing += [kind for kind in KINDS if f"`{kind}`" not in text]

    assert missing == []


def test_every_command_has_help() -> None:
    """Each command, and each command within one, explains itself in more than its one line."""
    from importlib import import_module

    for name in COMMANDS:
        module = import_module(f"dateline.cli.{name.replace('-', '_')}")
        texts = (
            {info.name or info.callback.__name__: info.callback.__doc__ for info in module.app.registered_commands}
            if hasattr(module, "app")
            else {name: module.command.__doc__}
        )
        for inner, text in texts.items():
            assert len(text or "") > 40, f"{name} {inner}"


def test_nothing_names_a_registry_or_a_machine() -> None:
    """No committed file carries the host of a package registry or a path of a developer's machine."""
    banned = [
        b"pypi" + b".org",
        b"pythonhosted" + b".org",
        b"registry.npmjs" + b".org",
        b"/wor" + b"k/",
        b"/ro" + b"ot/",
    ]
    found = [
        f"{path.relative_to(ROOT)}: {word.decode()}"
        for path in tracked()
        if path.suffix not in (".onnx", ".gz", ".docx", ".pdf", ".png")
        for word in banned
        if word in path.read_bytes()
    ]

    assert found == []


def test_pins_carry_hashes_and_stand_inside_the_declared_ranges() -> None:
    """Every runtime dependency of pyproject.toml is pinned with hashes, within its range."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    pinned: dict[str, set[str]] = {}
    for line in (ROOT / "requirements" / "run.lock").read_text("utf-8").splitlines():
        if "==" in line and not line.startswith(" "):
            requirement = Requirement(line.rstrip(" \\"))
            pinned.setdefault(canonicalize_name(requirement.name), set()).add(str(requirement.specifier)[2:])
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]

    for requirement in map(Requirement, declared):
        versions = pinned.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is not pinned: make lock"
        assert any(version in requirement.specifier for version in versions), requirement.name
