"""The gate where sign-in is set up: one rule for pages, sessions, pictures and the API."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analysis.errors import SurveyError
from data.web.doors import SESSION, static_files
from data.web.identity import address_of_sign_in, person_of
from data.web.invited import Invited, Person
from data.web.plain_page import plain_page
from data.web.prefix import prefix_of
from data.web.refusing import NEVER_KEPT, is_api, refuse
from data.web.settings import WebSettings
from data.web.wanted import on_to_the_page, remember

SIGN_IN, SIGN_OUT = "/sign-in", "/auth/logout"
OPEN_TO_ALL = {"/auth/login", SIGN_OUT, "/oauth2callback", SIGN_IN}
FOR_MONITORS = {"/api/health", "/_stcore/health", "/_stcore/host-config"}
OPERATOR = b"x-survey-operator"  # tells pages, and is ours alone to say: yes or no
UNKNOWN = SurveyError(
    "This survey is shown to invited people.", "Sign in with the account that was invited."
)
UNINVITED = SurveyError(
    "You are signed in, but not invited.", "Ask whoever runs this survey, or sign in as another."
)


class SignIn:
    """Lets those through whom the settings invite, and tells pages who is an operator."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self.app = app
        self.viewers, self.operators = settings.viewers, settings.operators
        self.open = OPEN_TO_ALL | FOR_MONITORS | static_files()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or not (self.viewers or self.operators):
            return await self.app(scope, receive, send)
        if scope["type"] == "http" and scope["path"] == SIGN_IN:
            there = prefix_of(scope) + address_of_sign_in()
            return await RedirectResponse(there, 302, NEVER_KEPT)(scope, receive, send)
        if scope["path"] in self.open:
            return await self.app(scope, receive, send)
        person = person_of(scope)
        if not self._may_view(person):
            return await _refusal(scope, person)(scope, receive, send)
        onward = on_to_the_page(scope)
        if onward is not None:
            return await onward(scope, receive, send)
        told = self._marked(scope, person)
        if scope["path"] == SESSION:
            return await self.app(told, self._while_signed_in(scope, receive), send)
        return await self.app(told, receive, _for_oneself(send) if self.viewers else send)

    def _may_view(self, person: Person | None) -> bool:
        lists = [each for each in (self.viewers, self.operators) if each]
        return self.viewers is None or any(_is_on(each, person) for each in lists)

    def _operates(self, person: Person | None) -> bool:
        return self.operators is None or _is_on(self.operators, person)

    def _marked(self, scope: Scope, person: Person | None) -> Scope:
        said = [pair for pair in scope["headers"] if pair[0].lower() != OPERATOR]
        return {
            **scope,
            "headers": [*said, (OPERATOR, b"yes" if self._operates(person) else b"no")],
        }

    def _while_signed_in(self, scope: Scope, receive: Receive) -> Receive:
        """A session's messages, until its visitor's sign-in has run out."""
        first = person_of(scope)

        async def heard() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and person_of(scope) != first:
                return {"type": "websocket.disconnect", "code": 1008}
            return message

        return heard


def _is_on(guests: Invited, person: Person | None) -> bool:
    return person is not None and guests.lets_in(person)


def _refusal(scope: Scope, person: Person | None) -> ASGIApp:
    """401 for who is not signed in, 403 for who is not invited; a page for people."""
    status, error = (401, UNKNOWN) if person is None else (403, UNINVITED)
    if scope["type"] == "websocket" or is_api(scope["path"]) or scope["path"].startswith("/media/"):
        return refuse(status, error)
    address, words = (SIGN_IN, "Sign in") if person is None else (SIGN_OUT, "Sign out")
    link = prefix_of(scope) + address, words
    response = HTMLResponse(plain_page("Sign in", error, link), status, NEVER_KEPT)
    if person is None:
        remember(scope, response)
    return response


def _for_oneself(send: Send) -> Send:
    """Answers that no cache shared by several people may keep."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            kept = headers.get("cache-control", "no-store")
            headers["Cache-Control"] = kept.replace("public", "private")
            headers.add_vary_header("Cookie")
        await send(message)

    return sent
