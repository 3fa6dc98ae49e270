"""What is said of what stands in the way of supports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.methods import method
from analysis.published import Count
from analysis.release import Release
from analysis.sentences.captions import Caption
from analysis.sentences.numbers import count, number
from analysis.sentences.speech import first_upper, listed
from analysis.sentences.subject import Told

MOST_NAMED = 2  # answers that the title tells of


@dataclass(frozen=True)
class Barrier:
    """One support: the share (0 to 100) of each answer among those who gave one, and of how many.

    ``people`` is the sum of the rounded counts.
    """

    support: str
    shares: tuple[float, ...]
    people: Count


def of_barriers(
    release: Release, rows: Sequence[Barrier], answers: Sequence[str], group: str
) -> Caption:
    """Of what people of one group, named ``group``, say stands in the way of each support."""
    book = release.codebook
    first = Counter(answers[each.shares.index(max(each.shares))] for each in rows)
    (text, times), *others = first.most_common(MOST_NAMED)
    named = [f"“{text}” ({times} of {len(rows)} supports)"]
    named += [f"“{other}” ({times})" for other, times in others]
    title = f"{first_upper(group)} most often name {listed(named)}"
    told = (
        f"{book.supports[each.support].label}: {_parts(answers, each.shares)} in 100 "
        f"({count(each.people)})."
        for each in rows
    )
    return Caption(title, _asked(release, rows[0]), f"{title}. {' '.join(told)}")


def how_named(release: Release) -> Told:
    used = method("counted-answers", release.codebook)
    return Told("", used.technical, used.reference, used.plain)


def _parts(answers: Sequence[str], shares: Sequence[float]) -> str:
    parts = zip(answers, shares, strict=True)
    return ", ".join(f"“{text}” {number(share)}" for text, share in parts)


def _asked(release: Release, each: Barrier) -> str:
    """The question's words, and of whom the shares are."""
    book = release.codebook
    barrier = book.supports[each.support].barrier or ""
    asked = book.questions[barrier]
    text = book.grids[asked.grid].text if asked.grid else asked.text
    return f"“{text}” In 100 of those who gave an answer, from rounded counts."
