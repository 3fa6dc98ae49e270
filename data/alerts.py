"""Tells the operator's webhook, once, that the source can't be read any more, or can again.

To be called with the status before and after each reading (``Alerts.saw``); it keeps nothing, so
what is known of a source must be in the status.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from analysis.errors import SurveyError
from data.status import Status

log = logging.getLogger("team_of_one")
TRIES, SECONDS = 3, 10  # of each try
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Change(StrEnum):
    STALE = "stale"
    RECOVERED = "recovered"


@dataclass(frozen=True)
class Alert:
    """What is told. No problem in words: that may name a number of responses or a path."""

    change: Change
    survey: str
    last_success: str | None
    at: str | None

    def as_json(self) -> dict[str, str | None]:
        """The body that is sent; chat programs show ``text``."""
        since = f" It was last read at {self.last_success}." if self.last_success else ""
        words = {
            Change.STALE: f"The survey {self.survey} can't be read.{since} See the server's log.",
            Change.RECOVERED: f"The survey {self.survey} is read again.",
        }
        return {
            "event": self.change,
            "survey": self.survey,
            "at": self.at,
            "last_success": self.last_success,
            "text": words[self.change],
        }


def change(before: Status, after: Status) -> Alert | None:
    """The alert that a status calls for after the one before it; None where nothing turned."""
    was, is_now = before.state == "stale", after.state == "stale"
    if was == is_now or (was and after.state != "ok"):
        return None
    turned = Change.STALE if is_now else Change.RECOVERED
    return Alert(turned, after.survey, before.last_success, after.last_try)


@dataclass(frozen=True)
class Alerts:
    """Sends alerts to a webhook; without one it does nothing."""

    url: str | None = field(default=None, repr=False)  # whoever knows it may write to the channel
    pause: Callable[[float], object] = threading.Event().wait  # between two tries, in seconds

    def saw(self, before: Status, after: Status) -> None:
        """Sends what a new status calls for, in a thread of its own: reading must not wait."""
        found = change(before, after) if self.url else None
        if found is not None:
            threading.Thread(target=self.send, args=(found,), name="alert", daemon=True).start()

    def send(self, alert: Alert) -> bool:
        """Whether the webhook took the alert, at the latest at the third try."""
        import requests

        for tried in range(TRIES):
            try:
                reply = requests.post(
                    str(self.url), json=alert.as_json(), timeout=SECONDS, allow_redirects=False
                )
                if reply.status_code < 300:
                    return True
                why = f"it answered {reply.status_code}"
            except requests.RequestException as error:
                why = type(error).__name__  # its message holds the address
            self.pause(2.0**tried)
        log.warning("The alert webhook was not reached: %s", why)
        return False


def alert_address(said: str | None) -> str | None:
    """The webhook's address, None where none is set; SurveyError where others could read along."""
    if not said:
        return None
    try:
        there = urlsplit(said)
        if there.hostname and (there.scheme == "https" or there.hostname in LOOPBACK):
            return said
    except ValueError:  # whose message may repeat the address
        pass
    raise SurveyError(
        "SURVEY_ALERT_URL is no address that nobody else can read along with.",
        "Give it as https://...; plain http only on this machine.",
    ) from None
