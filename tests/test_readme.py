"""What the README says of commands and settings is what there is."""

from __future__ import annotations

import re
from pathlib import Path

from data.__main__ import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_setting_the_program_reads_is_in_the_readmes_table():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "data").rglob("*.py"))
    read = set(re.findall(r'(?:get\(|whole\(said,|choice\(said,)\s*"([A-Z][A-Z_]+)"', code))
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", README, flags=re.M))
    assert "SURVEY_SOURCE" in read
    assert told == read


def test_every_command_is_in_the_readme_with_its_options():
    for name, command in main.commands.items():
        assert re.search(rf"^- `{name}\b", README, flags=re.M), name
        for option in command.params:
            assert all(said in README for said in option.opts if said.startswith("--")), option.opts


def test_the_readmes_make_targets_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.M))
    named = set(re.findall(r"make\s+([a-z-]+)", README)) - {"python"}
    assert {"run", "test", "test-fast", "bench", "screenshots", "lock"} <= named <= targets


def test_the_pictures_the_readme_shows_are_there():
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert shown
    assert [path for path in shown if not (ROOT / path).is_file()] == []


def test_the_continuous_integration_runs_the_readmes_test_command():
    assert "make test" in README
    assert re.search(r"^make test$", (ROOT / ".ci" / "run").read_text("utf-8"), flags=re.M)
