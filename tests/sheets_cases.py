"""The sheet that the tests of data.sources read."""

from __future__ import annotations

from tests.sheets_server import SheetsServer, Tab

ID = "1AbCdEfGhIjKlMnOp"
GID = 77
HEADER = ["Timestamp", "How often?"]
ANSWERS = [["Mon", "Often"], ["Tue", "Never"]]
SHEET = "Google Sheet 1AbCdE…"
NOTES = ["'Notes'!1:1", "'Notes'!A:A"]  # what is asked of the tab beside the answers


def share(server: SheetsServer) -> None:
    """Put the sheet on the server: a tab of notes, and the tab ``GID`` with two answers."""
    server.share(ID, Tab(0, "Notes", [["x"]]), Tab(GID, "Form Responses 1", [HEADER, *ANSWERS]))


def put(server: SheetsServer, *rows: list) -> Tab:
    """The tab ``GID`` with other rows, its header included."""
    tab = server.spreadsheets[ID].tabs[1]
    tab.rows = list(rows)
    return tab
