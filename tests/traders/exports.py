"""What Qualtrics, SurveyMonkey, LimeSurvey and Typeform export, and codebooks that fit it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from analysis.codebook import Codebook
from tests.traders import (
    GOODS,
    HEADERS,
    REGIONS,
    Table,
    Trader,
    asked,
    book,
    often,
    options,
    traders,
)
from tests.traders.files import delimited
from tests.traders.meaning import MEANT, meant
from tests.traders.tools import (
    ITEMS,
    OFTEN_TRUE,
    few_of_every,
    kept,
    lime_survey,
    qualtrics,
    survey_monkey,
    ticks,
    typeform,
)
from tests.traders.variant import Variant, Variants, withheld

NAMES = ("Q1", "Q2_1", "Q2_2", "Q2_3", "Q3", "Q4", "Q5")
LONG_NAMES = ("QID1", "QID2_1", "QID2_2", "QID2_3", "QID3", "QID4_TEXT", "QID5")
CODES = ("a1", "a2", "a3", "a4", "a5")
BY_NUMBERS = [{"column": "Status", "values": ["1", "2"]}, {"column": "Finished", "values": ["0"]}]
GRID: dict[str, Any] = {"true": {"text": OFTEN_TRUE}}


def named(names: Sequence[str], wave: str, **more: Any) -> dict[str, Any]:
    """Questions that are also found under these names."""
    heads = zip(HEADERS, (wave, *names), strict=True)
    return {question: {"headers": [name], **more.get(question, {})} for question, name in heads}


def by_name(names: Sequence[str] = NAMES) -> Codebook:
    return asked(**named(names, "StartDate"))


def by_text(wave: str = "Start Date", **more: Any) -> Codebook:
    """The traders' codebook, its moment under the header that a tool gives it."""
    return asked(wave={"text": wave}, **more)


def in_grid(wave: str) -> Codebook:
    """A codebook in which the items are rows of a grid."""
    items: dict[str, Any] = {item: {"grid": "true"} for item in ITEMS}
    return book(questions={"wave": {"text": wave}, **items}, grids=GRID)


def matrix() -> list[str]:
    """The questions' texts where Qualtrics puts the matrix's before each of its rows."""
    heads = list(HEADERS.items())[1:]
    return [f"{OFTEN_TRUE} - {head}" if name in ITEMS else head for name, head in heads]


def previews(*marks: str, **intake: Any) -> Variant:
    """Every sixth response is a preview, and every seventh not finished."""
    preview, unfinished = few_of_every(6), few_of_every(7)
    rows = qualtrics(preview=preview, unfinished=unfinished, marks=marks)
    people = kept(lambda trader: preview(trader) or unfinished(trader))
    return Variant(rows, book(questions=named(NAMES, "StartDate"), intake=intake), meant(people))


def in_columns(head: str, mark: Callable[[str], str], codebook: Callable[[], Codebook]) -> Variant:
    """A column for each tick, below a header with the texts of the question and the option."""
    heads = [head.format(HEADERS["goods"], good) for good in GOODS]
    return Variant(qualtrics(goods=ticks(heads, mark)), codebook())


QUALTRICS: Variants = {
    "10 names in the codebook": lambda: Variant(qualtrics(), by_name()),
    "10 texts in the codebook": lambda: Variant(qualtrics(), by_text()),
    "10 long names": lambda: Variant(qualtrics(names=LONG_NAMES), by_name(LONG_NAMES)),
    "10 names as the codebook's texts": lambda: Variant(
        qualtrics(),
        asked(**{q: {"text": n} for q, n in zip(HEADERS, ("StartDate", *NAMES), strict=True)}),
    ),
    "10 two header rows, names": lambda: Variant(qualtrics(import_ids=False), by_name()),
    "10 two header rows, texts": lambda: Variant(qualtrics(import_ids=False), by_text()),
    "10 a matrix, names": lambda: Variant(qualtrics(texts=matrix()), by_name()),
    "10 UTF-16 with tabs": lambda: Variant(
        "\ufeff" + delimited(qualtrics(), "\t"), by_text(), encoding="utf-16-le"
    ),
    "10 previews": partial(previews, "Survey Preview", "IP Address", "False", "True"),
    "10 tests": partial(previews, "Survey Test", "IP Address", "FALSE", "TRUE"),
    "10 previews in numbers": partial(previews, "1", "0", "0", "1", exclude=BY_NUMBERS),
}
QUALTRICS |= {
    f"10 ticks in columns, {head.format('question', 'tick')}, {what}, {how}": partial(
        in_columns, head, mark, codebook
    )
    for head in ("{} - {}", "{} - Selected Choice - {}")
    for what, mark in (("texts", str), ("ones", lambda good: "1"))
    for how, codebook in (("names", by_name), ("texts", by_text))
}


def also_own(trader: Trader) -> bool:
    return trader.number % 5 == 0


def with_own(rows: Callable[..., Table], codebook: Codebook, **words: str) -> Variant:
    """Every fifth trader has an own answer beside the ticks, or alone."""
    made = rows(own=lambda trader: "jam, honey" if also_own(trader) else "", **words)
    nothing = {True: frozenset[int](), False: None}
    wanted = meant(goods=lambda trader: MEANT["goods"](trader) or nothing[also_own(trader)])
    return Variant(made, codebook, wanted)


SURVEY_MONKEY: Variants = {
    "11 texts of the lower row": lambda: Variant(survey_monkey(), by_text()),
    "11 a grid in the codebook": lambda: Variant(survey_monkey(), in_grid("Start Date")),
    "11 own answers": lambda: with_own(survey_monkey, by_text()),
    "11 own answers that are not taken": lambda: with_own(
        survey_monkey, by_text(goods={"other": False})
    ),
}


def lime(**questions: Any) -> Codebook:
    """The codebook that maps LimeSurvey's codes of questions, rows, ticks and answers."""
    intake = questions.pop("intake", {})
    heads = ("G1Q1", "G2Q1[SQ001]", "G2Q1[SQ002]", "G2Q1[SQ003]", "G3Q1", "G3Q2", "G3Q3")
    rows = {f"o{n}": {"aliases": [f"SQ00{n + 1}"]} for n in range(4)}
    region = {"options": coded(*REGIONS), **questions.pop("region", {})}
    stall = {"options": coded("Just me", "2 to 4", "5 or more")}
    goods = {"options": options(*GOODS, **rows)}
    codes = {"goods": goods, **questions, "stall": stall, "region": region}
    return book(
        answers=often(codes=CODES),
        questions=named(heads, "submitdate", **codes),
        grouping={"solo": {"answers": ["a1"]}, "team": {"answers": ["a2", "a3"]}},
        intake=intake,
    )


def coded(*texts: str) -> list[dict[str, Any]]:
    return [{"code": code, "text": text} for code, text in zip(CODES, texts, strict=False)]


def without_partial(**rule: Any) -> Variant:
    """Every fifth response is partial, and left out by a rule of the codebook."""
    is_partial = few_of_every(5)
    codebook = lime(intake={"exclude": [rule]})
    return Variant(lime_survey(partial=is_partial), codebook, meant(kept(is_partial)))


def elsewhere(**region: Any) -> Variant:
    """Every fourth region is another: -oth- stands for it, and the words in a column beside."""
    rows = lime_survey()
    rows[0].append("G3Q3[other]")
    for trader, row in zip(traders(), rows[1:], strict=True):
        is_other = trader.number % 4 == 0
        row[-1:] = ["-oth-", "Islands"] if is_other else [row[-1], ""]
    wanted = meant(region=lambda t: 3 if t.number % 4 == 0 else MEANT["region"](t))
    return Variant(rows, lime(region=region), wanted)


def said_no(yes: str, no: str) -> Variant:
    """Ticks and no ticks in words: who ticked nothing said so."""
    wanted = meant(goods=lambda trader: frozenset(map(GOODS.index, trader.goods)))
    return Variant(lime_survey(ticked=yes, unticked=no), lime(), wanted)


WHOLE_TEXTS: Mapping[str, Any] = {
    "heads": [HEADERS["stall"], *(f"{OFTEN_TRUE} [{HEADERS[item]}]" for item in ITEMS)],
    "goods": [f"{HEADERS['goods']} [{good}]" for good in GOODS],
    "rest": [HEADERS["days"], HEADERS["region"]],
    "coded": False,
}
LIME_SURVEY: Variants = {
    "33 codes": lambda: Variant(lime_survey(), lime()),
    "33 codes of ticks as the options' own": lambda: Variant(
        lime_survey(),
        lime(goods={"options": [{"code": f"sq00{n}", "text": g} for n, g in enumerate(GOODS, 1)]}),
    ),
    "33 answers in words": lambda: Variant(lime_survey(coded=False), lime()),
    "33 ticks that were not shown": lambda: Variant(lime_survey(unticked="N/A"), lime()),
    "33 whole texts": lambda: Variant(
        lime_survey(ticked="Yes", **WHOLE_TEXTS), in_grid("submitdate")
    ),
    "33 partial, by a blank question": partial(without_partial, question="wave", values=[""]),
    "33 partial, by a blank column": partial(without_partial, column="submitdate", values=[""]),
    "33 partial, by its last page": partial(without_partial, column="lastpage", values=["1"]),
    "33 -oth-, own answers taken": partial(elsewhere, other=True),
    "33 -oth-, own answers not taken": lambda: withheld(elsewhere(), "region", of=30),
}
LIME_SURVEY |= {
    f"33 {yes}/{no}": partial(said_no, yes, no)
    for yes, no in (
        ("Y", "N"), ("Yes", "No"), ("1", "0"), ("Ja", "Nein"), ("Sí", "No"), ("TRUE", "FALSE"),
        ("Selected", "Not selected"), ("1.0", "0.0"),
    )
}  # fmt: skip
SUBMITTED = "Submit Date (UTC)"
TYPEFORM: Variants = {
    "34 ticks headed by their options": lambda: Variant(typeform(), by_text(SUBMITTED)),
    "34 partial responses": lambda: Variant(
        typeform(partial=few_of_every(5)), by_text(SUBMITTED), meant(kept(few_of_every(5)))
    ),
    "34 own answers": lambda: with_own(typeform, by_text(SUBMITTED)),
    "34 own answers in Spanish": lambda: with_own(typeform, by_text(SUBMITTED), other="Otro"),
}
KINDS: Variants = {**QUALTRICS, **SURVEY_MONKEY, **LIME_SURVEY, **TYPEFORM}
