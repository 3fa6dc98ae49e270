"""Whether exact counts are shown to people whom nobody chose."""

from __future__ import annotations

import logging

from analysis.errors import SurveyError
from data.settings import Settings
from data.web.settings import WebSettings

log = logging.getLogger("team_of_one")
THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


def warn_of_exact_counts(settings: Settings, web: WebSettings, address: str | None) -> None:
    """Says so in the log where the Data quality page of a real survey names no operators."""
    exposed = exposure(settings, web, address)
    if exposed is not None:
        log.warning("%s %s", exposed.problem, exposed.remedy)


def exposure(settings: Settings, web: WebSettings, address: str | None) -> SurveyError | None:
    """To whom the Data quality page is shown without their being chosen; None where to nobody.

    ``address`` is where the server listens, None for everywhere. On this machine alone, with no
    proxy and no host named, whoever opens it is taken for its operator.
    """
    is_private = address in THIS_MACHINE and not web.proxies and not web.hosts
    if not settings.show_quality or settings.source == "demo" or web.operators or is_private:
        return None
    whom = "all who may view" if web.viewers else "anybody who opens this server"
    return SurveyError(
        f"The Data quality page, which holds exact counts, is shown to {whom}.",
        "Name who may see it in SURVEY_OPERATORS, or remove SURVEY_QUALITY_PAGE.",
    )
