"""What every page shares: the demo label and banners above, the facts of the release below."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from analysis.release import Release
from data.status import Status
from pages.parts import current, show
from pages.parts.words import PROMISE, safe


def above(release: Release, status: Status | None) -> None:
    """Says before anything else if the data is made up, or older than it should be."""
    if release.manifest.synthetic:
        st.badge("Synthetic demo data: no real person answered", color="orange")
    if status is not None and status.state == "stale":
        read = _read_at(status) if status.last_success else "The survey was not read yet"
        st.warning(
            f"**{read}. What you see is release {release.id} of {_day(release)}.** "
            f"{safe(status.problem or '')} {safe(status.remedy or '')}"
        )


def below(release: Release, status: Status | None) -> None:
    """Freshness and privacy, in small type at the foot of the page."""
    manifest = release.manifest
    facts = [f"Release {manifest.id}, {_day(release)}"]
    if manifest.wave:
        facts.append(f"answers up to {manifest.wave}")
    if status is not None and status.last_success:
        facts.append(_read_at(status).lower())
    st.space("medium")
    show.fine(" · ".join(facts))
    promise = PROMISE.format(k=manifest.policy["k"])
    show.fine(f"{promise} {release.codebook.footnote}".strip())


@st.fragment(run_every=2)
def not_yet() -> None:
    """The page while there is no release: why, and what to do; the release replaces it."""
    if current.release() is not None:
        st.rerun()
    status = current.status()
    st.title("Results will appear here", anchor=False)
    if status is None or status.state == "starting":
        st.info("The survey is being read for the first time. This takes a moment.")
    elif status.state == "stale":
        st.error(f"{safe(status.problem or '')} {safe(status.remedy or '')}")
    else:
        st.info(safe(status.waiting or "No release has been cut yet."))
        st.write("Every answer counts towards it. Nothing is shown before it is safe to show.")


def _day(release: Release) -> str:
    created = release.manifest.created_at
    return f"{created.day} {created:%B %Y}"


def _read_at(status: Status) -> str:
    age = status.age_seconds(datetime.now(UTC)) or 0
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if age >= size:
            count = age // size
            return f"Answers last read {count} {unit}{'' if count == 1 else 's'} ago"
    return "Answers last read less than a minute ago"
