"""A polite limit for each client: requests to the API, and new sessions of the pages."""

from __future__ import annotations

import logging
import math
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from analysis.errors import SurveyError
from data.web.clients import client_of, shortened
from data.web.refusing import is_api, refuse
from data.web.settings import WebSettings

log = logging.getLogger("team_of_one")
ONE_LINE = RateLimitItemPerMinute(1)  # in the log, for each client that is refused


class Limits:
    """Answers 429 with Retry-After to who asks more often than the settings allow."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self.app = app
        self.proxies = settings.proxies
        self.requests = RateLimitItemPerMinute(settings.api_limit) if settings.api_limit else None
        sessions = settings.session_limit
        self.sessions = RateLimitItemPerMinute(sessions) if sessions else None
        self.counts = FixedWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit, what = self._limit_of(scope)
        if limit is None:
            return await self.app(scope, receive, send)
        client = client_of(scope, self.proxies)
        if self.counts.hit(limit, what, client):
            return await self.app(scope, receive, send)
        if self.counts.hit(ONE_LINE, "refused", what, client):
            log.warning("Too many %s a minute from %s: refused", what, shortened(client))
        return await self._refuse(limit, what, client)(scope, receive, send)

    def _limit_of(self, scope: Scope) -> tuple[RateLimitItem | None, str]:
        if scope["type"] == "websocket":
            return self.sessions, "sessions"
        if scope["type"] == "http" and is_api(scope["path"]):
            return self.requests, "requests"
        return None, ""

    def _refuse(self, limit: RateLimitItem, what: str, client: str) -> ASGIApp:
        ends = self.counts.get_window_stats(limit, what, client).reset_time
        seconds = max(1, math.ceil(ends - time.time()))
        error = SurveyError(
            f"These are more than {limit.amount} {what} a minute.",
            f"Wait {seconds} seconds. A release never changes: keep what you have.",
        )
        return refuse(429, error, {"Retry-After": str(seconds)})
