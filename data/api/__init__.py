"""The HTTP API: releases as files, what describes them, and the health of the app."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from analysis.errors import SurveyError
from analysis.release import Manifest
from data.api.answers import CSV, FOR_AN_ID, FOR_LATEST, HTML, JSON, of_bytes, of_file
from data.api.description import description
from data.api.feed import HERE, KIND, feed
from data.api.page import page
from data.api.released import LATEST, MANIFEST, Damaged, Released
from data.api.rows import some_rows
from data.api.told import Corrections, Health, Listed, Offered, Releases
from data.corrections import Entry
from data.releases import Store
from data.status import read_status
from data.storage import Place
from data.web.refusing import FAILED, NEVER_KEPT, problem

UNKNOWN = SurveyError("What was corrected can't be told at the moment.", "Try again later.")


def listed(manifests: Iterable[Manifest]) -> list[dict[str, Any]]:
    """Releases as a list tells them: enough to choose one."""
    return [Listed.of(each).model_dump() for each in manifests]


def application(place: Place, base: str = "") -> Starlette:
    """The API over a store; anything else under /api is 404 as JSON.

    ``base`` is the server's path on its host, which its own description tells.
    """
    return Starlette(
        routes=routes(place, base), exception_handlers={404: _nothing, Exception: _failed}
    )


def routes(place: Place, base: str = "") -> list[Route]:
    api = _Api(Store(place, is_shown=True), base)
    return [
        Route("/api/health", api.health),
        Route("/api/releases", api.releases),
        Route("/api/corrections", api.corrections),
        Route(f"/api/{HERE}", api.feed),
        Route("/api/releases/{release}", api.manifest),
        Route("/api/releases/{release}/rows/{table}", api.rows),
        Route("/api/releases/{release}/{file}", api.file),
        Route("/api/openapi.json", api.openapi),
        Route("/api/docs", api.docs),
        Route("/api", _nothing),
        Route("/api/{rest:path}", _nothing),
    ]


class _Api:
    def __init__(self, store: Store, base: str = "") -> None:
        self.store = store
        self.released = Released(store)
        described = description(base)
        self._openapi = bytes(JSONResponse(described).body)
        self._docs = page(described).encode()

    def health(self, _: Request) -> Response:
        """Always 200 while the app runs; ``status`` says whether the source can be read."""
        now, status = datetime.now(UTC), read_status(self.store.place)
        newest = self.released.newest()
        state = status.state if status else "starting"
        told = Health(
            status=state,
            release=newest.id if newest else None,
            data_as_of=newest.created if newest else None,
            source_state=state,
            last_success=status.last_success if status else None,
            age_seconds=status.age_seconds(now) if status else None,
        )
        return JSONResponse(told.model_dump(), headers=NEVER_KEPT)

    def releases(self, request: Request) -> Response:
        try:
            log = self.store.corrections()
        except SurveyError:
            log = None
        offered = [Offered.among(each, log) for each in self.released.manifests()]
        return _json(request, Releases(releases=offered))

    def corrections(self, request: Request) -> Response:
        try:
            log = self.store.corrections()
        except SurveyError:
            return problem(500, UNKNOWN)
        return _json(request, Corrections(corrections=[Entry.of(each) for each in log]))

    def feed(self, request: Request) -> Response:
        try:
            log = self.store.corrections()
        except SurveyError:
            return problem(500, UNKNOWN)
        return of_bytes(request, feed(self.store, list(self.released.manifests()), log), KIND)

    def manifest(self, request: Request) -> Response:
        return self._send(request, MANIFEST)

    def file(self, request: Request) -> Response:
        return self._send(request, request.path_params["file"])

    def rows(self, request: Request) -> Response:
        """Rows of a table as a file to save; the file is named by the rows, not by the address."""
        said, words = request.path_params, request.query_params.multi_items()
        try:
            found = some_rows(self.released, said["release"], said["table"], words)
        except Damaged as error:
            return problem(500, error)
        except SurveyError as error:
            return problem(404, error)
        saved = {"Content-Disposition": f'attachment; filename="{found.name}"'}
        return of_bytes(request, found.content, CSV, saved | {"X-Release": found.release})

    def openapi(self, request: Request) -> Response:
        return of_bytes(request, self._openapi, JSON)

    def docs(self, request: Request) -> Response:
        return of_bytes(request, self._docs, HTML)

    def _send(self, request: Request, name: str) -> Response:
        said = request.path_params["release"]
        try:
            file = self.released.file(said, name)
        except Damaged as error:
            return problem(500, error)
        except SurveyError as error:
            return problem(404, error)
        return of_file(request, file, FOR_LATEST if said == LATEST else FOR_AN_ID)


def _json(request: Request, told: BaseModel) -> Response:
    return of_bytes(request, bytes(JSONResponse(told.model_dump()).body), JSON)


def _nothing(request: Request, _: Exception | None = None) -> Response:
    there = f"There is nothing at {request.url.path[:200]}."
    return problem(404, SurveyError(there, "The addresses are told at /api/docs."))


def _failed(_: Request, error: Exception) -> Response:
    """What failed is told to the log only, by the guard that the error goes on to."""
    return problem(500, FAILED)
