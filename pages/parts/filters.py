"""The filters: at most two at once, in the URL under the dimensions' names, as codes.

Streamlit's own binding of widgets to the URL writes the labels and drops them on another page's
options, so the codes are written in ``chosen``; they survive a change of page through the session.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import streamlit as st

from analysis import sentences as say
from analysis.counting.cohorts import cohort_id, cohort_label, filters_of, value_label
from analysis.published import Reason, Withheld
from analysis.release import Release
from pages.parts import chosen, labels, like_yours, show
from pages.parts.chosen import MOST
from pages.parts.words import safe

ALL = "all"
JUST_CHOSEN = "filter-just-chosen"
WIDE = 260  # px of a filter: a value and how many people are behind it


def choose(release: Release, indicators: Sequence[str], across: str | None = None) -> str:
    """The id of the cohort the visitor chose; only groups that can be shown are offered.

    ``across`` is a dimension whose values the page shows side by side: it is no filter there, and
    leaves room for one filter less. What was chosen of it is kept for other pages.
    """
    most = MOST - (across is not None)
    kept = ((dim, code) for dim, code in chosen.filters(release).items() if dim != across)
    picked = dict(islice(kept, most))
    cohort = cohort_id(picked, release.codebook)
    chosen.tell_what_is_gone()
    if not set(release.codebook.dimensions) - {across}:
        return cohort
    with st.expander(
        _called(release, cohort, across),
        expanded=bool(picked) and st.session_state.pop(JUST_CHOSEN, False),
    ):
        row = st.container(horizontal=True)
        for dim in release.codebook.dimensions:
            if dim != across:
                with row:
                    _filter(release, indicators, dim, picked, most)
        solo, team = say.group_names(release)
        hint = labels.FILTER_HINT if most > 1 else labels.FILTER_HINT_ONE
        show.fine(hint.format(most=most, solo=solo, team=team))
        _not_offered(release, indicators, picked, across, most)
        if across is None:
            like_yours.choose(release, indicators)
    return cohort


def _called(release: Release, cohort: str, across: str | None) -> str:
    """What the panel is called: the group that is shown, and what can be done with it."""
    if cohort:
        return labels.CHANGE.format(group=safe(cohort_label(release.codebook, cohort)))
    like = release.codebook.organisation and across is None
    return labels.NARROW_OR_LIKE_YOURS if like else labels.NARROW


def instead(release: Release, indicators: Sequence[str], cohort: str) -> None:
    """For a withheld cohort: why, and one click to the nearest wider one that can be shown."""
    asked = [release.comparison(name, cohort) for name in indicators]
    hidden = [each for each in asked if isinstance(each, Withheld)]
    if len(hidden) == len(asked):
        st.info(safe(say.withheld(release, cohort, Withheld.together(hidden))))
    nearest = next(
        (found for name in indicators if (found := release.nearest(name, cohort)) is not None), None
    )
    if nearest is None:
        return
    label = safe(cohort_label(release.codebook, nearest))
    st.button(
        labels.INSTEAD.format(group=label if nearest else labels.EVERYONE),
        on_click=chosen.change,
        args=(filters_of(nearest), release.codebook.dimensions),
        key="instead",
    )


def _filter(
    release: Release, indicators: Sequence[str], dim: str, picked: dict[str, str], most: int
) -> None:
    others = {name: code for name, code in picked.items() if name != dim}
    offered = [
        code for code in release.values(dim) if _shown(release, indicators, others, dim, code)
    ]
    if dim in picked and picked[dim] not in offered:
        offered.append(picked[dim])  # a link to a withheld group says so instead of vanishing
    full = len(others) >= most
    enough = labels.ENOUGH_FILTERS if most > 1 else labels.ENOUGH_FILTERS_ONE
    why_not = enough.format(most=most) if full else labels.NO_FILTER
    st.session_state[_key(dim)] = picked.get(dim, ALL)
    st.selectbox(
        safe(release.codebook.label(dim)),
        [ALL, *offered],
        format_func=lambda code: (
            labels.ALL if code == ALL else like_yours.with_n(release, dim, code, others)
        ),
        key=_key(dim),
        on_change=_changed,
        args=(dim, release.codebook.dimensions),
        disabled=full or not offered,
        help=why_not if full or not offered else None,
        width=WIDE,
    )


def _changed(dim: str, dims: tuple[str, ...]) -> None:
    code, kept = st.session_state[_key(dim)], st.session_state.get(chosen.KEPT, {})
    others = {name: held for name, held in kept.items() if name != dim}
    chosen.change(others if code == ALL else others | {dim: code}, dims)
    st.session_state[JUST_CHOSEN] = True  # the panel stays open for a second filter


def _key(dim: str) -> str:
    return f"filter-{dim}"


def _not_offered(
    release: Release, indicators: Sequence[str], picked: dict[str, str], across: str | None,
    most: int,
) -> None:  # fmt: skip
    """The values that can't be chosen as things are, by the reason."""
    reasons: dict[Reason, list[str]] = {}
    for dim in release.codebook.dimensions:
        others = {name: code for name, code in picked.items() if name != dim}
        if dim == across or len(others) >= most or not indicators:
            continue
        for code in release.values(dim):
            if not _shown(release, indicators, others, dim, code):
                named = f"{release.codebook.label(dim)}: {value_label(release.codebook, dim, code)}"
                why = _why_not(release, indicators, others | {dim: code})
                reasons.setdefault(why, []).append(named)
    for why, values in reasons.items():
        label = say.first_upper(Withheld(why).text)
        show.fine(f"{label}:")
        st.pills(
            safe(label), values, format_func=safe, disabled=True, key=f"shut-{why}",
            label_visibility="collapsed",
        )  # fmt: skip


def _why_not(release: Release, indicators: Sequence[str], wanted: dict[str, str]) -> Reason:
    cohort = cohort_id(wanted, release.codebook)
    asked = (release.comparison(name, cohort) for name in indicators)
    return Withheld.together(each for each in asked if isinstance(each, Withheld)).reason


def _shown(
    release: Release, indicators: Sequence[str], others: dict[str, str], dim: str, code: str
) -> bool:
    cohort = cohort_id(others | {dim: code}, release.codebook)
    return any(release.shows(name, cohort) for name in indicators)
