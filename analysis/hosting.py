"""Settings of Streamlit that a host may force upon the app, and what comes of each.

What is wanted stands in ``.streamlit/config.toml``; the command line and the environment of a host
count before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analysis.errors import SurveyError

REPORTS_USE = "browser.gatherUsageStats"


@dataclass(frozen=True)
class Wanted:
    """An option, the value that it should have, and what comes of another."""

    option: str
    value: object
    consequence: str


OPTIONS = (
    Wanted(
        REPORTS_USE,
        False,
        "visitors' browsers are asked to report to Streamlit's makers which parts of a page are "
        "used, and pages no longer say that nothing leaves them",
    ),
    Wanted(
        "server.runOnSave",
        False,
        "code that changes on the disk is run at once in pages that are open, half an update too",
    ),
    Wanted(
        "client.showErrorDetails",
        "none",
        "a page that fails shows its visitors where in the code it did",
    ),
    Wanted(
        "server.enableXsrfProtection",
        True,
        "a request that another site makes in a visitor's name is not told from the visitor's own",
    ),
    Wanted("server.enableCORS", True, "pages of other sites may read what this server sends"),
)


def forced(get_option: Callable[[str], object]) -> Iterator[SurveyError]:
    """A sentence and a remedy for each option that has another value than is wanted."""
    for each in OPTIONS:
        if get_option(each.option) == each.value:
            continue
        wanted = str(each.value).lower()
        section, _, name = each.option.partition(".")
        yield SurveyError(
            f"Streamlit's {each.option} is not {wanted}: {each.consequence}.",
            f"Start the server where .streamlit/config.toml is, which says [{section}] {name}, "
            f"or with --{each.option} {wanted}; a host that forces it will not let you.",
        )
