"""Decisions as tests make them."""

from dateline.records import Decision


def decision(kind, subject, object=None, /, *, id="", **values):
    """A decision of Ines; `values` are those of its kind."""
    return Decision(
        id=id, kind=kind, subject=subject, object=object, values=values, author="Ines", reason="I know them"
    )
