"""A small server that speaks the wire format of the Sheets API, v4, and of Google's sign-in.

It listens on this machine only, keeps spreadsheets in memory, and can be told to fail. Its
address goes into SHEETS_API_ROOT and its key file into GOOGLE_SERVICE_ACCOUNT:

    with SheetsServer() as server:
        server.share("an-id", Tab(0, "Form Responses 1", [["Question"], ["Answer"]]))

``python -m tests.sheets_server FILE.csv ...`` serves CSV files, each as a tab with typed cells,
until it is interrupted.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.sheets_files import tab_of
from tests.sheets_http import Fault, LocalServer, Reply, Request, as_json, refusal, spoiled
from tests.sheets_ranges import BadRange, Tab, row_data, values_of
from tests.sheets_sign_in import EMAIL, account, objection

__all__ = ["API_DISABLED", "EMAIL", "NO_PERMISSION", "SheetsServer", "Spreadsheet", "Tab"]

NO_PERMISSION = "The caller does not have permission"
API_DISABLED = (
    "Google Sheets API has not been used in project 1234 before or it is disabled. Enable it by "
    "visiting https://console.developers.google.com/ then retry."
)


@dataclass
class Spreadsheet:
    """A document with tabs; ``refusal`` is what Google says (403) to who may not read it."""

    tabs: list[Tab]
    time_zone: str = "Europe/Berlin"
    refusal: str | None = None
    locale: str = "en_GB"


class SheetsServer:
    """Answers from ``with`` to its end; ``requests`` lists (method, path, query) as they came."""

    def __init__(self) -> None:
        self.spreadsheets: dict[str, Spreadsheet] = {}
        self.requests: list[tuple[str, str, dict[str, list[str]]]] = []
        self.before: Callable[[str], None] = lambda path: None  # called with every path
        self._faults: list[Fault] = []
        self._tokens: list[str] = []
        self._http = LocalServer(self._reply)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> SheetsServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def root(self) -> str:
        """The address for SHEETS_API_ROOT."""
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def connections(self) -> int:
        """How many connections were made so far."""
        return self._http.connections

    @property
    def bytes_sent(self) -> int:
        """How long the bodies of all replies were so far, as they went over the wire."""
        return self._http.bytes_sent

    @property
    def tokens(self) -> tuple[str, ...]:
        """The access tokens that are good at the moment."""
        return tuple(self._tokens)

    def share(self, id: str, *tabs: Tab, **about: Any) -> Spreadsheet:
        """The spreadsheet ``id`` with these tabs, which the service account may read from now."""
        self.spreadsheets[id] = Spreadsheet(list(tabs), **about)
        return self.spreadsheets[id]

    def fail(self, path: str = "values", times: int = 1, **how: Any) -> None:
        """Let the next ``times`` requests whose path holds ``path`` go wrong; see Fault."""
        self._faults.append(Fault(path, times, **how))

    def heal(self) -> None:
        """Let nothing go wrong from now."""
        self._faults.clear()

    def forget_tokens(self) -> None:
        """Make every token given so far unknown, as if it had expired."""
        self._tokens.clear()

    def account(self) -> dict[str, str]:
        """The content of the service account's key."""
        return account(f"{self.root}/token")

    def key_file(self, folder: Path) -> Path:
        """A key file in ``folder`` that signs in at this server."""
        file = folder / "key.json"
        file.write_text(json.dumps(self.account()), "utf-8")
        return file

    def asked(self, path: str) -> list[dict[str, list[str]]]:
        """The queries of all requests so far whose path holds ``path``."""
        return [query for _, at, query in self.requests if path in at]

    def _reply(self, request: Request) -> Reply:
        url = urlsplit(request.address)
        query = parse_qs(url.query)
        self.requests.append((request.method, url.path, query))
        self.before(url.path)
        due = (fault for fault in self._faults if fault.path in url.path and fault.times > 0)
        fault = next(due, None)
        if fault is None:
            return self._answer(request, url.path, query)
        fault.times -= 1
        return spoiled(self._answer(request, url.path, query), fault)

    def _answer(self, request: Request, path: str, query: dict[str, list[str]]) -> Reply:
        if (request.method, path) == ("POST", "/token"):
            return self._sign_in(parse_qs(request.body.decode()))
        if request.bearer not in self._tokens:
            return refusal(401, "Request had invalid authentication credentials.")
        id, _, what = path.removeprefix("/v4/spreadsheets/").partition("/")
        found = self.spreadsheets.get(id)
        if request.method != "GET" or found is None or what not in ("", "values:batchGet"):
            return refusal(404, "Requested entity was not found.")
        if found.refusal:
            return refusal(403, found.refusal)
        return batch(id, found, query) if what else metadata(id, found, query)

    def _sign_in(self, form: dict[str, list[str]]) -> Reply:
        wrong = objection(form)
        if wrong:
            return as_json(wrong, 400)
        self._tokens.append(f"token-{len(self.requests)}-of-{id(self)}")
        return as_json({"access_token": self._tokens[-1], "expires_in": 3599})


def metadata(id: str, found: Spreadsheet, query: dict[str, list[str]]) -> Reply:
    """What spreadsheets.get says, of the parts that ``fields`` names."""
    if "ranges" in query:
        return formats(found, query["ranges"])
    whole = {
        "spreadsheetId": id,
        "properties": {"title": "A survey", "locale": found.locale, "timeZone": found.time_zone},
        "sheets": [{"properties": tab.properties()} for tab in found.tabs],
    }
    wanted = query.get("fields", ["spreadsheetId,properties,sheets"])[0]
    return as_json({name: value for name, value in whole.items() if name in wanted})


def formats(found: Spreadsheet, ranges: list[str]) -> Reply:
    """What spreadsheets.get says of ranges: the tabs that they lie in, and no other."""
    try:
        grids = [{"rowData": row_data(found.tabs, range)} for range in ranges]
    except BadRange as error:
        return refusal(400, str(error))
    return as_json({"sheets": [{"data": [grid]} for grid in grids]})


def batch(id: str, found: Spreadsheet, query: dict[str, list[str]]) -> Reply:
    """What values:batchGet says of the ranges in the query."""
    try:
        parts = [
            values_of(found.tabs, range, query, found.locale) for range in query.get("ranges", [])
        ]
    except BadRange as error:
        return refusal(400, str(error))
    return as_json({"spreadsheetId": id, "valueRanges": parts})


def main(*files: str) -> None:
    """Serve CSV files as tabs and print the settings that lead to the first of them."""
    tabs = [tab_of(Path(file), gid) for gid, file in enumerate(files)]
    with SheetsServer() as server, tempfile.TemporaryDirectory() as folder:
        server.share("a-sheet", *tabs)
        print(f"export SURVEY_SOURCE='sheet:a-sheet#0' SHEETS_API_ROOT={server.root}")
        print(f"export GOOGLE_SERVICE_ACCOUNT={server.key_file(Path(folder))}", flush=True)
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
