"""What the environment says of the open internet, read once and checked."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.errors import SurveyError
from analysis.quoting import quoted
from data.setting_values import choice, whole
from data.web.invited import Invited, invited

A_HOST = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\*|\[[0-9a-f:.]+\]")
A_SITE = re.compile(r"https://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
REQUESTS_A_MINUTE = 600
SESSIONS_A_MINUTE = 600  # an office behind one address may open a newsletter's link at once
MOST, MOST_PROXIES = 1_000_000, 10
OPEN, OPEN_OF_ONE = (
    500,
    250,
)  # pages at once: a process has 1,024 descriptors, if not told otherwise


@dataclass(frozen=True)
class WebSettings:
    """Whom the server answers; see the README's table of variables.

    ``hosts`` are the names it answers to (none: to any); ``proxies`` is how many reverse proxies
    stand before it; the limits are per client and minute, or of pages open at once, by all and by
    one client, and 0 means none. Who may view, and who may see the operators' page: None means
    anybody, and that nobody need sign in for it. The log is lines of text, or of JSON. Pages are
    framed by none, by this host's own (self), or by those of the sites named.
    """

    hosts: tuple[str, ...] = ()
    proxies: int = 0
    api_limit: int = REQUESTS_A_MINUTE
    session_limit: int = SESSIONS_A_MINUTE
    open_limit: int = OPEN
    client_open_limit: int = OPEN_OF_ONE
    viewers: Invited | None = None
    operators: Invited | None = None
    log_json: bool = False
    framed_by: str = "none"


def from_environment(env: Mapping[str, str] | None = None) -> WebSettings:
    """The settings in ``env`` (default: the process environment); SurveyError on nonsense."""
    said = os.environ if env is None else env
    return WebSettings(
        hosts=_hosts(said.get("SURVEY_HOSTS") or ""),
        proxies=whole(said, "SURVEY_PROXIES", 0, MOST_PROXIES),
        api_limit=whole(said, "SURVEY_API_LIMIT", REQUESTS_A_MINUTE, MOST),
        session_limit=whole(said, "SURVEY_SESSION_LIMIT", SESSIONS_A_MINUTE, MOST),
        open_limit=whole(said, "SURVEY_OPEN_LIMIT", OPEN, MOST),
        client_open_limit=whole(said, "SURVEY_CLIENT_OPEN_LIMIT", OPEN_OF_ONE, MOST),
        viewers=invited("SURVEY_VIEWERS", said.get("SURVEY_VIEWERS") or ""),
        operators=invited("SURVEY_OPERATORS", said.get("SURVEY_OPERATORS") or ""),
        log_json=choice(said, "SURVEY_LOG", ("text", "json"), "text") == "json",
        framed_by=_framed_by(said.get("SURVEY_FRAMED_BY") or "none"),
    )


def _framed_by(said: str) -> str:
    """'none', 'self', or origins with blanks between them."""
    sites = said.replace(",", " ").split()
    if len(sites) == 1 and sites[0] in ("none", "self"):
        return sites[0]
    for site in sites:
        if not A_SITE.fullmatch(site):
            raise SurveyError(
                f"SURVEY_FRAMED_BY names {quoted(site)}, which is no site.",
                "Use none, self, or the sites whose pages may show the app, such as "
                "https://huggingface.co.",
            )
    return " ".join(sites)


def _hosts(said: str) -> tuple[str, ...]:
    """Host names without ports, in lower case."""
    names = tuple(name.strip().lower() for name in said.split(",") if name.strip())
    for name in names:
        if not A_HOST.fullmatch(name):
            raise SurveyError(
                f"SURVEY_HOSTS names {quoted(name)}, which is no host name.",
                "Give names without http:// and port, parted by commas, such as "
                "survey.example.org or *.example.org.",
            )
    return names
