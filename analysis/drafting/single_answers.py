"""Questions to which one answer is chosen: yes or no, ordered answers, amounts, categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.codebook.matching import plain
from analysis.codebook.types import OTHER, YES_NO, Kind, Option
from analysis.drafting.amounts import Amount, amount_of
from analysis.drafting.columns import Column, Value
from analysis.drafting.date_serials import ranges_behind
from analysis.drafting.looks import Guess, View, question_of
from analysis.drafting.naming import codes
from analysis.drafting.ordering import by_amounts, by_number, by_words, disjoint
from analysis.drafting.scored_answers import ordinal
from analysis.drafting.shown_answers import RARE, ShownAnswers, is_like_one, shown_values
from analysis.drafting.words import ANYTHING_ELSE, NO, UNDECIDED, YES

MOST_UNREAD = 0.1  # of the answers to a question that takes no own ones
LEAST_KNOWN = 0.6  # of the answers to a question that does
MOST_OPTIONS = 20
OPEN_END = 9_999  # of 'or more': below the numbers of days, which spreadsheets make of ranges


def yes_or_no(column: Column) -> Guess | None:
    """A question answered with yes and no, in whatever language; None for any other."""
    said_yes = [value for value in column.values if value.key in YES | {"1"}]
    said_no = [value for value in column.values if value.key in NO | {"0"}]
    read = sum(value.rows for value in (*said_yes, *said_no))
    if not said_yes or not said_no or column.answered - read > MOST_UNREAD * read:
        return None
    comments = {"kind": "guess: yes or no"}
    if "1" in (said_yes[0].key, said_no[0].key):
        comments = {"kind": "guess: 1 is yes, 0 is no"}
    options: tuple[Option, ...] = ()
    known = {plain(text) for option in YES_NO for text in (option.text, *option.aliases)}
    if not {value.key for value in (*said_yes, *said_no)} <= known:
        options = (_named("yes", 1, said_yes), _named("no", 0, said_no))
    question = question_of(column, Kind.YES_NO, options=options)
    return Guess(column, question, comments)


def _named(code: str, score: int, values: Sequence[Value]) -> Option:
    """The option for yes or no, under the word that most wrote."""
    first, *others = values
    aliases = tuple(value.text for value in others)
    return Option(code=code, text=first.text, score=score, aliases=aliases)


def one_of_several(column: Column, view: View, neighbours: Sequence[Value]) -> Guess | None:
    """A question with answers to choose from; None where too many answers are none of them."""
    shown = shown_values(column, view, neighbours)
    answered = max(column.answered, 1)
    if not 2 <= len(shown.values) <= MOST_OPTIONS or shown.rest > (1 - LEAST_KNOWN) * answered:
        return None
    dated = ranges_behind([value.text for value in shown.values], view.months) or {}
    amounts = by_amounts(shown.values, view.months, dated)
    if amounts is not None:
        return _amounts(column, view, shown, amounts, dated)
    ordered = by_words(shown.values, column) or by_number(shown.values)
    known = set(ordered.texts) if ordered else set()
    rest = sum(value.rows for value in column.values if value.text not in known)
    if ordered is not None and rest <= MOST_UNREAD * answered:
        return ordinal(column, ordered)
    return _category(column, shown)


def _amounts(
    column: Column,
    view: View,
    shown: ShownAnswers,
    amounts: Mapping[str, Amount],
    dated: Mapping[str, Amount],
) -> Guess:
    """A question whose answers are ranges of numbers; a date is turned back into its range.

    ``dated`` are the ranges of those that are the serial numbers of dates.
    """
    written: dict[Amount, list[str]] = {}
    for text, amount in amounts.items():
        is_date = amount_of(text, {}) is None and amount_of(text, view.months) is not None
        is_date = is_date or text in dated
        written.setdefault(amount, []).extend([] if is_date else [text])
    ranged = disjoint(written)
    options = [_range(amount, texts, ranged=ranged) for amount, texts in sorted(written.items())]
    rest = [value.text for value in shown.values if value.text not in amounts]
    made = codes(rest, kept=[option.code for option in options])
    options += [Option(code=code, text=text) for code, text in zip(made, rest, strict=True)]
    question = question_of(column, Kind.CATEGORY, options=tuple(options))
    comments = {"kind": "guess: ranges of numbers"}
    if dated:
        comments["options"] = "guess: some stand in the sheet as dates, which ranges became"
    return Guess(column, question, comments, vocabulary="amounts")


def _range(amount: Amount, texts: Sequence[str], *, ranged: bool) -> Option:
    """The option for a range of numbers, whose numbers it reads where they are its alone."""
    text, *aliases = texts or [f"{amount.low}-{amount.high}"]
    numbers = (amount.low, amount.high) if ranged else None
    if numbers and amount.is_open:
        numbers = (amount.low, OPEN_END) if amount.low < OPEN_END else None
    return Option(code=amount.code, text=text, aliases=tuple(aliases), range=numbers)


def _place(said: str) -> int:
    """Yes before all else, no after it, then what is undecided and what stands for the rest."""
    later = (NO, UNDECIDED, ANYTHING_ELSE)
    return 0 if said in YES else next((n for n, group in enumerate(later, 2) if said in group), 1)


def _category(column: Column, shown: ShownAnswers) -> Guess:
    """A question with answers in no order: alphabetical, what stands for the rest last."""
    texts = sorted(
        (value.text for value in shown.values),
        key=lambda text: (_place(plain(text)), plain(text)),
    )
    made = codes(texts, kept=(OTHER,))
    known = (*shown.values, *column.missing)
    rest = sum(value.rows for value in shown.others if not is_like_one(value, known))
    own = rest > max(RARE * column.answered, 2)
    rest_at = next((n for n, text in enumerate(texts) if plain(text) in ANYTHING_ELSE), None)
    if rest_at is not None:
        made[rest_at] = OTHER
    options = tuple(Option(code=c, text=t) for c, t in zip(made, texts, strict=True))
    comments = {"kind": "guess: answers in no order"}
    if own:
        comments["other"] = "rarer answers count as 'other': add any that your form offers"
    question = question_of(column, Kind.CATEGORY, options=options, other=own)
    return Guess(column, question, comments)
