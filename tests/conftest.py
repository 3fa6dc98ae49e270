"""What tests of every part share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import hypothesis
import pytest

from data import __main__ as command_line
from data.publish import publish
from data.settings import Settings
from tests.moto.server import Moto
from tests.moto.wire import Wire
from tests.surveys import NOON, people, settings, write_sheet

pytest_plugins = ("tests.timings",)

# Every run tries the same examples, so that a red test stays red until it is mended.
hypothesis.settings.register_profile("steady", derandomize=True)
hypothesis.settings.load_profile("steady")

# What takes 3 s or more of the whole run, and all that serves, kills or attacks: not test-fast's.
SLOW_FOLDERS = {"faults", "privacy"}
SLOW = {
    "test_alerts",
    "test_draft",
    "test_intake_kinds",
    "test_intake_law",
    "test_intake_other_tools",
    "test_sources_grids",
    "test_sources_sheets_formats",
    "test_sources_sheets_tabs",
    "test_sources_spss",
    "test_api_description",
    "test_api_routes",
    "test_api_rows",
    "test_bad_input",
    "test_brief_paper",
    "test_calculator",
    "test_cli",
    "test_cohort_figures",
    "test_corrections",
    "test_coverage",
    "test_demo_models",
    "test_dense",
    "test_dialects",
    "test_edges_of_pages",
    "test_figure_edges",
    "test_figures_recomputed",
    "test_how",
    "test_levels",
    "test_lost_store",
    "test_little_to_compare",
    "test_model_estimates",
    "test_models_refreshed",
    "test_more_charts",
    "test_navigation",
    "test_other_surveys",
    "test_protect",
    "test_publish",
    "test_published_trends",
    "test_redraw",
    "test_refresher",
    "test_refresher_changes",
    "test_refresher_duty",
    "test_releases_page",
    "test_removed_releases",
    "test_second_look",
    "test_sources_sheets_faults",
    "test_standing",
    "test_storage_releases",
    "test_tabulation",
    "test_tally_properties",
    "test_told_together",
    "test_verdicts",
    "test_web_exposure",
    "test_web_invited",
    "test_web_limits",
    "test_web_logs",
    "test_web_room",
    "test_wheel",
    "test_you_page",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.stem in SLOW or item.path.parent.name in SLOW_FOLDERS:
            item.add_marker(pytest.mark.slow)


@dataclass(frozen=True)
class Outcome:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def cli(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: os.PathLike[str]
) -> Callable[..., Outcome]:
    """Runs ``python -m data ...`` in this process, in a folder and an environment of its own."""
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith(("SURVEY_", "GOOGLE_", "SHEETS_")):
            monkeypatch.delenv(name)

    def run(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["python -m data", *map(str, arguments)])
        capsys.readouterr()
        code = 0
        try:
            command_line.run()
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def moto() -> Iterator[Moto]:
    """An S3 on this machine, for all tests of one process."""
    with Moto() as server:
        yield server


@pytest.fixture
def wire(moto: Moto) -> Iterator[Wire]:
    """A way to it that the test may spoil."""
    with Wire(moto.port) as way:
        yield way


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a tiny survey with one release, r0002.4; for reading only."""
    folder = tmp_path_factory.mktemp("shipped")
    here = settings(write_sheet(folder / "answers.csv", people(73, 81)))
    assert publish(here, NOON, close=True) == "r0002.4"
    return here
