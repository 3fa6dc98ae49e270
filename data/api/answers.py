"""Answers with the right headers: a tag of the content, an encoding, a range, how long to keep."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from analysis.errors import SurveyError
from analysis.release.formats import FORMATS
from data.api.negotiation import Span, accepts_gzip, asked_span, has_it
from data.api.released import ReleasedFile
from data.web.refusing import problem

JSON, HTML = "application/json", "text/html; charset=utf-8"
CSV = "text/csv; charset=utf-8"
TYPES = {
    **{f".{each.ending}": each.content_type for each in FORMATS},
    ".json": JSON,
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".py": "text/plain; charset=utf-8",
    ".R": "text/plain; charset=utf-8",
    ".cff": "text/plain; charset=utf-8",
    ".html": HTML,
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
OTHER = "application/octet-stream"
SHOWN = (JSON, HTML, "text/", "application/pdf")  # by a browser; tables and the rest it saves
PACKED = (JSON, "text/")  # everything else is compressed in itself
WORTH_PACKING = range(1000, 8 * 2**20)  # bytes
FOR_AN_ID = "public, max-age=31536000, immutable"
FOR_LATEST = "public, max-age=60"
NOT_THERE = SurveyError("The file has no such bytes.", "Ask for less, or for the whole file.")


def of_bytes(
    request: Request, body: bytes, kind: str, more: Mapping[str, str] | None = None
) -> Response:
    """What was made just now: JSON, a page, rows; kept for a minute. ``more`` are its headers."""
    gzipped = len(body) in WORTH_PACKING and _takes_gzip(request)
    tag = _tag(hashlib.sha256(body).hexdigest()[:32], gzipped)
    headers = {"ETag": tag, "Cache-Control": FOR_LATEST, "Vary": "Accept-Encoding"}
    headers |= more or {}
    if has_it(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    if not gzipped:
        return Response(body, headers=headers, media_type=kind)
    packed = gzip.compress(body, mtime=0)
    return Response(packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=kind)


def of_file(request: Request, file: ReleasedFile, policy: str) -> Response:
    """A file of a release: whole, a part of it, compressed, or the word that it is the same.

    A range is one of the file as it is, never of its compressed form.
    """
    kind, size = TYPES.get(PurePosixPath(file.name).suffix, OTHER), file.size
    partly = "range" in request.headers and request.method == "GET"
    gzipped = not partly and _is_packed(kind, size) and _takes_gzip(request)
    tag = _tag(f"{file.release}-{file.sha256[:32]}", gzipped)
    headers = {"ETag": tag, "Cache-Control": policy, "X-Release": file.release}
    headers |= {"Vary": "Accept-Encoding"} if _is_packed(kind, size) else {}
    if has_it(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    headers |= _saved_as(file, kind)
    if gzipped:
        headers["Content-Encoding"] = "gzip"
        return Response(_gzipped(file), headers=headers, media_type=kind)
    asked = request.headers.get("range") if partly else None
    span = asked_span(asked, request.headers.get("if-range"), tag, size)
    return _part(file, span, size, headers, kind)


def _part(
    file: ReleasedFile, span: Span | None, size: int, headers: dict[str, str], kind: str
) -> Response:
    """The file as it is, or a span of it."""
    if span is not None and span.first >= size:
        return problem(416, NOT_THERE, {"Content-Range": f"bytes */{size}"})
    headers["Accept-Ranges"] = "bytes"
    if file.held is None:
        return _OnDisk(file.path, span, headers=headers, media_type=kind)
    if span is None:
        return Response(file.held, headers=headers, media_type=kind)
    headers["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    return Response(file.held[span.first : span.last + 1], 206, headers, kind)


class _OnDisk(FileResponse):
    """A file, or one span of it; what the client said of ranges was read before."""

    def __init__(
        self, path: Path, span: Span | None, headers: Mapping[str, str], media_type: str
    ) -> None:
        super().__init__(path, headers=headers, media_type=media_type, stat_result=path.stat())
        del self.headers["last-modified"]  # when the store was copied says nothing of the release
        self.span = span

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kept = [pair for pair in scope["headers"] if pair[0] not in (b"range", b"if-range")]
        if self.span is not None:
            kept.append((b"range", f"bytes={self.span.first}-{self.span.last}".encode()))
        await super().__call__({**scope, "headers": kept}, receive, send)


def _takes_gzip(request: Request) -> bool:
    return accepts_gzip(",".join(request.headers.getlist("accept-encoding")))


def _is_packed(kind: str, size: int) -> bool:
    return kind.startswith(PACKED) and size in WORTH_PACKING


def _tag(said: str, gzipped: bool) -> str:
    """A strong tag: compressed bytes are other bytes, so they have another."""
    return f'"{said}-gzip"' if gzipped else f'"{said}"'


def _saved_as(file: ReleasedFile, kind: str) -> dict[str, str]:
    name = f"{file.release}-{file.name}"
    how = "inline" if kind.startswith(SHOWN) and kind != CSV else "attachment"
    return {"Content-Disposition": f'{how}; filename="{name}"'}


@lru_cache(maxsize=32)
def _gzipped(file: ReleasedFile) -> bytes:
    """The file compressed, once for each content; the same bytes every time."""
    return gzip.compress(file.read(), mtime=0)


def kinds() -> Iterable[str]:
    """Every media type that a file can be sent as, without its parameters."""
    return sorted({kind.partition(";")[0] for kind in (*TYPES.values(), OTHER)})
