"""Every export is read back by the tool that it is for, and says where it comes from."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from wind_summit import TEXT, kept

from dateline.errors import ExportError, InputError, QueryError
from dateline.exports import FORMATS, export
from dateline.exports.formats import format_of
from dateline.exports.tables import TABLES
from dateline.query.watchlists import save_watchlist
from dateline.records import Article
from dateline.store import Store, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Three articles of one day, in a closed state."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('store') / 'dateline.db'}") as opened:
        run = opened.start_run("test")
        opened.keep([kept(n) for n in range(3)], run.id)
        opened.end_run(run.id)
        yield opened


def written(store: Store, path: Path, **more: Any) -> Path:
    count, provenance = export(store, "", path, **more)

    assert count > 0
    assert provenance.pieces == 3
    assert provenance.state == 1
    return path


def test_json_lines_are_the_record(store: Store, tmp_path: Path) -> None:
    """A line an article; offsets give their words; the first line says where the export comes from."""
    lines = [json.loads(line) for line in written(store, tmp_path / "a.jsonl").read_text("utf-8").splitlines()]

    assert len(lines) == 3
    assert lines[0]["export"]["state"] == 1
    assert lines[0]["export"]["expected_precision"] == dict.fromkeys(("DATE", "EVENT", "ORG", "PERSON"), 0.98)
    assert all(record["text"][s["start"] : s["end"]] == s["text"] for record in lines for s in record["spans"])


@pytest.mark.parametrize("table", TABLES)
def test_csv_opens_in_a_spreadsheet(store: Store, tmp_path: Path, table: str) -> None:
    """UTF-8 with its mark, a head line, and no cell that a spreadsheet would run."""
    path = tmp_path / "a.csv"
    export(store, "", path, table=table)
    content = path.read_bytes()
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines(keepends=True)))

    assert content.startswith(b"\xef\xbb\xbf")
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row.values() if cell)
    if table != "happenings":
        assert "state: 1" in rows[0]["export"]


def test_excel_reads_dates_as_dates(store: Store, tmp_path: Path) -> None:
    """A sheet a table; days are dates, the headline that looks like a formula is text."""
    from openpyxl import load_workbook

    book = load_workbook(written(store, tmp_path / "a.xlsx"))
    sheet = book["articles"]
    head = [cell.value for cell in sheet[1]]
    first = dict(zip(head, [cell.value for cell in sheet[2]], strict=True))

    assert set(book.sheetnames) == {*TABLES, "about"}
    assert first["published"] == datetime(2026, 5, 20)
    assert first["headline"] == "=Norrsken Kraft & the <wind>"
    assert sheet[2][head.index("headline")].data_type == "s"
    assert "state" in [row[0].value for row in book["about"].rows]


@pytest.mark.parametrize("table", TABLES)
def test_parquet_has_types_and_a_dictionary(store: Store, tmp_path: Path, table: str) -> None:
    """pyarrow reads typed columns, each with its meaning; the file says where it comes from."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    export(store, "", path, table=table)
    read = pq.read_table(path)

    assert read.schema.field("published").type == pa.date32()
    assert all(field.metadata[b"description"] for field in read.schema)
    assert json.loads(read.schema.metadata[b"dateline.export"])["pieces"] == 3


def test_json_ld_and_quads_say_the_same(store: Store, tmp_path: Path) -> None:
    """rdflib reads both; the articles, the person and the event of schema.org are there, and valid by SHACL."""
    from pyshacl import validate
    from rdflib import Dataset, Graph, Namespace
    from rdflib.namespace import RDF

    schema = Namespace("https://schema.org/")
    linked = Graph().parse(data=written(store, tmp_path / "a.jsonld").read_text("utf-8"), format="json-ld")
    quads = Dataset()
    quads.parse(written(store, tmp_path / "a.nq"), format="nquads")

    for found in (linked.objects(None, RDF.type), (o for _, _, o, _ in quads.quads((None, RDF.type, None, None)))):
        kinds = [str(o).removeprefix(str(schema)) for o in found]
        assert kinds.count("NewsArticle") == 3
        assert kinds.count("BusinessEvent") == 3
        assert "Person" in kinds
    shapes = """
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <https://schema.org/> .
        [] a sh:NodeShape ; sh:targetClass s:NewsArticle ;
           sh:property [ sh:path s:articleBody ; sh:minCount 1 ; sh:maxCount 1 ] ,
                       [ sh:path s:datePublished ; sh:minCount 1 ] , [ sh:path s:mentions ; sh:minCount 3 ] .
        [] a sh:NodeShape ; sh:targetClass s:BusinessEvent ; sh:property [ sh:path s:startDate ; sh:minCount 1 ] .
    """
    conforms, _, report = validate(linked, shacl_graph=Graph().parse(data=shapes, format="turtle"))
    assert conforms, report


def test_follow_the_money_validates(store: Store, tmp_path: Path) -> None:
    """followthemoney accepts every entity; the office is a relation of person and organisation."""
    from followthemoney import model

    lines = written(store, tmp_path / "a.ftm").read_text("utf-8").splitlines()
    entities = [model.get_proxy(json.loads(line)) for line in lines]
    for entity in entities:
        entity.schema.validate(entity.to_dict())
    schemata = [entity.schema.name for entity in entities]

    assert len({entity.id for entity in entities}) == len(entities)
    assert {"Article", "Person", "Organization", "Event", "Directorship"} <= set(schemata)
    assert schemata[0] == "Note"
    assert "state: 1" in entities[0].first("description")


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_of_nothing_is_a_file_all_the_same(store: Store, tmp_path: Path, name: str) -> None:
    """A query that finds nothing is no failure: an empty table, graph, calendar or feed, and where it comes from."""
    count, provenance = export(store, "zebra", tmp_path / "a", format=name)

    assert (count, provenance.pieces, provenance.state) == (0, 0, 1)
    assert (tmp_path / "a").exists()


def test_gephi_reads_the_graph(store: Store, tmp_path: Path) -> None:
    """networkx reads GraphML: labelled nodes, weighted edges."""
    import networkx

    graph = networkx.read_graphml(written(store, tmp_path / "a.graphml"))

    assert {data["label"] for _, data in graph.nodes(data=True)} >= {"Norrsken Kraft AB", "Annika Bergvall-Lindh"}
    assert all(data["weight"] == 3 for *_, data in graph.edges(data=True))


def test_a_calendar_reads_the_events(store: Store, tmp_path: Path) -> None:
    """icalendar reads the event once, with whole days, place and the sentence that says so."""
    import icalendar

    read = icalendar.Calendar.from_ical(written(store, tmp_path / "a.ics").read_bytes())
    events = read.walk("VEVENT")

    assert len(events) == 1
    assert events[0].decoded("dtstart") == date(2026, 6, 9)
    assert events[0].decoded("dtend") == date(2026, 6, 11)
    assert str(events[0]["location"]) == "Gothenburg"
    assert "Norrsken Kraft AB will speak" in str(events[0]["description"])


@pytest.mark.parametrize("name", ["a.rss", "a.atom"])
def test_feed_readers_read_the_feeds(store: Store, tmp_path: Path, name: str) -> None:
    """feedparser reads three entries without complaint."""
    import feedparser

    read = feedparser.parse(written(store, tmp_path / name).read_bytes())

    assert not read.bozo
    assert len(read.entries) == 3
    assert read.entries[0].title == "=Norrsken Kraft & the <wind>"


def test_ninjs_is_read_by_our_own_kind(store: Store, tmp_path: Path) -> None:
    """The enriched items are ninjs: what we write, we read, with the same text."""
    from corpus.kinds import load
    from dateline.records import Capture, Source

    path = written(store, tmp_path / "a.ninjs.json")
    items = json.loads(path.read_text("utf-8"))["items"]
    capture = Capture(id="c", source="s", address="a", content=path.read_bytes(), collected=datetime.now().astimezone())
    read = [
        a for a in load("ninjs").parse(capture, Source(id="s", kind="ninjs", address="a")) if isinstance(a, Article)
    ]

    assert items[0]["people"][0]["name"] == "Annika Bergvall-Lindh"
    assert [article.text for article in read] == [TEXT] * 3


def test_spacy_reads_the_docs(store: Store, tmp_path: Path) -> None:
    """spaCy reads Docs whose entities are the spans."""
    import spacy
    from spacy.tokens import DocBin

    docs = list(
        DocBin(store_user_data=True).from_disk(written(store, tmp_path / "a.spacy")).get_docs(spacy.blank("en").vocab)
    )

    assert [(e.text, e.label_) for e in docs[0].ents if e.label_ == "PERSON"] == [("Annika Bergvall-Lindh", "PERSON")]
    assert docs[0].user_data["id"].startswith("article")


def test_the_same_question_gives_the_same_file_later(store: Store, tmp_path: Path) -> None:
    """An export that is pinned to a state does not change when more is kept."""
    first = written(store, tmp_path / "a.csv", at=1).read_text("utf-8").split("made: ")
    other = open_store(str(store.url))
    run = other.start_run("test")
    other.keep([kept(7)], run.id)
    again = written(store, tmp_path / "b.csv", at=1).read_text("utf-8").split("made: ")

    # All but the second in which they were made.
    assert [part[20:] for part in first] == [part[20:] for part in again]
    other.close()


def test_a_store_without_a_closed_state_is_given_one(tmp_path: Path) -> None:
    """What was just filled, by a run that has not ended, is exported from a state that can be asked again."""
    with open_store(f"sqlite:///{tmp_path / 'dateline.db'}") as fresh:
        run = fresh.start_run("test")
        fresh.keep([kept(n) for n in range(2)], run.id)
        _, first = export(fresh, "", tmp_path / "a.jsonl")
        fresh.keep([kept(n) for n in range(2, 5)], run.id)
        _, again = export(fresh, "", tmp_path / "b.jsonl", at=first.state)

    assert (first.state, first.run, first.pieces, again.pieces) == (1, None, 2, 2)


def test_an_export_says_what_its_watchlists_asked(store: Store, tmp_path: Path) -> None:
    """The queries that `in:` stands for go with the file: a watchlist may be changed later."""
    save_watchlist(store, "wind", "org:norrsken*")
    save_watchlist(store, "mine", "in:wind -copy")
    line = export(store, "in:mine", tmp_path / "a.csv")[1].lines()

    assert dict(line)["watchlists"] == "mine = in:wind -copy, wind = org:norrsken*"
    assert "wind = org:norrsken*" in (tmp_path / "a.csv").read_text("utf-8")


def test_a_sheet_too_long_for_excel_is_refused(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than a sheet can hold, or no room on the disk: a sentence, and nothing is left behind."""
    from xlsxwriter.exceptions import FileCreateError
    from xlsxwriter.workbook import Workbook

    from dateline.exports import xlsx

    def full(self: Workbook) -> None:
        raise FileCreateError(OSError(28, "No space left on device"))

    with monkeypatch.context() as patched:
        patched.setattr(xlsx, "_MOST_ROWS", 7)
        with pytest.raises(InputError, match="more rows than a sheet of Excel"):
            export(store, "", tmp_path / "a.xlsx")
    monkeypatch.setattr(Workbook, "close", full)
    with pytest.raises(ExportError, match="No space left"):
        export(store, "", tmp_path / "a.xlsx")

    assert list(tmp_path.iterdir()) == []


def test_unusable_wishes_are_refused(store: Store, tmp_path: Path) -> None:
    """An unknown ending, format, table or query is a sentence that says what is allowed; no file is left."""
    with pytest.raises(InputError, match=r"no format can be told.*\.xlsx"):
        format_of(Path("a.doc"))
    with pytest.raises(InputError, match="There is no format 'pdf'"):
        export(store, "", tmp_path / "a.csv", format="pdf")
    with pytest.raises(InputError, match="There is no table 'cells'"):
        export(store, "", tmp_path / "a.csv", table="cells")
    with pytest.raises(QueryError):
        export(store, "person:(", tmp_path / "a.csv")
    with pytest.raises(ExportError, match="cannot be written"):
        export(store, "", Path("/proc/nowhere/a.csv"))

    assert list(tmp_path.iterdir()) == []


def test_every_format_has_an_ending_of_its_own() -> None:
    """Endings tell the formats apart."""
    endings = [ending for row in FORMATS.values() for ending in row.endings]

    assert len(endings) == len(set(endings))
    assert all(format_of(Path(f"x{row.endings[0]}")) == name for name, row in FORMATS.items())
