"""Who said what: passages between quotation marks with their speakers, and reported speech without marks."""

from extractors.quotes.found import find_quotes, quotes

__all__ = ["find_quotes", "quotes"]
