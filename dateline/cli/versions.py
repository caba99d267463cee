"""`dateline versions`: how an article changed after it was first published."""

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.context import console, open_store_here, print_json

if TYPE_CHECKING:
    from corpus.versions import Difference
    from dateline.store.reading import Known


def command(
    article: Annotated[str, typer.Argument(help="The article's id, as `dateline search` shows it.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show the versions of an article and what changed between them: names, quotes, figures and dates first.

    Example:

      dateline versions 0f3b9c2d41e8a7b65c10
    """
    from dateline.query.questions.articles import article as one_article

    with open_store_here() as store:
        newest = one_article(store, article)
        known = [one_article(store, article, version=n) for n in range(1, newest.number)] + [newest]
    steps = [_step(old, new) for old, new in pairwise(known)]
    if json:
        print_json({"article": article, "versions": newest.number, "changes": [record for _, record in steps]})
        return
    from rich.markup import escape

    console.print(f"[b]{escape(newest.article.headline or article)}[/]  {newest.number} version(s)")
    for difference, record in steps:
        console.print(f"\n[b]Version {record['version']}[/]  {record['changed'] or record['published'] or ''}")
        if difference.headline:
            console.print(f"  headline: {escape(str(difference.headline[0]))} → {escape(str(difference.headline[1]))}")
        for change in difference.changes:
            console.print(f"  {escape(str(change))}")


def _step(old: "Known", new: "Known") -> tuple["Difference", dict[str, Any]]:
    from corpus.versions import difference

    found = difference(old.article, new.article)
    return found, {
        "version": new.number,
        "revision": new.article.revision,
        "published": new.article.published,
        "changed": new.article.changed_at,
        "headline": found.headline,
        "changes": found.changes,
    }
