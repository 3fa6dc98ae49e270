"""The app on a release that shows no group at all."""

from __future__ import annotations

import shutil

import pytest

from data.releases import Store
from tests.browser.server import AppServer
from tests.faults.test_web_tampered_store import OLD, empty, release
from tests.sessions import Session, shown


@pytest.fixture(scope="module")
def app(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nobody")
    store = Store(shutil.copytree(shipped.store, folder / "store"))
    empty(release(store, OLD))
    with AppServer(
        folder / "log", SURVEY_SOURCE=shipped.source, SURVEY_CODEBOOK=shipped.codebook,
        SURVEY_STORE=store.folder, SURVEY_REFRESH_SECONDS=0,
    ) as server:  # fmt: skip
        yield server.until(lambda health: health["release"] == OLD)


@pytest.mark.parametrize("page", ["", "strain", "methods"])
def test_its_pages_can_be_opened_and_draw_nothing(app, page):
    with Session(int(app.url.rsplit(":", 1)[1])) as session:
        kinds = shown(session.open_page(page))
    assert kinds
    assert "plotly_chart" not in kinds
    assert "exception" not in kinds
    assert app.json("/api/health")["release"] == OLD
    assert "Traceback" not in app.said()
