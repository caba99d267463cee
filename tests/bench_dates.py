"""How many words a second the grammar of dates reads: python tests/bench_dates.py [FOLDER of text files]."""

import sys
import time
from datetime import date
from pathlib import Path

from extractors.dates.find import find

SAMPLE = (
    "NEW DELHI, March 17 (IANS) A delegation of 40 will attend the fair that opens on Wednesday and runs from March 19 "
    "to 21, the ministry said in a statement on Sunday. The previous edition, held in February 2024, drew 61,000 "
    "visitors.\n\n"
    '"We have waited three years for this," said its chairman, who took office in 2022. Trade grew by 11% in the first '
    "nine months of last year. Talks will resume at 10:30 am on Thursday, two weeks after the two sides met in "
    "Geneva.\n\n"
)


def main(arguments: list[str]) -> None:
    """Print words a second of processor time, best of three."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(arguments[0]).glob("*"))] if arguments else []
    texts = texts or [SAMPLE * 6 + str(number) for number in range(100)]
    words = sum(len(text.split()) for text in texts)
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            find(text, date(2025, 3, 17))
        best = max(best, words / (time.process_time() - start))
    print(f"{words} words, {best:,.0f} words a second")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
