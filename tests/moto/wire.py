"""A wire to an S3 on this machine, on which every request can go wrong in a way of the test's."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.moto.server import HERE

WRITES = ("PUT", "POST", "DELETE")
REFUSAL = b"<Error><Code>%s</Code><Message>not now</Message></Error>"


class Spoiled(StrEnum):
    """How a request goes wrong where it is not simply refused."""

    TORN = "the connection breaks in the middle of what is sent"
    LOST = "it is done, and the connection breaks before the answer"
    CUT = "the connection breaks in the middle of the answer"


@dataclass(frozen=True)
class Call:
    """A request as it came; ``write`` counts those that change something, from 0.

    ``condition``: what there must be none of (If-None-Match).
    """

    method: str
    path: str
    write: int | None
    condition: str | None = None

    @property
    def is_write(self) -> bool:
        return self.method in WRITES


Fault = Spoiled | int | None  # an int is the status of a refusal


def nothing(_: Call) -> None:
    """No fault."""


class Wire(ThreadingHTTPServer):
    """Forwards to a port of this machine; ``fault`` is asked before each request.

    ``done`` hears of each that was done, before its answer is sent. ``forgets_conditions``: as some
    stores do that speak an older S3.
    """

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__((HERE, 0), _Handler)
        self.port = port
        self.fault: Callable[[Call], Fault] = nothing
        self.done: Callable[[Call], object] = nothing
        self.calls: list[Call] = []
        self.forgets_conditions = False
        self.counting = threading.Lock()

    @property
    def root(self) -> str:
        return f"http://{HERE}:{self.server_address[1]}"

    @property
    def writes(self) -> list[Call]:
        return [call for call in self.calls if call.is_write]

    def mend(self) -> None:
        """From now on nothing goes wrong, and writes are counted from 0."""
        self.fault = self.done = nothing
        self.calls = []

    def __enter__(self) -> Wire:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: Wire

    def handle(self) -> None:
        with suppress(ConnectionError, ValueError):
            super().handle()

    def finish(self) -> None:
        with suppress(ConnectionError, ValueError):
            super().finish()

    def _forward(self) -> None:
        with self.server.counting:
            written = len(self.server.writes)
            number = written if self.command in WRITES else None
            call = Call(self.command, self.path, number, self.headers.get("If-None-Match"))
            self.server.calls.append(call)
        fault = self.server.fault(call)
        size = int(self.headers.get("content-length") or 0)
        if fault is Spoiled.TORN:
            self.rfile.read(size // 2)
            return self._break()
        body = self.rfile.read(size)
        if isinstance(fault, int):
            code = b"SlowDown" if fault in (429, 503) else b"InternalError"
            return self._answer(fault, [("Content-Type", "application/xml")], REFUSAL % code)
        reply, content = self._ask(body)
        self.server.done(call)
        if fault is Spoiled.LOST:
            return self._break()
        kept = [(k, v) for k, v in reply.getheaders() if k.lower() not in HOP]
        return self._answer(reply.status, kept, content, cut=fault is Spoiled.CUT)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _forward

    def _ask(self, body: bytes) -> tuple[http.client.HTTPResponse, bytes]:
        line = http.client.HTTPConnection(HERE, self.server.port, timeout=60)
        try:
            line.request(self.command, self.path, body, self._headers())
            reply = line.getresponse()
            return reply, reply.read()
        finally:
            line.close()

    def _headers(self) -> dict[str, str]:
        dropped = ("if-none-match",) if self.server.forgets_conditions else ()
        return {name: said for name, said in self.headers.items() if name.lower() not in dropped}

    def _answer(
        self, status: int, headers: list[tuple[str, str]], content: bytes, *, cut: bool = False
    ) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if self.command != "HEAD":
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content[: len(content) // 2] if cut else content)
        self.wfile.flush()
        if cut:
            self._break()

    def _break(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with suppress(OSError):
            self.connection.close()

    def log_message(self, *_: object) -> None:
        """Nothing."""


HOP = ("connection", "content-length", "transfer-encoding", "date", "server")
