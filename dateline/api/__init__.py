"""The questions and decisions over HTTP: FastAPI, described by its own OpenAPI 3.1 document.

Objects, never bare lists; `next: null` ends paging; a page that is too large is refused, not cut; every
error has one shape; answers carry ETags. To add a question, add a route of three lines in
dateline/api/routes.
"""

from dateline.api.application import create_app

__all__ = ["create_app"]
