"""`dateline copies`: which texts of a file carry one text, and where it comes from."""

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.alike import Alike, Format, read_alike, tell_refused
from dateline.cli.context import console


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="One JSON object a line, at least with a text.")],
    format: Annotated[Format, typer.Option("--format", help="For people, or one JSON object a line.")] = Format.TEXT,
    json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
) -> None:
    """Group the texts of a file by copies: verbatim, cut or rewritten.

    Each line of the file is an object such as [b]{"id", "text", "published", "outlet", "headline"}[/]; each
    line of [b]--format jsonl[/] has its id, the group of copies, the story and the origin: press release,
    agency or outlet, with the reason. The same letter with other names and sums is a form and no copy.

    Examples:

      dateline copies texts.jsonl

      dateline copies texts.jsonl --format jsonl > groups.jsonl
    """
    from json import dumps

    alike = read_alike(file)
    tell_refused(alike)
    if json or format is Format.JSONL:
        for record in alike.records():
            typer.echo(dumps(record, ensure_ascii=False))
        return
    for group, members in _groups(alike).items():
        source = alike.origins[group]
        console.print(
            f"{group}: {len(members)} pieces, {source.kind.value}{f' {source.name}' if source.name else ''} "
            f"({source.reason})",
            markup=False,
            soft_wrap=True,
        )
        for id in members:
            found = alike.found[id]
            how = f"{found.kind}, {found.share:.0%} kept" if found.original else "first"
            console.print(f"  {id}  {how}", markup=False, soft_wrap=True)
    forms = sum(found.kind == "form" for found in alike.found.values())
    pieces = alike.pieces
    console.print(
        f"{pieces.pieces} pieces, {pieces.independent} independent texts"
        + (f", {forms} of them filled into a form of another" if forms else "")
    )


def _groups(alike: Alike) -> dict[str, list[str]]:
    """The groups of more than one article, the largest first."""
    members: dict[str, list[str]] = {}
    for id in alike.found:
        members.setdefault(alike.groups[id], []).append(id)
    return {g: ids for g, ids in sorted(members.items(), key=lambda pair: -len(pair[1])) if len(ids) > 1}
