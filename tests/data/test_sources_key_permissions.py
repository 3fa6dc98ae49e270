"""A key that other accounts of the machine can read is used, and the operator is told."""

from __future__ import annotations

import json
import logging

import pytest

from data.settings import Settings
from data.sources.account import credentials_of, warn_of_readers


@pytest.fixture(autouse=True)
def _told_nothing_yet():
    warn_of_readers.cache_clear()


def warnings(caplog, settings):
    with caplog.at_level(logging.WARNING, "team_of_one"):
        credentials_of(settings)
    return caplog.messages


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o620, 0o777])
def test_a_file_that_others_can_read_or_change(server, tmp_path, caplog, mode):
    key = server.key_file(tmp_path)
    key.chmod(mode)
    (told,) = warnings(caplog, Settings(google_key_file=key))
    assert told.startswith("The key in key.json can be read by other accounts")
    assert told.endswith("chmod 600 key.json")
    assert str(tmp_path) not in told


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_that_is_its_owner_s_alone(server, tmp_path, caplog, mode):
    key = server.key_file(tmp_path)
    key.chmod(mode)
    assert warnings(caplog, Settings(google_key_file=key)) == []


def test_it_is_said_once_however_often_the_sheet_is_read(server, tmp_path, caplog):
    key = server.key_file(tmp_path)
    key.chmod(0o644)
    settings = Settings(google_key_file=key)
    assert len(warnings(caplog, settings) + warnings(caplog, settings)) == 2  # the same list twice
    assert len(caplog.messages) == 1


def test_a_key_in_secrets_toml(server, tmp_path, caplog, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".streamlit").mkdir()
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    secrets.write_text(json.dumps({}))
    secrets.chmod(0o644)
    given = {"google_account": server.account()}
    (told,) = warnings(caplog, Settings(**given, google_key_in_secrets=True))
    assert "secrets.toml" in told
    warn_of_readers.cache_clear()
    caplog.clear()
    assert warnings(caplog, Settings(**given)) == []  # it came from the environment
