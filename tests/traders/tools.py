"""The traders' answers as survey tools export them: header rows, columns for ticks, previews."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from tests.traders import GOODS, HEADERS, Cell, Headed, Table, Trader, columns, grid, traders

Write = Callable[[Trader], Cell]
OFTEN_TRUE = "How often was this true of you?"
ITEMS = ("tired", "rested", "lonely")


def few_of_every(size: int) -> Callable[[Trader], bool]:
    """Whether somebody is one of every ``size`` in order of answering."""
    return lambda trader: trader.number % size == 1


def nobody(_: Trader) -> bool:
    return False


def iso(trader: Trader) -> str:
    return f"{trader.wave:%Y-%m-%d %H:%M:%S}"


def ticks(heads: Sequence[str], mark: Callable[[str], str] = str, unticked: str = "") -> list:
    """A column for each of the goods, with its ``mark`` where it was ticked, else ``unticked``."""

    def write(good: str) -> Write:
        return lambda trader: mark(good) if good in trader.goods else unticked

    return [(head, write(good)) for head, good in zip(heads, GOODS, strict=True)]


def qualtrics(
    *,
    names: Sequence[str] = ("Q1", "Q2_1", "Q2_2", "Q2_3", "Q3", "Q4", "Q5"),
    texts: Sequence[str] = tuple(HEADERS.values())[1:],
    preview: Callable[[Trader], bool] = nobody,
    unfinished: Callable[[Trader], bool] = nobody,
    marks: tuple[str, str, str, str] = ("Survey Preview", "IP Address", "False", "True"),
    import_ids: bool = True,
    goods: list[Headed] | None = None,
) -> Table:
    """Three header rows: short names, texts, import ids. Previews and unfinished responses are
    among the others, told by the columns Status and Finished, in words or in numbers.

    ``goods`` are columns for the ticks in place of one, headed by their texts.
    """
    shown, real, no, yes = marks
    form = columns(
        dict(zip(list(HEADERS)[1:], texts, strict=True)),
        wave=iso,
        goods=lambda trader: ",".join(trader.goods),
    )
    asked = [(form[question], [name]) for question, name in zip(form, ("", *names), strict=True)]
    held: list[tuple[str, Headed]] = [
        ("StartDate", ("Start Date", iso)),
        ("Status", ("Response Type", lambda trader: shown if preview(trader) else real)),
        ("Finished", ("Finished", lambda trader: no if unfinished(trader) else yes)),
    ]
    for column, (name,) in asked[1:]:
        if goods and column[0] == texts[4]:
            held += [(f"{name}_{n}", each) for n, each in enumerate(goods, 1)]
        else:
            held.append((name, column))
    rows = grid([column for _, column in held])
    ids = [f'{{"ImportId":"QID{n}"}}' for n in range(len(held))]
    return [[name for name, _ in held], rows[0], *([ids] if import_ids else []), *rows[1:]]


def survey_monkey(
    *,
    single: str = "Response",
    open_ended: str = "Open-Ended Response",
    other: str = "Other (please specify)",
    own: Write = lambda trader: "",
) -> Table:
    """Two header rows: the questions, and below them the rows of the grid and the ticks."""
    form = columns()
    stamp: Write = lambda trader: f"{trader.wave:%m/%d/%Y %I:%M:%S %p}"  # noqa: E731
    above = [
        ("Respondent ID", "", lambda trader: str(11_800_000_000 + trader.number)),
        ("Collector ID", "", lambda trader: "400500600"),
        ("Start Date", "", stamp),
        ("End Date", "", stamp),
        ("IP Address", "", lambda trader: ""),
        (HEADERS["stall"], single, form["stall"][1]),
    ]
    above += [
        (OFTEN_TRUE if item == ITEMS[0] else "", HEADERS[item], form[item][1]) for item in ITEMS
    ]
    goods = [*ticks(GOODS), (other, own)]
    above += [(HEADERS["goods"] if not n else "", *each) for n, each in enumerate(goods)]
    above += [
        (HEADERS["days"], open_ended, form["days"][1]),
        (HEADERS["region"], single, form["region"][1]),
    ]
    lower = grid([(head, write) for _, head, write in above])
    return [[head for head, _, _ in above], *lower]


def lime_survey(
    *,
    heads: Sequence[str] = ("G1Q1", "G2Q1[SQ001]", "G2Q1[SQ002]", "G2Q1[SQ003]"),
    goods: Sequence[str] = tuple(f"G3Q1[SQ00{n}]" for n in range(1, 5)),
    rest: Sequence[str] = ("G3Q2", "G3Q3"),
    ticked: str = "Y",
    unticked: str = "",
    coded: bool = True,
    partial: Callable[[Trader], bool] = nobody,
) -> Table:
    """Codes of questions and answers; a partial response has no submitdate."""
    form = columns(heads=dict(zip(("stall", *ITEMS), heads, strict=True)))

    def code(question: str) -> Write:
        said = form[question][1]
        order = {**dict.fromkeys(ITEMS, OFTEN_CODES), "stall": STALL_CODES, "region": REGION_CODES}
        return (lambda trader: order[question][said(trader)]) if coded else said

    held: list[Headed] = [
        ("id", lambda trader: str(trader.number)),
        ("submitdate", lambda trader: "" if partial(trader) else iso(trader)),
        ("lastpage", lambda trader: "1" if partial(trader) else "3"),
        ("startlanguage", lambda trader: "en"),
    ]
    held += [(form[question][0], code(question)) for question in ("stall", *ITEMS)]
    held += ticks(goods, lambda good: ticked, unticked)
    held += [(f"{goods[0].split('[')[0]}[other]", lambda trader: "")]
    held += [(rest[0], form["days"][1]), (rest[1], code("region"))]
    return grid(held)


OFTEN_CODES = {"Never": "A1", "Rarely": "A2", "Sometimes": "A3", "Often": "A4", "Always": "A5"}
STALL_CODES = {"Just me": "A1", "2 to 4": "A2", "5 or more": "A3"}
REGION_CODES = {"North": "A1", "South": "A2", "East": "A3"}


def typeform(
    *,
    partial: Callable[[Trader], bool] = nobody,
    other: str = "Other",
    own: Write = lambda trader: "",
    heads: Sequence[str] = GOODS,
) -> Table:
    """Ticks in columns headed by the option alone; partial responses have no submit date."""
    form = columns()
    held: list[Headed] = [("#", lambda trader: f"k{trader.number:07x}")]
    held += [form[question] for question in ("stall", *ITEMS)]
    held += [*ticks(heads), (other, own), form["days"], form["region"]]
    held += [
        ("Response Type", lambda trader: "partial" if partial(trader) else "completed"),
        ("Start Date (UTC)", iso),
        ("Stage Date (UTC)", lambda trader: ""),
        ("Submit Date (UTC)", lambda trader: "" if partial(trader) else iso(trader)),
        ("Network ID", lambda trader: "a1b2c3d4e5"),
    ]
    return grid(held)


def beside(one: Table, other: Sequence[Headed]) -> Table:
    """The sheet with more columns, whose cells follow from each trader."""
    more = grid(other)
    return [list(chain(*rows)) for rows in zip(one, more, strict=True)]


def kept(leave_out: Callable[[Trader], bool]) -> list[Trader]:
    """The traders whose responses are not left out."""
    return [trader for trader in traders() if not leave_out(trader)]
