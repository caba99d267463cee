"""Score records against gold texts: `python -m corpus.gold [--errors] GOLD_FOLDER RECORDS.jsonl`."""

import json
import sys
from pathlib import Path

from corpus.gold.reading import read_folder
from corpus.gold.scoring import score
from dateline.errors import DatelineError


def main(arguments: list[str]) -> int:
    """Prints the table and, as the last line, the F1 figures as JSON. Exits 2 on unusable input."""
    names = [a for a in arguments if a != "--errors"]
    if len(names) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        with Path(names[1]).open(encoding="utf-8") as lines:
            records = {record["id"]: record for record in map(json.loads, lines)}
        tallies = score(list(read_folder(Path(names[0]))), records)
    except (OSError, ValueError, KeyError, DatelineError) as error:
        sys.stderr.write(f"Error: {error}\n")
        return 2
    out = sys.stdout.write
    out(f"{'':22}{'precision':>10}{'recall':>8}{'F1':>8}{'gold':>7}\n")
    for name, tally in tallies.items():
        precision, recall, f1 = tally.figures()
        out(f"{name:22}{precision:10.3f}{recall:8.3f}{f1:8.3f}{tally.hit + len(tally.missed):7}\n")
    if "--errors" in arguments:
        for name, tally in tallies.items():
            for kind, items in (("missed", tally.missed), ("wrong", tally.wrong)):
                for where, item in items:
                    out(f"{name} {kind} {where}: {json.dumps(item, ensure_ascii=False)}\n")
    out(json.dumps({name: round(tally.figures()[2], 4) for name, tally in tallies.items()}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
