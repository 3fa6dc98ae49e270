"""Which questions can't be trusted as they were read, and why.

An answer here and there that can't be read is set aside. Where many can't, the column is not what
the codebook takes it for, and what could be read is as doubtful as the rest.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from analysis.answers.answer import Answer, By, Missing, Picked, Ticks, Unread, is_read
from analysis.answers.dates import days
from analysis.answers.intake_report import Doubt, share_of
from analysis.answers.numbers import read_number
from analysis.answers.reading import missing_texts, months_of
from analysis.answers.shortening import told_apart
from analysis.answers.ticked import Ticked
from analysis.codebook import Codebook, Kind
from analysis.codebook.matching import plain, value_names_identity
from analysis.codebook.texts import visible
from data.intake.columns import Cells

MOST_UNREAD = 0.1  # of a question's answers
MANY_UNREAD = 0.05  # where all that could be read is one and the same answer
SAME = 0.9  # likeness of two headers that may be one question's
FEWEST = 3  # unread answers that are a pattern
OFTEN = 10  # rows in which a value must stand before it is shown
SHOWN = 6  # values
LONGEST_OPTION = 40  # characters
MOST_WORDS = 6


def doubts(
    codebook: Codebook, read: Mapping[str, Cells], unread: Sequence[str]
) -> dict[str, Doubt]:
    """The questions to withhold, each with its problem and remedy.

    ``unread`` are the headers of columns that no question was read from.
    """
    shifted = _shifted(codebook, read)
    found: dict[str, Doubt] = {}
    for question, cells in read.items():
        doubt = (
            shifted.get(question)
            or _unanswered(codebook, question, cells, unread)
            or _undecided(codebook, question, cells)
            or _unread(codebook, question, cells)
        )
        if doubt is not None:
            found[question] = doubt
    return found


def _unread(codebook: Codebook, question: str, cells: Cells) -> Doubt | None:
    """More than a tenth of the answers unread, or many unread beside one answer for all."""
    counts = cells.counts
    told = [(a, int(n)) for a, n in zip(cells.answers, counts, strict=True) if n]
    unread = sum(n for answer, n in told if isinstance(answer, Unread))
    answers = sum(n for answer, n in told if not isinstance(answer, Missing))
    distinct = {_meaning(answer) for answer, _ in told if is_read(answer)}
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
    return Doubt(problem + _values_found(codebook, question, cells), _remedy(codebook, question))


def _unanswered(
    codebook: Codebook, question: str, cells: Cells, unread: Sequence[str]
) -> Doubt | None:
    """No answer at all, where the survey rests on the question or another column may hold them."""
    counts = cells.counts
    if any(n and not isinstance(a, Missing) for a, n in zip(cells.answers, counts, strict=True)):
        return None
    header = codebook.header(question)
    close = [head for head in unread if _is_like(plain(head), plain(header))]
    if close:
        other = told_apart([close[0], header])[0]
        problem = f"{header!r} is withheld: nobody answered it, though the sheet has {other!r}."
        return Doubt(
            problem, f"If its answers are there, add that to questions.{question}.headers."
        )
    if codebook.is_required(question):
        problem = f"{header!r} is withheld: nobody answered it, and the survey rests on it."
        return Doubt(problem, "Check that the column holds its answers, or take the question out.")
    return None


def _is_like(one: str, other: str) -> bool:
    return one.startswith(other) or difflib.SequenceMatcher(None, one, other).ratio() >= SAME


def _meaning(answer: Answer) -> object:
    return answer.option if isinstance(answer, Picked) else answer


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
    return Doubt(problem, _remedy(codebook, question))


def _values_found(codebook: Codebook, question: str, cells: Cells) -> str:
    """The unread values that stand in at least ten rows and look like options or numbers."""
    standing = Counter[str]()
    for cell, answer, n in zip(cells.cells, cells.answers, cells.counts, strict=True):
        if isinstance(answer, Unread) and answer is not Unread.IDENTITY:
            for part in _parts(codebook, question, cell):
                standing[part] += int(n)
    shown = [
        f"{visible(value)!r} in {n:,} rows"
        for value, n in standing.most_common()
        if n >= OFTEN and looks_like_an_option(value)
    ]
    return f" Found instead: {', '.join(shown[:SHOWN])}." if shown else ""


def _parts(codebook: Codebook, question: str, cell: str) -> list[str]:
    """What of a cell is unknown: all of it, or the parts of ticks that are no option."""
    if codebook.questions[question].kind is not Kind.MULTI_SELECT:
        return [cell.strip()]
    ticked = Ticked.of(codebook.options(question), missing_texts(codebook, question))
    return sorted(set(ticked.parts(cell)[1]))


def looks_like_an_option(value: str) -> bool:
    """Whether a value may be shown: a number, or a few words that name nobody."""
    if not value or value_names_identity(value) or re.search(r"[\n@]|://", value):
        return False
    return len(value) <= LONGEST_OPTION and len(value.split()) <= MOST_WORDS


def _remedy(codebook: Codebook, question: str) -> str:
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


def _undecided(codebook: Codebook, question: str, cells: Cells) -> Doubt | None:
    """Dates that can be read with the day or the month first, and nothing in the column tells."""
    if cells.decision is None or cells.decision.example is None:
        return None
    example = cells.decision.example
    found = days(example, months_of(codebook))
    one, two = (f"{day.day} {day:%B %Y}" for day in (found["mdy"], found["dmy"]))
    problem = (
        f"{codebook.header(question)!r} is withheld: its dates fit both orders, so {example} is "
        f"{one} with the month first and {two} with the day first."
    )
    return Doubt(problem, f'Add date_order = "mdy" or date_order = "dmy" to questions.{question}.')


def _shifted(codebook: Codebook, read: Mapping[str, Cells]) -> dict[str, Doubt]:
    """Questions whose numbers are no codes: they run beyond these at one end, and miss the other.

    Questions that share their answers were exported alike, so they are looked at together.
    """
    found: dict[str, Doubt] = {}
    for questions in _alike(codebook, read):
        codes = {int(o.code) for o in codebook.options(questions[0]) if o.code.isdecimal()}
        numbers = {name: _numbers(read[name]) for name in questions}
        by_code = {name for name, (picked, _) in numbers.items() if picked}
        seen = set().union(*(picked for picked, _ in numbers.values()))
        beyond = set().union(*(outside for _, outside in numbers.values()))
        if len(codes) < 2 or not by_code or not _run_past(codes, seen, beyond):
            continue
        for name in by_code | {name for name, (_, outside) in numbers.items() if outside}:
            found[name] = _shift(codebook, name, codes, seen | beyond)
    return found


def _run_past(codes: set[int], seen: set[int], beyond: set[int]) -> bool:
    low, high = min(codes), max(codes)
    return (high + 1 in beyond and low not in seen) or (low - 1 in beyond and high not in seen)


def _shift(codebook: Codebook, question: str, codes: set[int], numbers: set[int]) -> Doubt:
    problem = (
        f"{codebook.header(question)!r} is withheld: its numbers run from {min(numbers)} to "
        f"{max(numbers)}, the codes of its options from {min(codes)} to {max(codes)}."
    )
    remedy = "Give the options the codes that the sheet holds, or add its numbers to their aliases."
    return Doubt(problem, remedy)


def _alike(codebook: Codebook, read: Mapping[str, Cells]) -> Iterator[list[str]]:
    """The questions with options, those with the same ones together."""
    together: dict[object, list[str]] = {}
    for question in read:
        asked = codebook.questions[question]
        if asked.kind in (Kind.ORDINAL, Kind.CATEGORY, Kind.YES_NO):
            together.setdefault(codebook.options(question), []).append(question)
    yield from together.values()


def _numbers(cells: Cells) -> tuple[set[int], set[int]]:
    """The whole numbers that were read as codes, and those that are no option."""
    codes: set[int] = set()
    outside: set[int] = set()
    for cell, answer, n in zip(cells.cells, cells.answers, cells.counts, strict=True):
        number = read_number(cell) if n else Unread.NO_NUMBER
        if isinstance(number, Unread) or number.denominator != 1:
            continue
        if isinstance(answer, Picked) and answer.by is By.CODE:
            codes.add(int(number))
        elif answer is Unread.NO_OPTION:
            outside.add(int(number))
    return codes, outside
