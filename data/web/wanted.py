"""The page somebody asked for before signing in, kept in their own browser for ten minutes.

The provider sends everybody back to the front page; from there it goes on to that page.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from data.web.prefix import prefix_of
from data.web.refusing import NEVER_KEPT

COOKIE, SECONDS = "survey_to", 600
# A page of this site and its filters: one slash, so that no other site can be meant.
A_PAGE = re.compile(r"/[A-Za-z0-9_-]{1,64}(\?[A-Za-z0-9_.~%=&+-]{1,500})?")


def remember(scope: Scope, response: Response) -> None:
    """Makes the browser keep the page that was asked for, if it is one."""
    query = scope.get("query_string", b"").decode("latin-1")
    asked = scope["path"] + (f"?{query}" if query else "")
    if A_PAGE.fullmatch(asked):
        kept = quote(asked, safe="")
        response.set_cookie(COOKIE, kept, max_age=SECONDS, httponly=True, samesite="lax")


def on_to_the_page(scope: Scope) -> Response | None:
    """The answer that leads from the front page to the page that was asked for; None for none."""
    if scope["type"] != "http" or scope["path"] != "/":
        return None
    asked = unquote(HTTPConnection(scope).cookies.get(COOKIE, ""))
    if not A_PAGE.fullmatch(asked):
        return None
    response = RedirectResponse(prefix_of(scope) + asked, 302, NEVER_KEPT)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response
