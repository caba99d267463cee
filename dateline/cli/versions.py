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
    from dateline.query.questions.articles import versions

    with open_store_here() as store:
        known = versions(store, article)
    newest = known[-1]
    steps = [_step(old, new) for old, new in pairwise(known)]
    if json:
        print_json({"article": newest.article.id, "versions": newest.number, "changes": [r for _, r in steps]})
        return
    from rich.markup import escape

    console.print(f"[b]{escape(newest.article.headline or article)}[/]  {newest.number} version(s)")
    for difference, record in steps:
        console.print(f"\n[b]Version {record['version']}[/]  {record['changed'] or record['published'] or ''}")
        if difference.headline:
            before, after = (escape(headline or "(none)") for headline in difference.headline)
            console.print(f"  headline: {before} → {after}")
        for words, names in (("named now", record["named"]), ("named no longer", record["no_longer_named"])):
            if names:
                console.print(f"  {words}: {escape(', '.join(names))}")
        for change in difference.changes:
            console.print(f"  {escape(str(change))}")
        if difference.empty:
            console.print("  [dim]the words are the same[/]")


def _step(old: "Known", new: "Known") -> tuple["Difference", dict[str, Any]]:
    from corpus.versions import difference

    found = difference(old.article, new.article)
    before, after = _named(old), _named(new)
    return found, {
        "version": new.number,
        "revision": new.article.revision,
        "published": new.article.published,
        "changed": new.article.changed_at,
        "headline": found.headline,
        "named": sorted(after - before),
        "no_longer_named": sorted(before - after),
        "changes": found.changes,
    }


def _named(known: "Known") -> set[str]:
    """Whom and what a version names, by the names that the store knows them under."""
    return {name for (label, _), (_, name) in known.entities.items() if label != "DATE"}
