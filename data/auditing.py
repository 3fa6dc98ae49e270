"""The audit of a stored release, from its public files and those of the ones before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from analysis.codebook.scoring import measures
from analysis.counting.cohorts import cohort_label
from analysis.disclosure.audit import DUST, NARROWEST, Audit, Bounded
from analysis.disclosure.outsider import Outside, Table
from analysis.disclosure.protect import audited
from analysis.errors import SurveyError
from analysis.release import Release
from data.releases import Store


@dataclass(frozen=True)
class Report:
    """What was tried on a release and what was found; ``lines`` are for people."""

    lines: tuple[str, ...]
    clean: bool


def audit_release(
    store: Store, release: str | None, progress: Callable[[str], None] = lambda _: None
) -> Report:
    """Tries what an outsider could on a release (None: the newest) and all before it."""
    chain = _chain(store, release)
    last = chain[-1]
    progress(f"Bounding what release {last.id} hides")
    outsides = [Outside(each.id, each.counts, each.estimates) for each in chain]
    found = audited(outsides, last.codebook, measures(last.codebook))
    progress("Reading estimates backwards")
    return _report(chain, found, _off(last))


def _chain(store: Store, release: str | None) -> list[Release]:
    """The releases of one survey up to the one asked for, oldest first, each verified."""
    newest = next(store.manifests(), None)
    if newest is None:
        raise SurveyError(
            "There is no release to audit yet.", "Cut one with: python -m data publish"
        )
    asked = store.manifest(release) if release else newest
    ids = [each.id for each in store.manifests(asked.survey)]
    before = takewhile(lambda name: name != asked.id, reversed(ids))
    return [store.load(each) for each in (*before, asked.id)]


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


def _report(chain: list[Release], found: dict[Table, Audit], off: list[str]) -> Report:
    last = chain[-1]
    tried = sum(each.tried for each in found.values())
    narrow = [(key, each) for key, told in found.items() for each in told.findings]
    findings = [(key, each) for key, each in narrow if each.somebody]
    lines = [
        f"Release {last.id}, with {len(chain) - 1} before it.",
        f"Linear programming over {len(found)} tables (an indicator in a group, or a band of it): "
        "counts, bands, means times counts, cohorts carried over.",
        f"{tried} hidden numbers of people, and changes of them since each earlier release, were "
        "bounded.",
        f"{len(findings)} of them lie within fewer than {NARROWEST:g} people who must be there; "
        f"{len(narrow) - len(findings)} may as well be nobody.",
        f"{len(off)} estimates tell more than the published moments do.",
    ]
    lines += [_finding(last, table, each) for table, each in findings]
    lines += [f"- the difference of means of {each}" for each in off]
    return Report(tuple(lines), not findings and not off)


def _finding(release: Release, table: Table, found: Bounded) -> str:
    where = cohort_label(release.codebook, found.cohort) if found.cohort else "everyone"
    made = release.codebook.indicators
    about = made[table.indicator].label if table.indicator else "people"
    band = "" if table.band is None else f", band {table.band + 1}"
    when = f" came since {found.since} releases ago" if found.since else ""
    return f"- {where}, {table.group}, {about}{band}: {found.low:.1f} to {found.high:.1f}{when}"
