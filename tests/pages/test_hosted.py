"""A promise that a host's settings would break is not shown, and the operator is told of them."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace

import pytest
from streamlit import config

from analysis.hosting import OPTIONS, REPORTS_USE
from data.status import Status, write_status
from data.web.hosting import warn_of_forced_settings
from pages.parts.you import words
from tests.pages.stores import plain, read
from tests.surveys import NOON


@pytest.fixture
def forced():
    """Sets an option of Streamlit as a host would; it is set back afterwards."""
    before = {each.option: config.get_option(each.option) for each in OPTIONS}
    for each in OPTIONS:  # whatever folder an earlier test had Streamlit read its settings in
        config.set_option(each.option, each.value)
    yield config.set_option
    for option, value in before.items():
        config.set_option(option, value)


@pytest.mark.parametrize("reports", [False, True])
def test_visitors_are_told_that_their_browser_reports_where_it_does(
    forced, visit, shipped, reports
):
    forced(REPORTS_USE, reports)
    told = read(visit(shipped, "you"))
    assert words.PRIVACY in told
    assert (words.REPORTED in told) is reports


def test_the_operator_reads_what_is_forced_on_the_data_quality_page(
    forced, visit, shipped, tmp_path
):
    forced("server.runOnSave", True)
    store = shutil.copytree(shipped.store, tmp_path / "store")
    write_status(store, Status("", "csv", show_quality=True).succeeded(NOON))
    page = visit(replace(shipped, store=store), "quality")
    (told,) = [plain(each.value) for each in page.warning]
    assert "server.runOnSave is not false" in told


def test_the_log_says_what_is_forced_and_nothing_where_nothing_is(caplog):
    wanted = {each.option: each.value for each in OPTIONS}
    with caplog.at_level(logging.WARNING, "team_of_one"):
        warn_of_forced_settings(wanted.__getitem__)
        assert caplog.messages == []
        warn_of_forced_settings((wanted | {REPORTS_USE: True}).__getitem__)
    (told,) = caplog.messages
    assert told.startswith("Streamlit's browser.gatherUsageStats is not false: visitors' browsers")
