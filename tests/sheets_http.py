"""HTTP for the Sheets server: replies, and every way in which a network spoils them."""

from __future__ import annotations

import gzip
import json
import os
import socket
import struct
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Request:
    """One request as it came."""

    method: str
    address: str
    body: bytes
    bearer: str


@dataclass
class Fault:
    """How requests whose path holds ``path`` go wrong, ``times`` times."""

    path: str
    times: int
    status: int | None = None
    body: str | bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0  # seconds before each byte of the body
    missing: int = 0  # bytes that the headers promise and the body lacks
    hang_up: bool = False  # close the connection without a word
    reset_after: int | None = None  # bytes of the body after which the connection is torn down


@dataclass
class Reply:
    """What goes back for one request."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: Fault = field(default_factory=lambda: Fault("", 0))


class LocalServer(ThreadingHTTPServer):
    """Listens on a free port of this machine and lets ``answer`` reply to every request."""

    daemon_threads = True

    def __init__(self, answer: Callable[[Request], Reply]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.connections = 0
        self.bytes_sent = 0


class Handler(BaseHTTPRequestHandler):
    """One connection, kept open between requests as Google's are."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # so that head and body leave in one packet
    server: LocalServer

    def setup(self) -> None:
        self.server.connections += 1
        super().setup()

    def handle(self) -> None:
        with suppress(ConnectionError, ValueError):  # a client may well hang up during a trickle
            super().handle()

    def finish(self) -> None:
        with suppress(OSError):
            super().finish()

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
        reply = self.server.answer(Request(self.command, self.path, body, bearer))
        if reply.fault.hang_up:
            self.close_connection = True
            return
        if reply.fault.reset_after == 0:
            self.tear_down()
            return
        self.send(reply)

    do_POST = do_GET

    def send(self, reply: Reply) -> None:
        headers = {"Content-Type": "application/json; charset=UTF-8"} | dict(reply.headers)
        body = reply.body
        # Google compresses only for clients that say so in both places, and then in chunks.
        if all("gzip" in self.headers.get(name, "") for name in ("Accept-Encoding", "User-Agent")):
            headers |= {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
            body = chunked(gzip.compress(body, 1))
        else:
            headers["Content-Length"] = str(len(body))
        self.send_response(reply.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.fault.missing:
            body = body[: -reply.fault.missing]
            self.close_connection = True
        if reply.fault.reset_after:
            self.pour(body[: reply.fault.reset_after], 0)
            self.wfile.flush()
            self.tear_down()
            return
        self.pour(body, reply.fault.pause)

    def tear_down(self) -> None:
        """Resets the connection, as a router does that restarts: no end, no last words."""
        self.close_connection = True
        at_once = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        os.close(self.connection.detach())

    def pour(self, body: bytes, pause: float) -> None:
        self.server.bytes_sent += len(body)
        if not pause:
            self.wfile.write(body)
            return
        for place in range(len(body)):
            self.wfile.write(body[place : place + 1])
            self.wfile.flush()
            time.sleep(pause)

    def log_message(self, *_: object) -> None:
        """Nothing: the server keeps its own log."""


def chunked(body: bytes, size: int = 4096) -> bytes:
    """The body as HTTP sends it when its length isn't told beforehand."""
    parts = [body[place : place + size] for place in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def spoiled(reply: Reply, fault: Fault) -> Reply:
    """The reply as the fault leaves it: an error status takes the place of the content."""
    if fault.status and fault.status >= 400 and fault.body is None:
        reply = refusal(fault.status, "Something went wrong.")
    body = fault.body.encode() if isinstance(fault.body, str) else fault.body
    return Reply(
        fault.status or reply.status,
        reply.body if body is None else body,
        fault.headers,
        fault,
    )


def as_json(content: Any, status: int = 200) -> Reply:
    """The content as a reply."""
    return Reply(status, json.dumps(content).encode())


def refusal(status: int, message: str) -> Reply:
    """An error in the form that Google's APIs have in common."""
    return as_json({"error": {"code": status, "message": message, "status": "REFUSED"}}, status)
