"""What a sheet holds in place of answers: shown only where it surely names nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from analysis.answers.answer import Unread
from analysis.answers.reading import missing_texts
from analysis.answers.ticked import Ticked
from analysis.codebook import Codebook, Kind
from analysis.codebook.matching import value_names_identity
from analysis.codebook.texts import visible
from data.intake.columns import Cells

OFTEN = 10  # rows in which a value must stand before it is shown
SHOWN = 6  # values
LONGEST_OPTION = 40  # characters
MOST_WORDS = 6
REACHES_SOMEBODY = re.compile(
    r"[\n@]|://|[([]\s*at\s*[)\]]|\b(tel|phone|mobile|handy|móvil|fax)\b|\d(?:[\d .\-/()]*\d){6}",
    re.IGNORECASE,
)


def values_found(codebook: Codebook, question: str, cells: Cells) -> str:
    """The unread values that stand in at least ten rows and look like options or numbers."""
    standing, unknown_parts = Counter[str](), parts_reader(codebook, question)
    for cell, answer, n in zip(cells.cells, cells.answers, cells.counts, strict=True):
        if isinstance(answer, Unread) and answer is not Unread.IDENTITY:
            for part in unknown_parts(cell):
                standing[part] += int(n)
    shown = [
        f"{visible(value)!r} in {n:,} rows"
        for value, n in standing.most_common()
        if n >= OFTEN and looks_like_an_option(value)
    ]
    return f" Found instead: {', '.join(shown[:SHOWN])}." if shown else ""


def parts_reader(codebook: Codebook, question: str) -> Callable[[str], list[str]]:
    """What of a cell is unknown: all of it, or the parts of ticks that are no option."""
    if codebook.questions[question].kind is not Kind.MULTI_SELECT:
        return lambda cell: [cell.strip()]
    ticked = Ticked.of(codebook.options(question), missing_texts(codebook, question))
    return lambda cell: sorted(set(ticked.parts(cell)[1]))


def looks_like_an_option(value: str) -> bool:
    """Whether a value may be shown: a number, or a few words without an address or a number to
    call."""
    if not value or value_names_identity(value) or REACHES_SOMEBODY.search(value):
        return False
    return len(value) <= LONGEST_OPTION and len(value.split()) <= MOST_WORDS


def remedy(codebook: Codebook, question: str) -> str:
    kind = codebook.questions[question].kind
    if kind is Kind.COUNT:
        return (
            'Declare how numbers are written with locale = "..." under [intake], widen '
            f"questions.{question}.min and max, or set decimals = true."
        )
    if kind is Kind.DATE:
        return f"Say how they are written in questions.{question}.date_order."
    return (
        f"Add what the sheet holds to the options of questions.{question}, as aliases or as "
        "options of their own, or list it as missing."
    )
