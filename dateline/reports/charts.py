"""Small charts as SVG that stands by itself: no script, no font, no network; readable in print."""

from collections.abc import Sequence
from html import escape


def bars(values: Sequence[tuple[str, int]], *, width: int = 640, height: int = 120, label: str = "") -> str:
    """A bar for each (name, count), names under the first, the last and the highest."""
    if not values:
        return ""
    top = max(1, *(count for _, count in values))
    step = width / len(values)
    floor = height - 18
    parts = [
        f'<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}" '
        f'preserveAspectRatio="none" xmlns="http://www.w3.org/2000/svg">'
    ]
    highest = max(range(len(values)), key=lambda n: values[n][1])
    for number, (name, count) in enumerate(values):
        tall = (floor - 14) * count / top
        parts.append(
            f'<rect x="{number * step + step * 0.15:.1f}" y="{floor - tall:.1f}" width="{step * 0.7:.1f}" '
            f'height="{tall:.1f}"><title>{escape(name)}: {count}</title></rect>'
        )
    for number in sorted({0, highest, len(values) - 1}):
        anchor = "start" if number == 0 else "end" if number == len(values) - 1 else "middle"
        x = number * step + (0 if anchor == "start" else step if anchor == "end" else step / 2)
        parts.append(f'<text x="{x:.1f}" y="{height - 4}" text-anchor="{anchor}">{escape(values[number][0])}</text>')
    name, count = values[highest]
    parts.append(
        f'<text x="{highest * step + step / 2:.1f}" y="{floor - (floor - 14) * count / top - 3:.1f}" '
        f'text-anchor="middle">{count}</text>'
    )
    return "".join(parts) + "</svg>"


def rows(values: Sequence[tuple[str, int, int]], *, label: str = "", width: int = 640) -> str:
    """A horizontal bar for each (name, pieces, independent stories): the second inside the first."""
    if not values:
        return ""
    top = max(1, *(pieces for _, pieces, _ in values))
    line = 26
    height = line * len(values)
    room = width * 0.62
    parts = [
        f'<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}" '
        f'xmlns="http://www.w3.org/2000/svg">'
    ]
    for number, (name, pieces, independent) in enumerate(values):
        y = number * line
        shown = name if len(name) <= 28 else f"{name[:27]}…"
        parts.append(f'<text x="0" y="{y + 17}">{escape(shown)}</text>')
        x = width - room
        parts.append(
            f'<rect class="pale" x="{x:.0f}" y="{y + 5}" width="{(room - 60) * pieces / top:.1f}" height="16"/>'
        )
        parts.append(
            f'<rect x="{x:.0f}" y="{y + 5}" width="{(room - 60) * independent / top:.1f}" height="16">'
            f"<title>{escape(name)}: {pieces} pieces, {independent} independent</title></rect>"
        )
        end = x + (room - 60) * pieces / top + 6
        parts.append(f'<text x="{end:.0f}" y="{y + 17}">{pieces} · {independent}</text>')
    return "".join(parts) + "</svg>"
