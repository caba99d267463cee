"""`dateline decide`: what people know better; it holds on every later run and model, and can be undone."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.context import console, errors, open_store_here, print_json
from dateline.cli.deciding import deciding, entity, said
from dateline.errors import InputError
from dateline.records import Decision

if TYPE_CHECKING:
    from dateline.store import Store

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="""Merge, split, rename and reject names; merge and split stories; fix offices, days and copies; undo.

    Decisions are never overwritten: each has an author, a time and a reason, holds on every later run,
    re-extraction and model, and can be undone. NAME is a name or alias, or #ID where several bear it; or
    the id of a story.

    Examples:

      dateline decide merge "Sergey Cheremin" "Sergei Cheremin" --author ines --reason "one man"

      dateline decide reject "Click Here" --author ines --reason "a button" --dry-run

      dateline decide split story-1d0c29fde4b35a6c --article a7 --author ines --reason "another flood"

      dateline decide list
    """,
)

Label = Annotated[str | None, typer.Option(help="person, org, place or event, where several bear the name.")]
Name = Annotated[str, typer.Argument(help="A name or alias, or #ID; a story by its id.")]
Articles = Annotated[list[str] | None, typer.Option("--article", help="Only in this article (its id); repeatable.")]
Aliases = Annotated[list[str] | None, typer.Option("--alias", help="Only under this name; repeatable.")]


@deciding(app)
def merge(
    store: "Store",
    name: Name,
    into: Annotated[str, typer.Argument(help="The name, or the story, under which both go on.")],
    label: Label = None,
) -> Decision:
    """The first is the second: one entity (or story) from now on, under the second's name."""
    return _made("merge", entity(store, name, label), entity(store, into, label))


@deciding(app)
def split(
    store: "Store",
    name: Name,
    article: Articles = None,
    alias: Aliases = None,
    to: Annotated[
        str | None, typer.Option(help="One that is there (a name, #ID or story), whose mentions or articles they are.")
    ] = None,
    new_name: Annotated[str | None, typer.Option(help="What the other is called.")] = None,
    label: Label = None,
) -> Decision:
    """Some mentions are of another: those in these articles, or under these names. Of a story: these articles."""
    values = _limits(article, alias) | ({"name": new_name} if new_name else {})
    return _made("split", entity(store, name, label), entity(store, to, label) if to else None, **values)


@deciding(app)
def rename(
    store: "Store",
    name: Name,
    new_name: Annotated[str, typer.Argument(help="What it is called from now on.")],
    label: Label = None,
) -> Decision:
    """It is called so; its other names stay aliases."""
    return _made("rename", entity(store, name, label), name=new_name)


@deciding(app)
def reject(
    store: "Store", name: Name, article: Articles = None, alias: Aliases = None, label: Label = None
) -> Decision:
    """These mentions are no entity: all of them, or those in these articles or under these names."""
    return _made("reject", entity(store, name, label), **_limits(article, alias))


@deciding(app, "not-same")
def not_same(
    store: "Store", name: Name, other: Annotated[str, typer.Argument(help="The other.")], label: Label = None
) -> Decision:
    """They are two, however alike: who merges them is warned; two stories never become one by themselves."""
    return _made("not-same", entity(store, name, label), entity(store, other, label))


@deciding(app)
def office(
    store: "Store",
    name: Name,
    title: Annotated[str, typer.Argument(help="The title as it was found.")],
    organisation: Annotated[str | None, typer.Option(help="Only with this organisation, as it was found.")] = None,
    new_title: Annotated[str | None, typer.Option(help="The right title; empty: it is no office.")] = None,
    new_organisation: Annotated[str | None, typer.Option(help="The right organisation.")] = None,
    new_status: Annotated[str | None, typer.Option(help="current, former, acting or designate.")] = None,
    article: Articles = None,
) -> Decision:
    """A person's office is another than was found, or none."""
    given = {
        "organisation": organisation,
        "new_title": new_title,
        "new_organisation": new_organisation,
        "new_status": new_status,
    }
    values = {key: value for key, value in given.items() if value is not None} | _limits(article, None)
    return _made("fix-office", entity(store, name, "person"), title=title, **values)


@deciding(app)
def date(
    store: "Store",
    thing: Annotated[str, typer.Argument(help="An article's id with --text; else an event (a name or #ID).")],
    text: Annotated[str | None, typer.Option(help="The expression in the article.")] = None,
    value: Annotated[str, typer.Option(help="What it means, ISO 8601; none: it is no date.")] = "",
    start: Annotated[str | None, typer.Option(help="The event's first day.")] = None,
    end: Annotated[str | None, typer.Option(help="The event's last day.")] = None,
) -> Decision:
    """An expression of an article means this day; or an event has these days."""
    if text is not None:
        return _made("fix-date", thing, text=text, value=value)
    days = {key: day for key, day in (("start", start), ("end", end)) if day}
    return _made("fix-date", entity(store, thing, "event"), **days)


@deciding(app)
def copy(
    store: "Store",
    article: Annotated[str, typer.Argument(help="The id of the article that carries the text.")],
    original: Annotated[str | None, typer.Argument(help="The id of the original; none: it is no copy.")] = None,
    kind: Annotated[str | None, typer.Option(help="verbatim, cut, rewritten or form.")] = None,
) -> Decision:
    """An article carries another's text, or nobody's."""
    return _made("copy-of", article, original, **({"kind": kind} if kind else {}))


@deciding(app)
def undo(
    store: "Store", decision: Annotated[str, typer.Argument(help="The id of the decision; `list` shows it.")]
) -> Decision:
    """A decision no longer holds: what it changed is as it was. An undo can be undone."""
    return _made("undo", decision)


@app.command("list")
def listing(json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False) -> None:
    """All decisions, the contradictions among them, and what they wait for."""
    from rich.markup import escape
    from rich.table import Table

    from dateline.decisions import conflicts, standing

    with open_store_here() as store:
        there, against = standing(store), conflicts(store)
    if json:
        print_json({"decisions": there, "conflicts": against})
        return
    table = Table(box=None, pad_edge=False)
    for column in ("id", "made", "author", "decision", "reason", ""):
        table.add_column(column, header_style="dim", overflow="fold")
    for one in there:
        d = one.decision
        state = f"undone by {one.undone_by.id}" if one.undone_by else ""
        made = f"{d.made:%Y-%m-%d %H:%M}" if d.made else ""
        table.add_row(*(escape(cell) for cell in (d.id, made, d.author, said(d), d.reason, state)))
    console.print(table)
    for conflict in against:
        console.print(
            f"{conflict.later.id} contradicts {conflict.earlier.id}: {conflict.why}. The later one holds.",
            style="yellow",
            markup=False,
        )
    console.print(
        f"{len(there)} decisions, {sum(bool(s.undone_by) for s in there)} undone, {len(against)} contradictions."
    )


@app.command()
def export(file: Annotated[Path, typer.Argument(help="Where to; - is standard output.")] = Path("-")) -> None:
    """Write all decisions as JSON Lines, undone ones and their undoing too, for another store or a backup."""
    from dateline.decisions.exchange import export_decisions

    with open_store_here() as store:
        lines = [f"{line}\n" for line in export_decisions(store)]
    if str(file) == "-":
        typer.echo("".join(lines), nl=False)
    else:
        _write(file, "".join(lines))
        errors.print(f"{len(lines)} decisions in {file}.", markup=False)


@app.command("import")
def import_(file: Annotated[Path, typer.Argument(help="JSON Lines as `export` writes them.")]) -> None:
    """Take in decisions that `export` wrote; those that are there already are not taken in again.

    Ends with 1 where a line was refused; the others are taken in.
    """
    from dateline.decisions.exchange import import_decisions

    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read: {error}.") from None
    with open_store_here() as store:
        imported = import_decisions(store, lines)
    for number, why in imported.refused:
        errors.print(f"{file}:{number}: {why}", markup=False, soft_wrap=True)
    console.print(
        f"{len(imported.new)} new, {imported.known} known, {len(imported.refused)} refused; "
        f"{imported.waiting} wait for what is not in the store yet."
    )
    if imported.refused:
        raise typer.Exit(1)


@app.command()
def gold(folder: Annotated[Path, typer.Argument(help="Where to: a file an article.")]) -> None:
    """The articles that decisions changed, as gold texts to train and measure on."""
    from dateline.decisions.gold import gold_texts

    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with open_store_here() as store:
        for id, text in gold_texts(store):
            _write(folder / f"{''.join(c if c.isalnum() or c in '-_' else '_' for c in id)}.xml", text)
            count += 1
    errors.print(f"{count} gold texts in {folder}.", markup=False)


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror}.") from None


def _made(kind: str, subject: str, object: str | None = None, /, **values: str) -> Decision:
    return Decision(id="", kind=kind, subject=subject, object=object, values=values)


def _limits(articles: list[str] | None, aliases: list[str] | None) -> dict[str, str]:
    limits = {"articles": " ".join(articles or ()), "aliases": "|".join(aliases or ())}
    return {name: value for name, value in limits.items() if value}
