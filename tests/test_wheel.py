"""The wheel is all that it takes: installed elsewhere, its command checks, examines and serves."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import tomllib
import zipfile
from pathlib import Path

import pytest

from data.serving import command
from tests.browser.server import OURS, ROOT, direct, environment
from tests.faults.test_behind_nginx import free_port

KEPT_OUT = ("PYTHONPATH", "VIRTUAL_ENV")


def pip(*words):
    ran = subprocess.run(
        [sys.executable, "-m", "pip", "-q", *words], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "-w", folder, ROOT)
    return next(folder.glob("team_of_one-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder of an environment's programs that has the wheel and what it runs on."""
    there = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", there], check=True)
    programs = Path(sysconfig.get_path("scripts", "venv", {"base": str(there)}))
    python = next(programs.glob("python*"))
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout
    Path(own.strip(), "packages.pth").write_text(sysconfig.get_path("purelib"))
    pip("--python", python, "install", "--no-deps", "--no-index", wheel)
    return programs


def said(installed, folder, *words):
    kept = {n: v for n, v in os.environ.items() if not n.startswith(OURS) and n not in KEPT_OUT}
    return subprocess.run(
        [installed / "team-of-one", *words],
        cwd=folder, env=kept, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_it_holds_every_file_of_the_packages_and_nothing_else(wheel):
    tracked = subprocess.run(
        ["git", "ls-files", "analysis", "data", "pages"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == {*tracked, "team_of_one/app.py", "team_of_one/.streamlit/config.toml"}


def test_it_asks_for_the_packages_of_the_requirements():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    assert project["dependencies"] == [each for each in lines if each and each[0] != "#"]


def test_its_command_works_in_an_empty_folder(installed, tmp_path):
    told = said(installed, tmp_path, "--help")
    assert (told.returncode, told.stderr) == (0, "")
    assert re.search(r"^  run +Serve pages and API", told.stdout, re.MULTILINE)
    assert re.match(r"1,386 responses: ", said(installed, tmp_path, "check").stdout)
    told = said(installed, tmp_path, "doctor").stdout.splitlines()[-1]
    assert told == "ok         host       Streamlit's settings are those of .streamlit/config.toml."
    assert list(tmp_path.iterdir()) == []


def test_it_serves_at_the_port_that_a_platform_names(installed, shipped, tmp_path):
    port = free_port()
    named = {"SURVEY_SOURCE": shipped.source, "SURVEY_CODEBOOK": shipped.codebook}
    store = shutil.copytree(shipped.store, tmp_path / "store")
    env = environment(PORT=port, SURVEY_STORE=store, SURVEY_REFRESH_SECONDS=0, **named)
    (tmp_path / "empty").mkdir()
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [installed / "team-of-one", "run"],
            cwd=tmp_path / "empty", stdout=log, stderr=log,
            env={name: value for name, value in env.items() if name not in KEPT_OUT},
        )  # fmt: skip
    try:
        health = json.loads(answered(port, "/api/health", process))
        assert health["release"] == "r0002.4"
        assert b"<script" in answered(port, "/", process)
    finally:
        process.terminate()
        process.wait(20)


def answered(port, path, process):
    """What the server answers as soon as it does."""
    while process.poll() is None:
        try:
            with direct.open(f"http://127.0.0.1:{port}{path}", timeout=20) as reply:
                return reply.read()
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"it ended with {process.returncode}")


def test_a_checkout_is_served_by_the_same_words():
    words = command(8501, "127.0.0.1")
    assert words[words.index("run") + 1] == str(ROOT / "app.py")
