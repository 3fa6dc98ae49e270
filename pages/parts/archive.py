"""The releases of the survey: which are there, and which of them a visitor looks at."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis import sentences as say
from analysis.codebook import Codebook
from analysis.errors import SurveyError
from analysis.published import Count
from analysis.release import Manifest, Release
from data.releases import shown
from pages.parts import corrected, current, hosted, labels, server_log
from pages.parts.words import coloured, safe

PARAMETER = "release"  # of the address: /data?release=r0007
KEY = "release-chosen"
FEED = "api/feed.atom"  # from any page


def choose(listed: Sequence[Manifest]) -> str | None:
    """The id of the listed release in the address, without one the newest; None if unknown."""
    known = [each.id for each in listed]
    asked = st.query_params.get(PARAMETER, known[0])
    found = asked if asked in known else None
    if found is None:
        st.error(labels.UNKNOWN_RELEASE.format(release=safe(repr(asked[:40]))))
    st.session_state[KEY] = found
    st.selectbox(
        labels.RELEASE,
        known,
        format_func=lambda each: labels.NEWEST.format(release=each) if each == known[0] else each,
        key=KEY,
        on_change=_chosen,
        placeholder=labels.CHOOSE_RELEASE,
    )
    return found


def _chosen() -> None:
    st.query_params[PARAMETER] = st.session_state[KEY]


def open_release(release_id: str) -> Release | None:
    """A listed release; None, with a message on the page, where it isn't what was published."""
    try:
        return current.load(release_id)
    except SurveyError as error:
        server_log.warn(error)
        st.error(labels.DAMAGED_RELEASE.format(release=safe(release_id)))
        return None


def facts(release: Release) -> None:
    """When it was cut, from whose answers, and whether they are made up."""
    manifest = release.manifest
    told = labels.CUT_ON if manifest.wave else labels.CUT
    cut = told.format(day=_day(manifest), wave=safe(manifest.wave or ""))
    made_up = f" {labels.SYNTHETIC}." if manifest.synthetic else ""
    st.write(f"{cut} {coloured(say.who_answered(release), release.codebook)}{made_up}")


def overview(listed: Sequence[Manifest], codebook: Codebook) -> None:
    """All releases in one table, each with its address and who answered."""
    st.header(labels.ALL_RELEASES, anchor=False)
    place = str(current.store().place)
    sides = (("solo", codebook.grouping.solo.many), ("team", codebook.grouping.team.many))
    rows = []
    for each in listed:
        marks = [labels.SYNTHETIC_MARK] if each.synthetic else []
        marks += [labels.CORRECTED_MARK] if corrected.known(each.id) else []
        mark = f" ({', '.join(marks)})" if marks else ""
        row = {
            labels.RELEASE: f"[{safe(each.id)}](?{PARAMETER}={each.id}){mark}",
            labels.CUT_COLUMN: safe(_cut(each)),
        }
        heads = _known_heads(place, each)
        row |= {safe(say.first_upper(many)): heads.get(side, "") for side, many in sides}
        rows.append(row)
    st.table(rows, border="horizontal", hide_index=True)
    if not hosted.is_framed():  # else nobody knows whether its host lets a reader of feeds in
        st.link_button(labels.FOLLOW, FEED, type="tertiary", icon=":material/rss_feed:")


def _cut(manifest: Manifest) -> str:
    day = _day(manifest)
    return labels.CUT_UP_TO.format(day=day, wave=manifest.wave) if manifest.wave else day


def _known_heads(place: str, manifest: Manifest) -> dict[str, str]:
    """'about 510' by group, as published; nothing where nobody is shown."""
    try:
        heads = _heads(place, manifest.id, manifest.digest)
        return {side: say.count(count) for side, count in heads.items()}
    except SurveyError:
        return {"solo": labels.DAMAGED, "team": labels.DAMAGED}


@st.cache_data(max_entries=500, show_spinner=False)
def _heads(place: str, release_id: str, digest: str) -> dict[str, Count]:
    """Read once; ``digest`` tells the release from others of its id."""
    return shown(place).heads(release_id)


def _day(manifest: Manifest) -> str:
    created = manifest.created_at
    return f"{created.day} {created:%B %Y}"
