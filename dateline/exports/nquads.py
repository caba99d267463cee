"""The same graph as RDF in N-Quads: each article's statements in the named graph of the article."""

import json
from pathlib import Path

from rdflib import Dataset, Graph, Literal, URIRef

from dateline.exports.jsonld import CONTEXT, iri, nodes
from dateline.exports.selection import Selection


def write(chosen: Selection, path: Path) -> int:
    """One statement a line; the number of articles."""
    count = 0
    with path.open("wb") as file:
        waiting = []
        for node in nodes(chosen):
            waiting.append(node)
            if node["@type"] != "NewsArticle":
                continue
            count += 1
            file.write(_quads(waiting, URIRef(node["@id"])))
            waiting = []
        origin = Dataset()
        about = origin.graph(URIRef("urn:dateline:export"))
        for name, value in chosen.provenance.lines():
            about.add((URIRef("urn:dateline:export"), URIRef(iri("term", name)), Literal(value)))
        file.write(origin.serialize(format="nquads", encoding="utf-8"))
    return count


def _quads(waiting: list[dict[str, object]], name: URIRef) -> bytes:
    graph = Graph()
    graph.parse(data=json.dumps({"@context": CONTEXT, "@graph": waiting}), format="json-ld")
    dataset = Dataset()
    named = dataset.graph(name)
    for triple in graph:
        named.add(triple)
    written: bytes = dataset.serialize(format="nquads", encoding="utf-8")
    return written
