"""Scripts for the visitor's browser: what no element of Streamlit can do by itself.

Each is a file beside this one, served under its own address as the content policy asks. They add
nothing to a page and send nothing: they close, focus and save what is there already.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

FOLDER = Path(__file__).parent
PACKAGE = "team_of_one"
SCRIPTS = ("menu", "focus", "picture")


def register() -> None:
    """Makes the scripts known to the server that runs here, which gives them to any browser."""
    known = get_bidi_component_manager()
    if all(known.get_component_asset_root(_name(each)) for each in SCRIPTS):
        return
    parts = [ComponentConfig(each, FOLDER.name) for each in SCRIPTS]
    known.register_from_manifest(ComponentManifest(PACKAGE, "1", parts), FOLDER.parent)


def run(script: str, **data: str) -> None:
    """Runs a script on the page; it runs again whenever what it is told changes."""
    register()
    mount = st.components.v2.component(_name(script), js=f"{script}.js", isolate_styles=False)
    mount(key=f"script-{script}", data=data)


def _name(script: str) -> str:
    return f"{PACKAGE}.{script}"
