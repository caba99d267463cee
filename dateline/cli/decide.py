"""`dateline decide`: what people know better; it holds on every later run and model, and can be undone."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.context import console, errors, open_store_here, print_json
from dateline.errors import DecisionError, InputError
from dateline.records import Decision

if TYPE_CHECKING:
    from dateline.decisions import Effect
    from dateline.store import Store

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="""Merge, split, rename and reject names; fix offices, days and copies; undo; export and import.

    Decisions are never overwritten: each has an author, a time and a reason, holds on every later run,
    re-extraction and model, and can be undone. NAME is a name or alias, or #ID where several bear it.

    Examples:

      dateline decide merge "Sergey Cheremin" "Sergei Cheremin" --author ines --reason "one man"

      dateline decide reject "Click Here" --author ines --reason "a button" --dry-run

      dateline decide list
    """,
)

Author = Annotated[str, typer.Option("--author", "-a", envvar="DATELINE_AUTHOR", help="Who decides.")]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what it would change.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the effect as JSON.")]
Label = Annotated[str | None, typer.Option(help="person, org, place or event, where several bear the name.")]
Name = Annotated[str, typer.Argument(help="A name or alias, or #ID.")]
Articles = Annotated[list[str] | None, typer.Option("--article", help="Only in this article (its id); repeatable.")]
Aliases = Annotated[list[str] | None, typer.Option("--alias", help="Only under this name; repeatable.")]


@app.command()
def merge(
    name: Name,
    into: Annotated[str, typer.Argument(help="The name under which both go on.")],
    author: Author,
    reason: Reason,
    label: Label = None,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """The first is the second: one entity from now on, under the second's name."""
    with open_store_here() as store:
        subject, object = _entity(store, name, label), _entity(store, into, label)
        _decide(store, _made("merge", subject, author, reason, object=object), dry_run, json)


@app.command()
def split(
    name: Name,
    author: Author,
    reason: Reason,
    article: Articles = None,
    alias: Aliases = None,
    to: Annotated[
        str | None, typer.Option(help="An entity that is there (a name or #ID), whose mentions they are.")
    ] = None,
    new_name: Annotated[str | None, typer.Option(help="What the other is called.")] = None,
    label: Label = None,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """Some mentions are of another: those in these articles, or under these names."""
    with open_store_here() as store:
        values = _limits(article, alias) | ({"name": new_name} if new_name else {})
        object = _entity(store, to, label) if to else None
        made = _made("split", _entity(store, name, label), author, reason, object=object, **values)
        _decide(store, made, dry_run, json)


@app.command()
def rename(
    name: Name,
    new_name: Annotated[str, typer.Argument(help="What it is called from now on.")],
    author: Author,
    reason: Reason,
    label: Label = None,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """It is called so; its other names stay aliases."""
    with open_store_here() as store:
        made = _made("rename", _entity(store, name, label), author, reason, name=new_name)
        _decide(store, made, dry_run, json)


@app.command()
def reject(
    name: Name,
    author: Author,
    reason: Reason,
    article: Articles = None,
    alias: Aliases = None,
    label: Label = None,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """These mentions are no entity: all of them, or those in these articles or under these names."""
    with open_store_here() as store:
        made = _made("reject", _entity(store, name, label), author, reason, **_limits(article, alias))
        _decide(store, made, dry_run, json)


@app.command("not-same")
def not_same(
    name: Name,
    other: Annotated[str, typer.Argument(help="The other.")],
    author: Author,
    reason: Reason,
    label: Label = None,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """They are two, however alike: who merges them is warned."""
    with open_store_here() as store:
        subject, object = _entity(store, name, label), _entity(store, other, label)
        _decide(store, _made("not-same", subject, author, reason, object=object), dry_run, json)


@app.command()
def office(
    name: Name,
    title: Annotated[str, typer.Argument(help="The title as it was found.")],
    author: Author,
    reason: Reason,
    organisation: Annotated[str | None, typer.Option(help="Only with this organisation, as it was found.")] = None,
    new_title: Annotated[str | None, typer.Option(help="The right title; empty: it is no office.")] = None,
    new_organisation: Annotated[str | None, typer.Option(help="The right organisation.")] = None,
    new_status: Annotated[str | None, typer.Option(help="current, former, acting or designate.")] = None,
    article: Articles = None,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """A person's office is another than was found, or none."""
    given = {
        "organisation": organisation,
        "new_title": new_title,
        "new_organisation": new_organisation,
        "new_status": new_status,
    }
    values = {key: value for key, value in given.items() if value is not None} | _limits(article, None)
    with open_store_here() as store:
        made = _made("fix-office", _entity(store, name, "person"), author, reason, title=title, **values)
        _decide(store, made, dry_run, json)


@app.command()
def date(
    thing: Annotated[str, typer.Argument(help="An article's id with --text; else an event (a name or #ID).")],
    author: Author,
    reason: Reason,
    text: Annotated[str | None, typer.Option(help="The expression in the article.")] = None,
    value: Annotated[str, typer.Option(help="What it means, ISO 8601; none: it is no date.")] = "",
    start: Annotated[str | None, typer.Option(help="The event's first day.")] = None,
    end: Annotated[str | None, typer.Option(help="The event's last day.")] = None,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """An expression of an article means this day; or an event has these days."""
    with open_store_here() as store:
        if text is not None:
            made = _made("fix-date", thing, author, reason, text=text, value=value)
        else:
            days = {key: day for key, day in (("start", start), ("end", end)) if day}
            made = _made("fix-date", _entity(store, thing, "event"), author, reason, **days)
        _decide(store, made, dry_run, json)


@app.command()
def copy(
    article: Annotated[str, typer.Argument(help="The id of the article that carries the text.")],
    author: Author,
    reason: Reason,
    original: Annotated[str | None, typer.Argument(help="The id of the original; none: it is no copy.")] = None,
    kind: Annotated[str | None, typer.Option(help="verbatim, cut, rewritten or form.")] = None,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """An article carries another's text, or nobody's."""
    with open_store_here() as store:
        values = {"kind": kind} if kind else {}
        _decide(store, _made("copy-of", article, author, reason, object=original, **values), dry_run, json)


@app.command()
def undo(
    decision: Annotated[str, typer.Argument(help="The id of the decision; `list` shows it.")],
    author: Author,
    reason: Reason,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """A decision no longer holds: what it changed is as it was. An undo can be undone."""
    with open_store_here() as store:
        _decide(store, _made("undo", decision, author, reason), dry_run, json)


@app.command("list")
def listing(json: AsJson = False) -> None:
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
        table.add_row(*(escape(cell) for cell in (d.id, made, d.author, _said(d), d.reason, state)))
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


def _made(
    kind: str, subject: str, author: str, reason: str, /, *, object: str | None = None, **values: str
) -> Decision:
    return Decision(id="", kind=kind, subject=subject, object=object, values=values, author=author, reason=reason)


def _limits(articles: list[str] | None, aliases: list[str] | None) -> dict[str, str]:
    limits = {"articles": " ".join(articles or ()), "aliases": "|".join(aliases or ())}
    return {name: value for name, value in limits.items() if value}


def _entity(store: "Store", name: str, label: str | None) -> str:
    """The id of the one entity that a name means. Raises DecisionError where several bear it."""
    from dateline.query.questions.asking import meant
    from dateline.query.scope import scope_at

    if name.startswith("#"):
        return name[1:]
    with store.reading() as connection:
        found = meant(scope_at(connection, None), name, (label.upper(),) if label else ())
    if len(found) > 1:
        shown = ", ".join(f"{one.name} ({one.label}) #{one.id}" for one in found[:8])
        raise DecisionError(f"{len(found)} entities bear the name {name!r}.", remedy=f"Say which by its id: {shown}.")
    return found[0].id


def _decide(store: "Store", decision: Decision, dry_run: bool, json: bool) -> None:
    from dateline.decisions import decide

    effect = decide(store, decision, dry_run=dry_run)
    print_json(effect) if json else _show(effect, dry_run)


def _show(effect: "Effect", dry_run: bool) -> None:
    def counted(number: int, what: str) -> str:
        return f"{number} {what}{'' if number == 1 else 's'}"

    changed = [counted(effect.articles, "article"), counted(effect.mentions, "mention"), counted(effect.facts, "fact")]
    verb = "would change" if dry_run else "changed"
    console.print(f"{_said(effect.decision)}: {', '.join(changed)} {verb}.", markup=False, soft_wrap=True)
    if effect.examples:
        console.print(f"for example {', '.join(effect.examples)}", style="dim", markup=False, soft_wrap=True)
    for line in (*effect.warnings, *effect.waiting):
        console.print(line, style="yellow", markup=False, soft_wrap=True)
    if not dry_run:
        console.print(f"Decision {effect.decision.id}; `dateline decide undo {effect.decision.id}` takes it back.")


def _said(decision: Decision) -> str:
    """A decision in a line."""
    values: dict[str, Any] = dict(decision.values)
    subject = values.pop("subject_name", None) or decision.subject
    object = values.pop("object_name", None) or decision.object
    for name in ("label", "former"):
        values.pop(name, None)
    told = ", ".join(f"{name} {value!r}" for name, value in values.items())
    return " ".join(filter(None, (decision.kind, repr(subject), f"and {object!r}" if object else "", told)))
