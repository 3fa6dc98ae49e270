"""What tests of every part share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from data import __main__ as command_line


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
