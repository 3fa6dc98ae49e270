"""A browser whose pages are watched: what they ask for, and what goes wrong in them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

ARGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
HOME = {"127.0.0.1", "localhost"}
# On a deep link Streamlit looks for its server below the page's path first, then above it.
PROBING = re.compile(r"/[^/?]+/_stcore/(health|host-config)$")
LEFT = "ERR_ABORTED"  # a page that is left drops what it was loading
PATIENCE = 15_000  # ms


class Watched:
    """Opens pages in one browser and remembers every fault that a visitor's browser would."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[tuple[int, str], BrowserContext] = {}
        self._open: list[Page] = []
        self.faults: list[str] = []

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
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("dialog", self._dialog)
        self._open.append(page)
        return page

    def close(self) -> None:
        """Closes the pages; what was cached stays for the next."""
        while self._open:
            self._open.pop().close()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBING.search(message.location.get("url", "")):
            self.faults.append(f"console: {message.text} {message.location.get('url', '')}")

    def _asked(self, request: Request) -> None:
        there = urlsplit(request.url)
        if there.scheme not in ("data", "blob") and there.hostname not in HOME:
            self.faults.append(f"left the machine: {request.url}")

    def _failed(self, request: Request) -> None:
        if LEFT not in (request.failure or ""):
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not PROBING.search(response.url):
            self.faults.append(f"{response.status}: {response.url}")

    def _dialog(self, dialog: object) -> None:
        self.faults.append("a script opened a dialog")
        dialog.dismiss()  # type: ignore[attr-defined]
