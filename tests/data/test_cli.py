"""The command line: what it prints, how it ends, and one sentence with a remedy when it can't."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data import __main__ as command_line
from data.api import listed
from data.reading import read
from data.releases import Store
from tests.surveys import CODEBOOKS, NOON, TINY, people, write_sheet

ROOT = Path(__file__).parents[2]


@pytest.fixture
def answers(tmp_path):
    """A sheet of the tiny survey with enough answers for a release."""
    return write_sheet(tmp_path / "answers.csv", people(60, 60))


def refused(outcome):
    """The sentence and the remedy that a command ended with."""
    assert outcome.code == 1
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    problem, remedy = outcome.err.rstrip("\n").rsplit("\n", 1)
    assert problem.endswith(".")
    assert remedy
    return problem, remedy


def test_the_commands_and_their_options_are_the_contracts():
    options = {
        name: {option for each in command.params for option in each.opts}
        for name, command in command_line.main.commands.items()
    }
    assert options["check"] >= {"source", "--json", "--codebook"}
    assert options["publish"] >= {"source", "--close", "--codebook", "--store", "--engine"}
    assert options["draft"] >= {"source", "--group", "--solo"}
    assert options["releases"] >= {"--store"}
    assert options["form"] >= {"--codebook"}
    assert options["demo"] >= {"--rows", "--seed", "--out"}


def test_check_tells_the_report_in_lines_and_in_json(cli, answers, shipped):
    lines = cli("check", answers, "--codebook", TINY)
    assert (lines.code, lines.err) == (0, "")
    assert lines.out.splitlines()[0] == "120 responses: 60 soloists, 60 people in teams."
    said = cli("check", shipped.source, "--codebook", TINY, "--json")
    report = read(shipped, NOON).answers.report
    assert json.loads(said.out) == json.loads(json.dumps(report.as_json()))


def test_publish_prints_the_id_and_releases_lists_it(cli, answers):
    done = cli("publish", answers, "--codebook", TINY, "--store", "mine", "--engine", "duckdb")
    assert (done.code, done.err) == (0, "")
    name = done.out.strip()
    told = cli("releases", "--store", "mine")
    assert (told.code, len(told.out.splitlines())) == (0, 1)
    assert told.out.startswith(f"{name}  ")
    assert "synthetic" not in told.out
    said = json.loads(cli("releases", "--store", "mine", "--json").out)
    assert said == listed(Store(Path("mine")).manifests())
    assert said[0]["id"] == name


def test_an_empty_store_is_no_fault(cli):
    told = cli("releases", "--store", "nowhere")
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith("No releases yet.")
    assert cli("releases", "--store", "nowhere", "--json").out.strip() == "[]"


def test_publish_says_why_not_and_close_ends_the_wave(cli, tmp_path):
    few = write_sheet(tmp_path / "few.csv", people(20, 20))
    problem, remedy = refused(cli("publish", few, "--codebook", TINY))
    assert problem.startswith("There are 40 responses;")
    assert "--close" in remedy
    assert cli("publish", few, "--codebook", TINY, "--close").code == 0


def test_the_environment_says_what_the_command_line_does_not(cli, answers, monkeypatch):
    monkeypatch.setenv("SURVEY_SOURCE", str(answers))
    monkeypatch.setenv("SURVEY_CODEBOOK", str(CODEBOOKS / "absent.toml"))
    monkeypatch.setenv("SURVEY_STORE", "elsewhere")
    assert "absent.toml" in refused(cli("check"))[0]
    assert cli("publish", "--codebook", TINY).code == 0
    assert len(Store(Path("elsewhere")).ids()) == 1


def test_form_prints_a_script(cli):
    told = cli("form", "--codebook", TINY)
    assert (told.code, told.err) == (0, "")
    assert "function createForm()" in told.out
    assert "Just me" in told.out


@pytest.mark.parametrize("name", ["demo.csv", "demo.parquet"])
def test_demo_writes_a_sheet_that_check_reads(cli, name):
    made = cli("demo", "--rows", 40, "--seed", 7, "--out", name)
    assert (made.code, made.out) == (0, f"40 synthetic rows written to {name}\n")
    told = cli("check", name)
    assert told.code == 0
    assert told.out.splitlines()[0].startswith("40 responses: ")


def test_the_same_seed_makes_the_same_demo(cli):
    for name, seed in (("a.csv", 1), ("b.csv", 1), ("c.csv", 2)):
        cli("demo", "--rows", 20, "--seed", seed, "--out", name)
    first, second, third = (Path(name).read_bytes() for name in ("a.csv", "b.csv", "c.csv"))
    assert first == second != third


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "absent.csv"], "absent.csv doesn't exist"),
        (
            ["check", "answers.docx"],
            "SURVEY_SOURCE names a file that ends in '.docx', which is not read here.",
        ),
        (["check", "sheet:"], "isn't the address of a Google Sheet"),
        (["check", "~nobody-by-this-name/x.csv"], "~nobody-by-this-name/x.csv"),
        (["check", "loop.csv"], "loop.csv"),
        (["check", "empty.csv"], "empty.csv is empty"),
        (["check", "header.csv"], "has its headers but no answers yet"),
        (["check", "broken.parquet"], "broken.parquet isn't a complete Parquet file"),
        (["check", "other.csv"], "has no column in the sheet"),
        (["check", "answers.csv", "--codebook", "absent.toml"], "There is no codebook absent.toml"),
        (["check", "answers.csv", "--codebook", "answers.csv"], "is not valid TOML"),
        (["form", "--codebook", "absent.toml"], "There is no codebook absent.toml"),
        (["publish", "answers.csv", "--engine", "sparkle"], "There is no engine 'sparkle'"),
        (["publish", "answers.csv", "--store", "answers.csv/sub"], "can't be written: not a direc"),
        (["publish", "answers.csv", "--store", "/proc/store"], "/proc/store can't be written"),
        (["demo", "--rows", "5", "--out", "demo.xls"], "is no file the demo survey can be written"),
        (["demo", "--rows", "5", "--out", "no/such/demo.csv"], "can't be written"),
    ],
)
def test_a_users_mistake_ends_in_one_sentence_and_a_remedy(cli, answers, arguments, told):
    with answers.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    Path("empty.csv").touch()
    Path("header.csv").write_text(",".join(f'"{head}"' for head in header) + "\n")
    Path("other.csv").write_text("a,b\n1,2\n")
    Path("broken.parquet").write_bytes(b"PAR1")
    Path("loop.csv").symlink_to("loop.csv")
    if arguments[0] in ("check", "publish") and "--codebook" not in arguments:
        arguments = [*arguments, "--codebook", str(TINY)]
    problem, _ = refused(cli(*arguments))
    assert told in problem


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SURVEY_REFRESH_SECONDS", "soon", "SURVEY_REFRESH_SECONDS is 'soon', which is no number"),
        ("SURVEY_REFRESH_SECONDS", "-5", "SURVEY_REFRESH_SECONDS is '-5', which is no number"),
        ("SURVEY_REFRESH_SECONDS", "²", "SURVEY_REFRESH_SECONDS is '²', which is no number"),
        ("SURVEY_CODEBOOK", "absent.toml", "There is no codebook absent.toml."),
        ("SURVEY_SOURCE", "answers", "SURVEY_SOURCE is neither demo, nor a Google Sheet's"),
    ],
)
def test_nonsense_in_the_environment_ends_in_one_sentence(cli, monkeypatch, name, value, told):
    monkeypatch.setenv(name, value)
    assert refused(cli("check"))[0].startswith(told)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--colour"],
        ["publish", "a.csv", "b.csv"],
        ["publish", "--store"],
        ["advise"],
        ["demo"],
        ["demo", "--rows", "0", "--out", "x.csv"],
        ["demo", "--rows", "many", "--out", "x.csv"],
    ],
)
def test_wrong_usage_ends_with_two_and_says_what_is_wrong(cli, arguments):
    told = cli(*arguments)
    assert (told.code, told.out) == (2, "")
    assert "Error: " in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize("command", [[], ["check"], ["publish"], ["releases"], ["form"], ["demo"]])
def test_every_command_explains_itself(cli, command):
    told = cli(*command, "--help")
    assert told.code == 0
    assert told.out.startswith("Usage: ")


def test_as_a_process_it_ends_the_same_way(tmp_path):
    said = {**os.environ, "PYTHONPATH": str(ROOT), "SURVEY_CODEBOOK": str(TINY)}
    command = [sys.executable, "-m", "data", "check", "absent.csv"]
    done = subprocess.run(command, cwd=tmp_path, env=said, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "The file absent.csv doesn't exist.",
        "Check the path that SURVEY_SOURCE gives.",
    ]
