"""How long people wait: told at the end of a run, never asserted, as it is the machine's doing."""

from __future__ import annotations

import pytest

KEY = "seconds_to_chart"
seconds_to_chart: list[tuple[str, float]] = []  # what was waited for, and how long


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Of many processes each hands what it measured to the one that tells it."""
    held = getattr(session.config, "workeroutput", None)
    if held is not None:
        held[KEY] = [list(each) for each in seconds_to_chart]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    told = getattr(node, "workeroutput", {}).get(KEY, [])
    seconds_to_chart.extend((called, seconds) for called, seconds in told)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if seconds_to_chart:
        terminalreporter.section("seconds from the address or the click to what was wanted")
    for called, seconds in seconds_to_chart:
        terminalreporter.line(f"{seconds:5.1f}  {called}")
