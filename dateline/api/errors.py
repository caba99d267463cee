"""Errors in one shape: `{"error": {"status", "code", "message", "remedy", "position"}}`."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from dateline.errors import DatelineError, DecisionError, InputError, QueryError, StoreError


class Fault(BaseModel):
    """What went wrong, and what to do."""

    status: int
    code: str  # bad-query, not-found, not-allowed, too-often, bad-request, store, fault
    message: str
    remedy: str = ""
    position: int | None = None  # of a query: where, in characters


class Problem(BaseModel):
    """The body of every answer that is no success."""

    error: Fault


_SAID = {
    400: "The query cannot be understood.",
    401: "A token is needed, or the given one is not known.",
    404: "There is no such thing.",
    405: "The address does not take this method.",
    422: "A parameter is not allowed.",
    429: "Too many requests.",
    503: "The store cannot be reached.",
}
ERRORS: dict[int | str, dict[str, Any]] = {status: {"model": Problem, "description": t} for status, t in _SAID.items()}
_CODES = {
    400: "bad-request",
    401: "not-allowed",
    404: "not-found",
    405: "not-allowed",
    422: "bad-request",
    429: "too-often",
}


class NotFound(QueryError):
    """The thing that an address names is not there."""


def answer(status: int, code: str, message: str, *, remedy: str = "", position: int | None = None) -> JSONResponse:
    """An error as an answer."""
    fault = Fault(status=status, code=code, message=message, remedy=remedy, position=position)
    return JSONResponse(Problem(error=fault).model_dump(), status_code=status)


def install(app: FastAPI) -> None:
    """Give every kind of failure the one shape."""

    @app.exception_handler(DatelineError)
    def ours(request: Request, error: DatelineError) -> JSONResponse:
        if isinstance(error, NotFound):
            return answer(404, "not-found", error.what, remedy=error.remedy)
        if isinstance(error, QueryError):
            return answer(400, "bad-query", error.what, remedy=error.remedy, position=error.position)
        if isinstance(error, (InputError, DecisionError)):
            return answer(400, "bad-request", error.what, remedy=error.remedy)
        if isinstance(error, StoreError):
            return answer(503, "store", error.what, remedy=error.remedy)
        return answer(500, "fault", error.what, remedy=error.remedy)

    @app.exception_handler(RequestValidationError)
    def unusable(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return answer(422, "bad-request", f"{where}: {first['msg']}.", remedy="/docs lists what is allowed.")

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> JSONResponse:
        code = _CODES.get(error.status_code, "bad-request")
        said = str(error.detail)
        if error.status_code in (404, 405):
            said = f"There is nothing at {request.url.path} for {request.method}."
        refusal = answer(error.status_code, code, said, remedy="/docs lists what there is.")
        for name, value in (error.headers or {}).items():
            refusal.headers[name] = value
        return refusal

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> JSONResponse:
        logging.getLogger("dateline.api").error("unforeseen at %s", request.url.path, exc_info=error)
        return answer(500, "fault", "This was not foreseen; the server's log says more.")
