"""The service account that may read the sheet."""

from __future__ import annotations

import functools
import ipaddress
import logging
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from google.oauth2 import service_account

from analysis.errors import SurveyError
from analysis.quoting import quoted
from data.google_key import SECRETS, parsed, whole_pem
from data.settings import Settings

log = logging.getLogger("team_of_one")
READ_ONLY = "https://www.googleapis.com/auth/spreadsheets.readonly"
NEEDED = ("client_email", "private_key", "token_uri")
A_NEW_KEY = "a new JSON key of the service account from the Google Cloud console"
NEW_KEY = f"Download {A_NEW_KEY}."
COPY_ALL = f"Copy all of it, or download {A_NEW_KEY}."
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Credentials(service_account.Credentials):
    """A service account's credentials that talk to the token endpoint and to no one else."""

    def _after_refresh(self, request: object, method: str, url: str, headers: object) -> None:
        # google-auth would ask another Google service in the background for the regions the
        # account is bound to. No sheet needs that, and it takes the token past SHEETS_API_ROOT.
        return None


def credentials_of(settings: Settings) -> Credentials:
    """Credentials for reading sheets, not signed in yet; SurveyError when there are none."""
    setting, file = settings.google_key_setting, settings.google_key_file
    if file is not None:
        place = f"The key file {quoted(file.name)}"
        return _credentials(_account(_text_in(file, place, setting), place), place)
    if settings.google_account is not None:
        if settings.google_key_in_secrets:
            warn_of_readers(SECRETS)
        place = f"The key in {setting}"
        return _credentials(_account(settings.google_account, place), place)
    raise SurveyError(
        "The survey is in a Google Sheet, but no service account is given to read it.",
        "Set GOOGLE_SERVICE_ACCOUNT to a service account's JSON key or to its path, or put the key "
        f"under [google_service_account] in {SECRETS}.",
    )


def _text_in(file: Path, place: str, setting: str) -> str:
    """The text of a key file. No error is chained: it would carry the path, or the text."""
    try:
        there = Path(os.path.expanduser(file))  # which leaves the home of nobody as it is
        text = there.read_text("utf-8-sig")
        warn_of_readers(there)
    except FileNotFoundError:
        raise SurveyError(
            f"{place} doesn't exist.", f"Check the path that {setting} gives."
        ) from None
    except OSError as error:
        raise SurveyError(
            f"{place} can't be read ({error.strerror}).",
            "Give the user that runs this program permission to read it.",
        ) from None
    except ValueError:
        raise SurveyError(f"{place} isn't a text file.", NEW_KEY) from None
    return text


def _account(key: Mapping[str, Any] | str, place: str) -> Mapping[str, Any]:
    """The entries of a key that is given as a table or as a text."""
    entries = parsed(key) if isinstance(key, str) else key
    if entries is None:
        raise SurveyError(f"{place} isn't JSON, nor JSON in base64.", COPY_ALL)
    if not isinstance(entries, Mapping):
        raise SurveyError(f"{place} isn't a service account's key.", NEW_KEY)
    return entries


def is_open_to_others(file: Path) -> bool:
    """Whether another account of this machine may read or change a file that is there."""
    return os.name == "posix" and file.is_file() and bool(file.stat().st_mode & OTHERS)


@functools.cache  # once for each file: it is read again every few minutes
def warn_of_readers(file: Path) -> None:
    """Warns where other accounts of this machine can read a file that holds a key."""
    if is_open_to_others(file):
        log.warning(
            "The key in %s can be read by other accounts of this machine. Run: chmod 600 %s",
            file.name, file.name,
        )  # fmt: skip


def _credentials(key: Mapping[str, Any], place: str) -> Credentials:
    lacking = [name for name in NEEDED if not isinstance(key.get(name), str) or not key[name]]
    if lacking or key.get("type", "service_account") != "service_account":
        why = f": it lacks {' and '.join(lacking)}" if lacking else ""
        raise SurveyError(f"{place} isn't a service account's key{why}.", NEW_KEY)
    if not is_guarded(key["token_uri"]):
        raise SurveyError(f"{place} has a token_uri that is not an https address.", NEW_KEY)
    whole = dict(key) | {"private_key": whole_pem(key["private_key"])}
    try:
        return Credentials.from_service_account_info(whole, scopes=[READ_ONLY])
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise SurveyError(
            f"{place} holds a private_key that is damaged or not an RSA key.", NEW_KEY
        ) from None


def is_guarded(address: str) -> bool:
    """Whether nobody can listen on the way: https, or plain http to this very machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and _is_here(host)))


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
