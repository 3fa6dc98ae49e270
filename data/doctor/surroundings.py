"""What stands around the survey, as the doctor sees it: files of secrets, doors, the host."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from analysis.hosting import forced
from data.doctor.finding import Finding, State
from data.secrets_file import SECRETS
from data.serving import app_file
from data.settings import Settings
from data.web.exposure import exposure
from data.web.identity import check_set_up
from data.web.settings import WebSettings

SWITCHES = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def secrets(settings: Settings | None) -> Finding:
    """Whether other accounts of this machine can read a file that holds a secret.

    ``settings``: None where they can't be read; the files are looked at all the same.
    """
    from data.sources.account import is_open_to_others  # late: with it comes Google's sign-in

    key = settings.google_key_file if settings else None
    files = (SECRETS, "~" / SECRETS, *([key] if key else []))
    # Of os.path, which says no where a key stands in a path's place; pathlib raises it.
    there = [Path(each) for each in map(os.path.expanduser, files) if os.path.isfile(each)]
    if not there:
        return Finding("secrets", State.OK, "No file with secrets is used.")
    for file in filter(is_open_to_others, there):
        return Finding(
            "secrets", State.WARNING, f"Other accounts of this machine can read {file.name}.",
            f"Run: chmod 600 {file}",
        )  # fmt: skip
    names = " and ".join(dict.fromkeys(file.name for file in there))
    return Finding("secrets", State.OK, f"No other account of this machine can read {names}.")


def doors(settings: Settings, web: WebSettings) -> Finding:
    """Who may see what: nobody is shown exact counts whom nobody chose."""
    if web.viewers or web.operators:
        check_set_up()
    address = _option("server.address")
    exposed = exposure(settings, web, str(address) if address else None)
    if exposed is not None:
        return Finding.of("visitors", exposed, State.WARNING)
    whom = "those whom SURVEY_VIEWERS names" if web.viewers else "anybody who reaches the server"
    return Finding("visitors", State.OK, f"Pages are for {whom}, exact counts for operators.")


def host() -> Iterator[Finding]:
    """A warning for each setting of Streamlit that something forces to another value."""
    found = [Finding.of("host", each, State.WARNING) for each in forced(_option)]
    yield from found or [
        Finding("host", State.OK, "Streamlit's settings are those of .streamlit/config.toml.")
    ]


def _option(name: str) -> object:
    """What a setting of Streamlit would be for a server that is started here."""
    from streamlit import config  # late: with it comes much of Streamlit

    # As "streamlit run" does: the settings beside the script that it serves count too, and before
    # all files the environment, which it alone reads.
    config._main_script_path = str(app_file())
    said = os.environ.get(config.get_config_options()[name].env_var)
    if said is None:
        return config.get_option(name)
    return SWITCHES.get(said.strip().lower(), said)
