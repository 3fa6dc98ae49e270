"""Why an object store can't be had, in a sentence with a remedy; no key and no address within it.

What obstore says is read for signs and never repeated: it may hold parts of a request.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from obstore import exceptions

from analysis.errors import SurveyError

KEYS = "Set those of the account that keeps the store, such as "
ACCOUNTS = {  # by scheme: what obstore reads in the environment
    "s3": f"{KEYS}AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    "gs": f"{KEYS}GOOGLE_APPLICATION_CREDENTIALS, the path of a key file.",
    "az": f"{KEYS}AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY.",
}
WAIT = "Try again in a few minutes; what was published before is whole."
FAULTS = (exceptions.BaseError, OSError)  # what obstore raises


@dataclass(frozen=True)
class Trouble:
    """What is wrong, by the signs of it in an error's text."""

    signs: str
    why: str
    remedy: str


KNOWN = (
    Trouble(
        r"NoSuchBucket|ContainerNotFound|bucket does not exist|list request.*404 Not Found",
        "there is no such bucket",
        "Create it, or name another: SURVEY_STORE.",
    ),
    Trouble(
        r"GCP credential error|service account",
        "the file of its key can't be read",
        "Set GOOGLE_SERVICE_ACCOUNT to the path of a key file; the key itself won't do here.",
    ),
    Trouble(
        r"169\.254\.|metadata\.google|MissingAccount|token request|no credentials|CredentialsNot",
        "no credentials were found",
        KEYS,
    ),
    Trouble(
        r"\b401 |InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|InvalidToken",
        "its credentials are refused",
        KEYS,
    ),
    Trouble(
        r"\b403 |necessary privileges",
        "its account may not do that",
        "Let it list, read, write and delete what lies below the prefix.",
    ),
    Trouble(r"\b429 |\b503 |SlowDown", "it asks for fewer requests", WAIT),
    Trouble(r"status code: 5\d\d", "it has a fault of its own", WAIT),
    Trouble(
        r"status code: 301|PermanentRedirect|AuthorizationHeaderMalformed",
        "it lies in another region",
        "Set AWS_REGION to that of the bucket.",
    ),
    Trouble(
        r"NotSupported|NotImplemented|\b501 ",
        "it has no conditional writes, which two publishers are kept apart by",
        "Use one that has them (If-None-Match), or a folder.",
    ),
    Trouble(
        r"builder error",
        "its address is plain http",
        "Set AWS_ENDPOINT_URL to an https address; in a network of your own, AWS_ALLOW_HTTP=true.",
    ),
)
AWAY = Trouble("", "it can't be reached", "Check the network, and AWS_ENDPOINT_URL if it is set.")


def trouble(store: str, verb: str, error: Exception) -> SurveyError:
    """What to say of a store that can't be ``read`` or ``written``."""
    text = f"{type(error).__name__} {error}"
    known = next((each for each in KNOWN if re.search(each.signs, text, re.DOTALL)), AWAY)
    remedy = ACCOUNTS.get(store.partition("://")[0], known.remedy)
    return SurveyError(
        f"The store {store} can't be {verb}: {known.why}.",
        remedy if known.remedy == KEYS else known.remedy,
    )
