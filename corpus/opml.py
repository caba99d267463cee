"""OPML: the lists of feeds that feed readers exchange."""

from collections.abc import Collection, Sequence

from lxml import etree

from corpus.reading.fragments import clean
from corpus.sources import new_id
from dateline.errors import InputError
from dateline.records import Source

FEEDS = ("feed", "jsonfeed")
JSON_TYPES = ("jsonfeed", "json")


def read_opml(content: bytes, *, taken: Collection[str] = ()) -> tuple[Source, ...]:
    """The feeds of a list as sources with ids that are not taken; each address once. Raises InputError."""
    # In attributes, where OPML has all that counts, entities are resolved whatever the parser is told.
    if b"<!ENTITY" in content.replace(b"\0", b""):
        raise InputError("This OPML defines entities, which no list of feeds needs.", remedy="Export it once more.")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise InputError(
            "This is no OPML: there is no <opml> at its head.", remedy="Export the list from the feed reader as OPML."
        )
    found: dict[str, Source] = {}
    for outline in root.iter("outline"):
        said = {name.lower(): clean(value) for name, value in outline.attrib.items()}
        address = said.get("xmlurl", "")
        if not address.lower().startswith(("http://", "https://")) or address in found:
            continue
        language = said.get("language", "").lower().partition("-")[0]
        found[address] = Source(
            id=new_id(address, [*taken, *(source.id for source in found.values())]),
            kind="jsonfeed" if said.get("type", "").lower() in JSON_TYPES else "feed",
            address=address,
            outlet=said.get("title") or said.get("text") or None,
            language=language if language.isalpha() and len(language) in (2, 3) else None,
        )
    return tuple(found.values())


def write_opml(sources: Sequence[Source]) -> str:
    """The feeds among sources as OPML 2.0; other kinds have no place in it."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Sources of Dateline"
    body = etree.SubElement(root, "body")
    for source in sources:
        if source.kind in FEEDS:
            name = source.outlet or source.id
            said = {"type": "rss" if source.kind == "feed" else "jsonfeed", "text": name, "title": name}
            if source.language:
                said["language"] = source.language
            etree.SubElement(body, "outline", {**said, "xmlUrl": source.address})
    written: bytes = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")
    return written.decode("utf-8")
