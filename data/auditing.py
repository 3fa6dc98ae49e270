"""The audit of a stored release, from its public files and those of the ones before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from itertools import takewhile

import numpy as np

from analysis.codebook.scoring import measures
from analysis.counting.cohorts import cohort_label
from analysis.disclosure.audit import Audit, Bounded
from analysis.disclosure.auditor import Auditor
from analysis.disclosure.bounding import DUST, NARROWEST
from analysis.disclosure.kinds import Column, Family
from analysis.disclosure.lattice import closed_set
from analysis.disclosure.outsider import Outside
from analysis.disclosure.public_tables import PublicTables
from analysis.errors import SurveyError
from analysis.release import Release
from analysis.sentences import privacy as say
from data.chain import chain, load
from data.releases import Store


@dataclass(frozen=True)
class Report:
    """What was tried on a release and what was found; ``lines`` are for people."""

    lines: tuple[str, ...]
    clean: bool


def audit_release(
    store: Store, release: str | None, progress: Callable[[int, int], None] = lambda done, of: None
) -> Report:
    """Tries what an outsider could on a release (None: the newest) and all before it.

    ``progress`` hears how many tables of how many are done.
    """
    chain = _chain(store, release)
    last = chain[-1]
    *before, now = (_outside(each, first=not n) for n, each in enumerate(chain))
    seen = set().union(*(each.cohorts for each in (*before, now)))
    lattice = closed_set(last.codebook, sorted(seen))
    auditor = Auditor(lattice, measures(last.codebook), last.codebook, before)
    scope = asdict(auditor.scope(now))
    return _report(chain, auditor.audits(now, progress), scope, _off(last))


def _outside(release: Release, *, first: bool) -> Outside:
    tables = PublicTables(release.counts, release.estimates, release.items)
    return Outside.of(release.id, tables, release.codebook, first=first)


def _chain(store: Store, release: str | None) -> list[Release]:
    """The releases of one survey up to the one asked for, oldest first, each verified.

    Those that were removed from the store were public, too.
    """
    newest = next(store.manifests(), None)
    if newest is None:
        raise SurveyError(
            "There is no release to audit yet.", "Cut one with: python -m data publish"
        )
    asked = store.manifest(release) if release else newest
    oldest_first = reversed(chain(store, asked.survey))
    before = takewhile(lambda each: each.id != asked.id, oldest_first)
    return [load(store, each) for each in (*before, asked)]


def _off(release: Release) -> list[str]:
    """The differences of means that are not those of the published means, and so tell more."""
    keys = ["cohort", "indicator"]
    told = release.estimates[release.estimates["as_of"] == release.id].set_index(keys)
    means = told[told["measure"] == "mean"]
    sides = [means[means["group"] == group]["value"] for group in ("solo", "team")]
    differences = told[told["measure"] == "mean_difference"].dropna(subset="value")
    solo, team = (side.reindex(differences.index) for side in sides)
    apart = (solo - team - differences["value"]).abs()
    beyond = differences.index[apart > differences["step"] / 2 + DUST]
    return [f"{cohort or 'everyone'}, {indicator}" for cohort, indicator in beyond]


def _report(
    chain: list[Release], audits: list[Audit], scope: Mapping[str, int], off: list[str]
) -> Report:
    last = chain[-1]
    tried = sum(each.tried for each in audits)
    findings = [(each.family, found) for each in audits for found in each.findings]
    tightest = min((each.tightest for each in audits), default=np.inf)
    lines = [
        f"Release {last.id}, with {len(chain) - 1} before it.",
        "Linear programming over sets of tables that are tied to one another: how many responses "
        "the release holds, head counts, scores in their bands, single answers, means times "
        "counts, along all lines of the closed set at once, cohorts carried over as their release "
        "told them. Standard deviations and the order of the groups are not read.",
        *say.scope(scope),
        *_left(audits),
        f"{tried} hidden numbers of people, and changes of them since each earlier release, were "
        "bounded.",
        f"{len(findings)} of them are surely somebody and lie within fewer than {NARROWEST:g} "
        f"people, or count a group that has a name, surely fewer than {last.codebook.policy.k}.",
        f"{sum(each.nobody for each in audits)} more were seen to be nobody for all that is told.",
        f"{len(off)} estimates tell more than the published moments do.",
    ]
    if np.isfinite(tightest):
        lines.insert(-3, f"The least room that a number was seen to have: {tightest:g} people.")
    lines += [_finding(last, family, each) for family, each in findings]
    lines += [f"- the difference of means of {each}" for each in off]
    return Report(tuple(lines), not findings and not off)


def _left(audits: list[Audit]) -> list[str]:
    """In how many sets the numbers fell, so that no joint look was possible."""
    sets = sum(each.torn for each in audits)
    return [f"People seem to have left in {sets} of the sets: one release at a time."] * bool(sets)


def _finding(release: Release, family: Family, found: Bounded) -> str:
    where = cohort_label(release.codebook, found.cohort) if found.cohort else "everyone"
    when = f" came since {found.since} releases ago" if found.since else ""
    when = f", {found.back} releases ago" if found.back else when
    about = _about(release, found.column)
    return f"- {where}, {family.group}, {about}: {found.low} to {found.high}{when}"


def _about(release: Release, column: Column) -> str:
    book = release.codebook
    if column.item is not None:
        options = book.options(column.item)
        return f"{book.label(column.item)}: {options[column.place or 0].text}"
    if column.indicator is None:
        return "people"
    label = book.indicators[column.indicator].label
    return label if column.place is None else f"{label}, band {column.place + 1}"
