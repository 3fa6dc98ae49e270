"""What every page shares: the demo label and banners above, the facts of the release below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis import sentences as say
from analysis.disclosure.blocks import SMALL_SURVEY
from analysis.promise import promise
from analysis.release import Release
from data.status import Status
from pages.parts import corrected, current, labels, scripts, show
from pages.parts.onward import ICON
from pages.parts.words import safe, unescaped

PAGE, JUST_COME = "page", "page-just-come"


def above(release: Release, status: Status | None, page: str) -> None:
    """Whom the survey is about and where one is; if the data is made up, or older than it should
    be."""
    here = urlsplit(st.context.url or "").path
    st.session_state[JUST_COME] = st.session_state.get(PAGE) != here
    st.session_state[PAGE] = here
    with st.container(horizontal=True, gap="small"):
        about = f"{say.first_upper(release.codebook.people)} · {unescaped(page)}"
        st.markdown(f":small[:gray[{safe(about)}]]", width="content")
        if release.manifest.synthetic:
            st.badge(labels.SYNTHETIC, color="orange")
    told = _behind(release, status)
    if told:
        st.warning(told.format(release=release.id, day=_day(release)))
    corrected.warn_if_log_unreadable()
    corrected.told(release.id)


def has_just_come() -> bool:
    """Whether the visitor was on another page before this one."""
    return bool(st.session_state[JUST_COME])


def _behind(release: Release, status: Status | None) -> str | None:
    """That a visitor sees older answers than there are; why is its operator's alone."""
    if status is not None and status.state == "stale":
        read = _read_at(status) if status.last_success else labels.NEVER_READ
        return f"{read}. {labels.STALE}"
    return labels.DAMAGED_NEWEST if current.is_newest_damaged(release) else None


def below(release: Release, status: Status | None, pages: Mapping[str, StreamlitPage]) -> None:
    """Freshness and privacy, in small type at the foot of the page, and where more is told."""
    manifest = release.manifest
    facts = [labels.FACT_RELEASE.format(release=manifest.id, day=_day(release))]
    if manifest.wave:
        facts.append(labels.FACT_WAVE.format(wave=manifest.wave))
    if status is not None and status.last_success:
        facts.append(_read_at(status).lower())
    st.space("medium")
    show.fine(" · ".join(facts))
    told = promise(release.codebook, manifest.policy["k"])
    show.fine(f"{told} {release.codebook.footnote}".strip())
    with st.container(horizontal=True):
        for address, words in labels.BEHIND_NUMBERS.items():
            st.page_link(pages[address], label=words, icon=ICON, width="content")
    scripts.run("menu", page=urlsplit(st.context.url or "").path)
    scripts.run("picture")


@st.fragment(run_every=2)
def not_yet() -> None:
    """The page while there is no release: what is awaited; the release replaces it.

    Why a reading failed is its operator's alone; the Status, all that is read here, lacks it.
    """
    if current.release() is not None:
        st.rerun()
    status = current.status()
    st.title(labels.NOT_YET, anchor=False)
    if status is None or status.state == "starting":
        st.info(labels.STARTING)
    elif status.state == "stale":
        st.info(_unavailable(status))
        st.write(labels.BY_ITSELF)
    else:
        awaited = labels.AWAITED.format(fewest=SMALL_SURVEY)
        st.info(awaited if status.is_waiting else labels.NO_RELEASE)
        st.write(labels.PATIENCE)


def _unavailable(status: Status) -> str:
    """That there are no results, and since when."""
    if status.failing_since is None:
        return labels.UNAVAILABLE
    since = datetime.fromisoformat(status.failing_since).astimezone(UTC)
    moment = f"{since.day} {since.strftime(labels.MOMENT)}"
    return labels.UNAVAILABLE_SINCE.format(moment=moment)


def _day(release: Release) -> str:
    created = release.manifest.created_at
    return f"{created.day} {created:%B %Y}"


def _read_at(status: Status) -> str:
    return labels.ago(status.age_seconds(datetime.now(UTC)) or 0)
