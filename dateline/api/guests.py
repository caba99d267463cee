"""Who may ask, and how often: bearer tokens, and a limit of requests a minute for each."""

import hmac
from collections import OrderedDict
from collections.abc import Sequence

from aiolimiter import AsyncLimiter
from fastapi import HTTPException, Request

_MOST = 10_000  # guests that are remembered at once


class Guests:
    """A dependency of every route. Raises 401 for who has no token, 429 for who asks too often."""

    def __init__(self, tokens: Sequence[str], rate: int) -> None:
        self._tokens = [token.encode() for token in tokens]
        self._rate = rate
        self._limits: OrderedDict[str, AsyncLimiter] = OrderedDict()

    async def __call__(self, request: Request) -> None:
        name = self._name(request)
        limit = self._limits.setdefault(name, AsyncLimiter(self._rate, 60))
        self._limits.move_to_end(name)
        while len(self._limits) > _MOST:
            self._limits.popitem(last=False)
        if not limit.has_capacity():
            raise HTTPException(429, f"More than {self._rate} requests a minute.", headers={"Retry-After": "10"})
        await limit.acquire()

    def _name(self, request: Request) -> str:
        if not self._tokens:
            return request.client.host if request.client else ""
        given = request.headers.get("authorization", "").removeprefix("Bearer ").strip().encode("utf-8", "replace")
        # Every token is compared, each in constant time: the time says nothing of how much was right.
        known = [hmac.compare_digest(token, given) for token in self._tokens]
        if not any(known):
            raise HTTPException(
                401, "A token is needed: Authorization: Bearer TOKEN.", headers={"WWW-Authenticate": "Bearer"}
            )
        return given.decode()
