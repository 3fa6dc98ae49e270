"""From whose pages a session may be opened: this host's own, which is found out before Streamlit.

Streamlit would take every page of ``localhost`` for its own, and ask services outside for this
machine's address, twice, while nobody else is answered.
"""

from __future__ import annotations

import logging
import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from analysis.errors import SurveyError
from data.web.refusing import refuse
from data.web.settings import WebSettings

log = logging.getLogger("team_of_one")
# What browsers send (RFC 6454, section 6.1): letters in lower case, no path, names in ASCII.
AN_ORIGIN = re.compile(r"(https?)://([a-z0-9._-]+|\[[0-9a-f:.]+\])((?::[0-9]{1,5})?)", re.ASCII)
FRAMED = b"x-survey-framed"  # tells pages that their host frames them, and is ours alone to say
USUAL_PORT = {"http": ":80", "https": ":443"}
THIS_MACHINE = re.compile(r"localhost|.*\.localhost|127\.[0-9.]+|0\.0\.0\.0|\[.*\]")
FOREIGN = SurveyError("Another site can't open this one.", "Open it at its own address.")
REFUSED = (
    "A session was refused: it was opened by a page of another host. If visitors see no page at "
    "all, let the proxy pass the header Host on as it is, or name the visitors' host and the "
    "proxy's in SURVEY_HOSTS."
)


class Origins:
    """Lets sessions through that pages of this host open, and programs, which have no origin.

    A page is of this host where its origin is what Host says, or a host of SURVEY_HOSTS at its
    usual port: there a proxy may have written another name into Host. Names of this machine and
    patterns (``*.example.org``) vouch for no page: anybody's may be there.
    """

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self.app = app
        named = (host for host in settings.hosts if "*" not in host)
        self.hosts = {host for host in named if not THIS_MACHINE.fullmatch(host)}
        self.framed = b"yes" if settings.framed_by == "self" else b"no"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origins = Headers(scope=scope).getlist("origin") if scope["type"] == "websocket" else []
        if not origins:
            return await self.app(scope, receive, send)
        if len(origins) > 1 or not self._is_own(scope, origins[0]):
            log.warning(REFUSED)
            return await refuse(403, FOREIGN)(scope, receive, send)
        return await self.app(self._as_told(scope, origins[0]), receive, send)

    def _is_own(self, scope: Scope, origin: str) -> bool:
        found = AN_ORIGIN.fullmatch(origin)
        if found is None:
            return False
        scheme, name, port = found.groups()
        usual = USUAL_PORT[scheme]
        at_usual = port in ("", usual)
        hosts = [host.lower() for host in Headers(scope=scope).getlist("host")]
        own = {name + each for each in (("", usual) if at_usual else (port,))}
        return (len(hosts) == 1 and hosts[0] in own) or (at_usual and name in self.hosts)

    def _as_told(self, scope: Scope, origin: str) -> Scope:
        """The handshake with Host as the page has it: Streamlit asks no further where they agree.

        Pages are told besides whether their host frames them.
        """
        others = [pair for pair in scope["headers"] if pair[0].lower() not in (b"host", FRAMED)]
        host = (b"host", origin.partition("://")[2].encode("ascii"))
        return {**scope, "headers": [*others, host, (FRAMED, self.framed)]}
