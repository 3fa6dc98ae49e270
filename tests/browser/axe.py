"""What axe-core finds on a page: https://github.com/dequelabs/axe-core, from the locked package."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from playwright.sync_api import Page

# Rules that Streamlit itself breaks on every page, each with the reason; there are none at present.
STREAMLITS_OWN: dict[str, str] = {}
GRAVE = ("serious", "critical")
RUN = """() => axe.run(document, {resultTypes: ['violations']})"""


@cache
def script() -> str:
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def version(page: Page) -> str:
    _inject(page)
    return str(page.evaluate("axe.version"))


def grave_violations(page: Page) -> list[str]:
    """Every serious or critical violation, as 'rule: element (why)'; Streamlit's own left out."""
    _inject(page)
    found: list[dict[str, Any]] = page.evaluate(RUN)["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for rule in found
        if rule["impact"] in GRAVE and rule["id"] not in STREAMLITS_OWN
        for node in rule["nodes"]
    ]


def _inject(page: Page) -> None:
    """By the browser's own tools, so that the page's content policy stays as it is."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(script())
