"""What stands in the way of each support, according to one group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table, shares
from analysis.methods import method
from analysis.published import Count, Withheld
from analysis.release import Release
from analysis.release.missing import Shown
from analysis.release.rows import answers
from analysis.sentences.subject import Told

MOST_NAMED = 2  # answers that the title names
Counts = Mapping[str, Count]


@dataclass(frozen=True)
class BarrierRow:
    """A support, the share (0 to 100) of each answer among those who gave one, and of how many.

    ``people`` is the sum of the rounded counts.
    """

    support: str
    label: str
    shares: tuple[float, ...]
    people: Count

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(say.number(share) for share in self.shares)


@dataclass(frozen=True)
class Barriers:
    """A row a support, a column an answer; ``group`` is solo or team."""

    rows: tuple[BarrierRow, ...]
    answers: tuple[str, ...]
    group: str


def barriers(
    release: Release, ranked: Sequence[Shown], group: str, cohort: str
) -> Exhibit[Barriers] | NotShown | None:
    """A row a support, a column an answer; None where it was not asked."""
    asked = _asked(release, ranked)
    if not asked:
        return None
    held = [(support, item, release.answers(item, cohort)) for support, item in asked]
    found = [
        (support, item, each.solo if group == "solo" else each.team)
        for support, item, each in held
        if not isinstance(each, Withheld)
    ]
    if not found:
        hidden = (each for *_, each in held if isinstance(each, Withheld))
        return NotShown("What stands in the way", Withheld.together(hidden))
    options = release.codebook.options(found[0][1])
    codes, texts = [option.code for option in options], tuple(option.text for option in options)
    rows = tuple(
        _row(release, support, counts, codes)
        for support, item, counts in found
        if release.codebook.options(item) == options
    )
    name = say.group_names(release)[group != "solo"]
    used = method("counted-answers", release.codebook)
    return Exhibit(
        "barriers",
        f"What stands in the way, according to {name}",
        _caption(release, rows, texts, name),
        Barriers(rows, texts, group),
        _table(rows, texts, name),
        answers(cohort, [item for _, item in asked]),
        Told("", used.technical, used.reference, used.plain),
        tuple(each.missing.indicator for each in ranked),
        cohort,
    )


def _asked(release: Release, ranked: Sequence[Shown]) -> list[tuple[str, str]]:
    """(support, question) of the supports whose barrier the survey asks for."""
    book = release.codebook.supports
    named = ((each.support, book[each.support].barrier) for each in ranked)
    return [(support, item) for support, item in named if item is not None]


def _row(release: Release, support: str, counts: Counts, codes: Sequence[str]) -> BarrierRow:
    held = [counts[code] for code in codes if code in counts]
    about, low, high = (
        sum(parts) for parts in zip(*((c.about, c.low, c.high) for c in held), strict=True)
    )
    label = release.codebook.supports[support].label
    return BarrierRow(support, label, shares(held), Count(about, low, high))


def _table(rows: Sequence[BarrierRow], texts: Sequence[str], name: str) -> Table:
    heads = [*texts, words.GAVE_AN_ANSWER]
    return {
        words.SUPPORT: [f"{row.label}: {say.first_lower(head)}" for row in rows for head in heads],
        say.first_upper(name): [
            cell for row in rows for cell in (*row.texts, say.count(row.people))
        ],
    }


def _caption(
    release: Release, rows: Sequence[BarrierRow], texts: Sequence[str], group: str
) -> Caption:
    """Of what people of one group, named ``group``, say stands in the way of each support."""
    first = Counter(texts[row.shares.index(max(row.shares))] for row in rows)
    (text, times), *others = first.most_common(MOST_NAMED)
    named = [f"“{text}” ({times} of {len(rows)} supports)"]
    named += [f"“{other}” ({times})" for other, times in others]
    title = f"{say.first_upper(group)} most often name {say.listed(named)}"
    alt = (
        f"{row.label}: {_parts(texts, row.shares)} in 100 ({say.count(row.people)})."
        for row in rows
    )
    return Caption(title, _question(release, rows[0]), f"{title}. {' '.join(alt)}")


def _parts(texts: Sequence[str], parts: Sequence[float]) -> str:
    return ", ".join(
        f"“{text}” {say.number(share)}" for text, share in zip(texts, parts, strict=True)
    )


def _question(release: Release, row: BarrierRow) -> str:
    """The question's words, and of whom the shares are."""
    book = release.codebook
    asked = book.questions[book.supports[row.support].barrier or ""]
    text = book.grids[asked.grid].text if asked.grid else asked.text
    return f"“{text}” In 100 of those who gave an answer, from rounded counts."
