"""What stands above a page: who answered, and what can be called of them."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.counting.cohorts import EVERYONE, cohort_label
from analysis.published import Comparison, Verdict, Withheld
from analysis.release import Release
from analysis.sentences import calling
from analysis.sentences.gaps import Gap, decimals, ends
from analysis.sentences.numbers import count, number
from analysis.sentences.speech import amount, first_upper, noun
from analysis.sentences.subject import Subject

NO_BREAK = "\u00a0"  # a number and its unit stay on one line, and so do an interval's ends
TO = f"{NO_BREAK}to{NO_BREAK}"


def who_answered(release: Release, cohort: str = EVERYONE) -> str:
    """'About 560 teams of one and about 820 people in teams answered.'"""
    heads = release.heads(cohort)
    if isinstance(heads, Withheld):
        return withheld(release, cohort, heads)
    solo, team = heads
    sides = release.codebook.grouping
    told = f"{count(solo)} {sides.solo.many} and {count(team)} {sides.team.many} answered."
    return first_upper(f"{_where(release, cohort)}{told}")


def gist(release: Release, indicator: str, cohort: str = EVERYONE) -> str | None:
    """'more isolation', 'less praise'; None where no difference can be called.

    'Slightly more isolation (possibly too little to matter)' where it may be smaller than that.
    """
    compared = release.comparison(indicator, cohort)
    if isinstance(compared, Withheld) or compared.verdict not in (Verdict.HIGHER, Verdict.LOWER):
        return None
    return calling.in_short(
        release.codebook, indicator, compared.verdict, slight=may_not_matter(release, compared)
    )


def may_not_matter(release: Release, compared: Comparison) -> bool:
    """Whether a difference is smaller than what the survey says matters, though not surely so."""
    smallest = release.measures[compared.indicator].sesoi
    called = compared.verdict in (Verdict.HIGHER, Verdict.LOWER)
    return called and smallest is not None and abs(compared.difference or 0.0) < smallest


def headline(release: Release, indicators: Iterable[str], cohort: str = EVERYONE) -> str:
    """The title of a page: what solo people of a cohort report more or less of."""
    names = list(indicators)
    where = _where(release, cohort)
    found = {name: release.comparison(name, cohort) for name in names}
    every = found.values() or (release.heads(cohort),)
    hidden = [each for each in every if isinstance(each, Withheld)]
    if len(hidden) == len(every):
        return first_upper(f"{where}{Withheld.together(hidden).text}")
    verdicts = {
        name: each.verdict
        for name, each in found.items()
        if isinstance(each, Comparison) and each.verdict in (Verdict.HIGHER, Verdict.LOWER)
    }
    slight = {
        name
        for name, each in found.items()
        if isinstance(each, Comparison) and may_not_matter(release, each)
    }
    sides = release.codebook.grouping
    if verdicts:
        return first_upper(f"{where}{calling.called(release.codebook, verdicts, slight)}")
    both = f"{sides.solo.many} and {sides.team.many}"
    calls = {each.verdict if isinstance(each, Comparison) else None for each in found.values()}
    on = f" {noun(release.codebook, names[0])}" if len(names) == 1 else ""
    if calls == {Verdict.SAME}:
        return first_upper(f"{where}{calling.alike(release.codebook, names)}")
    if on:
        return first_upper(f"{where}too uncertain to call on{on}")
    return first_upper(f"{where}no clear difference between {both}")


def numbered(release: Release, indicator: str, cohort: str = EVERYONE) -> str:
    """The headline of one indicator with its number where a difference is called, else alone.

    'Teams of one report more isolation: 9 points (7 to 12)', and what may be too little to matter
    says so behind the number.
    """
    told, compared = headline(release, [indicator], cohort), release.comparison(indicator, cohort)
    if gist(release, indicator, cohort) is None or isinstance(compared, Withheld):
        return told
    gap = Gap(compared.difference or 0.0, compared.low or 0.0, compared.high or 0.0)
    terms = Subject(release, indicator, cohort).terms
    places = decimals(terms, gap)
    apart = amount(number(abs(gap.value), places), terms.unit)
    number_of_it = f"{apart} ({ends(terms, gap)})".replace(" ", NO_BREAK, 1).replace(" to ", TO)
    caution = f" ({calling.TOO_LITTLE})"
    if told.endswith(caution):
        return f"{told.removesuffix(caution)}: {number_of_it}, {calling.TOO_LITTLE}"
    return f"{told}: {number_of_it}"


def widest_first(release: Release, indicators: Iterable[str], cohort: str = EVERYONE) -> list[str]:
    """The indicators by the size of their difference relative to their range, largest first."""

    def size(name: str) -> float:
        found, made = release.comparison(name, cohort), release.measures.get(name)
        if isinstance(found, Withheld) or made is None:
            return -1.0
        return abs(found.difference or 0.0) / (made.high - made.low)

    return sorted(indicators, key=size, reverse=True)


def withheld(release: Release, cohort: str, why: Withheld) -> str:
    return f"{cohort_label(release.codebook, cohort)}: {why.text}."


def fieldwork(release: Release) -> str:
    """When the survey ran, how people were found, how many of those invited answered; '' where the
    codebook says nothing of it.

    'Fielded March to November 2026. People were found by a newsletter. Of 12 000 people invited,
    about 11 in 100 answered.'
    """
    book = release.codebook
    told = [f"Fielded {book.fielded}."] if book.fielded else []
    told += [f"People were found by {book.recruited}."] if book.recruited else []
    heads = release.heads()
    if book.invited and not isinstance(heads, Withheld):
        share = 100 * min(1.0, sum(each.about for each in heads) / book.invited)
        rate = f"about {number(share)} in 100" if share >= 1 else "fewer than 1 in 100"
        told.append(f"Of {number(book.invited)} people invited, {rate} answered.")
    return " ".join(told)


def _where(release: Release, cohort: str) -> str:
    return f"{cohort_label(release.codebook, cohort)}: " if cohort else ""


def dated(release: Release) -> str:
    """'Release r0007 of 22 November 2026, latest wave Q3 2026.'"""
    cut, wave = release.manifest.created_at, release.manifest.wave
    upto = f", latest wave {wave}" if wave else ""
    return f"Release {release.id} of {cut.day} {cut:%B %Y}{upto}."
