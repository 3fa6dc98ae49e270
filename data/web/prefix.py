"""A server that lives below a path of its host, such as /survey: ``server.baseUrlPath``.

Streamlit's own routes want the path with the prefix, the guards without. So it is taken off before
the first of them and put back after the last.
"""

from __future__ import annotations

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from data.web.doors import NOWHERE
from data.web.refusing import NEVER_KEPT, refuse

PREFIX, PLACE = "survey.prefix", "survey.place"
INSIDE, AT_IT, OUTSIDE = "inside", "at it", "outside"
FOR_MONITORS = "/api/health"  # answered outside it too: a container's own check knows no prefix


def prefix_of(scope: Scope) -> str:
    """'/survey', or '' where the server has its host for itself."""
    return str(scope.get(PREFIX, ""))


class WithoutPrefix:
    """Takes the prefix off the path, and notes where the request lies; it answers nothing."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app = app
        self.prefix = f"/{base.strip('/')}" if base.strip("/") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.prefix and scope["type"] != "lifespan":
            scope = {**scope, PREFIX: self.prefix, **self._located(scope["path"])}
        await self.app(scope, receive, send)

    def _located(self, path: str) -> dict[str, str]:
        if path == self.prefix:
            return {"path": "/", PLACE: AT_IT}
        if path.startswith(f"{self.prefix}/"):
            return {"path": path.removeprefix(self.prefix), PLACE: INSIDE}
        return {PLACE: OUTSIDE}


class WithinPrefix:
    """Answers what is not below the prefix: /survey leads to /survey/, all else is nowhere."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        place = scope.get(PLACE, INSIDE)
        if place == AT_IT and scope["type"] == "http":
            query = scope.get("query_string", b"").decode("latin-1")
            there = f"{prefix_of(scope)}/" + (f"?{query}" if query else "")
            return await RedirectResponse(there, 307, NEVER_KEPT)(scope, receive, send)
        if place == INSIDE or (place == OUTSIDE and scope["path"] == FOR_MONITORS):
            return await self.app(scope, receive, send)
        return await refuse(404, NOWHERE)(scope, receive, send)


class WithPrefix:
    """Puts the prefix back, for Streamlit's own routes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        prefix = prefix_of(scope)
        if prefix:
            scope = {**scope, "path": prefix + scope["path"]}
        await self.app(scope, receive, send)
