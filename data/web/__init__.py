"""What stands between the internet and the app: headers, hosts, open doors, limits, sign-in."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from data.web.doors import Doors
from data.web.handshakes import answer_broken_handshakes
from data.web.identity import check_set_up
from data.web.limits import Limits
from data.web.messages import SessionMessages
from data.web.mounting import ApiFirst
from data.web.origins import Origins
from data.web.packing import PackedStatics
from data.web.prefix import WithinPrefix, WithoutPrefix, WithPrefix
from data.web.response_headers import ResponseHeaders
from data.web.room import Room
from data.web.session_begin import SessionBegin
from data.web.settings import WebSettings
from data.web.sign_in import SignIn


def guards(settings: WebSettings, api: Starlette, base: str = "") -> list[Middleware]:
    """The layers that every request passes, the outermost first; the innermost answers /api.

    ``base`` is the path of its host below which the server lives. SurveyError where people are
    invited but nobody could sign in.
    """
    answer_broken_handshakes()
    hosts = list(settings.hosts)
    if settings.viewers or settings.operators:
        check_set_up()
    return [
        Middleware(WithoutPrefix, base=base),
        Middleware(ResponseHeaders, settings=settings),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts or ["*"], www_redirect=False),
        Middleware(WithinPrefix),
        Middleware(Doors),
        Middleware(Origins, settings=settings),
        Middleware(Limits, settings=settings),
        Middleware(Room, settings=settings),
        Middleware(SignIn, settings=settings),
        Middleware(SessionMessages),
        Middleware(SessionBegin),
        Middleware(PackedStatics),
        Middleware(ApiFirst, api=api),
        Middleware(WithPrefix),
    ]
