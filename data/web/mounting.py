"""The API answers for itself, before Streamlit sees a request."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from data.web.refusing import is_api


class ApiFirst:
    """Hands what is below /api to the API, all else to the app.

    Streamlit would compress its answers under a tag that says otherwise, and answer odd paths in
    plain text.
    """

    def __init__(self, app: ASGIApp, api: ASGIApp) -> None:
        self.app = app
        self.api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        inside = scope["type"] == "http" and is_api(scope["path"])
        await (self.api if inside else self.app)(scope, receive, send)
