"""Exports: what a query finds, in the formats of the tools that people work with.

Each format is a module with `write(chosen: Selection, path: Path) -> int`, the number of things
written. All of them stream: memory does not grow with the number of articles. To add one, write the
module, name it in FORMATS and give it a test that reads the file back with the tool it is for.
"""

from dateline.exports.formats import FORMATS, Format, export
from dateline.exports.selection import Provenance, Selection

__all__ = ["FORMATS", "Format", "Provenance", "Selection", "export"]
