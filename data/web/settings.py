"""What the environment says of the open internet, read once and checked."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.errors import SurveyError

A_HOST = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\*|\[[0-9a-f:.]+\]")
REQUESTS_A_MINUTE = 600
SESSIONS_A_MINUTE = 600  # an office behind one address may open a newsletter's link at once


@dataclass(frozen=True)
class WebSettings:
    """Whom the server answers; see the README's table of variables.

    ``hosts`` are the names it answers to (none: to any); ``proxies`` is how many reverse proxies
    stand before it; the limits are per client and minute, and 0 means none.
    """

    hosts: tuple[str, ...] = ()
    proxies: int = 0
    api_limit: int = REQUESTS_A_MINUTE
    session_limit: int = SESSIONS_A_MINUTE


def from_environment(env: Mapping[str, str] | None = None) -> WebSettings:
    """The settings in ``env`` (default: the process environment); SurveyError on nonsense."""
    said = os.environ if env is None else env
    return WebSettings(
        hosts=_hosts(said.get("SURVEY_HOSTS") or ""),
        proxies=_whole("SURVEY_PROXIES", said.get("SURVEY_PROXIES"), 0),
        api_limit=_whole("SURVEY_API_LIMIT", said.get("SURVEY_API_LIMIT"), REQUESTS_A_MINUTE),
        session_limit=_whole(
            "SURVEY_SESSION_LIMIT", said.get("SURVEY_SESSION_LIMIT"), SESSIONS_A_MINUTE
        ),
    )


def _hosts(said: str) -> tuple[str, ...]:
    """Host names without ports, in lower case."""
    names = tuple(name.strip().lower() for name in said.split(",") if name.strip())
    for name in names:
        if not A_HOST.fullmatch(name):
            raise SurveyError(
                f"SURVEY_HOSTS names {name!r}, which is no host name.",
                "Give names without http:// and port, parted by commas, such as "
                "survey.example.org or *.example.org.",
            )
    return names


def _whole(name: str, said: str | None, default: int) -> int:
    if not said:
        return default
    if not (said.isascii() and said.isdecimal() and len(said) < 10):
        raise SurveyError(f"{name} is {said!r}, which is no whole number.", f"Try {default}.")
    return int(said)
