"""An OpenID Connect provider on this machine, and a visitor who signs in there over HTTP.

The provider is oidc-provider-mock; in front of it stands a layer that signs its tokens anew with a
key of its own, so that a test can spoil one: forged, expired, for somebody else.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import RSAKey
from oidc_provider_mock import app as provider_app
from werkzeug.serving import make_server

from data.settings import Settings
from tests.browser.server import AppServer

CLIENT = "team-of-one"
SECRET = "a planted secret of more than thirty-two characters"
Claims = dict[str, Any]
Spoil = Callable[[Claims], Claims]


class Provider:
    """A running provider; what ``spoil`` makes of an identity's claims is what it vouches for."""

    def __init__(self) -> None:
        self.key, self.forger = (RSAKey.generate_key(2048, {"kid": "1"}) for _ in range(2))
        self.signs_with = self.key
        self.spoil: Spoil = dict
        self._inner = provider_app()
        self._inner.debug = False
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Provider:
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()

    def heal(self) -> None:
        self.signs_with, self.spoil = self.key, dict

    def knows(self, subject: str, **claims: object) -> None:
        """Makes somebody known, by what is told of them."""
        there = f"{self.url}/users/{subject}"
        httpx.put(there, json=claims, trust_env=False, verify=False).raise_for_status()

    def secrets(self) -> str:
        """The [auth] section that leads an app to this provider."""
        return (
            "[auth]\n"
            'redirect_uri = "http://localhost:{port}/oauth2callback"\n'
            f'cookie_secret = "{SECRET}"\n'
            f'client_id = "{CLIENT}"\n'
            'client_secret = "planted-client-secret"\n'
            f'server_metadata_url = "{self.url}/.well-known/openid-configuration"\n'
        )

    def _answer(self, environ: Mapping[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        told: list[Any] = []
        body = b"".join(self._inner(environ, lambda *said: told.extend(said)))
        if environ["PATH_INFO"] == "/jwks":
            body = json.dumps({"keys": [self.key.as_dict(private=False)]}).encode()
        elif environ["PATH_INFO"] == "/oauth2/token" and told[0].startswith("200"):
            body = self._signed_anew(body)
        kept = [pair for pair in told[1] if pair[0].lower() != "content-length"]
        start(told[0], [*kept, ("Content-Length", str(len(body)))])
        return [body]

    def _signed_anew(self, body: bytes) -> bytes:
        said = json.loads(body)
        claims = json.loads(_unpacked(said["id_token"].split(".")[1]))
        header = {"alg": "RS256", "kid": "1"}
        said["id_token"] = jwt.encode(header, self.spoil(claims), self.signs_with)
        return json.dumps(said).encode()


def _unpacked(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def app_behind(provider: Provider, shipped: Settings, folder: Path, **said: object) -> AppServer:
    """The app on a copy of a survey's store, with the provider's settings and what else is said."""
    secrets = folder / "secrets.toml"
    # What stands at the top is a setting like those of the environment: hosting services do so.
    secrets.write_text(f'SURVEY_OPERATORS = "olga@example.org"\n{provider.secrets()}')

    class SigningIn(AppServer):
        command = (
            "streamlit", "run", "app.py", "--secrets.files", str(secrets), "--server.port",
        )  # fmt: skip

    return SigningIn(
        folder / "log", SURVEY_SOURCE=shipped.source, SURVEY_CODEBOOK=shipped.codebook,
        SURVEY_STORE=shutil.copytree(shipped.store, folder / "store"), SURVEY_REFRESH_SECONDS=0,
        NO_PROXY="127.0.0.1,localhost", **said,
    )  # fmt: skip


class Visitor:
    """A browser without pictures: keeps cookies, follows one step at a time."""

    def __init__(self, port: int) -> None:
        self.site = f"http://localhost:{port}"
        self.client = httpx.Client(
            base_url=self.site, trust_env=False, timeout=20, verify=False
        )  # certificates are read for seconds, and nobody speaks TLS here

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, **more)

    def signs_in(self, subject: str) -> httpx.Response:
        """The app's answer to what the provider sent this visitor back with."""
        return self.client.get(self.back_from_provider(subject))

    def back_from_provider(self, subject: str) -> str:
        """The address that the provider sends a visitor back to."""
        to_route = self.client.get("/sign-in")
        to_provider = self.client.get(to_route.headers["location"])
        at = to_provider.headers["location"]
        back = self.client.post(at, data={"sub": subject})
        return str(back.headers["location"])

    def cookies(self) -> str:
        """What this visitor's browser sends along, as one header."""
        return "; ".join(f"{each.name}={each.value}" for each in self.client.cookies.jar)


def passed_since(claims: Claims, seconds: float) -> Claims:
    """The claims of a token that was made so long ago."""
    now = int(time.time())
    return claims | {"iat": now - int(seconds), "exp": now - int(seconds) + 60}


def no_token(text: str) -> bool:
    """Whether a text holds no JSON web token."""
    return not re.search(r"eyJ[\w-]{10,}\.", text)
