"""Sheets whose answers are known, dressed as people, forms and survey tools dress them.

``dressed`` makes a survey, what its respondents meant, and the text of a file that says so in
some way or other; whatever is read from the file must be what was meant, or be set aside.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from analysis.codebook import Codebook
from tests.surveys import book

SCALE = ("Never", "Rarely", "Sometimes", "Often", "Always")
PLACES = ("NA", "LATAM", "EMEA, without the UK", "2-3", "Nord/Sud")
GOODS = ("Fruit", "Bread", "Bread, cakes", "Tools & locks", "Art")
FEELINGS = ("☹️ Never", "😐 Sometimes", "☺️ Always")
PARTS = ("0%", "25%", "75%", "100%")
MISSING = ("", " ", "N/A", "n/a", "Prefer not to say", "prefer NOT to say ")
JUNK = (
    "#REF!", "#N/A", "?", "-", "nan", "12 or so", "2.000", "1,200", "45%", "Oftn", "Kind of",
    "2026-13-45", "Fruit and Bread", "Bread and cakes", "TRUE", "7.5", "99999", "Br\ufffdad",
    "anna@example.org", "½", "10-14", "3/4", "12:30",
)  # fmt: skip

Dress = Callable[[str, Random], str]


def _options(*texts: str, **more: Any) -> list[dict[str, Any]]:
    return [{"code": f"o{n}", "text": text, "score": n} | more for n, text in enumerate(texts)]


def survey() -> Codebook:
    """A question of every kind, with answers that are easily taken for something else."""
    said = {"missing": ["Prefer not to say"]}
    chosen = {"kind": "category", **said}
    return book(
        {
            "day": {"text": "Timestamp", "kind": "date"},
            "scale": {"text": "How often?", "kind": "ordinal", "options": _options(*SCALE), **said},
            "place": {"text": "Where?", "options": _options(*PLACES), **chosen},
            "feeling": {"text": "How was it?", "options": _options(*FEELINGS), **chosen},
            "part": {"text": "Which part?", "options": _options(*PARTS), **chosen},
            "goods": {
                "text": "What do you sell?", "kind": "multi-select", "other": True,
                "options": _options(*GOODS), **said,
            },
            "days": {"text": "How many days?", "kind": "count", "max": 5000, **said},
            "again": {"text": "Again?", "kind": "yes-no", **said},
        },
        {"often": {"label": "Often", "items": ["scale"], "headline": True}},
    )  # fmt: skip


@dataclass(frozen=True)
class Dressed:
    """A file's text, and for each of its rows that is a response what every question was meant
    to say: an option's text, a set of them, a number, a day, None for nothing, or that its cell
    was spoilt."""

    text: str
    meant: dict[int, dict[str, object]]  # by the row's number in the file


@dataclass(frozen=True)
class Spoilt:
    """A cell that holds something that nobody meant as an answer."""

    text: str


def dressed(random: Random) -> Dressed:
    """A sheet of 30 to 60 responses in some dress."""
    names = ["team", *sorted(survey().questions.keys() - {"team"})]
    random.shuffle(names)
    write = _manner(random)
    rows, meant = [], []
    for _ in range(random.randint(30, 60)):
        truth = _person(random)
        cells = {name: write[name](truth[name], random) for name in names}
        for name in names:
            if name not in ("team", "day") and random.random() < 0.03:
                cells[name] = random.choice(JUNK)
                truth[name] = Spoilt(cells[name])
        rows.append([cells[name] for name in names])
        meant.append(truth)
    return _laid_out(names, rows, meant, random)


def _person(random: Random) -> dict[str, Any]:
    def some(texts: Sequence[str]) -> str | None:
        return None if random.random() < 0.1 else random.choice(texts)

    ticks = frozenset(text for text in GOODS if random.random() < 0.4)
    return {
        "team": random.choice(("Solo", "Team")),
        "day": date(2026, 1, 1) + timedelta(days=random.randrange(300)),
        "scale": some(SCALE),
        "place": some(PLACES),
        "feeling": some(FEELINGS),
        "part": some(PARTS),
        "goods": ticks or None,
        "days": None if random.random() < 0.1 else random.choice((0, 1, 12, 31, 999, 1000, 2500)),
        "again": some(("Yes", "No")),
    }


def _manner(random: Random) -> dict[str, Callable[[Any, Random], str]]:
    """How each question's answers are written throughout one sheet."""
    date_form = random.choice(
        ("%m/%d/%Y %H:%M:%S", "%d/%m/%Y", "%Y-%m-%dT%H:%M:%SZ", "%d.%m.%Y", "%Y. %m. %d. %H:%M",
         "%d %b %Y", "%B %d, %Y", "%Y%m%d")
    )  # fmt: skip
    number = random.choice((str, "{}.0".format, "{:,}".format, _dotted, _spaced, "'{}".format))
    yes_no = random.choice(({"Yes": "yes", "No": "no"}, {"Yes": "TRUE", "No": "FALSE"},
                            {"Yes": "1", "No": "0"}, {"Yes": "Y", "No": "N"}))  # fmt: skip
    part = random.choice((str, _as_share))
    return {
        "team": lambda truth, at: _in_dress(truth, at),
        "day": lambda truth, at: truth.strftime(date_form),
        "scale": _chosen,
        "place": lambda truth, at: _chosen(truth, at, by_code=True),
        "feeling": lambda truth, at: _chosen(truth, at).replace("\ufe0f", ""),
        "part": lambda truth, at: at.choice(MISSING) if truth is None else part(truth),
        "goods": _ticks(random),
        "days": lambda truth, at: at.choice(MISSING) if truth is None else number(truth),
        "again": lambda truth, at: at.choice(MISSING) if truth is None else yes_no[truth],
    }


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _as_share(text: str) -> str:
    return str(int(text[:-1]) / 100).removesuffix(".0")


def _chosen(truth: str | None, random: Random, *, by_code: bool = False) -> str:
    if truth is None:
        return random.choice(MISSING)
    if by_code and truth == "2-3" and random.random() < 0.5:
        return random.choice(("2026-03-02", "2-Mar", "3/2/2026", "46083"))
    return _in_dress(truth, random)


def _in_dress(text: str, random: Random) -> str:
    dresses: tuple[Callable[[str], str], ...] = (
        str, str, str.upper, str.lower, " {} ".format, '"{}"'.format, "<p>{}</p>".format,
        "{}\u200b".format, "{}.".format, "'{}".format,
    )  # fmt: skip
    return random.choice(dresses)(text)


def _ticks(random: Random) -> Callable[[Any, Random], str]:
    join = random.choice((", ".join, ",".join, ";".join, "\n".join, "|".join, json.dumps, str))
    end = random.choice(("", ";")) if join("ab") == "a;b" else ""

    def write(truth: frozenset[str] | None, at: Random) -> str:
        if truth is None:
            return at.choice(MISSING)
        chosen = at.sample(sorted(truth), len(truth))
        if join in (json.dumps, str):
            return json.dumps(chosen, ensure_ascii=False) if join is json.dumps else str(chosen)
        return join(chosen) + end

    return write


def _laid_out(
    names: list[str], rows: list[list[str]], meant: list[dict[str, object]], random: Random
) -> Dressed:
    """The rows below their header, with what else stands in sheets: their numbers stay right."""
    heads = [survey().header(name) for name in names]
    lines: list[list[str]] = []
    if random.random() < 0.3:
        lines.append(["Survey 2026", *[""] * (len(names) - 1)])
    if random.random() < 0.3:
        lines.append([])
    lines.append(heads)
    known: dict[int, dict[str, object]] = {}
    for cells, truth in zip(rows, meant, strict=True):
        if random.random() < 0.05:
            lines.append(random.choice(([], heads, [""] * len(names))))
        lines.append(cells)
        known[len(lines)] = truth
    if random.random() < 0.3:
        day = names.index("day")
        lines.append(["" if at else "Total" for at in range(len(names))] if day else _total(names))
    return Dressed(_as_csv(lines, random), known)


def _total(names: list[str]) -> list[str]:
    return ["Total", *("40" if name == "days" else "" for name in names[1:])]


def _as_csv(lines: list[list[str]], random: Random) -> str:
    text = io.StringIO()
    delimiter = random.choice(",;\t")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    for line in lines:
        if line:
            writer.writerow(line)
        else:
            text.write("\r\n")
    return text.getvalue()
