"""gspread's connection to the Sheets API, made safe against silence, trickles and odd replies."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Mapping
from typing import Any

import gspread
import requests
import urllib3
from google.auth.transport.requests import AuthorizedSession, Request
from gspread.http_client import FileType, ParamsType
from requests.adapters import HTTPAdapter

from analysis.errors import SurveyError
from analysis.quoting import quoted
from data.settings import SHEETS_API
from data.sources.account import Credentials, is_guarded
from data.sources.patience import Clock, OutOfTime, Patience
from data.sources.refusals import BadReply, Refused

CHUNK = 1 << 16


class SheetsClient(gspread.HTTPClient):
    """Sends gspread's requests to ``root`` and raises Refused, BadReply or a network error.

    It tries nothing twice by itself, apart from a token that Google no longer accepts.
    """

    def __init__(
        self,
        auth: Credentials,
        session: requests.Session | None = None,
        *,
        root: str = SHEETS_API,
        patience: Patience,
        clock: Clock,
    ) -> None:
        self._root = checked_root(root)
        sign_in = timed(requests.Session(), clock)
        session = session or AuthorizedSession(auth, auth_request=TokenRequest(sign_in))
        # Google compresses only for a client that says so here too.
        session.headers["User-Agent"] = "team-of-one (gzip)"
        super().__init__(auth, timed(session, clock))
        self.auth = auth
        self.set_timeout(patience.timeout)

    def request(
        self,
        method: str,
        endpoint: str,
        params: ParamsType | None = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: FileType = None,
        headers: Any = None,
    ) -> requests.Response:
        """The reply to one request, read to its end; gspread's methods all come through here."""
        response = self.session.request(
            method=method,
            url=self._root + endpoint.removeprefix(SHEETS_API),
            params=params,
            data=data,
            json=json,
            files=files,
            headers=headers,
            timeout=self.timeout,
            allow_redirects=False,  # the API has none, and a log-in page is no answer
        )
        if response.status_code == 200:
            return response
        if response.ok:
            raise BadReply
        said = response.content.decode("utf-8", "replace")
        raise Refused(response.status_code, said, response.headers.get("Retry-After"))


class TokenRequest(Request):
    """google-auth's way to the token endpoint, with one try only and its reply checked here.

    Left to itself google-auth sleeps and tries three times inside our own tries, and takes a page
    of HTML with status 200 for a token.
    """

    def __call__(self, *args: Any, **options: Any) -> Any:
        """The reply, which is sure to hold a token."""
        reply = super().__call__(*args, **options, allow_redirects=False)
        text = reply.data.decode("utf-8", "replace")
        if reply.status >= 400:
            raise Refused(reply.status, text, reply.headers.get("Retry-After"), at_sign_in=True)
        if reply.status != 200 or not holds_token(text):
            raise BadReply(at_sign_in=True)
        return reply


class TimedAdapter(HTTPAdapter):
    """Reads every reply whole, against the clock.

    A read timeout measures one silence only: a reply that trickles a byte a minute passes it for
    ever.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        super().__init__()

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Any = None,
    ) -> requests.Response:
        """The reply with its whole body in memory; OutOfTime when that took too long."""
        left = self._clock.left()
        if left <= 0:
            raise OutOfTime(request=request)
        connecting, silence = timeout
        limits = (min(connecting, left), min(silence, left))
        response = super().send(request, True, limits, verify, cert, proxies)
        self._clock.heard(response.headers.get("Date"))
        body = self._body(response.raw)
        if response.headers.get("Content-Encoding") == "gzip":
            body = unpacked(body)
        response.raw = io.BytesIO(body)
        return response

    def _body(self, raw: urllib3.HTTPResponse) -> bytes:
        pieces = []
        try:
            # Not decompressed on the way: that would wait for a whole block, however long it takes.
            while piece := raw.read1(CHUNK, decode_content=False):
                pieces.append(piece)
                if self._clock.left() <= 0:
                    raise OutOfTime
        except urllib3.exceptions.HTTPError as error:
            raise requests.ConnectionError(error) from error
        finally:
            raw.close()
        return b"".join(pieces)


def unpacked(body: bytes) -> bytes:
    """What gzip packed; an error of requests when it can't be unpacked."""
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error) as error:
        raise requests.exceptions.ContentDecodingError(error) from error


def timed(session: requests.Session, clock: Clock) -> requests.Session:
    """The same session, every reply of which is read against the clock."""
    session.headers["Accept-Encoding"] = "gzip"
    for scheme in ("https://", "http://"):
        session.mount(scheme, TimedAdapter(clock))
    return session


def holds_token(text: str) -> bool:
    """Whether ``text`` is a token endpoint's answer, in JSON."""
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return (
        isinstance(found, dict)
        and isinstance(found.get("access_token"), str)
        and str(found.get("expires_in", 0)).isdigit()
    )


def checked_root(root: str) -> str:
    """The address that stands in for Google's; SurveyError if it would send a token in clear."""
    if is_guarded(root):
        return root.rstrip("/")
    raise SurveyError(
        f"SHEETS_API_ROOT is {quoted(root)}, to which a token can't be sent safely.",
        "Use an https address, or plain http on this machine (localhost) only.",
    )
