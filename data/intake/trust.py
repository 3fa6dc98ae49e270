"""Which questions can't be trusted as they were read, and why.

An answer here and there that can't be read is set aside. Where many can't, the column is not what
the codebook takes it for, and what could be read is as doubtful as the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from analysis.answers.answer import Answer, Day, Missing, Ticks, Unread, is_read, meaning
from analysis.answers.dates import ORDERS, days
from analysis.answers.intake_report import Doubt, share_of
from analysis.answers.reading import months_of
from analysis.answers.shortening import told_apart
from analysis.codebook import OTHER, Codebook
from data.intake.asked_again import asked_again, is_like
from data.intake.columns import Cells, Rows
from data.intake.numbering import shifted
from data.intake.places import Place
from data.intake.rewording import reworded
from data.intake.row_context import Mask
from data.intake.values import remedy, values_found

MOST_UNREAD = 0.1  # of a question's answers
MANY_UNREAD = 0.05  # where all that could be read is one and the same answer
FEWEST = 3  # unread answers that are a pattern
FIRST = {"mdy": "month", "dmy": "day", "ymd": "year"}


def doubts(
    codebook: Codebook,
    read: Mapping[str, Cells],
    places: Mapping[str, Place],
    others: Mapping[str, Mask],
) -> dict[str, Doubt]:
    """The questions to withhold, each with its problem and remedy.

    ``others`` are the columns that no question was read from: their headers, and in which of the
    rows they hold anything.
    """
    unread = list(others)
    renumbered, order = shifted(codebook, read), _by_time(codebook, read)
    found: dict[str, Doubt] = {}
    for question, cells in read.items():
        doubt = (
            renumbered.get(question)
            or _without_column(codebook, question, places[question])
            or _unanswered(codebook, question, cells, unread)
            or asked_again(codebook, question, cells, others)
            or _undecided(codebook, question, cells)
            or _unread(codebook, question, cells)
            or reworded(codebook, question, cells, order)
        )
        if doubt is not None:
            found[question] = doubt
    return found


def _by_time(codebook: Codebook, read: Mapping[str, Cells]) -> Rows:
    """The rows in the order of their days of answering, else as they stand."""
    moments = read.get(codebook.timestamp() or "")
    if moments is None:
        rows = next(iter(read.values())).index
        return np.arange(len(rows))
    days = [each.day.toordinal() if isinstance(each, Day) else 0 for each in moments.answers]
    return np.argsort(np.array(days)[moments.index], kind="stable")


def _unread(codebook: Codebook, question: str, cells: Cells) -> Doubt | None:
    """More than a tenth of the answers unread, or many unread beside one answer for all."""
    counts = cells.counts
    told = [(a, int(n)) for a, n in zip(cells.answers, counts, strict=True) if n]
    unread = sum(n for answer, n in told if isinstance(answer, Unread))
    answers = sum(n for answer, n in told if not isinstance(answer, Missing))
    distinct = {meaning(answer) for answer, _ in told if is_read(answer)}
    most = MANY_UNREAD if len(distinct) == 1 else MOST_UNREAD
    if unread < FEWEST or unread <= most * answers:
        return _only_own(codebook, question, told)
    reasons = Counter[str]()
    for answer, n in told:
        if isinstance(answer, Unread):
            reasons[answer.value] += n
    header = codebook.header(question)
    why = " and ".join(f"{n:,} {reason}" for reason, n in reasons.most_common(3))
    problem = (
        f"{header!r} is withheld: {unread:,} of its {answers:,} answers "
        f"({share_of(unread, answers)}) can't be read ({why})."
    )
    summary = f"{header!r} is withheld: too many of its answers can't be read."
    problem += values_found(codebook, question, cells)
    return Doubt(problem, _remedy(codebook, question, reasons), summary)


def _remedy(codebook: Codebook, question: str, reasons: Mapping[str, int]) -> str:
    if set(reasons) == {Unread.NO_DATE.value}:
        return f"Write dates as 2026-03-04, or take questions.{question} out of the codebook."
    return remedy(codebook, question)


def _without_column(codebook: Codebook, question: str, place: Place) -> Doubt | None:
    """Options without a column among those of ticks: nobody would seem to have ticked them."""
    options = codebook.options(question)
    lacking = [
        option.text
        for n, option in enumerate(options)
        if n not in place.ticks and not (option.code == OTHER and place.own)
    ]
    if not place.ticks or not lacking:
        return None
    problem = (
        f"{codebook.header(question)!r} is withheld: it is read from one column for each option, "
        f"and the sheet has none for {', '.join(map(repr, lacking))}."
    )
    return Doubt(problem, "Add the name of its column to the option's aliases.", problem)


def _unanswered(
    codebook: Codebook, question: str, cells: Cells, unread: Sequence[str]
) -> Doubt | None:
    """No answer at all, where the survey rests on the question or another column may hold them."""
    counts = cells.counts
    if any(n and not isinstance(a, Missing) for a, n in zip(cells.answers, counts, strict=True)):
        return None
    header = codebook.header(question)
    close = [head for head in unread if is_like(head, header)]
    if close:
        other = told_apart([close[0], header])[0]
        problem = (
            f"{header!r} is withheld: nobody answered it, but the sheet has a column {other!r} "
            "that is not read."
        )
        remedy = f"If its answers are there, add that to questions.{question}.headers."
        return Doubt(problem, remedy, problem)
    if codebook.is_required(question):
        problem = f"{header!r} is withheld: nobody answered it, and the survey can't do without it."
        remedy = "Check that the column holds its answers, or take the question out."
        return Doubt(problem, remedy, problem)
    return None


def _only_own(codebook: Codebook, question: str, told: list[tuple[Answer, int]]) -> Doubt | None:
    """Ticks of which most hold no option of the codebook."""
    ticks = [(answer, n) for answer, n in told if isinstance(answer, Ticks)]
    answers, own = sum(n for _, n in ticks), sum(n for each, n in ticks if not each.chosen)
    if own < FEWEST or 2 * own <= answers:
        return None
    problem = (
        f"{codebook.header(question)!r} is withheld: {own:,} of its {answers:,} answers hold none "
        "of its options."
    )
    summary = f"{codebook.header(question)!r} is withheld: most answers hold none of its options."
    return Doubt(problem, remedy(codebook, question), summary)


def _undecided(codebook: Codebook, question: str, cells: Cells) -> Doubt | None:
    """Dates that can be read with the day or the month first, and nothing in the column tells."""
    if cells.decision is not None and cells.decision.is_half_turned:
        problem = (
            f"{codebook.header(question)!r} is withheld: a spreadsheet took the days of some dates "
            "for months, and left the others as texts."
        )
        return Doubt(problem, "Export it again with dates written as 2026-03-04.", problem)
    if cells.decision is None or cells.decision.example is None:
        return None
    example = cells.decision.example
    found = days(example, months_of(codebook))
    orders = [order for order in ORDERS if order in found]
    read = [f"{found[o].day} {found[o]:%B %Y} with the {FIRST[o]} first" for o in orders]
    problem = (
        f"{codebook.header(question)!r} is withheld: its dates fit more than one order, so "
        f"{example} is {' or '.join(read)}."
    )
    choices = " or ".join(f'date_order = "{order}"' for order in orders)
    summary = f"{codebook.header(question)!r} is withheld: its dates fit more than one order."
    return Doubt(problem, f"Add {choices} to questions.{question}.", summary)
