"""`dateline stories`: the happenings that the texts of a file, or the articles of the store, are about."""

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.alike import Alike, Format, read_alike, tell_refused
from dateline.cli.context import console, open_store_here
from dateline.records import Story


def command(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE.jsonl]", help="One JSON object a line; none: the store's stories.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="For people, or one JSON object a line.")] = Format.TEXT,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Of the store: so many stories, the newest first.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
) -> None:
    """Tell which articles are about one happening, copies and independent ones.

    Each line of the file is an object such as [b]{"id", "text", "published", "outlet", "headline"}[/]; each
    line of [b]--format jsonl[/] has its id, the group of copies, the story and the origin. Without a file
    the stories of the store are listed: headline, summary, when they began, pieces and independent texts.

    Examples:

      dateline stories texts.jsonl --format jsonl

      dateline stories --limit 5
    """
    from json import dumps

    from dateline.records import jsonable

    if file is None:
        for story in _of_store(limit):
            if json or format is Format.JSONL:
                typer.echo(dumps(jsonable(story), ensure_ascii=False))
            else:
                _show(story)
        return
    alike = read_alike(file)
    tell_refused(alike)
    if json or format is Format.JSONL:
        for record in alike.records():
            typer.echo(dumps(record, ensure_ascii=False))
        return
    stories = _of_file(alike)
    for story in stories:
        _show(story)
    pieces = alike.pieces
    console.print(f"{pieces.pieces} pieces, {pieces.independent} independent texts, {len(stories)} stories")


def _of_file(alike: Alike) -> list[Story]:
    from dateline.stories.telling import Carried, told

    members: dict[str, list[Carried]] = {}
    for article in alike.articles:
        carried = Carried(
            id=article.id,
            text=article.text,
            headline=article.headline,
            day=article.published,
            moment=article.published_at,
            outlet=article.outlet,
            copy=alike.groups[article.id] != article.id,
        )
        members.setdefault(alike.stories[article.id], []).append(carried)
    return sorted((told(id, articles) for id, articles in members.items()), key=lambda s: -len(s.articles))


def _of_store(limit: int) -> list[Story]:
    from dateline.query.questions import stories

    with open_store_here() as store:
        return [
            Story(
                id=found.id,
                headline=found.headline,
                summary=found.summary,
                began=found.began,
                articles=tuple(carrier.article for carrier in found.carriers),
                independent=found.independent,
            )
            for found in stories(store, limit=limit)
        ]


def _show(story: Story) -> None:
    began = story.began.date().isoformat() if story.began else "undated"
    number = len(story.articles)
    pieces = f"{number} {'piece' if number == 1 else 'pieces'}, {story.independent} independent"
    console.print(f"{story.headline}\n  {began}, {pieces}, {story.id}", markup=False, soft_wrap=True)
    if story.summary:
        console.print(f"  {story.summary}", markup=False, soft_wrap=True)
