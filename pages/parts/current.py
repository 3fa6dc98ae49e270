"""The release and the status that a page shows, read from the store and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from analysis.errors import SurveyError
from analysis.release import Manifest, Release
from analysis.release.corrections import Correction, of_release
from data.releases import Store, shown
from data.status import Status, read_status
from pages.parts import server_log

OPERATOR = "X-Survey-Operator"  # set by data.web.sign_in alone: what a visitor says is dropped


def store() -> Store:
    return shown()


def status() -> Status | None:
    """How the source is doing; None before the server looked at it for the first time."""
    return read_status(store().place)


def is_operator(known: Status | None) -> bool:
    """Whether the operators' page is on and this visitor may see it, as the gate before us says."""
    signed_in = st.context.headers.get(OPERATOR)  # yes, no, or nothing where nobody signs in
    return known is not None and known.show_quality and signed_in != "no"


def release() -> Release | None:
    """The newest whole release of the survey that is configured, None if there is none yet."""
    for manifest in listed():
        try:
            return _loaded(manifest)
        except SurveyError:
            continue  # damaged: the one before it is shown
    return None


def is_newest_damaged(shown: Release) -> bool:
    """Whether there is a later release than the one shown, which isn't what was published."""
    newest = next(listed(), None)
    if newest is None or newest.id == shown.id:
        return False
    try:
        _loaded(newest)
    except SurveyError:
        return True
    return False  # it came while the page was drawn


def listed() -> Iterator[Manifest]:
    """What the releases of the survey that is configured say of themselves, the newest first.

    None where the store can't be read, which the log tells.
    """
    known = status()
    try:
        yield from store().manifests(known.survey if known and known.survey else None)
    except SurveyError as error:
        server_log.warn(error)


def corrections(release_id: str) -> tuple[Correction, ...]:
    """What was found wrong in a release, the oldest first; SurveyError where that isn't known."""
    return of_release(store().corrections(), release_id)


def load(release_id: str) -> Release:
    """Any release that is listed; SurveyError where it isn't what was published."""
    return _loaded(store().manifest(release_id))


def _loaded(manifest: Manifest) -> Release:
    return _load(str(store().place), manifest.id, manifest.digest)


@st.cache_resource(max_entries=4, show_spinner=False)
def _load(place: str, release_id: str, digest: str) -> Release:
    """One release, read once for all visitors; ``digest`` tells it from others of its id."""
    return shown(place).load(release_id, compact=True)
