"""What Google can answer instead of the sheet, and how to say it to an operator.

Nothing that came over the network is ever quoted: a reply can echo a token or hold a page of
HTML. It is only searched for the phrases in ``SIGNS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum
from time import time

import requests
from google.auth.exceptions import TransportError

from analysis.errors import SurveyError


class Cause(Enum):
    """Why a request was refused, as far as its status doesn't say so already."""

    NO_RANGE = "the tab has another name or fewer rows by now"
    NOT_ENABLED = "the project of the service account doesn't use the Sheets API"
    NOT_A_SHEET = "the document is another kind of file, such as an Excel workbook"
    WRONG_CLOCK = "the request was signed for another time of day"
    UNKNOWN = "nothing more is known"


SIGNS = (
    ("unable to parse range", Cause.NO_RANGE),
    ("exceeds grid limits", Cause.NO_RANGE),
    ("service_disabled", Cause.NOT_ENABLED),
    ("has not been used in project", Cause.NOT_ENABLED),
    ("not supported for this document", Cause.NOT_A_SHEET),
    ("reasonable timeframe", Cause.WRONG_CLOCK),
)


class Refused(Exception):
    """A request was answered with an error status; ``at_sign_in`` if it asked for a token."""

    def __init__(
        self, status: int, body: str = "", retry_after: str | None = None, at_sign_in: bool = False
    ) -> None:
        super().__init__(status)
        found = body.lower()
        self.status = status
        self.cause = next((cause for sign, cause in SIGNS if sign in found), Cause.UNKNOWN)
        self.retry_after = seconds_from_now(retry_after)
        self.at_sign_in = at_sign_in


class BadReply(Exception):
    """A request was answered with status 200 and something other than what was asked for."""

    def __init__(self, at_sign_in: bool = False) -> None:
        super().__init__()
        self.at_sign_in = at_sign_in


FAULTS = (Refused, BadReply, TransportError, requests.RequestException)


def seconds_from_now(retry_after: str | None) -> float:
    """The wait a Retry-After header asks for, whether it gives seconds or a date; else 0."""
    if not retry_after:
        return 0.0
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time())
    except ValueError:
        return 0.0


@dataclass(frozen=True)
class Situation:
    """What an explanation may name: the service account, the sheet, the time that was given."""

    email: str
    sheet: str
    deadline: float
    is_late: bool


def explained(fault: Exception, situation: Situation) -> SurveyError:
    """One sentence and a remedy for any of FAULTS, without a word of what came over the wire."""
    if isinstance(fault, Refused):
        if fault.status == 429:
            return _too_many()
        if fault.status == 408 or fault.status >= 500:
            return _broken(fault)
        return _sign_in(fault, situation) if fault.at_sign_in else _sheet(fault, situation)
    if isinstance(fault, BadReply | requests.JSONDecodeError):
        return _not_google(getattr(fault, "at_sign_in", False))
    return _no_network(fault, situation)


def _too_many() -> SurveyError:
    return SurveyError(
        "Google's limit of requests a minute is used up.",
        "Wait a minute; if it happens again, raise SURVEY_REFRESH_SECONDS or give this program a "
        "service account of its own.",
    )


def _broken(fault: Refused) -> SurveyError:
    place = "Google's sign-in service" if fault.at_sign_in else "Google Sheets"
    return SurveyError(
        f"{place} is not working at the moment (status {fault.status}).",
        "Try again in some minutes.",
    )


def _sign_in(fault: Refused, situation: Situation) -> SurveyError:
    if fault.cause is Cause.WRONG_CLOCK:
        return SurveyError(
            f"Google refused to sign {situation.email} in, because this computer's clock is wrong.",
            "Set the clock, best by network time, and try again.",
        )
    return SurveyError(
        f"Google refused to sign {situation.email} in: the service account or its key was deleted, "
        "disabled or replaced.",
        "Create a new key for it in the Google Cloud console and put it in the old one's place.",
    )


def _sheet(fault: Refused, situation: Situation) -> SurveyError:
    if fault.cause is Cause.NOT_ENABLED:
        return SurveyError(
            f"The Google Sheets API isn't enabled in the Cloud project of {situation.email}.",
            "Enable it in the Google Cloud console under APIs & Services, and wait a few minutes.",
        )
    if fault.cause is Cause.NOT_A_SHEET:
        return SurveyError(
            f"{situation.sheet} isn't a Google Sheet but another kind of file, such as an Excel "
            "workbook.",
            "Open it, choose File, Save as Google Sheets, and use the new address.",
        )
    if fault.status == 401:
        return SurveyError(
            f"Google Sheets doesn't accept the sign-in of {situation.email}.",
            "Check this computer's clock, or create a new key for the service account.",
        )
    if fault.status == 403:
        return SurveyError(
            f"{situation.sheet} isn't shared with {situation.email}.",
            f"Open the sheet, choose Share, and add {situation.email} as Viewer.",
        )
    if fault.status == 404:
        return SurveyError(
            f"There is no {situation.sheet}.",
            "Copy the address again from the browser while the sheet is open.",
        )
    return SurveyError(
        f"Google Sheets refused to read {situation.sheet} (status {fault.status}).",
        "Check SURVEY_SOURCE against the sheet's address in the browser.",
    )


def _not_google(at_sign_in: bool) -> SurveyError:
    place = "Google's sign-in service" if at_sign_in else "Google Sheets"
    return SurveyError(
        f"Something else answered in place of {place}: the reply was not in its form.",
        "Check for a proxy or a log-in page of the network, and SHEETS_API_ROOT if it is set.",
    )


def _no_network(fault: Exception, situation: Situation) -> SurveyError:
    if situation.is_late:
        return SurveyError(
            f"{situation.sheet} couldn't be read within {situation.deadline:g} seconds.",
            "Try again; if it stays so, check the speed of the network.",
        )
    cause = fault.__cause__ if isinstance(fault, TransportError) else fault
    if isinstance(cause, requests.exceptions.SSLError):
        return SurveyError(
            "No secure connection to Google could be made.",
            "Check this computer's clock and certificates, and any proxy in between.",
        )
    place = "Google's sign-in service" if isinstance(fault, TransportError) else "Google Sheets"
    return SurveyError(
        f"{place} can't be reached.",
        "Check the network connection, and that a firewall lets this computer through.",
    )
