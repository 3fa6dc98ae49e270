"""What an operator can rely on about the service account's key and its tokens."""

from __future__ import annotations

import json
import socket
import threading
import traceback
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.errors import SurveyError
from data.settings import Settings
from data.sources.address import SheetAddress
from data.sources.client import checked_root
from data.sources.patience import Patience
from data.sources.sheets import GoogleSheet
from tests.raw_tables import error_of
from tests.sheets_cases import ID


class TestAKeyThatIsNoGood:
    def read(self, server, **where) -> SurveyError:
        return error_of(
            GoogleSheet(SheetAddress(ID), Settings(sheets_api_root=server.root, **where))
        )

    def test_none_at_all(self, server):
        error = self.read(server)
        assert "no service account is given" in error.problem
        assert "GOOGLE_SERVICE_ACCOUNT" in error.remedy
        assert "[google_service_account]" in error.remedy
        assert server.requests == []

    def test_a_missing_file(self, server):
        error = self.read(server, google_key_file=Path("nowhere.json"))
        assert error.problem == "The key file 'nowhere.json' doesn't exist."
        assert "GOOGLE_SERVICE_ACCOUNT" in error.remedy

    def test_a_folder(self, server, tmp_path):
        assert "can't be read" in self.read(server, google_key_file=tmp_path).problem

    @pytest.mark.parametrize("text", ["", "not json", "{", '"x"', "[" * 100_000])
    def test_a_file_that_is_not_json(self, server, tmp_path, text):
        file = tmp_path / "key.json"
        file.write_text(text)
        error = self.read(server, google_key_file=file)
        assert error.problem == "The key file 'key.json' isn't JSON, nor JSON in base64."
        assert error.remedy == (
            "Copy all of it, or download a new JSON key of the service account from the Google "
            "Cloud console."
        )

    def test_a_file_that_is_no_text(self, server, tmp_path):
        file = tmp_path / "key.json"
        file.write_bytes(b"\xff\xfe\xff")
        problem = self.read(server, google_key_file=file).problem
        assert problem == "The key file 'key.json' isn't a text file."

    def test_the_home_of_nobody(self, server):
        error = self.read(server, google_key_file=Path("~nobody-of-that-name/key.json"))
        assert error.problem == "The key file 'key.json' doesn't exist."

    @pytest.mark.parametrize(
        "content", ["[]", "7", '{"installed": {"client_id": "x"}}', '{"private_key": 7}']
    )
    def test_json_of_another_kind(self, server, tmp_path, content):
        file = tmp_path / "key.json"
        file.write_text(content)
        error = self.read(server, google_key_file=file)
        assert "isn't a service account's key" in error.problem
        assert "Download a new JSON key" in error.remedy

    @pytest.mark.parametrize("name", ["client_email", "private_key", "token_uri"])
    def test_a_field_that_is_missing_is_named(self, server, name):
        account = server.account()
        del account[name]
        error = self.read(server, google_account=account)
        assert error.problem == (
            f"The key in GOOGLE_SERVICE_ACCOUNT isn't a service account's key: it lacks {name}."
        )

    def test_the_key_of_a_person(self, server):
        account = server.account() | {"type": "authorized_user"}
        assert "isn't a service account's key." in self.read(server, google_account=account).problem

    def test_a_private_key_that_is_damaged(self, server):
        whole = server.account()["private_key"]
        for damaged in ("x", whole[:200], whole.replace("A", "B")):
            account = server.account() | {"private_key": damaged}
            error = self.read(server, google_account=account)
            assert "private_key that is damaged" in error.problem

    @pytest.mark.parametrize("address", ["http://example.com/token", "ftp://127.0.0.1", "token"])
    def test_a_token_address_that_others_could_listen_to(self, server, address):
        account = server.account() | {"token_uri": address}
        assert "token_uri that is not an https" in self.read(server, google_account=account).problem


class TestSecretsStayWhereTheyBelong:
    @pytest.mark.parametrize(
        "fault",
        [
            {"path": "values", "status": 403},
            {"path": "values", "body": "<html>"},
            {"path": "values", "hang_up": True},
            {"path": "/token", "status": 401, "body": "echo"},
            {"path": "/token", "hang_up": True},
        ],
        ids=str,
    )
    def test_no_message_and_no_traceback_holds_one(self, server, sheet, fault):
        if fault.get("body") == "echo":
            fault = fault | {"body": json.dumps({"error": server.account()["private_key"]})}
        server.fail(times=99, **fault)
        error = error_of(sheet)
        told = "".join(traceback.format_exception(error)) + repr(error)
        secrets = [*server.tokens, server.account()["private_key"][40:80], "Bearer", "assertion"]
        assert not [secret for secret in secrets if secret in told]
        assert ID not in told

    def test_no_traceback_holds_the_sheets_id_when_nobody_is_there(self, settings, waits):
        nowhere = replace(settings, sheets_api_root="http://127.0.0.1:9")
        error = error_of(GoogleSheet(SheetAddress(ID), nowhere, Patience(sleep=waits.append)))
        assert "can't be reached" in error.problem
        assert ID not in "".join(traceback.format_exception(error))

    def test_a_damaged_key_is_not_shown(self, settings, sheet):
        settings.google_key_file.write_text('{"private_key": "SECRET", oops')
        assert "SECRET" not in "".join(traceback.format_exception(error_of(sheet)))

    def test_a_token_goes_to_the_given_addresses_only(self, server, sheet, monkeypatch):
        hosts: list[str] = []
        threads: list[str] = []
        look_up, start = socket.getaddrinfo, threading.Thread.start

        def watched_look_up(host, *rest):
            hosts.append(host)
            return look_up(host, *rest)

        def watched_start(thread):
            threads.append(thread.name)
            start(thread)

        monkeypatch.setattr(socket, "getaddrinfo", watched_look_up)
        monkeypatch.setattr(threading.Thread, "start", watched_start)
        sheet.read()
        assert set(hosts) == {"127.0.0.1"}
        # The server's own threads; google-auth has one that takes the token to another service.
        assert [name for name in threads if "process_request" not in name] == []

    def test_a_redirect_is_not_followed(self, server, sheet):
        server.fail(times=9, status=302, headers={"Location": f"{server.root}/elsewhere"})
        assert "Something else answered" in error_of(sheet).problem
        assert server.asked("/elsewhere") == []

    @pytest.mark.parametrize(
        "root",
        ["https://proxy.example.com/", "http://localhost:1", "http://127.8.0.1", "http://[::1]:80"],
    )
    def test_the_api_root_may_be_guarded(self, root):
        assert checked_root(root) == root.rstrip("/")

    @pytest.mark.parametrize(
        "root",
        [
            "http://sheets.googleapis.com",
            "http://localhost.example.com",
            "http://localhost@example.com",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "ftp://localhost",
            "https://",
            "http://[::1",
            "localhost:8080",
        ],
    )
    def test_the_api_root_may_not_be_open_to_listeners(self, server, settings, root):
        error = error_of(GoogleSheet(SheetAddress(ID), replace(settings, sheets_api_root=root)))
        assert error.problem.startswith("SHEETS_API_ROOT is ")
        assert "plain http on this machine" in error.remedy
        assert server.requests == []
