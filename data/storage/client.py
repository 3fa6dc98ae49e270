"""The connection to an object store; obstore reads its account from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from obstore.store import AzureStore, GCSStore, ObjectStore, S3Store

from analysis.errors import SurveyError
from data.storage.address import ObjectAddress
from data.storage.trouble import FAULTS, trouble

CLIENTS = {"s3": S3Store, "gs": GCSStore, "az": AzureStore}
ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
PATIENCE: dict[str, Any] = {  # a fault that passes within these seconds is not told
    "max_retries": 4,
    "retry_timeout": timedelta(seconds=20),
    "backoff": {
        "init_backoff": timedelta(milliseconds=100),
        "max_backoff": timedelta(seconds=4),
        "base": 3,
    },
}
LIMITS: dict[str, Any] = {"connect_timeout": timedelta(seconds=5), "timeout": timedelta(seconds=30)}


def connect(address: ObjectAddress, *, anonymous: bool = False) -> ObjectStore:
    """A client of a bucket's prefix; ``anonymous``: as anybody has it, who shows no credentials."""
    plain = {"allow_http": True} if is_on_this_machine(os.environ) else {}
    said: dict[str, Any] = {"skip_signature": True} if anonymous else {}
    try:
        return CLIENTS[address.scheme](
            address.bucket,
            prefix=address.prefix or None,
            client_options=LIMITS | plain,
            retry_config=PATIENCE,
            **said,
        )
    except (*FAULTS, ValueError) as error:
        raise trouble(str(address), "read", error) from None


def is_on_this_machine(env: Mapping[str, str]) -> bool:
    """Whether the endpoint that is set is one of this machine, where plain http is no danger."""
    endpoint = next((env[name] for name in ENDPOINTS if env.get(name)), "")
    try:
        return urlsplit(endpoint).hostname in LOOPBACK
    except ValueError:
        raise SurveyError("AWS_ENDPOINT_URL is no address.", "Write https://host.") from None
