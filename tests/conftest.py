"""What tests of every part share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from data import __main__ as command_line
from data.publish import publish
from data.settings import Settings
from tests.surveys import NOON, people, settings, write_sheet

pytest_plugins = ("tests.timings",)


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
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a tiny survey with one release, 2026-11-22.1; for reading only."""
    folder = tmp_path_factory.mktemp("shipped")
    here = settings(write_sheet(folder / "answers.csv", people(73, 81)))
    assert publish(here, NOON) == "2026-11-22.1"
    return here
