"""Lines that stand among an article's paragraphs without being of it."""


def without_noise(paragraphs: list[str]) -> list[str]:
    """The paragraphs of the article alone."""
    return paragraphs
