"""Reading a page: from bytes of HTML to one Article."""

from corpus.identity import article_id
from corpus.reading.charset import decode
from dateline.errors import ReadError
from dateline.records import Article, Capture, Source


def read_page(capture: Capture, source: Source, rules: object = None) -> Article:
    """The article of a page. Raises ReadError where there is none."""
    import trafilatura

    text = trafilatura.extract(decode(capture.content, capture.charset).text, include_comments=False) or ""
    if len(text) < 200:
        raise ReadError(f"{capture.address} has too little text.", reason="too short")
    return Article(
        id=article_id(address=capture.address, text=text),
        text=text.replace("\n", "\n\n"),
        url=capture.address,
        source=source.id,
        capture=capture.id,
    )
