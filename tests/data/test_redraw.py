"""The package's scripts, run against a server: they draw what the pages say.

R is not part of the Python environment; ``python -m tests.r`` sees to one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest

from analysis import sentences as say
from analysis.published import Withheld
from data.adding import add
from data.exports.redrawing import SCRIPTS, redraw_python, redraw_r
from data.releases import Store
from tests import r
from tests.packages import files_of, laid_out, unzipped
from tests.served import HERE, Served

EVIL = "=cmd|' /C calc'!A0 $x^2$ <b>\"'\\ é🙂"
PYTHON = pytest.param("redraw.py", id="Python")
R = pytest.param("redraw.R", id="R", marks=pytest.mark.r)
SHOWN = "r0002.4"
HEADLINES = ("strain", "posts", "weary")
SPOILED = ("soloists", "Strain", "Region", "North")
HOSTILE = "2026-11-23.1"
FIGURES = ("findings", "segments")


@pytest.fixture(scope="module")
def release(shipped):
    """The tiny survey's release, with three indicators on its Overview."""
    made = Store(shipped.store).load("r0002.4")
    indicators = {
        name: each.model_copy(update={"headline": name in HEADLINES})
        for name, each in made.codebook.indicators.items()
    }
    codebook = made.codebook.model_copy(update={"indicators": indicators})
    return replace(made, codebook=codebook)


@pytest.fixture(scope="module")
def server(release, tmp_path_factory):
    """A server of that release, and of one whose labels are hostile."""
    store = Store(tmp_path_factory.mktemp("redraw"))
    add(store, release.manifest, files_of(release))
    said = release.codebook.model_dump_json()
    for name in SPOILED:
        assert f'"{name}"' in said
        said = said.replace(f'"{name}"', json.dumps(f"{EVIL} {name}", ensure_ascii=False))
    evil = replace(release, codebook=release.codebook.model_validate_json(said))
    add(store, replace(release.manifest, id=HOSTILE), files_of(evil, id=HOSTILE))
    with Served(store.folder) as served:
        yield served


@pytest.fixture(scope="module", params=[PYTHON, R])
def ran(request, server, tmp_path_factory):
    """What a script prints, and the numbers it drew."""
    return run(request.param, server, tmp_path_factory.mktemp("ran"))


def run(script, server, folder, release_id=SHOWN):
    """What a script of a package prints, and the numbers it drew."""
    package = laid_out(package_at(server, release_id), folder)
    address = f"http://{HERE}:{server.port}/"
    out = folder / "out"
    if script == "redraw.R":
        found = r.find()
        if found is None:
            pytest.fail(r.missing(), pytrace=False)
        command = [str(found), "redraw.R", address, str(out)]
    else:
        command = [sys.executable, "redraw.py", address, "--out", str(out)]
    direct = os.environ | {"NO_PROXY": HERE, "no_proxy": HERE}
    ran = subprocess.run(
        command, cwd=package, env=direct, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    drawn = pd.read_csv(out / "redrawn.csv", keep_default_na=False)
    pictures = [out / f"{name}.{'pdf' if script == 'redraw.R' else 'png'}" for name in FIGURES]
    assert all(each.stat().st_size > 3000 for each in pictures)
    return ran.stdout, drawn


def package_at(server, release_id):
    return unzipped(server.get(f"/api/releases/{release_id}/package.zip").body)


def told(drawn, figure):
    """The numbers of one figure: by indicator and cohort, as the release holds them."""
    rows = drawn[drawn["figure"] == figure]
    names = ["solo", "team", "difference", "low", "high"]
    return {
        (row["indicator"], row["cohort"]): (*(float(row[name]) for name in names), row["verdict"])
        for _, row in rows.iterrows()
    }


def published(compared):
    return (
        compared.solo.mean,
        compared.team.mean,
        compared.difference,
        compared.low,
        compared.high,
        compared.verdict,
    )


def test_the_findings_are_those_of_the_overview(ran, release):
    _, drawn = ran
    found = told(drawn, "findings")
    assert found == {
        (name, ""): published(release.comparison(name)) for name in release.codebook.featured
    }
    for (name, _), (*_, difference, low, high, _) in found.items():
        sentence = say.finding(release, release.comparison(name))
        decimals = say.decimals_of(release.measures[name])
        for number in (difference, low, high):
            ways = {say.number(abs(number), each) for each in (decimals, decimals + 1)}
            assert any(each in sentence for each in ways), (number, sentence)


def test_the_segments_are_those_of_the_page(ran, release):
    _, drawn = ran
    first = release.codebook.featured[0]
    shown = {
        (first, cohort): published(compared)
        for cohort, compared in [("", release.comparison(first)), *release.segments(first)]
        if not isinstance(compared, Withheld)
    }
    found = told(drawn, "segments")
    assert list(found) == list(shown)  # in the page's order
    assert found == shown


def test_a_line_for_each_finding_is_printed(ran, release):
    said, _ = ran
    lines = said.strip().splitlines()
    assert len(lines) == len(release.codebook.featured)
    for name, line in zip(release.codebook.featured, lines, strict=True):
        compared = release.comparison(name)
        assert line.startswith(f"{release.codebook.indicators[name].label}: soloists ")
        assert f"difference {compared.difference:g} (95% interval {compared.low:g} to " in line
        assert line.endswith(f": {compared.verdict}.")


@pytest.mark.parametrize("script", [PYTHON, R])
def test_hostile_labels_are_drawn_letter_by_letter(script, server, tmp_path):
    said, drawn = run(script, server, tmp_path, HOSTILE)
    assert len(drawn) > 5
    assert EVIL.split("é")[0] in said


@pytest.mark.r
def test_a_package_without_a_server_says_what_is_wrong_in_r(server, tmp_path):
    package = laid_out(package_at(server, SHOWN), tmp_path)
    ran = subprocess.run(
        [str(r.find()), "redraw.R", "http://127.0.0.1:9"],
        cwd=package, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert ran.returncode != 0
    assert "127.0.0.1" in ran.stderr


def test_the_scripts_carry_their_release_and_its_indicators():
    python = redraw_python("r0002.4", ["burnout", "praise"])
    assert 'RELEASE = "r0002.4"\nINDICATORS = ["burnout", "praise"]\n' in python
    script = redraw_r("r0002.4", ["burnout", "praise"], synthetic=True)
    assert 'RELEASE <- "r0002.4"\nINDICATORS <- c("burnout", "praise")\n' in script
    assert "SYNTHETIC <- TRUE\n" in script
    for name in ("redraw.py", "redraw.R"):
        assert "the release's id" in (SCRIPTS / name).read_text("utf-8")
    assert "the release's id" not in python + script


def test_where_r_can_not_be_run_one_sentence_says_what_to_do(monkeypatch, tmp_path, capsys):
    broken = tmp_path / "Rscript"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv(r.VARIABLE, str(broken))
    assert r.find() is None
    assert r.main() == 1
    said = capsys.readouterr().err
    assert f"{r.VARIABLE} is {broken}, which can't be run." in said
    assert "apt-get install r-base-core" in said
