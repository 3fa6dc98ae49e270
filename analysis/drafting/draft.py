"""A codebook as it is drafted, from the columns of a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.codebook.matching import plain
from analysis.codebook.types import AnswerList, Intake, Kind
from analysis.drafting import omissions
from analysis.drafting.columns import Column
from analysis.drafting.filters import filters
from analysis.drafting.looking import looks
from analysis.drafting.looks import Guess, Look, Omission, View
from analysis.drafting.naming import question_id, short_label
from analysis.drafting.proposed_indicators import Proposal, proposals
from analysis.drafting.scales import runs, with_shared_ends
from analysis.drafting.sharing import grid_heading, under_headings, with_shared_answers
from analysis.drafting.sides import Sides, Wish, sides_of
from analysis.drafting.words import FILLERS

MOST_FILTERS = 5
MANY_NA = 0.1  # for each answer
NA_IS_COMMON = (
    "NA stands in many rows and is taken for no answer. If it is one, list it as an option."
)
NOT_OFFERED = FILLERS | {"na", "n/a"}  # what cells hold for no answer, and no form offers


@dataclass(frozen=True)
class Draft:
    """A codebook with a comment for all that is guessed, before it is written down.

    ``filters`` are all questions that visitors could filter by, apart from the time.
    """

    source: str
    rows: int
    questions: Mapping[str, Guess]
    omissions: tuple[Omission, ...]
    grids: Mapping[str, str]
    lists: Mapping[str, AnswerList]
    grouping: str
    sides: Sides
    filters: tuple[str, ...]
    indicators: Mapping[str, Proposal]
    missing: tuple[str, ...]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The filters that pages offer: not too many, and the time."""
        return dimensions_of(self.questions, self.filters)


def draft(
    columns: Sequence[Column], view: View, wish: Wish, source: str, unread: Collection[str] = ()
) -> Draft:
    """The draft of a codebook; SurveyError where no two groups can be told apart.

    Columns with the headers ``unread`` are left out: intake could not read enough of them.
    """
    found = _looks(columns, view, unread)
    sides = sides_of(found, wish, source)
    found[sides.place] = sides.guess
    names = _names(found)
    grouping = names[sides.place]
    questions, grids = under_headings(_questions(found, names, columns))
    questions, lists = with_shared_answers(questions)
    offered = tuple(filters(questions, grouping))
    aside = {grouping, *dimensions_of(questions, offered)}
    indicators = dict(proposals(questions, _scales(found, names), aside))
    left_out = tuple(look for look in found if isinstance(look, Omission))
    return Draft(
        source, view.rows, questions, left_out, grids, lists, grouping, sides, offered, indicators,
        _missing_everywhere(found),
    )  # fmt: skip


def dimensions_of(questions: Mapping[str, Guess], offered: Sequence[str]) -> tuple[str, ...]:
    dated = (name for name, guess in questions.items() if guess.question.kind is Kind.DATE)
    return (*offered[:MOST_FILTERS], *dated)


def _looks(columns: Sequence[Column], view: View, unread: Collection[str]) -> list[Look]:
    return [
        Omission(look.column, omissions.UNREADABLE) if look.column.text in unread else look
        for look in with_shared_ends(looks(columns, view), view.enough)
    ]


def _names(found: Sequence[Look]) -> dict[int, str]:
    """An id for each question by its place; of columns with the same header the first counts."""
    names: dict[int, str] = {}
    seen: set[str] = set()
    for at, look in enumerate(found):
        header = plain(look.column.text)
        if isinstance(look, Guess) and header not in seen:
            seen.add(header)
            text = look.column.row if grid_heading(look) else look.question.text
            is_date = look.question.kind is Kind.DATE
            names[at] = question_id("wave" if is_date else text, names.values())
    return names


def _questions(
    found: Sequence[Look], names: Mapping[int, str], columns: Sequence[Column]
) -> dict[str, Guess]:
    """The questions by their ids, with headers that no other column has."""
    times = Counter(plain(name) for column in columns for name in column.names)
    return {
        names[at]: _completed(look, times)
        for at, look in enumerate(found)
        if at in names and isinstance(look, Guess)
    }


def _completed(guess: Guess, times: Mapping[str, int]) -> Guess:
    """The guess with a label, what means no answer, and those other headers that are its alone."""
    asked, missing = guess.question, guess.column.missing
    changes = {
        "label": asked.label or short_label(asked.text),
        "headers": tuple(head for head in asked.headers if times[plain(head)] == 1),
        "missing": tuple(v.text for v in missing if plain(v.text) not in NOT_OFFERED),
    }
    not_applicable = sum(value.rows for value in missing if value.key in ("na", "n/a"))
    is_common = not_applicable > MANY_NA * guess.column.answered
    note = NA_IS_COMMON if is_common and asked.kind is Kind.CATEGORY else guess.note
    return replace(guess, question=asked.model_copy(update=changes), note=note)


def _scales(
    found: Sequence[Look], names: Mapping[int, str]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The items of each run of questions, and those that are reversed."""

    def named(places: Sequence[int]) -> Iterator[str]:
        return (names[at] for at in places if at in names)

    return [(tuple(named(run.places)), tuple(named(run.reversed))) for run in runs(found)]


def _missing_everywhere(found: Sequence[Look]) -> tuple[str, ...]:
    """What means no answer wherever it stands, with the fillers that this sheet holds."""
    held = {
        value.key: value.text
        for look in found
        if isinstance(look, Guess)
        for value in look.column.missing
        if plain(value.text) in FILLERS
    }
    return (*Intake().missing, *sorted(held.values())) if held else ()
