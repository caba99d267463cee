"""A text for a reader at a terminal: its mentions in colour, then its facts with their sentences."""

import shutil
from collections.abc import Iterable
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.records import Article, Event, Findings
from dateline.records.findings import Span

STYLES = {
    "PERSON": "bold green",
    "ORG": "bold cyan",
    "PLACE": "bold yellow",
    "DATE": "bold magenta",
    "EVENT": "bold white on dark_red",
}
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(128, 160), *range(55296, 57344)), "�")


class Reader:
    """Shows articles one after the other; where there is no colour, mentions stand in brackets."""

    def __init__(self, *, terminal: bool) -> None:
        self._out = StringIO()
        asked = Console()  # knows what the screen can do, and NO_COLOR
        self.colour = terminal and asked.is_terminal and asked.color_system is not None
        self.console = Console(
            file=self._out,
            force_terminal=self.colour,
            no_color=not self.colour,
            width=min(shutil.get_terminal_size((100, 24)).columns, 110),
            highlight=False,
            emoji=False,
            markup=False,
        )

    def show(self, article: Article, findings: Findings) -> str:
        """What is written of one article."""
        self.console.print(Rule(Text(_plain(article.headline or article.id), style="bold")))
        self.console.print(_head(article), style="dim")
        self.console.print()
        self.console.print(self._text(article, findings))
        for title, rows in _facts(article, findings):
            if rows:
                self.console.print()
                self.console.print(Text(title, style="bold"))
                for row in rows:
                    self.console.print(Padding(row, (0, 0, 0, 2)))
        self.console.print()
        written = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        return written

    def _text(self, article: Article, findings: Findings) -> Text:
        shown = Text()
        at = 0
        for span in findings.spans:
            shown.append(_plain(article.text[at : span.start]))
            words = _plain(article.text[span.start : span.end])
            shown.append(words if self.colour else f"[{words}|{span.label}]", style=STYLES.get(span.label, "bold"))
            at = span.end
        shown.append(_plain(article.text[at:]).rstrip())
        if self.colour and findings.spans:
            shown.append("\n\n")
            for label, style in STYLES.items():
                shown.append(f" {label.lower()} ", style=style)
                shown.append(" ")
        return shown


def _plain(text: str) -> str:
    """A text without characters that steer a terminal; as long as before."""
    return text.translate(_CONTROLS)


def _head(article: Article) -> str:
    line = article.dateline
    parts = [
        article.id,
        f"published {article.published}" if article.published else "day of publication not known",
        article.agency,
        f"filed from {line.place}" if line and line.place else None,
    ]
    return _plain(" · ".join(part for part in parts if part))


def _facts(article: Article, findings: Findings) -> Iterable[tuple[str, list[RenderableType]]]:
    text = article.text
    yield "Events", [_event(text, event) for event in findings.events]
    yield (
        "Offices",
        [
            _fact(_joined([a.person, _office(a.title, a.status), a.organisation]), _sentence(text, a.evidence))
            for a in findings.affiliations
        ],
    )
    yield (
        "Quotes",
        [
            _fact(
                f"{quote.speaker or 'not known who'} ({quote.kind}{f', {quote.cue}' if quote.cue else ''})",
                [_plain(quote.text)],
            )
            for quote in findings.quotes
        ],
    )
    yield (
        "Happenings",
        [
            _fact(
                _joined([h.actor, f"{h.verb} ({h.type}, {h.mode})", h.target, h.when, h.place]),
                _sentence(text, h.evidence),
            )
            for h in findings.happenings
        ],
    )
    yield "Dates", [_dates(findings)] if any(span.value for span in findings.spans) else []


def _office(title: str, status: str) -> str:
    return title if status == "current" else f"{title} ({status})"


def _joined(parts: Iterable[str | None]) -> str:
    return _plain(" · ".join(part for part in parts if part))


def _fact(words: str, sentences: list[str]) -> RenderableType:
    lines = [Text(words)]
    lines += [Text(sentence, style="dim italic") for sentence in sentences]
    return Group(lines[0], *(Padding(line, (0, 0, 0, 2)) for line in lines[1:]))


def _sentence(text: str, evidence: tuple[int, int] | None) -> list[str]:
    return [_plain(" ".join(text[evidence[0] : evidence[1]].split()))] if evidence else []


def _event(text: str, event: Event) -> RenderableType:
    days = " to ".join(dict.fromkeys(day for day in (event.start, event.end) if day))
    if event.end and not event.start:
        days = f"until {event.end}"
    people = [p.name + (f" ({p.part})" if p.part and p.part != "participant" else "") for p in event.participants]
    lines = [
        _joined([event.name, event.type, days, event.place]),
        *(
            _plain(f"{what}: {shown}")
            for what, shown in (
                ("part of", event.parent),
                ("edition", event.edition),
                ("organised by", ", ".join(event.organisers)),
                ("with", ", ".join(people)),
            )
            if shown
        ),
    ]
    sentences = [line for evidence in event.evidence for line in _sentence(text, evidence)]
    return _fact("\n  ".join(lines), sentences)


def _dates(findings: Findings) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 3, 0, 0))
    for words, value, note in _distinct(findings.spans):
        table.add_row(Text(_plain(words)), Text(value, style=STYLES["DATE"]), Text(_plain(note), style="dim"))
    return table


def _distinct(spans: Iterable[Span]) -> Iterable[tuple[str, str, str]]:
    return dict.fromkeys((" ".join(s.text.split()), s.value, s.note or "") for s in spans if s.value)
