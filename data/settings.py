"""What the environment says, read once and checked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.errors import SurveyError
from analysis.quoting import looks_like_key
from data.alerts import alert_address
from data.google_key import google_key
from data.releases import DEFAULT_FOLDER, store_place
from data.setting_values import choice, whole
from data.storage import Place

SHIPPED_CODEBOOK = Path(__file__).parent / "codebooks" / "smm.toml"
SHEETS_API = "https://sheets.googleapis.com"
A_WEEK = 7 * 24 * 3600  # seconds


@dataclass(frozen=True)
class Settings:
    """Everything an operator can set; see the README's table of variables.

    The key of the service account lies in ``google_key_file``, or is ``google_account`` itself, as
    a table or a text; ``google_key_setting`` names the setting that gives it, and
    ``google_key_in_secrets`` tells whether that is an entry of secrets.toml. Of the other settings,
    those that messages repeat are refused where they look like a key.
    """

    source: str = "demo"
    codebook: Path = SHIPPED_CODEBOOK
    store: Place = Path(DEFAULT_FOLDER)
    engine: str = "duckdb"
    refresh_seconds: int = 300
    google_key_file: Path | None = field(default=None, repr=False)
    google_account: Mapping[str, Any] | str | None = field(default=None, repr=False)
    google_key_setting: str = "GOOGLE_SERVICE_ACCOUNT"
    google_key_in_secrets: bool = False
    sheets_api_root: str = SHEETS_API
    show_quality: bool = False
    alert_url: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        values = {
            "SURVEY_SOURCE": self.source,
            "SURVEY_CODEBOOK": self.codebook,
            "SURVEY_STORE": self.store,
            "SURVEY_ENGINE": self.engine,
            "SHEETS_API_ROOT": self.sheets_api_root,
        }
        for name, value in values.items():
            if looks_like_key(str(value)):
                raise SurveyError(
                    f"{name} holds a key, or a part of one.",
                    "Move the key to GOOGLE_SERVICE_ACCOUNT and set "
                    f"{name} as the README describes.",
                )


def from_environment(env: Mapping[str, str] | None = None) -> Settings:
    """The settings in ``env`` (default: the process environment); SurveyError on nonsense."""
    said = os.environ if env is None else env
    source = said.get("SURVEY_SOURCE") or "demo"
    key, shown = google_key(said), "1" if source == "demo" else "0"
    return Settings(
        source=source,
        codebook=Path(said.get("SURVEY_CODEBOOK") or SHIPPED_CODEBOOK),
        store=store_place(said),
        engine=said.get("SURVEY_ENGINE") or "duckdb",
        refresh_seconds=whole(said, "SURVEY_REFRESH_SECONDS", 300, most=A_WEEK),
        google_key_file=key.file if key else None,
        google_account=key.content if key else None,
        google_key_setting=key.setting if key else "GOOGLE_SERVICE_ACCOUNT",
        google_key_in_secrets=key.in_secrets if key else False,
        sheets_api_root=said.get("SHEETS_API_ROOT") or SHEETS_API,
        show_quality=choice(said, "SURVEY_QUALITY_PAGE", ("0", "1"), shown) == "1",
        alert_url=alert_address(said.get("SURVEY_ALERT_URL")),
    )
