"""What every command of `dateline decide` has in common: who decides and why, the preview, the effect told."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.context import console, open_store_here, print_json
from dateline.errors import DecisionError
from dateline.records import Decision

if TYPE_CHECKING:
    from dateline.decisions import Effect
    from dateline.store import Store

_WHO: dict[str, tuple[Any, Any]] = {  # parameter -> how it is given, default
    "author": (Annotated[str, typer.Option("--author", "-a", envvar="DATELINE_AUTHOR", help="Who decides.")], ...),
    "reason": (Annotated[str, typer.Option("--reason", "-r", help="Why.")], ...),
    "dry_run": (Annotated[bool, typer.Option("--dry-run", help="Only show what it would change.")], False),
    "json": (Annotated[bool, typer.Option("--json", help="Print the effect as JSON.")], False),
}


def deciding(app: typer.Typer, name: str | None = None) -> Callable[[Callable[..., Decision]], Callable[..., None]]:
    """Make a command of a function that says the decision, from the store and the command's own parameters.

    The command also takes author, reason, dry-run and json; the function need not know of them.
    """

    def made(saying: Callable[..., Decision]) -> Callable[..., None]:
        @wraps(saying)
        def run(*, author: str, reason: str, dry_run: bool, json: bool, **own: Any) -> None:
            with open_store_here() as store:
                _decide(store, replace(saying(store, **own), author=author, reason=reason), dry_run, json)

        _, *own = inspect.signature(saying).parameters.values()
        given = [(p.name, p.annotation, p.default) for p in own]
        given += [
            (key, kind, inspect.Parameter.empty if value is ... else value) for key, (kind, value) in _WHO.items()
        ]
        run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, annotation=k, default=d) for n, k, d in given]
        )
        run.__annotations__ = {key: kind for key, kind, _ in given}
        app.command(name)(run)
        return run

    return made


def _decide(store: "Store", decision: Decision, dry_run: bool, json: bool) -> None:
    from dateline.decisions import decide

    effect = decide(store, decision, dry_run=dry_run)
    print_json(effect) if json else _show(effect, dry_run)


def entity(store: "Store", name: str, label: str | None) -> str:
    """The id of the one entity that a name means; a story goes by its id. DecisionError: several bear it."""
    from dateline.query.questions.asking import meant
    from dateline.query.scope import scope_at
    from dateline.stories.decided import is_story

    id = name.removeprefix("#")
    with store.reading() as connection:
        if name.startswith("#") or (not label and is_story(connection, id)):
            return id
        found = meant(scope_at(connection, None), name, (label.upper(),) if label else ())
    if len(found) > 1:
        shown = ", ".join(f"{one.name} ({one.label}) #{one.id}" for one in found[:8])
        raise DecisionError(f"{len(found)} entities bear the name {name!r}.", remedy=f"Say which by its id: {shown}.")
    return found[0].id


def _show(effect: "Effect", dry_run: bool) -> None:
    def counted(number: int, what: str) -> str:
        return f"{number} {what}{'' if number == 1 else 's'}"

    changed = [counted(effect.articles, "article"), counted(effect.mentions, "mention"), counted(effect.facts, "fact")]
    verb = "would change" if dry_run else "changed"
    console.print(f"{said(effect.decision)}: {', '.join(changed)} {verb}.", markup=False, soft_wrap=True)
    if effect.examples:
        console.print(f"for example {', '.join(effect.examples)}", style="dim", markup=False, soft_wrap=True)
    for line in (*effect.warnings, *effect.waiting):
        console.print(line, style="yellow", markup=False, soft_wrap=True)
    if not dry_run:
        console.print(f"Decision {effect.decision.id}; `dateline decide undo {effect.decision.id}` takes it back.")


def said(decision: Decision) -> str:
    """A decision in a line."""
    values: dict[str, Any] = dict(decision.values)
    subject = values.pop("subject_name", None) or decision.subject
    object = values.pop("object_name", None) or decision.object
    for name in ("label", "former"):
        values.pop(name, None)
    told = ", ".join(f"{name} {value!r}" for name, value in values.items())
    return " ".join(filter(None, (decision.kind, repr(subject), f"and {object!r}" if object else "", told)))
