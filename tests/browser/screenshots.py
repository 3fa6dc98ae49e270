"""Pictures of every page of the demo survey: ``python -m tests.browser.screenshots FOLDER``."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from data.releases import Store
from pages.parts.brief import paper
from pages.parts.brief.sheet import Sheet, sheet
from tests import chromium
from tests.browser.reading import open_page
from tests.browser.server import AppServer
from tests.browser.watching import ARGS, Contexts, Watched
from tests.demo_store import demo_store

PAGES = {
    "overview": "/",
    "burnout": "/burnout",
    "praise": "/praise",
    "isolation": "/isolation",
    "job": "/job",
    "missing": "/missing",
    "over-time": "/over-time",
    "compare": "/compare?indicator=isolation&region=europe",
    "question": "/compare?indicator=barrier_mentoring",
    "you": "/you",
    "brief": "/brief?region=europe",
    "data": "/data",
    "methods": "/methods",
    "privacy": "/privacy",
    "quality": "/quality",
}
WITHOUT_CHART = ("you", "data", "methods", "privacy", "quality")
LOOKS = {"": (1280, "light"), "-phone": (360, "light"), "-dark": (1280, "dark")}
TALLEST = {1280: 2000, 360: 2600}  # px by width; what is below is not in the picture
LARGEST = 150_000  # bytes of a picture
COLOURS = (96, 64, 40, 24)  # of a picture: the first that makes it small enough
PAPER = "brief-on-paper.png"
HEIGHT = """() => document.querySelector('[data-testid=stMain]').scrollHeight"""


def take(page: Page, url: str, name: str) -> bytes:
    """Opens a page and takes a picture of it from its top."""
    width = page.viewport_size["width"] if page.viewport_size else 1280
    open_page(page, url, chart=name not in WITHOUT_CHART)
    height = min(page.evaluate(HEIGHT), TALLEST[width])
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(800)  # charts follow the new size
    return page.screenshot()


def small(picture: bytes) -> bytes:
    """The picture in as many colours as keep it small; pages have few."""
    whole, held = Image.open(io.BytesIO(picture)).convert("RGB"), b""
    for colours in COLOURS:
        into = io.BytesIO()
        whole.quantize(colours, dither=Image.Dither.NONE).save(into, "PNG", optimize=True)
        held = into.getvalue()
        if len(held) <= LARGEST:
            break
    return held


def on_paper(store: Path) -> bytes:
    """The page that a brief prints."""
    release = Store(store).newest()
    assert release is not None
    made = sheet(release, "", f"http://localhost:8501/data?release={release.id}")
    assert isinstance(made, Sheet)
    return paper.png(made, release.manifest.created_at)


def take_all(browser: Browser, server: AppServer, folder: Path) -> None:
    contexts: Contexts = {}
    for suffix, (width, scheme) in LOOKS.items():
        for name, path in PAGES.items():
            with Watched(browser, contexts) as watched:
                picture = take(watched.page(width, scheme), server.url + path, name)
            file = folder / f"{name}{suffix}.png"
            file.write_bytes(small(picture))
            print(f"{file}  {file.stat().st_size // 1000} kB", flush=True)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    found = chromium.find()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        store = Path(shutil.copytree(demo_store(), Path(scratch) / "store"))
        (folder / PAPER).write_bytes(small(on_paper(store)))
        browser = playwright.chromium.launch(executable_path=found, args=ARGS)
        settled = {"SURVEY_STORE": store, "SURVEY_REFRESH_SECONDS": 0}  # nothing changes meanwhile
        with AppServer(Path(scratch) / "log", **settled) as server:
            take_all(browser, server, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
