"""JSON Lines: the record of DESIGN, an article a line; the export's own origin is the first line's `export`."""

import json
from pathlib import Path

from dateline.exports.selection import Selection
from dateline.query.questions.articles import record_of


def write(chosen: Selection, path: Path) -> int:
    """One line an article. The first line carries the provenance beside its record."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for known in chosen:
            record = record_of(known)
            if not count:
                record["export"] = chosen.provenance.record()
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count
