"""An operator whose exact counts are shown to anybody is told so."""

from __future__ import annotations

import pytest

from data.settings import Settings
from data.web.exposure import warn_of_exact_counts
from data.web.invited import invited
from data.web.settings import WebSettings
from tests.browser.server import AppServer

SHOWN = Settings(source="answers.csv", show_quality=True)
SOMEBODY = invited("SURVEY_OPERATORS", "grace@example.org")


@pytest.mark.parametrize(
    ("web", "address"),
    [
        (WebSettings(), None),
        (WebSettings(), "0.0.0.0"),
        (WebSettings(), "192.0.2.7"),
        (WebSettings(proxies=1), "127.0.0.1"),  # a proxy stands before it
        (WebSettings(hosts=("survey.example.org",)), "127.0.0.1"),
    ],
)
def test_where_others_reach_it_the_log_says_so(web, address, caplog):
    warn_of_exact_counts(SHOWN, web, address)
    assert "is shown to anybody who opens this server" in caplog.text
    assert "SURVEY_OPERATORS" in caplog.text


def test_so_where_all_who_are_invited_see_it(caplog):
    warn_of_exact_counts(SHOWN, WebSettings(viewers=SOMEBODY), None)
    assert "is shown to all who may view" in caplog.text


@pytest.mark.parametrize(
    ("settings", "web", "address"),
    [
        (SHOWN, WebSettings(operators=SOMEBODY), None),
        (SHOWN, WebSettings(), "127.0.0.1"),
        (SHOWN, WebSettings(), "localhost"),
        (Settings(source="answers.csv"), WebSettings(), None),
        (Settings(source="demo", show_quality=True), WebSettings(), None),
    ],
)
def test_elsewhere_nothing_is_said(settings, web, address, caplog):
    warn_of_exact_counts(settings, web, address)
    assert caplog.messages == []


def test_the_running_app_says_so(shipped, tmp_path):
    with AppServer(
        tmp_path / "log", SURVEY_SOURCE=shipped.source, SURVEY_CODEBOOK=shipped.codebook,
        SURVEY_STORE=shipped.store, SURVEY_REFRESH_SECONDS=0, SURVEY_QUALITY_PAGE=1,
    ) as app:  # fmt: skip
        assert app.said().count("is shown to anybody who opens this server") == 1
