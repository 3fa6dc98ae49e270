"""How many pages are open at once, of one client and in all; who comes when it is full waits."""

from __future__ import annotations

import logging
from collections import Counter

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from analysis.errors import SurveyError
from data.web.clients import client_of
from data.web.doors import is_page
from data.web.plain_page import plain_page
from data.web.refusing import NEVER_KEPT, refuse
from data.web.settings import WebSettings

log = logging.getLogger("team_of_one")
AGAIN = 15  # seconds
FULL = SurveyError(
    "Many people are looking at this survey right now.",
    "This page tries again by itself every few seconds; nothing is lost by waiting.",
)
WAITING = {**NEVER_KEPT, "Retry-After": str(AGAIN)}
SPARE = 10  # a page that was let in gets its session: of those a tenth more may be open


class Room:
    """Answers 503 with a calm page while as many pages are open as the settings allow.

    A page is open while its session is; a session is one connection.
    """

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self.app = app
        self.proxies = settings.proxies
        self.most, self.most_of_one = settings.open_limit, settings.client_open_limit
        self.open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await self._session(scope, receive, send)
        asks_in = scope["type"] == "http" and is_page(scope["path"])
        if asks_in and self._is_full(client_of(scope, self.proxies)):
            page = plain_page("Please wait", FULL, ("", "Try now"), again=AGAIN)
            return await HTMLResponse(page, 503, WAITING)(scope, receive, send)
        return await self.app(scope, receive, send)

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = client_of(scope, self.proxies)
        if self._is_full(client, SPARE):
            return await refuse(503, FULL, WAITING)(scope, receive, send)
        self.open[client] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.open[client] -= 1
            if not self.open[client]:
                del self.open[client]

    def _is_full(self, client: str, spare: int = 0) -> bool:
        if _is_reached(self.most, self.open.total(), spare):
            log.warning("Full: as many pages are open as SURVEY_OPEN_LIMIT allows")
            return True
        if _is_reached(self.most_of_one, self.open[client], spare):
            log.warning("One client has as many pages open as SURVEY_CLIENT_OPEN_LIMIT allows")
            return True
        return False


def _is_reached(most: int, are_open: int, spare: int) -> bool:
    """Whether so many are the most; with ``spare`` that many hundredths more are allowed."""
    return most > 0 and are_open >= most + most * spare // 100
