"""Which paths and methods are open; whatever is not named here is shut."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from analysis.errors import SurveyError
from data.web.refusing import refuse

METHODS = ("GET", "HEAD", "OPTIONS")
ALLOW = {"Allow": ", ".join(METHODS)}
SESSION = "/_stcore/stream"
A_PAGE = re.compile(
    r"""/
    | /(?!(_stcore|media|static|component|api)/?$)  # these are folders, which nobody may list
      [A-Za-z0-9_-]{1,64}/?                         # a page, or a name that the app says is none
    """,
    re.VERBOSE,
)
OPEN = re.compile(
    r"""/api(/.*)?
    | /_stcore/(health|host-config)
    | /_stcore/bidi-components/team_of_one\.(menu/menu|focus/focus|picture/picture)\.js  # our own
    | /media/[A-Za-z0-9]{1,128}(\.[A-Za-z0-9]+)?  # the icon, charts as pictures, downloads
    | /auth/(login|logout)                        # answer only where sign-in is set up
    """,
    re.VERBOSE | re.DOTALL,
)
NOWHERE = SurveyError("There is nothing at this address.", "Start from the front page.")
READ_ONLY = SurveyError("Nothing can be sent or changed here.", "Only reading is possible: GET.")


class Doors:
    """Lets through what reads an open path; the rest is refused before anything looks at it.

    So no request's body is ever read: none is larger than what waits in the network's buffer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.static = static_files()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer_of(scope)(scope, receive, send)

    def _answer_of(self, scope: Scope) -> ASGIApp:
        if scope["type"] == "lifespan":
            return self.app
        if scope["type"] == "websocket":
            return self.app if scope["path"] == SESSION else refuse(404, NOWHERE)
        if scope["method"] not in METHODS:
            return refuse(405, READ_ONLY, ALLOW)
        if not self._is_open(scope["path"]):
            return refuse(404, NOWHERE)
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=ALLOW)
        return self.app

    def _is_open(self, path: str) -> bool:
        return path in self.static or is_page(path) or OPEN.fullmatch(path) is not None


def is_page(path: str) -> bool:
    """Whether a path may be a page's."""
    return A_PAGE.fullmatch(path) is not None


def static_files() -> frozenset[str]:
    """The paths of Streamlit's own scripts, styles and fonts, as installed."""
    folder = streamlit_folder() / "static"
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    hidden = {"/index.html", "/manifest.json"}  # the first is at /, the second for its builders
    return frozenset(f"/{file.as_posix()}" for file in files) - hidden


def streamlit_folder() -> Path:
    """Where Streamlit is installed, found without importing it."""
    found = find_spec("streamlit")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("streamlit")
    return Path(found.origin).parent
