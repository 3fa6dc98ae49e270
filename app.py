"""The server: pages, API and the background reading of the survey.

Start it with ``make run`` or ``streamlit run app.py``.
"""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st

from analysis.errors import SurveyError
from data.api import application
from data.refresher import Refresher
from data.secrets_file import add_secrets
from data.settings import from_environment
from data.storage import storage_at
from data.web import guards
from data.web.exposure import warn_of_exact_counts
from data.web.hosting import warn_of_forced_settings
from data.web.logs import keep_discreet, write_json
from data.web.session_loops import spare_descriptors
from data.web.settings import from_environment as web_from_environment
from data.web.turns import HANDOVER
from pages import __file__ as pages_there
from pages.parts import scripts
from pages.parts.failure import show_failure

try:
    add_secrets(files=st.get_option("secrets.files"))
    settings, web = from_environment(), web_from_environment()
    storage_at(settings.store)  # so that an address that leads nowhere is told here
    base = st.get_option("server.baseUrlPath")
    middleware = guards(web, application(settings.store, base), base)
except SurveyError as error:
    sys.exit(f"{error.problem}\n{error.remedy}")


@contextlib.asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Reads the survey in the background for as long as the server runs."""
    keep_discreet()
    spare_descriptors()
    if web.log_json:
        write_json()
    warn_of_exact_counts(settings, web, st.get_option("server.address"))
    warn_of_forced_settings(st.get_option)
    scripts.register()
    refresher = Refresher(settings)
    refresher.start()
    sys.setswitchinterval(HANDOVER)
    gc.freeze()  # what is loaded now stays: later collections need not walk it
    yield
    refresher.stop()


app = st.App(
    Path(pages_there).with_name("navigation.py"),  # which an installed app.py does not lie beside
    middleware=middleware,
    lifespan=lifespan,
    on_script_error=show_failure,
)
