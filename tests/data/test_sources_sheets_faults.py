"""What an operator can rely on when Google, the sheet or the network fails."""

from __future__ import annotations

import datetime as dt
import json
import socket
import time
from dataclasses import replace
from email.utils import format_datetime

import pytest

from data.settings import Settings
from data.sources.address import SheetAddress
from data.sources.patience import Patience
from data.sources.sheets import GoogleSheet
from tests.raw_tables import error_of
from tests.sheets_cases import GID, ID, SHEET
from tests.sheets_server import API_DISABLED, EMAIL, NO_PERMISSION


class TestAPassingFaultIsSurvived:
    @pytest.mark.parametrize("path", ["values", ID, "/token"])
    @pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
    def test_of_the_server(self, server, sheet, waits, path, status):
        server.fail(path, times=2, status=status)
        assert len(sheet.read()) == 2
        assert len(waits) == 2

    @pytest.mark.parametrize("path", ["values", "/token"])
    @pytest.mark.parametrize(
        "fault",
        [
            {"hang_up": True},
            {"missing": 5},
            {"body": "<html>Welcome to the Wi-Fi</html>"},
            {"body": "{"},
            {"body": "[]"},
            {"body": "{}"},
            {"body": b"\xff\xfe"},
            {"status": 302, "headers": {"Location": "/login"}},
        ],
        ids=str,
    )
    def test_of_the_network(self, server, sheet, waits, path, fault):
        server.fail(path, **fault)
        assert len(sheet.read()) == 2
        assert len(waits) == 1

    @pytest.mark.parametrize(
        "body",
        [
            '{"valueRanges": []}',
            '{"valueRanges": [7]}',
            '{"valueRanges": 7}',
            '{"valueRanges": [{"values": 7}]}',
            '{"valueRanges": [{"values": [7]}]}',
        ],
    )
    def test_of_values_in_another_form(self, server, sheet, waits, body):
        server.fail(body=body)
        assert len(sheet.read()) == 2
        assert len(waits) == 1

    @pytest.mark.parametrize("body", ['{"sheets": 7}', '{"sheets": [{"properties": {}}]}', "7"])
    def test_of_tabs_in_another_form(self, server, sheet, waits, body):
        server.fail(ID, body=body)
        assert len(sheet.read()) == 2
        assert len(waits) == 1

    def test_and_a_token_that_ran_out_is_replaced(self, server, sheet, waits):
        sheet.read()
        server.forget_tokens()
        assert len(sheet.read()) == 2
        assert len(server.asked("/token")) == 2
        assert waits == []

    def test_with_the_fifth_try_at_the_latest(self, server, sheet, waits):
        server.fail(times=4, status=503)
        assert len(sheet.read()) == 2
        assert len(server.asked("values")) == 5
        assert len(waits) == 4

    def test_after_waits_drawn_below_a_doubling_limit(self, server, settings, waits):
        patience = Patience(first=1, longest=4, tries=7, sleep=waits.append)
        server.fail(times=6, status=503)
        GoogleSheet(SheetAddress(ID, GID), settings, patience).read()
        limits = [1, 2, 4, 4, 4, 4]
        assert all(0 <= wait <= limit for wait, limit in zip(waits, limits, strict=True))
        assert len(set(waits)) == 6

    def test_after_the_wait_that_google_asks_for(self, server, sheet, waits):
        later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=50)
        server.fail(status=429, headers={"Retry-After": "40"})
        server.fail(status=503, headers={"Retry-After": format_datetime(later, usegmt=True)})
        server.fail(status=503, headers={"Retry-After": "soon"})
        sheet.read()
        assert waits[0] == 40
        assert 45 <= waits[1] <= 50
        assert waits[2] <= 4

    def test_unless_the_wait_would_pass_the_deadline(self, server, sheet, waits):
        server.fail(status=429, headers={"Retry-After": "3600"})
        assert "limit of requests a minute" in error_of(sheet).problem
        assert waits == []


class TestALastingFaultIsOneSentenceAndARemedy:
    def test_too_many_requests(self, server, sheet):
        server.fail(times=9, status=429)
        error = error_of(sheet)
        assert error.problem == "Google's limit of requests a minute is used up."
        assert "SURVEY_REFRESH_SECONDS" in error.remedy
        assert len(server.asked("values")) == 5

    @pytest.mark.parametrize(
        ("path", "place"), [("values", "Google Sheets"), ("/token", "Google's sign-in service")]
    )
    def test_a_broken_server(self, server, sheet, path, place):
        server.fail(path, times=9, status=503)
        problem = f"{place} is not working at the moment (status 503)."
        assert error_of(sheet).problem == problem
        assert len(server.asked(path)) == 5

    @pytest.mark.parametrize(
        ("path", "place"), [("values", "Google Sheets"), ("/token", "Google's sign-in service")]
    )
    def test_a_log_in_page_in_between(self, server, sheet, path, place):
        server.fail(path, times=9, body="<html>Log in</html>")
        error = error_of(sheet)
        assert error.problem.startswith(f"Something else answered in place of {place}:")
        assert "proxy" in error.remedy
        assert len(server.asked(path)) == 5

    def test_a_sheet_that_is_not_shared(self, server, sheet, waits):
        server.spreadsheets[ID].refusal = NO_PERMISSION
        error = error_of(sheet)
        assert error.problem == f"{SHEET} isn't shared with {EMAIL}."
        assert error.remedy == f"Open the sheet, choose Share, and add {EMAIL} as Viewer."
        assert waits == []

    def test_an_api_that_is_not_enabled(self, server, sheet, waits):
        server.spreadsheets[ID].refusal = API_DISABLED
        error = error_of(sheet)
        assert "Google Sheets API isn't enabled" in error.problem
        assert "Enable it in the Google Cloud console" in error.remedy
        assert waits == []

    def test_a_wrong_id(self, server, settings, waits):
        patience = Patience(sleep=waits.append)
        error = error_of(GoogleSheet(SheetAddress("another-id"), settings, patience))
        assert error.problem == "There is no Google Sheet anothe…."
        assert "Copy the address" in error.remedy
        assert waits == []

    def test_an_excel_workbook_kept_in_drive(self, server, sheet):
        said = '{"error": {"message": "This operation is not supported for this document"}}'
        server.fail(ID, status=400, body=said)
        error = error_of(sheet)
        assert "isn't a Google Sheet but another kind of file" in error.problem
        assert "Save as Google Sheets" in error.remedy

    @pytest.mark.parametrize("body", ["", "<html>", '"error"', '{"error": "no"}', b"\xff"])
    def test_a_refusal_in_any_form(self, server, sheet, body):
        server.fail(ID, status=403, body=body)
        assert "isn't shared with" in error_of(sheet).problem

    def test_a_sign_in_that_is_accepted_nowhere(self, server, sheet, waits):
        server.fail(ID, times=9, status=401)
        assert error_of(sheet).problem == f"Google Sheets doesn't accept the sign-in of {EMAIL}."
        assert len(server.asked(ID)) == 3
        assert waits == []

    def test_a_key_that_was_revoked(self, server, sheet, waits):
        server.fail("/token", times=9, status=400, body='{"error": "invalid_grant"}')
        error = error_of(sheet)
        assert error.problem.startswith(f"Google refused to sign {EMAIL} in:")
        assert "Create a new key" in error.remedy
        assert len(server.asked("/token")) == 1
        assert waits == []

    def test_a_clock_that_is_wrong(self, server, sheet, monkeypatch):
        past = dt.datetime(2020, 1, 1)  # google-auth tells UTC without saying so
        monkeypatch.setattr("google.auth._helpers.utcnow", lambda: past)
        error = error_of(sheet)
        assert "this computer's clock is wrong" in error.problem
        assert error.remedy.startswith("Set the clock")

    def test_nobody_there(self, settings, waits):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            root = f"http://127.0.0.1:{unused.getsockname()[1]}"
        key = json.loads(settings.google_key_file.read_text())
        patience = Patience(sleep=waits.append)
        nowhere = Settings(google_account=key, sheets_api_root=root)
        error = error_of(GoogleSheet(SheetAddress(ID), nowhere, patience))
        assert error.problem == "Google Sheets can't be reached."
        assert "network connection" in error.remedy
        key["token_uri"] = root + "/token"
        error = error_of(GoogleSheet(SheetAddress(ID), nowhere, patience))
        assert error.problem == "Google's sign-in service can't be reached."
        assert len(waits) == 8

    def test_a_silence(self, server, settings, waits):
        server.before = lambda path: time.sleep(3 if "values" in path else 0)
        patience = Patience(tries=2, timeout=(5, 1), sleep=waits.append)
        error = error_of(GoogleSheet(SheetAddress(ID, GID), settings, patience))
        assert error.problem == "Google Sheets can't be reached."
        assert len(waits) == 1

    @pytest.mark.parametrize("path", ["values", ID, "/token"])
    def test_a_trickle_that_outlasts_the_deadline(self, server, settings, path):
        server.fail(path, times=9, pause=0.2)
        patience = Patience(deadline=0.4, timeout=(5, 60))
        began = time.monotonic()
        error = error_of(GoogleSheet(SheetAddress(ID, GID), settings, patience))
        assert error.problem == f"{SHEET} couldn't be read within 0.4 seconds."
        assert time.monotonic() - began < 5

    def test_a_silence_that_outlasts_the_deadline(self, server, settings):
        server.before = lambda path: time.sleep(5 if "values" in path else 0)
        began = time.monotonic()
        error = error_of(GoogleSheet(SheetAddress(ID, GID), settings, Patience(deadline=0.3)))
        assert error.problem == f"{SHEET} couldn't be read within 0.3 seconds."
        assert time.monotonic() - began < 4

    def test_a_https_address_behind_which_nobody_speaks_tls(self, server, settings, waits):
        secure = server.root.replace("http:", "https:")
        source = GoogleSheet(
            SheetAddress(ID),
            replace(settings, sheets_api_root=secure),
            Patience(sleep=waits.append),
        )
        error = error_of(source)
        assert error.problem == "No secure connection to Google could be made."

    def test_a_mended_fault_is_forgotten(self, server, sheet):
        server.spreadsheets[ID].refusal = NO_PERMISSION
        error_of(sheet)
        server.spreadsheets[ID].refusal = None
        assert len(sheet.read()) == 2

    def test_whatever_was_known_before_a_fault_is_asked_for_again(self, server, sheet):
        sheet.read()
        server.spreadsheets[ID].refusal = NO_PERMISSION
        error_of(sheet)
        server.spreadsheets[ID].refusal = None
        server.requests.clear()
        sheet.read()
        assert [path.split("/")[-1] for _, path, _ in server.requests] == [
            "token",
            ID,
            "values:batchGet",
            ID,
        ]

    def test_a_key_put_in_the_old_ones_place_is_used(self, server, settings, sheet):
        whole = settings.google_key_file.read_text()
        settings.google_key_file.write_text("{}")
        error_of(sheet)
        settings.google_key_file.write_text(whole)
        assert len(sheet.read()) == 2
