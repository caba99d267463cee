"""The whole way on the bundled samples: two runs, the store compared; what is bad does not stop the rest."""

import json
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from corpus.collecting import collect_all
from dateline.query.questions.accounting import RunReport, run_report
from dateline.query.questions.why import why
from dateline.store import open_store
from dateline.store import schema as t
from flows.coverage import cover, work
from flows.passing import Pass
from flows.replay import captured

ROOT = Path(__file__).parents[1]


def newsroom(folder: Path) -> Path:
    """A working folder with the samples and a sources.toml of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "corpus" / "samples", folder / "corpus" / "samples")
    shutil.copy(ROOT / "sources.toml", folder / "sources.toml")
    return folder


def one_pass(folder: Path) -> RunReport:
    """A pass without Prefect's server: the same stages, called plainly."""
    with Pass.open(folder, flow="coverage") as this:
        events = collect_all(
            this.sources.values(),
            this.states(),
            this.client,
            known=this.known,
            keep=this.captures.keep,
            only_due=False,
        )
        cover(this, events, do=work.fn)
        run = this.run.id
    with open_store(f"sqlite:///{folder / 'output' / 'dateline.db'}") as store:
        return run_report(store, run)


def facts(folder: Path) -> dict[str, Counter[str]]:
    """What a store says, without keys, times and runs: equal for stores that say the same."""
    # Ids of files are made of their paths, which differ from folder to folder.
    leave = {
        "id",
        "capture",
        "key",
        "version",
        "article",
        "story",
        "entity",
        "event",
        "original",
        "run",
        "kept_at",
        "valid_from",
    }
    said: dict[str, Counter[str]] = {}
    with open_store(f"sqlite:///{folder / 'output' / 'dateline.db'}") as store, store.reading() as connection:
        for name in ("articles", "versions", "texts", "mentions", "dates", "events", "affiliations", "quotes"):
            table = t.metadata.tables[name]
            columns = [c for c in table.columns if c.name not in leave | {"changed", "valid_to", "model", "seen"}]
            rows = connection.execute(table.select()).mappings()
            said[name] = Counter(json.dumps([row[c.name] for c in columns], default=str) for row in rows)
    return said


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunReport]:
    """The samples after one pass."""
    folder = newsroom(tmp_path_factory.mktemp("newsroom"))
    return folder, one_pass(folder)


def test_every_item_ends_in_one_counted_outcome(covered: tuple[Path, RunReport]) -> None:
    """The samples come to 40 and more articles, with copies, a correction, a gone page, a page without text."""
    _, report = covered
    ended = Counter({(e.kind, e.reason): e.count for e in report.endings})
    kinds: Counter[str] = Counter()
    for (kind, _), count in ended.items():
        kinds[kind] += count

    assert kinds["kept"] + kinds["copy"] + kinds["new version"] >= 40
    assert kinds["copy"] >= 4
    assert kinds["new version"] == 1
    assert ended["refused", "gone"] == 1
    assert ended["refused", "too short"] == 1
    assert ended["refused", "empty"] == 1
    assert ended["failed", "not a feed"] == 1
    assert sum(report.sources[s].get("kept", 0) for s in report.sources) == kinds["kept"]


def test_the_correction_is_the_current_version(covered: tuple[Path, RunReport]) -> None:
    """Whatever the order of the files, the version that its sender made last is the current one."""
    folder, _ = covered
    with open_store(f"sqlite:///{folder / 'output' / 'dateline.db'}") as store, store.reading() as connection:
        v, x = t.versions.c, t.texts.c
        rows = connection.execute(
            t.texts.join(t.versions, v.key == x.version)
            .select()
            .where(v.number == 2)
            .with_only_columns(x.headline, x.text, v.valid_to)
        ).all()

    assert len(rows) == 1
    assert rows[0].headline.startswith("CORRECTED")
    assert "614,000" in rows[0].text
    assert rows[0].valid_to is None


def test_a_second_run_finds_nothing_new(covered: tuple[Path, RunReport]) -> None:
    """Run again, the store says the same, and nothing is kept, copied or versioned."""
    folder, _ = covered
    before = facts(folder)
    report = one_pass(folder)

    assert facts(folder) == before
    assert {e.kind for e in report.endings} <= {"unchanged", "refused", "failed"}


def test_what_was_captured_can_be_read_again(covered: tuple[Path, RunReport]) -> None:
    """A replay from the captures, without any source, finds every article as it is: nothing new, nothing lost."""
    folder, _ = covered
    before = facts(folder)
    with Pass.open(folder, flow="replay") as this:
        cover(this, captured(this, None, None), do=work.fn)
        run = this.run.id
    with open_store(f"sqlite:///{folder / 'output' / 'dateline.db'}") as store:
        report = run_report(store, run)
    counts: Counter[str] = Counter()
    for ending in report.endings:
        counts[ending.kind] += ending.count

    assert facts(folder) == before
    assert counts["unchanged"] == 44
    assert set(counts) <= {"unchanged", "refused"}


def test_why_tells_the_stage_and_the_reason(covered: tuple[Path, RunReport]) -> None:
    """What was lost is explained, what is there too; what never came by says how the source at its host is."""
    folder, _ = covered
    with open_store(f"sqlite:///{folder / 'output' / 'dateline.db'}") as store:
        gone = why(store, "https://harbour-post.example/2026/05/gone.html")
        empty = why(store, "https://harbour-post.example/2026/05/gallery.html")
        copy = why(store, "https://harbour-post.example/2026/05/cyclone-sagarika-odisha.html?utm_source=x#top")
        corrected = why(store, "children to be vaccinated")
        unknown = why(store, "https://harbour-post.example/2026/05/never.html")
        stranger = why(store, "https://nobody.example/")

    assert [(s.stage, s.reason) for s in gone.steps][:1] == [("collect", "gone")]
    assert [(s.stage, s.reason) for s in empty.steps][:1] == [("read", "too short")]
    assert (copy.articles[0].copy_kind, copy.articles[0].versions) == ("verbatim", 1)
    assert corrected.articles[0].versions == 2
    assert (unknown.found, [c.id for c in unknown.candidates]) == (False, ["harbour-post"])
    assert (stranger.found, stranger.candidates) == (False, ())


def test_every_fact_opens_its_sentence(covered: tuple[Path, RunReport]) -> None:
    """Offsets of mentions and quotes give their words in the text of their version."""
    folder, _ = covered
    with open_store(f"sqlite:///{folder / 'output' / 'dateline.db'}") as store, store.reading() as connection:
        texts = dict(connection.execute(t.texts.select().with_only_columns(t.texts.c.version, t.texts.c.text)).all())
        quotes = connection.execute(t.quotes.select()).mappings().all()
        mentions = connection.execute(t.mentions.select()).mappings().all()

    assert len(mentions) > 500
    assert quotes
    assert all(texts[q["version"]][q["start"] : q["end"]] == q["text"] for q in quotes)
    assert all(0 <= m["start"] < m["end"] <= len(texts[m["version"]]) for m in mentions)


def test_bad_files_do_not_stop_the_rest(tmp_path: Path) -> None:
    """Binary, empty, hopeless and good files in one folder: the good one is kept, each other has its reason."""
    folder = tmp_path / "in"
    folder.mkdir()
    gold = (ROOT / "corpus" / "samples" / "wire").glob("*cyclone*.txt")
    (folder / "2026-05-18-good.txt").write_bytes(next(iter(gold)).read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "short.txt").write_text("Too short.", "utf-8")
    (folder / "long.txt").write_text("word " * 300_000, "utf-8")
    (folder / "latin.txt").write_bytes(("Genève, le 3 mai (ATS) Été à la plage déjà. " * 30).encode("cp1252"))
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nid = "in"\nkind = "agency"\naddress = "in"\nlanguage = "en"\n', "utf-8"
    )
    report = one_pass(tmp_path)
    ended = {(e.kind, e.reason): e.count for e in report.endings}

    assert ended[("kept", "")] == 2
    assert ended[("refused", "empty")] == 1
    assert ended[("refused", "unreadable")] == 1
    assert ended[("refused", "too short")] == 1
    assert ended[("quarantined", "too long")] == 1
    assert report.items == 6


KILLED = """
import os, random, sys, threading, time
from pathlib import Path
def die():
    time.sleep(float(sys.argv[2])); os.kill(os.getpid(), 9)
threading.Thread(target=die, daemon=True).start()
import importlib.util
spec = importlib.util.spec_from_file_location("coverage_test", sys.argv[3])
module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module)
module.one_pass(Path(sys.argv[1]))
"""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_anywhere_and_run_again_gives_the_same_store(tmp_path: Path, covered: tuple[Path, RunReport]) -> None:
    """SIGKILL after 3 to 9 seconds, eight times, then a pass to the end: the store says what it says undisturbed."""
    import random
    import subprocess

    folder = newsroom(tmp_path / "killed")
    settings = "batch = 5\n"  # many small transactions: more places to be killed at
    (folder / "dateline.toml").write_text(settings, "utf-8")
    chance = random.Random(7)
    killed = 0
    for _ in range(8):
        after = str(round(chance.uniform(3, 9), 2))
        ended = subprocess.run([sys.executable, "-c", KILLED, str(folder), after, __file__], check=False, timeout=120)
        killed += ended.returncode == -9
    one_pass(folder)

    assert killed >= 1
    assert facts(folder) == facts(covered[0])
