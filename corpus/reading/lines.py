"""Lines that stand among an article's paragraphs without being of it.

Some are known wherever they stand ("Advertisement"), some only at the head (a date, the headline
once more) or at the tail (who the author is, what else to read). Evidence beats all of them: a line
that the page's own metadata counts to the article stays.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from corpus.reading.fragments import Block
from corpus.reading.phrases import (
    ANYWHERE,
    CLOSING,
    END_MARK,
    HEAD,
    LEADING,
    PLACE_AND_DAY,
    REMARK,
    REMARKS,
    SENTENCE_END,
    TAIL,
)


def without_noise(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs of an article that came as plain lines, without those that are not of it."""
    return [block.text for block in article_blocks([Block(text) for text in paragraphs])]


def article_blocks(blocks: Sequence[Block], *, headline: str | None = None, sure: Collection[str] = ()) -> list[Block]:
    """The blocks of an article alone; `sure` holds the keys (see `key`) of lines known to be of it."""
    blocks = _to_the_closing(blocks, sure)
    kept = [block for block in blocks if key(block.text) in sure or not _noise(block)]
    kept = _without_head(kept, headline, sure)
    kept = _without_tail(kept, sure)
    return _without_repeats(kept)


@lru_cache(maxsize=8_192)
def key(text: str) -> str:
    """A line's letters and digits alone, for comparing."""
    return re.sub(r"\W+", "", text).lower()


def _noise(block: Block) -> bool:
    text = block.text
    if len(text) <= 400 and ANYWHERE.match(text):
        return True
    if len(text) > 260:
        return False
    if LEADING.match(text) and (block.linked >= 0.3 or not SENTENCE_END.search(text)):
        return True
    # A short line that is all link is a way to somewhere else; in a list it may be the list itself.
    return (
        block.kind != "head"
        and block.linked >= 0.9
        and len(text.split()) <= 30
        and (block.kind != "item" or len(text.split()) >= 4)
    )


def _without_head(blocks: list[Block], headline: str | None, sure: Collection[str]) -> list[Block]:
    """Without the headline, bylines, dates and labels before the first running text."""
    first = next((n for n, block in enumerate(blocks) if _running(block)), None)
    if first is None:
        return blocks
    head = [block for block in blocks[:first] if key(block.text) in sure or not _of_the_head(block, headline)]
    rest = blocks[first:]
    # A byline or a date may also lead the first paragraphs as a line of its own.
    lead = [
        block
        for n, block in enumerate(rest)
        if n > 4
        or len(block.text) > 140
        or key(block.text) in sure
        or not (HEAD.match(block.text) or _is_headline(block, headline))
    ]
    return head + lead


def _running(block: Block) -> bool:
    return block.kind != "head" and len(block.text) >= 80 and len(block.text.split()) >= 10


def _of_the_head(block: Block, headline: str | None) -> bool:
    text = block.text
    if PLACE_AND_DAY.fullmatch(text):
        return False
    if HEAD.match(text) or _is_headline(block, headline) or block.kind == "row":
        return True
    if block.kind in ("head", "item"):
        return block.kind == "head" and not SENTENCE_END.search(text)
    return len(text) < 60 and not SENTENCE_END.search(text)


def _is_headline(block: Block, headline: str | None) -> bool:
    if not headline or len(block.text) > 2 * len(headline) + 20:
        return False
    one, other = key(block.text), key(headline)
    return one == other or (len(one) > 20 and (one in other or other in one))


def _to_the_closing(blocks: Sequence[Block], sure: Collection[str]) -> Sequence[Block]:
    """Up to a heading such as "Related stories" or "Comments", where nothing of the article follows it."""
    begun = False
    for number, block in enumerate(blocks):
        begun = begun or _running(block)
        short = len(block.text) <= 90 and (block.kind == "head" or not SENTENCE_END.search(block.text))
        if begun and short and key(block.text) not in sure and CLOSING.match(block.text):
            comments = REMARKS.match(block.text) is not None
            if not _goes_on(blocks[number + 1 :], sure, comments=comments):
                return blocks[:number]
    return blocks


def _without_tail(blocks: list[Block], sure: Collection[str]) -> list[Block]:
    """Without what follows the article, line by line from the end."""
    blocks = _without_remarks(_to_the_end_mark(blocks), sure)
    end = len(blocks)
    while end > 1 and key(blocks[end - 1].text) not in sure and _of_the_tail(blocks[end - 1]):
        end -= 1
    # A biography may stand before a last line that stays ("Associated Press contributed to this report").
    return [
        block
        for n, block in enumerate(blocks[:end])
        if n < end - 3 or n == 0 or key(block.text) in sure or not TAIL.match(block.text)
    ]


def _to_the_end_mark(blocks: list[Block]) -> list[Block]:
    """Up to the mark that ends a release or a wire text, where no running text comes after it."""
    for number, block in enumerate(blocks):
        if (
            number
            and END_MARK.fullmatch(block.text)
            and not any(len(rest.text) >= 150 for rest in blocks[number + 1 :])
        ):
            return blocks[:number]
    return blocks


def _goes_on(rest: Sequence[Block], sure: Collection[str], *, comments: bool) -> bool:
    """Whether running text of the article follows all the same; what follows a heading of comments is theirs."""
    if any(key(block.text) in sure for block in rest):
        return True
    running = [block for block in rest if block.kind == "p" and len(block.text) >= 150 and block.linked < 0.3]
    return not comments and len(running) >= 2 and len(running) >= len(rest) / 2


def _of_the_tail(block: Block) -> bool:
    text = block.text
    if block.kind == "head":
        return True
    if block.kind == "item" and block.linked >= 0.7:
        return True
    return len(text) <= 1000 and TAIL.match(text) is not None


def _without_remarks(blocks: list[Block], sure: Collection[str]) -> list[Block]:
    """Without readers' comments: from the first of several lines that sign or date a remark."""
    signs = [
        n
        for n, block in enumerate(blocks)
        if len(block.text) <= 120 and key(block.text) not in sure and REMARK.match(block.text)
    ]
    if len(signs) < 3 or len(signs) < 0.15 * (len(blocks) - signs[0]):
        return blocks
    return blocks[: signs[0]]


def _without_repeats(blocks: list[Block]) -> list[Block]:
    """Without lines that stand there twice: a pulled quote, a paragraph that two parts of the page carry."""
    found: list[Block] = []
    texts = [key(block.text) for block in blocks]
    everything = "|".join(texts) if len(texts) <= 1000 else ""
    seen: set[str] = set()
    for block, text in zip(blocks, texts, strict=True):
        if len(text) > 25 and text in seen:
            continue
        seen.add(text)
        pulled = block.kind in ("quote", "head") and 25 < len(text) < 250 and everything.count(text) > texts.count(text)
        if not pulled:
            found.append(block)
    return found
