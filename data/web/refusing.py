"""How a request is refused: in JSON below /api, in plain words elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from analysis.errors import SurveyError

API = "/api"
NEVER_KEPT = {"Cache-Control": "no-store"}
FAILED = SurveyError("This could not be answered.", "Try again; the operator finds it in the log.")


def is_api(path: str) -> bool:
    return path == API or path.startswith(f"{API}/")


def problem(status: int, error: SurveyError, headers: Mapping[str, str] | None = None) -> Response:
    """The API's answer where it has no other: what is wrong and what to do, never kept."""
    told = {"error": error.problem, "remedy": error.remedy}
    return JSONResponse(told, status, {**NEVER_KEPT, **(headers or {})})


def refuse(status: int, error: SurveyError, headers: Mapping[str, str] | None = None) -> ASGIApp:
    """An app that answers one request with a refusal; to a websocket before it is accepted."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        silent = "websocket.http.response" not in scope.get("extensions", {})
        if scope["type"] == "websocket" and silent:
            await send({"type": "websocket.close", "code": 1008})
        elif is_api(scope["path"]):
            await problem(status, error, headers)(scope, receive, send)
        else:
            words = f"{error.problem} {error.remedy}\n"
            kept_by_nobody = {**NEVER_KEPT, **(headers or {})}
            await PlainTextResponse(words, status, kept_by_nobody)(scope, receive, send)

    return answer
