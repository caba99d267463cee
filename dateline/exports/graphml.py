"""GraphML for Gephi: people, organisations, places and events as nodes, named together as weighted edges.

Weights count independent texts and pieces apart; a graph holds its nodes in memory, so it is bounded
by the number of different names and pairs, not of articles.
"""

from collections import Counter
from itertools import combinations
from pathlib import Path

import networkx  # type: ignore[import-untyped]

from dateline.exports.selection import Selection

_LABELS = ("PERSON", "ORG", "PLACE", "EVENT")
_MOST = 60  # things of one article that are paired: a list of a thousand names says little of any two


def write(chosen: Selection, path: Path) -> int:
    """One graph; the number of its nodes."""
    graph = networkx.Graph()
    pairs: Counter[tuple[str, str]] = Counter()
    pieces: Counter[str] = Counter()
    for known in chosen:
        things = {id: (label, name) for (label, _), (id, name) in known.entities.items() if label in _LABELS}
        for id, (label, name) in things.items():
            pieces[id] += 1
            graph.add_node(id, label=name, kind=label)
        pairs.update(combinations(sorted(things)[:_MOST], 2))
    for id, count in pieces.items():
        graph.nodes[id]["pieces"] = count
    graph.add_weighted_edges_from((one, other, count) for (one, other), count in pairs.items())
    for name, value in chosen.provenance.lines():
        graph.graph[name] = value
    networkx.write_graphml_xml(graph, path, infer_numeric_types=True)
    return len(graph)
