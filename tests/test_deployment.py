"""What an operator starts it with: the Dockerfile, the compose file, the systemd unit."""

from __future__ import annotations

import configparser
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from data.__main__ import main
from data.settings import from_environment
from data.web.settings import from_environment as web_from_environment

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
UNIT = (ROOT / "docs" / "operating" / "team-of-one@.service").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
TABLE = set(re.findall(r"^\| `([A-Z_]+)` \|", README, flags=re.M))
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
    assert '\nENTRYPOINT ["python", "-m", "data", "run", "--address", "0.0.0.0"]\n' in DOCKERFILE


@pytest.mark.parametrize("port", ["9876", None])
def test_the_image_listens_and_is_asked_for_its_health_at_the_port_that_a_platform_names(
    monkeypatch, port
):
    (check,) = re.findall(r'^HEALTHCHECK .*"-c", "(.*)"]$', DOCKERFILE, re.MULTILINE)
    (entry,) = re.findall(r"^ENTRYPOINT (.*)$", DOCKERFILE, re.MULTILINE)
    asked, started = [], []
    monkeypatch.setattr("urllib.request.urlopen", lambda there, timeout: asked.append(there))
    monkeypatch.setattr("os.execv", lambda _, words: started.append(words))
    monkeypatch.delenv("PORT", raising=False)
    if port:
        monkeypatch.setenv("PORT", port)
    exec(check)
    main(json.loads(entry)[3:], standalone_mode=False)
    assert asked == [f"http://127.0.0.1:{port or 8501}/api/health"]
    assert started[0][-4:] == ["--server.port", port or "8501", "--server.address", "0.0.0.0"]


def test_the_compose_file_takes_away_what_is_not_needed():
    (service,) = COMPOSE["services"].values()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    mounted = {each.split(":")[-2 if each.endswith(":ro") else -1] for each in service["volumes"]}
    assert mounted == {"/store", "/app/.streamlit/secrets.toml", "/files"}


@pytest.mark.parametrize("said", [DOCKERFILE, yaml.safe_dump(COMPOSE), UNIT], ids=["D", "c", "s"])
def test_every_setting_is_one_that_the_program_reads(said):
    named = set(re.findall(r"\b(?:SURVEY|GOOGLE)_[A-Z_]+\b", said))
    assert named
    assert named - set(re.findall(r'"([A-Z_]+)"', CODE)) == set()


class TestTheReadmesTableOfSettings:
    """Every setting reaches the program, however it is started.

    That the app and the command line read each is tested in test_readme, and that both do from
    secrets.toml in test_secrets_file.
    """

    def test_compose_hands_on_all_of_them(self):
        (service,) = COMPOSE["services"].values()
        assert set(service["environment"]) == TABLE
        for name, said in service["environment"].items():
            assert re.fullmatch(rf"\$\{{{name}:-/?\w*\}}", str(said))

    def test_compose_sets_nothing_that_secrets_toml_could_not(self):
        """An empty text is no setting; what is filled in here is what the image is made for."""
        (service,) = COMPOSE["services"].values()
        filled = {name for name, said in service["environment"].items() if ":-}" not in str(said)}
        assert filled == {"SURVEY_STORE", "SURVEY_PROXIES", "SURVEY_LOG"}

    def test_the_unit_reads_all_of_them_from_one_file(self):
        assert re.search(r"^EnvironmentFile=/etc/team-of-one/env$", UNIT, re.MULTILINE)
        listed = (ROOT / "docs" / "operating" / "env.example").read_text("utf-8")
        assert set(re.findall(r"^#([A-Z_]+)=", listed, re.MULTILINE)) == TABLE

    def test_the_unit_needs_a_key_where_its_own_file_is_added_only(self):
        key = (ROOT / "docs" / "operating" / "google-key.conf").read_text("utf-8")
        assert "LoadCredential" not in UNIT
        assert "GOOGLE_SERVICE_ACCOUNT" not in UNIT
        assert re.search(r"^LoadCredential=key.json:", key, re.MULTILINE)
        assert re.search(r"^Environment=GOOGLE_SERVICE_ACCOUNT=%d/key.json$", key, re.MULTILINE)

    def test_the_defaults_that_are_listed_are_those_of_the_program(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        listed = (ROOT / "docs" / "operating" / "env.example").read_text("utf-8")
        said = dict(re.findall(r"^#([A-Z_]+)=(.*)$", listed, re.MULTILINE))
        said |= {"SURVEY_CODEBOOK": "", "SURVEY_QUALITY_PAGE": ""}  # told in words
        assert from_environment(said) == from_environment({})
        assert web_from_environment(said) == web_from_environment({})


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
