"""The API and its guards on a real server of this machine, and requests sent letter by letter."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from data.api import application
from data.web import guards
from data.web.settings import WebSettings

HERE = "127.0.0.1"
MARKER = "the-marker-of-an-answer"  # in the message of the error that /broken raises


@dataclass(frozen=True)
class Answer:
    """What came back for one request; names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
    """One request to this machine; the path is sent as it is given, 'If_Range' as 'If-Range'."""
    line = http.client.HTTPConnection(HERE, port, timeout=5)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, body, named)
        reply = line.getresponse()
        told = {name.lower(): value for name, value in reply.getheaders()}
        return Answer(reply.status, told, reply.read())
    finally:
        line.close()


def say(port: int, *parts: bytes, seconds: float = 5) -> bytes:
    """What a server answers to these bytes, until it hangs up or says nothing for so long."""
    with socket.create_connection((HERE, port), timeout=seconds) as line:
        for part in parts:
            line.sendall(part)
        heard = b""
        try:
            while more := line.recv(65536):
                heard += more
        except (TimeoutError, ConnectionResetError):
            pass
        return heard


class Served:
    """A store's API behind the guards, and beside it a page and a session that echoes.

    ``base`` is the path of its host below which it lives, such as "/survey".
    """

    def __init__(self, folder: Path, base: str = "", **said: Any) -> None:
        app = Starlette(
            routes=[
                Route(f"{base}/", _page),
                Route(f"{base}/broken", _fail),
                WebSocketRoute(f"{base}/_stcore/stream", _echo),
            ],
            middleware=guards(WebSettings(**said), application(folder, base), base),
        )
        config = uvicorn.Config(app, port=0, log_level="error", ws="websockets-sansio")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> Served:
        self._thread.start()
        for _ in range(500):
            if self._server.started:
                break
            time.sleep(0.01)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(5)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        return ask(self.port, path, method, **headers)


def _page(_: object) -> PlainTextResponse:
    return PlainTextResponse("a page", headers={"Set-Cookie": "a=b"})


def _fail(_: object) -> None:
    raise ValueError(MARKER)


async def _echo(session: WebSocket) -> None:
    await session.accept()
    async for message in session.iter_bytes():
        await session.send_bytes(message)
