"""Where the Chromium for the browser tests is; ``python -m tests.chromium`` sees to one.

Playwright brings a browser of its own where it can be downloaded; elsewhere a system one does.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.programs import install, succeeds

VARIABLE = "SURVEY_CHROMIUM"
ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
ON_MACOS = ("Google Chrome", "Chromium", "Microsoft Edge", "Google Chrome for Testing")
START_SECONDS = 20
DOWNLOAD_SECONDS = 180
REMEDY = (
    "Install one (Debian or Ubuntu: apt-get install chromium; macOS: Google Chrome), "
    f"or set {VARIABLE} to the path of one, and run this again."
)


def find() -> Path | None:
    """The Chromium to test with: the one that is asked for, Playwright's own, or a system one."""
    asked = os.environ.get(VARIABLE)
    candidates = [Path(asked)] if asked else _candidates()
    return next((each for each in candidates if _can_run(each)), None)


def missing() -> str:
    """One sentence for whoever has no Chromium, and the remedy."""
    asked = os.environ.get(VARIABLE)
    problem = f"{VARIABLE} is {asked}, which can't be run." if asked else "There is no Chromium."
    return f"The browser tests need a Chromium. {problem} {REMEDY}"


def _candidates() -> Iterator[Path]:
    own = _playwrights_own()
    if own is not None:
        yield own
    for name in ON_PATH:
        if found := shutil.which(name):
            yield Path(found)
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        for name in ON_MACOS:
            yield folder / f"{name}.app" / "Contents" / "MacOS" / name


def _playwrights_own() -> Path | None:
    """Where Playwright keeps its browser; None where Playwright is not installed."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _can_run(file: Path) -> bool:
    """Whether a browser starts; one that lacks the system's libraries does not."""
    return file.is_file() and succeeds([str(file), "--version"], START_SECONDS)


def _install() -> None:
    """Tries Playwright's download, then the system's package, quietly."""
    succeeds([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS)
    if find() is not None:
        return
    install("chromium")


def main() -> int:
    """0 and the browser's path; 1 and what to do about it where there is none."""
    if find() is None and VARIABLE not in os.environ:
        print("Looking for a Chromium to test with: trying to install one.", flush=True)
        _install()
    found = find()
    if found is None:
        print(missing(), file=sys.stderr)
        return 1
    print(f"Browser tests use {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
