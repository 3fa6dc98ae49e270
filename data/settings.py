"""What the environment says, read once and checked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.errors import SurveyError
from data.alerts import alert_address
from data.releases import DEFAULT_FOLDER, store_folder

SHIPPED_CODEBOOK = Path(__file__).parent / "codebooks" / "smm.toml"
SHEETS_API = "https://sheets.googleapis.com"


@dataclass(frozen=True)
class Settings:
    """Everything an operator can set; see the README's table of variables.

    ``google_account`` is the content of a service account's key, when it comes from
    secrets.toml instead of the file ``google_key_file``.
    """

    source: str = "demo"
    codebook: Path = SHIPPED_CODEBOOK
    store: Path = Path(DEFAULT_FOLDER)
    engine: str = "duckdb"
    refresh_seconds: int = 300
    google_key_file: Path | None = None
    google_account: Mapping[str, str] | None = field(default=None, repr=False)
    sheets_api_root: str = SHEETS_API
    show_quality: bool = False
    alert_url: str | None = field(default=None, repr=False)


def from_environment(env: Mapping[str, str] | None = None) -> Settings:
    """The settings in ``env`` (default: the process environment); SurveyError on nonsense."""
    said = os.environ if env is None else env
    refresh = said.get("SURVEY_REFRESH_SECONDS") or "300"
    if not refresh.isdecimal():
        raise SurveyError(
            f"SURVEY_REFRESH_SECONDS is {refresh!r}, which is no number of seconds.",
            "Set it to a whole number such as 300, or 0 to never re-read.",
        )
    engine = said.get("SURVEY_ENGINE") or "duckdb"
    source = said.get("SURVEY_SOURCE") or "demo"
    key_file = said.get("GOOGLE_SERVICE_ACCOUNT")
    return Settings(
        source=source,
        codebook=Path(said.get("SURVEY_CODEBOOK") or SHIPPED_CODEBOOK),
        store=store_folder(said),
        engine=engine,
        refresh_seconds=int(refresh),
        google_key_file=Path(key_file) if key_file else None,
        google_account=None if key_file else account_in_secrets(),
        sheets_api_root=said.get("SHEETS_API_ROOT") or SHEETS_API,
        show_quality=said.get("SURVEY_QUALITY_PAGE", "1" if source == "demo" else "0") == "1",
        alert_url=alert_address(said.get("SURVEY_ALERT_URL")),
    )


def account_in_secrets(folder: Path = Path(".streamlit")) -> Mapping[str, str] | None:
    """The [google_service_account] table of secrets.toml, or None."""
    import tomllib

    file = folder / "secrets.toml"
    if not file.is_file():
        return None
    try:
        found = tomllib.loads(file.read_text("utf-8")).get("google_service_account")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SurveyError(
            "The file .streamlit/secrets.toml can't be read as TOML.",
            "Compare it with .streamlit/secrets.toml.example.",
        ) from error
    return found if isinstance(found, dict) else None
