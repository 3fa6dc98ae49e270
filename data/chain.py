"""Private: the chain of a survey's releases, which a new one is held to.

A release that was removed from the store was public all the same: it stays in the chain, by the
copy in the private folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from analysis.codebook import Codebook
from analysis.counting.counted import Counted
from analysis.disclosure.blocks import Beginning
from analysis.disclosure.past import Past, fingerprints, refuse_changed_scoring
from analysis.errors import SurveyError
from analysis.release import Manifest, Release
from data.memory import note_of, past, published_copy, remembered
from data.release_files import (
    MANIFEST,
    NEEDED,
    manifest_from,
    release_from,
    verified,
)
from data.release_ids import DRAFT, age
from data.releases import Store


def chain(store: Store, survey: str | None = None) -> list[Manifest]:
    """The manifests of a survey's releases (None: of all), removed ones too, the newest first.

    SurveyError where it is not known what a removed one published.
    """
    gone = [manifest_from(name, _copy(store, name)[MANIFEST]) for name in removed(store)]
    found = [*store.manifests(survey), *(each for each in gone if survey in (None, each.survey))]
    return sorted(found, key=lambda each: age(each.id, each.created), reverse=True)


def removed(store: Store) -> list[str]:
    """The ids of releases that were published, and are no longer in the store."""
    kept = remembered(store)  # before the rest: what is published meanwhile has a draft till then
    drafts = {named["release"] for name in store.names() if (named := DRAFT.fullmatch(name))}
    return sorted(kept - drafts - set(store.names()))


def load(store: Store, manifest: Manifest) -> Release:
    """A release of the chain; SurveyError where it is not what was published."""
    if manifest.id in store.names():
        return store.load(manifest.id)
    copy = _copy(store, manifest.id)
    return release_from(manifest, verified(manifest, copy.__getitem__, NEEDED))


def codebook(store: Store, survey: str) -> Codebook | None:
    """That of a survey's last release in which it is whole, None if there is none."""
    for manifest in chain(store, survey):
        try:
            return load(store, manifest).codebook
        except SurveyError:
            continue
    return None


def moment(store: Store, survey: str, now: datetime) -> datetime:
    """The moment that it is in UTC, and never before that of a release of the chain."""
    here = store.moment(now)
    return max([here, *(each.created_at.astimezone(here.tzinfo) for each in chain(store, survey))])


def responses_before(store: Store, survey: str) -> int | None:
    """How many responses the survey's last release held; None before the first."""
    last = next(iter(chain(store, survey)), None)
    if last is None:
        return None
    held = Beginning.held_by(last.id)
    return note_of(store, last.id).responses if held is None else held.responses


def earlier(store: Store, survey: str, counted: Counted, codebook: Codebook) -> tuple[Past, ...]:
    """The survey's releases so far, oldest first.

    SurveyError where one or its counts are missing, or where something is scored otherwise now.
    """
    scoring = fingerprints(counted.tallies, counted.items, codebook)
    found = []
    for manifest in reversed(chain(store, survey)):
        refuse_changed_scoring(manifest.id, note_of(store, manifest.id).scoring, scoring)
        found.append(past(store, load(store, manifest), counted.tallies.measures))
    _refuse_missing(found)
    return tuple(found)


def _refuse_missing(found: Sequence[Past]) -> None:
    """SurveyError where a release carries numbers over of one that nothing is known of."""
    known = {each.release for each in found}
    for each in found:
        for table in (each.tables.counts, each.tables.estimates, each.tables.items):
            missing = sorted(set(table["as_of"].dropna()) - known)
            if missing:
                raise SurveyError(
                    f"Release {each.release} carries numbers over from {missing[0]}, which is "
                    "neither in the store nor kept in its private folder.",
                    "Put its folder back from a backup, or begin a new store with the next wave's "
                    "sheet.",
                )


def refuse_taken(store: Store, release: str) -> None:
    """SurveyError where a release has, or had, that id: it never gets other contents."""
    if release in store.names():
        what = f"The store holds another release {release}, and releases never change."
    elif release in remembered(store):
        what = f"Another release was {release} before it was removed, and no id is given twice."
    else:
        return
    raise SurveyError(what, "Give this survey a store of its own: SURVEY_STORE, or --store.")


def _copy(store: Store, release: str) -> dict[str, bytes]:
    """What a removed release published; SurveyError where that isn't known."""
    copy = published_copy(store, release)
    if copy is None:
        raise SurveyError(
            f"Release {release} is not in the store, and what it published was not kept, so that "
            "nothing new can be held against it.",
            "Put its folder back from a backup. Where it never was public, remove "
            f"private/{release}.* instead.",
        )
    return copy
