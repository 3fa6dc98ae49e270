"""A first visit in a real Chromium with an empty cache: bytes on the wire and seconds."""

from __future__ import annotations

import time
from collections import Counter

from playwright.sync_api import Page, sync_playwright

from tests import chromium
from tests.browser.watching import ARGS


def first_visit(url: str) -> str:
    """Bytes by kind and seconds of a first visit, and the seconds of a switch of pages."""
    found = chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGS)
        page = browser.new_page()
        sizes = _watched(page)
        began = time.perf_counter()
        page.goto(url)
        page.get_by_role("heading", level=1).wait_for()
        sentence = time.perf_counter() - began
        page.get_by_role("figure").first.wait_for()
        chart = time.perf_counter() - began
        page.wait_for_load_state("networkidle")
        told = ", ".join(f"{kind} {size / 1e6:.2f}" for kind, size in sizes.most_common(3))
        whole = sum(sizes.values()) / 1e6
        switch = _switch(page)
        browser.close()
    return (
        f"first visit: {whole:.2f} MB ({told}), sentence after {sentence:.1f} s, "
        f"chart after {chart:.1f} s; switch of pages {switch:.2f} s"
    )


def _watched(page: Page) -> Counter[str]:
    """Bytes on the wire so far by kind of file; it grows with what the page loads."""
    kinds: dict[str, str] = {}
    sizes: Counter[str] = Counter()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.on("Network.responseReceived", lambda said: kinds.update({said["requestId"]: _kind(said)}))

    def finished(said: dict[str, float]) -> None:
        sizes[kinds.get(str(said["requestId"]), "other")] += int(said["encodedDataLength"])

    line.on("Network.loadingFinished", finished)
    return sizes


def _kind(said: dict[str, dict[str, str]]) -> str:
    mime = said["response"]["mimeType"]
    return "scripts" if mime.endswith("javascript") else "fonts" if "font" in mime else "other"


def _switch(page: Page) -> float:
    """Seconds from a click on another page to its sentence."""
    before = page.get_by_role("heading", level=1).inner_text()
    began = time.perf_counter()
    page.get_by_role("link", name="Isolation").first.click()
    page.get_by_role("heading", level=1).filter(has_not_text=before).wait_for()
    return time.perf_counter() - began
