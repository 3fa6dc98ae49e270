"""What changed from one release to another, from published numbers alone, of any schema version.

An estimate *moved* where the newer value lies outside the older 95% interval and the older value
outside the newer one. It is a sign to look at and no test: two releases of one survey share most of
their answers, so the usual test of a difference between samples does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from analysis.codebook import NOT_GIVEN, Codebook
from analysis.counting.cohorts import EVERYONE, filters_of
from analysis.published import Comparison, Count, Withheld
from analysis.release.release import GROUPS, Manifest, Release

Interval = tuple[float, float, float]  # value, low, high


class Part(StrEnum):
    """What a release says of how it was made; the words stand in front of a change."""

    CODEBOOK = "codebook"
    WAVE = "wave"
    K = "k"
    RULES = "rules"
    POLICY = "policy"
    SOFTWARE = "software"
    SCHEMA = "schema"
    SOURCE = "source"
    SYNTHETIC = "synthetic"
    NOT_ASKED = "not asked"
    LICENCE = "licence"


@dataclass(frozen=True)
class Change:
    """One thing that two releases say differently; each side a text, '' where it says nothing."""

    part: Part
    old: str
    new: str


@dataclass(frozen=True)
class Heads:
    """How many people of a group two releases counted, rounded as published."""

    group: str
    old: Count
    new: Count

    @property
    def more(self) -> Count:
        """How many more the newer one counts, and the least and the most that may be."""
        old, new = self.old, self.new
        return Count(new.about - old.about, new.low - old.high, new.high - old.low)


@dataclass(frozen=True)
class Pair:
    """The difference between solo and team on an indicator in a cohort, in two releases."""

    old: Comparison
    new: Comparison

    @property
    def kept(self) -> bool:
        """Whether the newer release repeats the older one's number, carried over."""
        return self.old.as_of == self.new.as_of

    @property
    def moved(self) -> bool:
        """Whether each value lies outside the other's interval; an interval holds its ends."""
        old, new = interval_of(self.old), interval_of(self.new)
        if old is None or new is None:
            return False
        return not (old[1] <= new[0] <= old[2] or new[1] <= old[0] <= new[2])


@dataclass(frozen=True)
class Changes:
    """From release ``old`` to ``new``: how they were made, who was counted, what was shown.

    ``pairs`` are the headline differences that both show of what means the same in both codebooks,
    ``altered`` the headline indicators that are asked or scored otherwise, ``appeared`` and
    ``vanished`` (cohorts) those that only the newer or only the older one compares on a headline.
    """

    old: Release
    new: Release
    made: tuple[Change, ...]
    heads: tuple[Heads, ...]
    pairs: tuple[Pair, ...]
    altered: tuple[str, ...]
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]

    @property
    def moved(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.moved)

    @property
    def of_everyone(self) -> tuple[Pair, ...]:
        """The pairs of everyone together, in the codebook's order."""
        return tuple(pair for pair in self.pairs if pair.new.cohort == EVERYONE)

    @property
    def on_one_scale(self) -> bool:
        """Whether the pairs of everyone can share an axis as they are."""
        named = [pair.new.indicator for pair in self.of_everyone]
        made = self.new.codebook.indicators
        rules = (self.new.measures[name] for name in named)
        return len({(rule.low, rule.high, made[rule.id].unit) for rule in rules}) <= 1


def changes(old: Release, new: Release) -> Changes:
    """What changed from the older release to the newer one."""
    named = [n for n in new.codebook.featured if n in new.measures and n in old.measures]
    same = [name for name in named if _asked_alike(old, new, name)]
    before, after = _compared(old), _compared(new)
    shared = [each for each in after if each in before and _means_alike(old, new, each)]
    found = (_pair(old, new, name, each) for each in shared for name in same)
    return Changes(
        old,
        new,
        made=tuple(_made(old.manifest, new.manifest)),
        heads=tuple(_heads(old, new)),
        pairs=tuple(pair for pair in found if pair is not None),
        altered=tuple(name for name in named if name not in same),
        appeared=tuple(each for each in after if each not in before),
        vanished=tuple(each for each in before if each not in after),
    )


def interval_of(found: Comparison) -> Interval | None:
    """Value, low and high of a comparison; None where it has no number."""
    if found.difference is None or found.low is None or found.high is None:
        return None
    return found.difference, found.low, found.high


def _made(old: Manifest, new: Manifest) -> Iterator[Change]:
    before, after = _said(old), _said(new)
    for part in Part:
        if before[part] != after[part]:
            yield Change(part, before[part], after[part])


def _said(manifest: Manifest) -> Mapping[Part, str]:
    """What a release says of how it was made, as texts; a codebook's names its content, too."""
    policy = dict(manifest.policy)
    rules = policy.pop("rules", ())
    return {
        Part.CODEBOOK: f"{manifest.codebook_id} {manifest.codebook_version}, "
        f"SHA-256 {str(manifest.codebook_sha256)[:8]}",
        Part.WAVE: manifest.wave or "",
        Part.K: str(policy.pop("k")),
        Part.RULES: ", ".join(str(each).split(" ", 1)[-1] for each in rules),
        Part.POLICY: ", ".join(f"{name}: {policy[name]}" for name in sorted(policy)),
        Part.SOFTWARE: str(manifest.software_version),
        Part.SCHEMA: str(manifest.schema_version),
        Part.SOURCE: str(manifest.source_kind),
        Part.SYNTHETIC: "yes" if manifest.synthetic else "no",
        Part.NOT_ASKED: ", ".join(map(str, manifest.not_asked)),
        Part.LICENCE: str(manifest.licence),
    }


def _heads(old: Release, new: Release) -> Iterator[Heads]:
    """Both groups' sizes over everyone; nothing where either release withholds them."""
    before, after = old.heads(), new.heads()
    if isinstance(before, Withheld) or isinstance(after, Withheld):
        return
    if not _grouped_alike(old.codebook, new.codebook):
        return
    for group, was, now in zip(GROUPS, before, after, strict=True):
        yield Heads(group, was, now)


def _compared(release: Release) -> dict[str, None]:
    """The cohorts, everyone first, in which a headline indicator is compared."""
    names = [name for name in release.codebook.featured if name in release.measures]
    held = (str(each) for each in release.estimates["cohort"].unique())
    shown = (each for each in held if any(release.shows(name, each) for name in names))
    return dict.fromkeys(sorted(shown, key=lambda each: (each.count("&") + bool(each), each)))


def _pair(old: Release, new: Release, indicator: str, cohort: str) -> Pair | None:
    before, after = old.comparison(indicator, cohort), new.comparison(indicator, cohort)
    if isinstance(before, Withheld) or isinstance(after, Withheld):
        return None
    return Pair(before, after)


def _asked_alike(old: Release, new: Release, indicator: str) -> bool:
    """Whether an indicator is made of the same questions and scored by the same rule."""
    return _asked(old, indicator) == _asked(new, indicator)


def _asked(release: Release, indicator: str) -> tuple[object, ...]:
    book, measure = release.codebook, release.measures[indicator]
    made = book.indicators[indicator]
    rule = (measure.kind, measure.sql, measure.denominator, measure.low, measure.high)
    questions = ((book.header(item), _answers(book, item)) for item in (*made.items, *made.where))
    return (*rule, *questions, book.grouping.question, _sides(book))


def _means_alike(old: Release, new: Release, cohort: str) -> bool:
    """Whether a cohort's filters choose the same answers to the same questions."""
    before, after = (_chosen(release.codebook, cohort) for release in (old, new))
    return before is not None and before == after


def _chosen(book: Codebook, cohort: str) -> list[tuple[str, str | None]] | None:
    """Each filter as question and answer; None where the codebook has no such question."""
    chosen = filters_of(cohort)
    if not chosen.keys() <= book.questions.keys():
        return None
    return [
        (book.header(dim), None if code == NOT_GIVEN else dict(_answers(book, dim)).get(code, ""))
        for dim, code in chosen.items()
    ]


def _answers(book: Codebook, question: str) -> tuple[tuple[str, str], ...]:
    return tuple((option.code, option.text) for option in book.options(question))


def _sides(book: Codebook) -> tuple[object, ...]:
    """Which answers to which question make somebody solo and which team."""
    sides = book.grouping
    return book.header(sides.question), sides.solo.answers, sides.team.answers


def _grouped_alike(old: Codebook, new: Codebook) -> bool:
    return _sides(old) == _sides(new)
