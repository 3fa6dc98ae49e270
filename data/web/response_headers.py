"""The headers of every answer: what a browser may do with it."""

from __future__ import annotations

import base64
import hashlib
import logging
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.web.doors import ALLOW, streamlit_folder
from data.web.refusing import FAILED, is_api, refuse
from data.web.settings import WebSettings

log = logging.getLogger("team_of_one")
STARTS = ("http.response.start", "websocket.http.response.start")
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
PUBLIC = "/api/releases"  # files anyone may read, from any page
OF_ALL = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # a group that someone looks at stays here
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Permitted-Cross-Domain-Policies": "none",
}
FOR_ANYONE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": ALLOW["Allow"],
    "Access-Control-Allow-Headers": "If-None-Match, If-Range, Range",
    "Access-Control-Expose-Headers": "Content-Range, ETag, Retry-After, X-Release",
    "Access-Control-Max-Age": "86400",
}
A_YEAR_OF_TLS = "max-age=31536000"
OF_FILES = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'none'"
)


def content_policy(page: str, framed_by: str = "none") -> str:
    """The Content-Security-Policy of the app whose first page is this HTML.

    ``framed_by``: none, self for pages of this host, or the sites whose pages may frame it.
    """
    scripts = (hashlib.sha256(found.encode()).digest() for found in INLINE.findall(page))
    ancestors = f"'{framed_by}'" if framed_by in ("none", "self") else framed_by
    hashes = "".join(f" 'sha256-{base64.b64encode(each).decode()}'" for each in scripts)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval'{hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            f"frame-ancestors {ancestors}",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


class ResponseHeaders:
    """Adds the headers, and turns what nobody caught into an answer that has them too."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self.app = app
        self.proxies = settings.proxies
        self.for_anyone = settings.viewers is None
        page = (streamlit_folder() / "static" / "index.html").read_text("utf-8")
        self.policy = content_policy(page, settings.framed_by)
        self.framed_by = settings.framed_by

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        started = False

        async def told(message: Message) -> None:
            nonlocal started
            started = True
            if message["type"] in STARTS:
                self._complete(scope, MutableHeaders(raw=message.setdefault("headers", [])))
            await send(message)

        try:
            await self.app(scope, receive, told)
        except Exception:
            log.exception("A request failed")
            if not started:
                await refuse(500, FAILED)(scope, receive, told)

    def _complete(self, scope: Scope, headers: MutableHeaders) -> None:
        for name in [name for name in headers if name.startswith("access-control-")]:
            del headers[name]
        public = self.for_anyone and f"{scope['path']}/".startswith(f"{PUBLIC}/")
        headers.update(OF_ALL | (FOR_ANYONE if public else {}))
        if self.framed_by == "self":
            headers["X-Frame-Options"] = "SAMEORIGIN"
        elif self.framed_by != "none" and not is_api(scope["path"]):
            del headers["X-Frame-Options"]  # which can name no other site; the policy does
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if public else "same-origin"
        headers["Content-Security-Policy"] = OF_FILES if is_api(scope["path"]) else self.policy
        if self._is_tls(scope):
            headers["Strict-Transport-Security"] = A_YEAR_OF_TLS
            _guard_cookies(headers)
        if _has_body(Headers(scope=scope)):
            headers["Connection"] = "close"  # what is still to come is not waited for

    def _is_tls(self, scope: Scope) -> bool:
        """Whether nobody can listen on the way to us, or to the operator's own proxy."""
        said = Headers(scope=scope).getlist("x-forwarded-proto") if self.proxies else []
        return scope["scheme"] in ("https", "wss") or said[-1:] == ["https"]


def _guard_cookies(headers: MutableHeaders) -> None:
    """Adds Secure, which Streamlit leaves out where a proxy speaks TLS in its place."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for each in cookies:
        headers.append("set-cookie", each if "secure" in each.lower() else f"{each}; Secure")


def _has_body(headers: Headers) -> bool:
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
