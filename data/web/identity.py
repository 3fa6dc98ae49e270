"""Who asks, by the cookie that Streamlit's own sign-in leaves in a browser.

Streamlit's routes talk to the provider (Authlib checks the token's signature, issuer, audience,
nonce and times) and sign what it vouched for; here that cookie is read, for pages and API alike.
"""

from __future__ import annotations

import json

from starlette.requests import HTTPConnection
from starlette.types import Scope

from analysis.errors import SurveyError
from data.web.invited import Person

LASTS_DAYS = 1.0  # then a person signs in again: who left the house is out by tomorrow
SHORTEST_SECRET = 32  # characters
DEFAULT = "default"  # the provider in [auth] itself, by Streamlit's name
NOT_SET_UP = "Visitors are to sign in, but sign-in is not set up: "


def person_of(scope: Scope) -> Person | None:
    """Who sent a request, as the provider told; None for anybody who is not signed in."""
    from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

    cookies = HTTPConnection(scope).cookies
    told = get_cookie_with_chunks(lambda name: _signed(name, cookies.get(name)), USER_COOKIE_NAME)
    try:
        claims = json.loads(told or b"null")
    except ValueError:
        return None
    if not isinstance(claims, dict) or claims.get("is_logged_in") is not True:
        return None
    if claims.get("origin") != get_origin_from_redirect_uri():
        return None
    return Person.of(claims)


def _signed(name: str, value: str | None) -> bytes | None:
    """What a cookie holds, if this server signed it within the last day."""
    from streamlit.auth_util import get_signing_secret
    from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

    if not value:
        return None
    return decode_signed_value(get_signing_secret(), name, value, max_age_days=LASTS_DAYS)


def address_of_sign_in() -> str:
    """Where a visitor is sent to sign in: Streamlit's own route, for the next two minutes."""
    from streamlit.auth_util import encode_provider_token

    return f"/auth/login?provider={encode_provider_token(_provider())}"


def check_set_up() -> None:
    """SurveyError where people are invited but nobody could sign in."""
    from streamlit.auth_util import (
        get_signing_secret,
        get_validated_redirect_uri,
        is_authlib_installed,
        validate_auth_credentials,
    )
    from streamlit.errors import StreamlitAuthError

    if not is_authlib_installed():
        remedy = "Install it: pip install --require-hashes -r requirements-sign-in.txt"
        raise SurveyError(f"{NOT_SET_UP}Authlib is missing.", remedy)
    remedy = "Compare [auth] in .streamlit/secrets.toml with secrets.toml.example."
    try:
        validate_auth_credentials(_provider())
    except StreamlitAuthError as error:
        raise SurveyError(f"{NOT_SET_UP}[auth] is missing or lacks a key.", remedy) from error
    if get_validated_redirect_uri() is None:
        problem = "its redirect_uri does not end in /oauth2callback."
        raise SurveyError(NOT_SET_UP + problem, "Write it as you registered it at the provider.")
    if len(get_signing_secret()) < SHORTEST_SECRET:
        problem = f"its cookie_secret has fewer than {SHORTEST_SECRET} characters."
        raise SurveyError(NOT_SET_UP + problem, "Make one: openssl rand -hex 32")


def _provider() -> str:
    """The one provider in [auth]: that of the section itself, else the first named one."""
    from streamlit.auth_util import get_secrets_auth_section

    section = get_secrets_auth_section()
    if section.get("client_id"):
        return DEFAULT
    named = (name for name, held in section.items() if hasattr(held, "keys"))
    return next(named, DEFAULT)
