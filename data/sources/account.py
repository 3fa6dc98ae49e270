"""The service account that may read the sheet."""

from __future__ import annotations

import functools
import ipaddress
import json
import logging
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from google.oauth2 import service_account

from analysis.errors import SurveyError
from data.settings import Settings

log = logging.getLogger("team_of_one")
READ_ONLY = "https://www.googleapis.com/auth/spreadsheets.readonly"
NEEDED = ("client_email", "private_key", "token_uri")
NEW_KEY = "Download a new JSON key of the service account from the Google Cloud console."
SECRETS = Path(".streamlit/secrets.toml")
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Credentials(service_account.Credentials):
    """A service account's credentials that talk to the token endpoint and to no one else."""

    def _after_refresh(self, request: object, method: str, url: str, headers: object) -> None:
        # google-auth would ask another Google service in the background for the regions the
        # account is bound to. No sheet needs that, and it takes the token past SHEETS_API_ROOT.
        return None


def credentials_of(settings: Settings) -> Credentials:
    """Credentials for reading sheets, not signed in yet; SurveyError when there are none."""
    if settings.google_key_file is not None:
        place = f"The key file {settings.google_key_file}"
        return _credentials(_key_in(settings.google_key_file, place), place)
    if settings.google_account is not None:
        warn_of_readers(SECRETS)
        place = "The [google_service_account] of .streamlit/secrets.toml"
        return _credentials(settings.google_account, place)
    raise SurveyError(
        "The survey is in a Google Sheet, but no service account is given to read it.",
        "Set GOOGLE_SERVICE_ACCOUNT to the path of a service account's JSON key, or put the key "
        "under [google_service_account] in .streamlit/secrets.toml.",
    )


def _key_in(file: Path, place: str) -> Mapping[str, str]:
    try:
        found = json.loads(file.expanduser().read_text("utf-8-sig"))
        warn_of_readers(file.expanduser())
    except FileNotFoundError as error:
        raise SurveyError(
            f"{place} doesn't exist.", "Check the path that GOOGLE_SERVICE_ACCOUNT gives."
        ) from error
    except OSError as error:
        raise SurveyError(
            f"{place} can't be read ({error.strerror}).",
            "Give the user that runs this program permission to read it.",
        ) from error
    except ValueError:
        # Not chained: the error would carry the file's text, and with it the key.
        raise SurveyError(f"{place} isn't JSON.", NEW_KEY) from None
    if not isinstance(found, dict):
        raise SurveyError(f"{place} isn't a service account's key.", NEW_KEY)
    return found


@functools.cache  # once for each file: it is read again every few minutes
def warn_of_readers(file: Path) -> None:
    """Warns where other accounts of this machine can read a file that holds a key."""
    if os.name == "posix" and file.is_file() and file.stat().st_mode & OTHERS:
        log.warning(
            "The key in %s can be read by other accounts of this machine. Run: chmod 600 %s",
            file.name, file.name,
        )  # fmt: skip


def _credentials(key: Mapping[str, str], place: str) -> Credentials:
    lacking = [name for name in NEEDED if not isinstance(key.get(name), str) or not key[name]]
    if lacking or key.get("type", "service_account") != "service_account":
        why = f": it lacks {' and '.join(lacking)}" if lacking else ""
        raise SurveyError(f"{place} isn't a service account's key{why}.", NEW_KEY)
    if not is_guarded(key["token_uri"]):
        raise SurveyError(f"{place} has a token_uri that is not an https address.", NEW_KEY)
    # Line ends of a key that went through an environment variable or a TOML literal.
    whole = dict(key) | {"private_key": key["private_key"].replace("\\n", "\n")}
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
