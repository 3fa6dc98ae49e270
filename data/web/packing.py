"""Streamlit's own scripts and styles, compressed once: it sends them as they are, 9 MB of them."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from data.api.negotiation import accepts, accepts_gzip, has_it
from data.web.doors import static_files, streamlit_folder

WORTH_PACKING = (".js", ".css", ".json", ".svg", ".txt", ".wasm")  # fonts and pictures are packed
FOR_GOOD = "public, max-age=31536000, immutable"  # the names of these files tell their content
# Brotli's best levels take seconds for the largest script, and a first visitor waits for it.
LARGE, LEVEL, LEVEL_OF_LARGE = 1_000_000, 10, 9


class PackedStatics:
    """Answers for the static files that are worth compressing, with Brotli or else gzip.

    Each is compressed at its first request, in a thread of its own; then it lies in memory, 3 MB in
    all. Who takes neither is left to Streamlit.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.packed = {path for path in static_files() if path.endswith(WORTH_PACKING)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in self.packed:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        coding = _coding(",".join(request.headers.getlist("accept-encoding")))
        if coding is None:
            await self.app(scope, receive, send)
            return
        response = await self._answer(request, coding)
        await response(scope, receive, send)

    async def _answer(self, request: Request, coding: str) -> Response:
        path = request.url.path
        file = streamlit_folder() / "static" / path[1:]
        body, tag = await run_in_threadpool(packed, file, coding)
        headers = {"ETag": tag, "Cache-Control": FOR_GOOD, "Vary": "Accept-Encoding"}
        if has_it(request.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=headers)
        headers["Content-Encoding"] = coding
        return Response(body, headers=headers, media_type=mimetypes.guess_type(path)[0])


def _coding(said: str) -> str | None:
    """The smaller of the encodings that an Accept-Encoding allows; None where it takes neither."""
    if accepts(said, "br"):
        return "br"
    return "gzip" if accepts_gzip(said) else None


@lru_cache(maxsize=1024)
def packed(file: Path, coding: str) -> tuple[bytes, str]:
    """A file compressed, and the tag of that content."""
    body = _brotli(file.read_bytes()) if coding == "br" else _gzip(file.read_bytes())
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _brotli(content: bytes) -> bytes:
    import pyarrow as pa  # late: it takes longer to load than to compress with

    level = LEVEL_OF_LARGE if len(content) > LARGE else LEVEL
    return bytes(pa.Codec("brotli", compression_level=level).compress(content, asbytes=True))
