"""Word lists that stand in the code as they are read: words between blanks, phrases between commas or lines."""


def words(block: str) -> frozenset[str]:
    """The words of a block, divided by blanks and line ends."""
    return frozenset(block.split())


def phrases(block: str) -> frozenset[str]:
    """The phrases of a block, divided by commas and line ends."""
    return frozenset(phrase.strip() for phrase in block.replace("\n", ",").split(",") if phrase.strip())
