"""The growth of what one article costs, drawn: for benchmarks that write FOLDER/growth-NAME.csv.

A file has a column `articles` (in the store) and a column `all` (milliseconds for one article more).
"""

import csv
import math
from pathlib import Path

COLOURS = ("#0a5", "#36c", "#c40", "#808")
WIDE, HIGH, EDGE = 720, 340, 56
TOP = 1.6  # times the cost at the first size, at the upper edge
BAR = 1.3


def draw(folder: Path) -> Path:
    """Write FOLDER/growth.svg: cost relative to that at the first size, over articles (logarithmic)."""
    series = {file.stem.removeprefix("growth-"): _points(file) for file in sorted(folder.glob("growth-*.csv"))}
    most = max(math.log10(at) for points in series.values() for at, _ in points)
    least = min(math.log10(at) for points in series.values() for at, _ in points)

    def place(at: float, times: float) -> tuple[float, float]:
        x = EDGE + (WIDE - 2 * EDGE) * (math.log10(at) - least) / max(0.01, most - least)
        return round(x, 1), round(HIGH - EDGE - (HIGH - 2 * EDGE) * min(times, TOP) / TOP, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="12">',
        f'<path d="M{EDGE} {EDGE}V{HIGH - EDGE}H{WIDE - EDGE}" fill="none" stroke="#888"/>',
        f'<text x="{EDGE}" y="{EDGE - 20}">cost of one article more, times that in the smallest store</text>',
        f'<text x="{WIDE - EDGE}" y="{HIGH - EDGE + 34}" text-anchor="end">articles in the store</text>',
    ]
    for times in (1.0, BAR):
        _, y = place(10**least, times)
        parts.append(f'<path d="M{EDGE} {y}H{WIDE - EDGE}" stroke="#bbb" stroke-dasharray="3 4"/>')
        parts.append(f'<text x="{EDGE - 6}" y="{y + 4}" text-anchor="end">{times:g}</text>')
    for number, (name, points) in enumerate(series.items()):
        colour, first = COLOURS[number % len(COLOURS)], points[0][1]
        placed = [place(at, cost / first) for at, cost in points]
        line = " ".join(f"{x},{y}" for x, y in placed)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in placed]
        told = f"{name}: {first:.1f} ms to {points[-1][1]:.1f} ms, {points[-1][1] / first:.2f} times"
        parts.append(f'<text x="{EDGE + 12}" y="{HIGH - EDGE - 14 - 18 * number}" fill="{colour}">{told}</text>')
    for at in sorted({at for points in series.values() for at, _ in points}):
        x, _ = place(at, 1)
        parts.append(f'<text x="{x}" y="{HIGH - EDGE + 16}" text-anchor="middle">{at:,.0f}</text>')
    file = folder / "growth.svg"
    file.write_text("\n".join([*parts, "</svg>", ""]), "utf-8")
    return file


def _points(file: Path) -> list[tuple[float, float]]:
    with file.open(newline="") as rows:
        return [(float(row["articles"]), float(row["all"])) for row in csv.DictReader(rows)]
