"""A browser whose pages are watched: what they ask for, and what goes wrong in them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Response,
)

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOME = {"127.0.0.1", "localhost"}
# On a deep link Streamlit looks for its server below the page's path first, then above it.
PROBING = re.compile(r"/[^/?]+/_stcore/(health|host-config)$")
LEFT = "ERR_ABORTED"  # a page that is left drops what it was loading
PATIENCE = 45_000  # ms; a loaded machine takes its time


Contexts = dict[tuple[int, str], BrowserContext]


class Watched:
    """Opens pages from ``with`` to its end, which fails where one of them had a fault."""

    def __init__(self, browser: Browser, contexts: Contexts) -> None:
        self._browser = browser
        self._contexts = contexts
        self._open: list[Page] = []
        self.faults: list[str] = []

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *_: object) -> None:
        while self._open:
            self._open.pop().close()
        assert not self.faults, "\n".join(self.faults)

    def page(self, width: int = 1280, scheme: str = "light", *, new_visitor: bool = False) -> Page:
        """A page of this width (px) in this colour scheme; a new visitor has nothing cached."""
        context = self._contexts.get((width, scheme))
        if context is None or new_visitor:
            context = self._browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme
            )
            context.set_default_timeout(PATIENCE)
            self._contexts[width, scheme] = context
        page = context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(f"script {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("dialog", self._dialog)
        self._open.append(page)
        return page

    def _note(self, fault: str) -> None:
        self.faults.append(f"{fault} (open: {', '.join(page.url for page in self._open)})")

    def _console(self, message: ConsoleMessage) -> None:
        there = message.location.get("url", "")
        if message.type == "error" and not PROBING.search(there):
            self._note(f"console {message.text} {there}")

    def _asked(self, request: Request) -> None:
        there = urlsplit(request.url)
        if there.scheme not in ("data", "blob") and there.hostname not in HOME:
            self._note(f"asked another machine for {request.url}")

    def _failed(self, request: Request) -> None:
        if LEFT not in (request.failure or ""):
            self._note(f"failed {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not PROBING.search(response.url):
            self._note(f"{response.status} {response.url}")

    def _dialog(self, dialog: Dialog) -> None:
        self._note(f"a script opened a dialog: {dialog.message}")
        dialog.dismiss()
