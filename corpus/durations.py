"""Spans of time as a person writes them into a file: "15m", "6h", "1d", "2w"."""

import re
from datetime import timedelta

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
LEAST, MOST = timedelta(minutes=1), timedelta(days=366)
ALLOWED = 'a number and a unit from "1m" (a minute) to "52w": s, m, h, d, w'


def parse(value: str) -> timedelta:
    """The span that a text names. Raises ValueError where it names none, or one out of bounds."""
    found = re.fullmatch(r"(\d{1,6})\s*([smhdw])", value.strip().lower())
    if not found:
        raise ValueError
    span = timedelta(**{UNITS[found[2]]: int(found[1])})
    if not LEAST <= span <= MOST:
        raise ValueError
    return span


def text(span: timedelta) -> str:
    """A span in the largest unit that it fills: "90s", "15m", "6h", "1d"."""
    seconds = round(span.total_seconds())
    for unit, size in (("w", 604800), ("d", 86400), ("h", 3600), ("m", 60)):
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"
