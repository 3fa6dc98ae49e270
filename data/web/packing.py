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

from data.api.negotiation import accepts_gzip, has_it
from data.web.doors import static_files, streamlit_folder

WORTH_PACKING = (".js", ".css", ".json", ".svg", ".txt", ".wasm")  # fonts and pictures are packed
FOR_GOOD = "public, max-age=31536000, immutable"  # the names of these files tell their content


class PackedStatics:
    """Answers for the static files that are worth compressing, to whoever takes gzip.

    Each is compressed at its first request, in a thread of its own; then it lies in memory, 3 MB in
    all.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.packed = {path for path in static_files() if path.endswith(WORTH_PACKING)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in self.packed:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if not accepts_gzip(",".join(request.headers.getlist("accept-encoding"))):
            await self.app(scope, receive, send)
            return
        response = await self._answer(request)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path = request.url.path
        body, tag = await run_in_threadpool(packed, streamlit_folder() / "static" / path[1:])
        headers = {"ETag": tag, "Cache-Control": FOR_GOOD, "Vary": "Accept-Encoding"}
        if has_it(request.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=headers)
        headers["Content-Encoding"] = "gzip"
        return Response(body, headers=headers, media_type=mimetypes.guess_type(path)[0])


@lru_cache(maxsize=1024)
def packed(file: Path) -> tuple[bytes, str]:
    """A file compressed, and the tag of that content."""
    body = gzip.compress(file.read_bytes(), 9, mtime=0)
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'
