"""Without a Chromium the browser tests fail, with one sentence that says what to do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests import chromium
from tests.browser.server import ROOT, environment

NONE = {"SURVEY_CHROMIUM": "/no/such/chromium"}


def run(*words):
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment(**NONE),
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_the_command_ends_with_1_and_a_remedy():
    ran = run("-m", "tests.chromium")
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
    assert "need a Chromium" in ran.stderr
    assert "SURVEY_CHROMIUM" in ran.stderr


def test_browser_tests_fail_and_are_not_skipped():
    here = "tests/browser/test_overview.py"
    ran = run("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", here)
    assert ran.returncode == 1
    assert "The browser tests need a Chromium." in ran.stdout
    assert "skipped" not in ran.stdout


def test_the_one_that_is_asked_for_comes_first(monkeypatch):
    monkeypatch.setenv("SURVEY_CHROMIUM", sys.executable)  # anything that tells its version
    assert str(chromium.find()) == sys.executable


@pytest.mark.parametrize("found", ["chromium-browser", "google-chrome"])
def test_a_system_one_is_found_on_the_path(monkeypatch, tmp_path, found):
    monkeypatch.delenv("SURVEY_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / found).write_text("#!/bin/sh\nexit 0\n", "utf-8")
    (tmp_path / found).chmod(0o755)
    assert chromium.find() == tmp_path / found
    (tmp_path / found).write_text("#!/bin/sh\nexit 127\n", "utf-8")  # lacks a library
    assert chromium.find() is None
