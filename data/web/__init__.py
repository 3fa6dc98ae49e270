"""What stands between the internet and the app: headers, hosts, open doors, limits."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from data.web.doors import Doors
from data.web.limits import Limits
from data.web.messages import SessionMessages
from data.web.mounting import ApiFirst
from data.web.response_headers import ResponseHeaders
from data.web.settings import WebSettings


def guards(settings: WebSettings, api: Starlette) -> list[Middleware]:
    """The layers that every request passes, the outermost first; the innermost answers /api."""
    hosts = list(settings.hosts)
    return [
        Middleware(ResponseHeaders, proxies=settings.proxies),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts or ["*"], www_redirect=False),
        Middleware(Doors),
        Middleware(Limits, settings=settings),
        Middleware(SessionMessages),
        Middleware(ApiFirst, api=api),
    ]
