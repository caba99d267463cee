"""spaCy's DocBin: each article as a Doc with its entities, to train or to compare with.

Names and dates of which a border lies inside a token are left out and counted in the Doc's user data.
"""

from pathlib import Path

from dateline.exports.selection import Selection


def write(chosen: Selection, path: Path) -> int:
    """One file; the number of Docs."""
    import spacy
    from spacy.tokens import DocBin
    from spacy.util import filter_spans

    nlp = spacy.blank("en")
    nlp.max_length = 1 << 40
    docs = DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID"], store_user_data=True)
    count = 0
    for known in chosen:
        doc = nlp.make_doc(known.article.text.encode("utf-8", "replace").decode("utf-8"))
        spans = []
        for span in known.findings.spans:
            id, _ = known.entities.get((span.label, span.entity or span.text), ("", ""))
            spans.append(doc.char_span(span.start, span.end, label=span.label, kb_id=id))
        doc.ents = filter_spans([span for span in spans if span is not None])
        doc.user_data = {
            "id": known.article.id,
            "published": str(known.article.published or ""),
            "unaligned": sum(span is None for span in spans),
            "export": dict(chosen.provenance.lines()) if not count else {},
        }
        docs.add(doc)
        count += 1
    docs.to_disk(path)
    return count
