"""What an operator starts it with: the Dockerfile, the compose file, the systemd unit."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
UNIT = (ROOT / "docs" / "operating" / "team-of-one@.service").read_text("utf-8")
CODE = "\n".join(file.read_text("utf-8") for file in (ROOT / "data").rglob("*.py"))


def test_the_dockerfile_has_no_fault_that_a_linter_knows():
    hadolint = Path(sys.executable).with_name("hadolint")
    ran = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (0, "")


def test_what_the_image_copies_is_there_and_is_sent():
    copied = re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE)
    names = {name for each in copied for name in each.split()}
    assert {"app.py", "analysis", "data", "pages", "requirements.txt"} <= names
    assert all((ROOT / name).exists() for name in names)
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in ignored
    assert {each[1:] for each in ignored if each.startswith("!")} == names


def test_the_image_installs_nothing_that_is_not_pinned_and_runs_without_rights():
    assert "--require-hashes" in DOCKERFILE
    assert re.search(r"^USER \d+$", DOCKERFILE, re.MULTILINE)
    assert "SURVEY_STORE=/store" in DOCKERFILE


def test_only_who_asks_for_it_listens_to_the_network():
    def started(*said):
        ran = ["make", "-n", "-o", ".venv/.app", "run", *said]
        told = subprocess.run(ran, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        return dict(re.findall(r"--server\.(\w+) (\S+)", told))

    assert started() == {"port": "8501", "address": "127.0.0.1"}
    assert started("ADDRESS=0.0.0.0", "PORT=9")["address"] == "0.0.0.0"
    assert "--server.address 127.0.0.1" in UNIT
    assert re.search(r'^ENTRYPOINT .*"--server.address", "0.0.0.0"', DOCKERFILE, re.MULTILINE)


def test_the_compose_file_takes_away_what_is_not_needed():
    (service,) = COMPOSE["services"].values()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    mounted = {each.split(":")[-2 if each.endswith(":ro") else -1] for each in service["volumes"]}
    assert mounted == {"/store", "/app/.streamlit/secrets.toml"}


@pytest.mark.parametrize("said", [DOCKERFILE, yaml.safe_dump(COMPOSE), UNIT], ids=["D", "c", "s"])
def test_every_setting_is_one_that_the_program_reads(said):
    named = set(re.findall(r"\b(?:SURVEY|GOOGLE)_[A-Z_]+\b", said))
    assert named
    assert named - set(re.findall(r'"([A-Z_]+)"', CODE)) == set()


def test_they_allow_more_connections_than_a_process_usually_has():
    (service,) = COMPOSE["services"].values()
    (limit,) = re.findall(r"^LimitNOFILE=(\d+)$", UNIT, re.MULTILINE)
    assert int(limit) == service["ulimits"]["nofile"] > 1024
    told = (ROOT / "docs" / "operating.md").read_text("utf-8")
    assert f"allow {int(limit):,} of them" in told


def test_the_unit_runs_one_process_without_rights():
    unit = configparser.RawConfigParser(strict=False, delimiters=("=",))
    unit.optionxform = str
    unit.read_string(UNIT)
    service = unit["Service"]
    assert service["User"] != "root"
    assert "-m streamlit run app.py --server.port %i" in service["ExecStart"]
    for each in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices"):
        assert service[each] == "yes"
    assert service["ProtectSystem"] == "strict"
