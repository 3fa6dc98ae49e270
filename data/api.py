"""The HTTP API: releases as files, and the health of the app."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from analysis.errors import SurveyError
from analysis.release import Manifest
from data.releases import Store
from data.status import read_status

LATEST = "latest"
FOR_AN_ID = "public, max-age=31536000, immutable"
FOR_LATEST = "public, max-age=60"
TYPES = {
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".zip": "application/zip",
}


def listed(manifests: Iterable[Manifest]) -> list[dict[str, Any]]:
    """Releases as a list tells them: enough to choose one."""
    keys = ("id", "created", "survey", "wave", "synthetic", "codebook_id", "codebook_version")
    return [{key: asdict(each)[key] for key in keys} for each in manifests]


def routes(folder: Path) -> list[Route]:
    """The API over a store, ready to be mounted; anything else under /api is 404 as JSON."""
    api = _Api(Store(folder))
    return [
        Route("/api/health", api.health, methods=["GET"]),
        Route("/api/releases", api.releases, methods=["GET"]),
        Route("/api/releases/{release}", api.manifest, methods=["GET"]),
        Route("/api/releases/{release}/{file}", api.file, methods=["GET"]),
        Route("/api", api.nothing),
        Route("/api/{rest:path}", api.nothing),
    ]


class _Api:
    def __init__(self, store: Store) -> None:
        self.store = store
        self._verified: set[str] = set()

    def health(self, _: Request) -> Response:
        """Always 200 while the app runs; ``status`` says whether the source can be read."""
        now, status = datetime.now(UTC), read_status(self.store.folder)
        newest = self._whole()
        state = status.state if status else "starting"
        told = {
            "status": "ok" if newest and state == "ok" else state,
            "release": newest.id if newest else None,
            "data_as_of": newest.created if newest else None,
            "source_state": state,
            "last_success": status.last_success if status else None,
            "age_seconds": status.age_seconds(now) if status else None,
        }
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    def releases(self, request: Request) -> Response:
        told = {"releases": listed(self.store.manifests(self._survey()))}
        return _cached(request, JSONResponse(told), FOR_LATEST)

    def manifest(self, request: Request) -> Response:
        return self._send(request, "manifest.json")

    def file(self, request: Request) -> Response:
        return self._send(request, request.path_params["file"])

    def nothing(self, request: Request) -> Response:
        problem = f"There is nothing at {request.url.path[:200]}."
        return _not_found(SurveyError(problem, "Start from /api/releases."))

    def _survey(self) -> str | None:
        status = read_status(self.store.folder)
        return status.survey if status else None

    def _send(self, request: Request, name: str) -> Response:
        said = request.path_params["release"]
        try:
            release = self._newest() if said == LATEST else said
            path = self.store.file(release, name)
        except SurveyError as error:
            return _not_found(error)
        tag = hashlib.sha256(f"{release}/{name}".encode()).hexdigest()[:32]
        headers = {"Cache-Control": FOR_LATEST if said == LATEST else FOR_AN_ID}
        headers |= {"ETag": f'"{tag}"', "X-Release": release}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return FileResponse(path, media_type=TYPES[path.suffix], headers=headers)

    def _newest(self) -> str:
        newest = self._whole()
        if newest is None:
            raise SurveyError("There is no release yet.", "Try again when there is one.")
        return newest.id

    def _whole(self) -> Manifest | None:
        """The newest release that is not damaged; each is verified once, as it never changes."""
        for manifest in self.store.manifests(self._survey()):
            if manifest.id not in self._verified:
                try:
                    self.store.verified(manifest.id)
                except SurveyError:
                    continue
                self._verified.add(manifest.id)
            return manifest
        return None


def _cached(request: Request, answer: Response, policy: str) -> Response:
    """The answer with an ETag of its content, or 304 where the client has it."""
    tag = f'"{hashlib.sha256(bytes(answer.body)).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": policy}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    answer.headers.update(headers)
    return answer


def _not_found(error: SurveyError) -> Response:
    told = {"error": error.problem, "remedy": error.remedy}
    return JSONResponse(told, status_code=404, headers={"Cache-Control": "no-store"})
