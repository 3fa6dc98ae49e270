"""Answers as a form writes them into its response sheet: option texts, ticks, moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.codebook import Codebook, Kind
from data.demo.people import Ints

BLANK = -1
QUARTERS = (date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1))
LAST_DAY = date(2026, 9, 30)
OWN_ROLES = ("Analyst", "Press officer", "Graphic designer", "Event host")
IMPOSSIBLE_DATES = (
    "2/30/2026 9:15:00", "13/13/2025 18:02:41", "0/0/2026 0:00:00", "1/1/1900 12:00:00",
)  # fmt: skip
IMPOSSIBLE_COUNTS = ("-3", "99999999999")
MANGLED = {"2-3": ("2-Mar", "3-Feb"), "4-6": ("4-Jun", "6-Apr")}  # dates out of "2-3" and "4-6"


def misspelt(text: str) -> str:
    return text + text[-1]


def spaced(text: str) -> str:
    return f"  {text.replace(' ', '  ')}\u00a0"


def cased(text: str) -> str:
    return text.swapcase()


def curled(text: str) -> str:
    return text.replace("'", "\u2019")


SPELLINGS = (str, misspelt, spaced, cased, curled)


@dataclass
class Column:
    """A column to be: ``texts`` that a cell may hold, ``codes`` which of them each row holds.

    The first ``clean`` texts are what respondents can give; the codes are ``BLANK`` for none.
    Choices are followed by the same texts in each of the other ``SPELLINGS``.
    """

    question: str
    kind: Kind
    header: str
    texts: pa.Array
    clean: int
    codes: npt.NDArray[np.integer]
    not_said: int | None = None

    def cells(self, start: int, stop: int) -> pa.Array:
        """The texts of some rows; null where blank."""
        held = self.codes[start:stop]
        return self.texts.take(pa.array(held, mask=held == BLANK))


def columns(told: Mapping[str, Ints], codebook: Codebook, rng: np.random.Generator) -> list[Column]:
    """A column for each question in codebook order, the moment of answering first.

    Takes the answers over: their arrays become the columns' codes.
    """
    return [_column(codebook, question, told[question], rng) for question in codebook.questions]


def _column(codebook: Codebook, question: str, told: Ints, rng: np.random.Generator) -> Column:
    asked = codebook.questions[question]
    clean, extra = _texts(codebook, question)
    codes: npt.NDArray[np.integer] = told
    if asked.kind is Kind.DATE:
        clean, codes = _moments(told, rng), np.arange(len(told))
    if asked.kind is Kind.MULTI_SELECT:
        codes = np.where(told == 0, BLANK, told)
    if asked.kind is Kind.COUNT:
        codes = np.minimum(told, asked.max)
    offered = asked.kind is not Kind.COUNT and codebook.offered_missing(question)
    return Column(
        question,
        asked.kind,
        codebook.header(question),
        pa.concat_arrays([pa.array(clean, pa.string()), pa.array(extra, pa.string())]),
        len(clean),
        codes,
        clean.index(offered[0]) if offered else None,
    )


def _texts(codebook: Codebook, question: str) -> tuple[list[str], list[str]]:
    """What a cell of the question can hold when clean, and what else when soiled."""
    asked = codebook.questions[question]
    options = [option.text for option in codebook.options(question)]
    offered = list(codebook.offered_missing(question))
    match asked.kind:
        case Kind.DATE:
            return [], list(IMPOSSIBLE_DATES)
        case Kind.COUNT:
            return [str(n) for n in range(asked.max + 1)], list(IMPOSSIBLE_COUNTS)
        case Kind.MULTI_SELECT:
            return _ticked(options) + offered, []
    clean = options + offered
    soiled = [spelling(text) for spelling in SPELLINGS[1:] for text in clean]
    dates = [text for pair in MANGLED.values() for text in pair]
    return clean, soiled + (dates if question == codebook.grouping.question else [])


def _ticked(options: list[str]) -> list[str]:
    """The cell of every set of ticks, the set a binary number; the last bit is an own answer."""
    sets = []
    for ticks in range(2 ** (len(options) + 1)):
        chosen = [text for bit, text in enumerate(options) if ticks >> bit & 1]
        own = [OWN_ROLES[ticks % len(OWN_ROLES)]] if ticks >> len(options) else []
        sets.append(", ".join(chosen + own))
    return sets


def _moments(wave: Ints, rng: np.random.Generator) -> pa.Array:
    """'M/D/YYYY H:MM:SS' of every row, ascending, within the quarter of its wave."""
    ends = np.array([*(day.toordinal() for day in QUARTERS), LAST_DAY.toordinal() + 1])
    first, length = ends[wave], np.diff(ends)[wave]
    day = first - ends[0] + (rng.random(len(wave)) * length).astype(np.int64)
    hour = 6 + rng.binomial(16, 0.5, len(wave))  # mostly in the afternoon, never at night
    moment = np.sort((day * 24 + hour) * 3600 + rng.integers(3600, size=len(wave)))
    days = [QUARTERS[0] + timedelta(days=n) for n in range(int(ends[-1] - ends[0]))]
    dates = pa.array([f"{day.month}/{day.day}/{day.year}" for day in days])
    clock = [(second // 3600, second // 60 % 60, second % 60) for second in range(86400)]
    times = pa.array([f"{hour}:{minute:02}:{second:02}" for hour, minute, second in clock])
    return pc.binary_join_element_wise(
        dates.take(pa.array(moment // 86400)), times.take(pa.array(moment % 86400)), " "
    )
