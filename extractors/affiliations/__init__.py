"""Who holds which office: titles before and after names, with their organisations."""

from extractors.affiliations.found import affiliations, find_affiliations

__all__ = ["affiliations", "find_affiliations"]
