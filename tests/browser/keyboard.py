"""A visitor without a mouse: tabs to what is wanted, and presses keys until something is there."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Locator, Page

MOST_TABS = 150
PATIENCE = 10  # s
FOCUSED = """() => {
  const e = document.activeElement, box = e.closest('details, [data-testid=stExpander]');
  const labels = [...(e.labels || [])].map(label => label.innerText);
  const role = e.getAttribute('role') || {
    A: 'link', BUTTON: 'button', SUMMARY: 'group', SELECT: 'combobox', INPUT: e.type,
  }[e.tagName] || '';
  const name = [e.getAttribute('aria-label'), ...labels, e.innerText].filter(Boolean).join(' ');
  const style = getComputedStyle(e);
  return {role, name, box: box ? box.innerText.slice(0, 80) : '',
    seen: e.checkVisibility() && e.getClientRects().length > 0, style: style.outlineStyle};
}"""


def tab_to(page: Page, role: str, name: re.Pattern[str] | None = None) -> None:
    """Presses Tab until an element of this role and name has the focus; fails after many."""
    met = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUSED)
        met.append(f"{focus['role']} {focus['name'][:40]!r}")
        if focus["role"] == role and (name is None or name.search(focus["name"])):
            assert focus["seen"], f"{met[-1]} has the focus and can't be seen"
            return
    raise AssertionError(f"no {role} named {name}; met {met}")


def press_until(page: Page, key: str, wanted: Locator) -> None:
    """Presses a key until something is there."""
    end = time.monotonic() + PATIENCE
    while not wanted.count():
        assert time.monotonic() < end, f"{key} does not lead to {wanted}"
        page.keyboard.press(key)
        page.wait_for_timeout(100)
