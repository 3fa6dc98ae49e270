"""Ticks in one cell, joined as tools join them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from tests.traders import GOODS, Trader, asked, form, options, traders
from tests.traders.answers import FILLERS
from tests.traders.files import delimited
from tests.traders.meaning import meant
from tests.traders.variant import Variant, Variants, but, withheld

JOINTS = (", ", ",", ";", "; ", "\n", "\r\n", "|", " | ", "/", " / ", "\t", " • ", ";;")
LISTS: dict[str, Callable[[Sequence[str]], str]] = {
    "a list of JSON": json.dumps,
    "a list of Python": lambda said: str(list(said)),
    "lines with bullets": lambda said: "\n".join(f"• {good}" for good in said),
    "capitals": lambda said: ", ".join(said).upper(),
    "a full stop at the end": lambda said: ", ".join(said) + ".",
    "the first once more": lambda said: ", ".join([*said, said[0]]),
    "a comma too many": lambda said: ", ".join(said) + ", ",
    "codes": lambda said: ";".join(f"o{GOODS.index(good)}" for good in said),
}
WITH_COMMAS = ("Fruit, veg", "Bread, cakes", "Flowers", "Tools, e.g. hammers, nails")
ALIKE = (
    ("Fruit; veg", "Bread/cakes", "Flowers | plants", "Tools & nails"),
    ("Fruit (apples, pears)", "Bread", "Flowers", "Tools"),
    ("Fruit, fresh", "Fruit", "Flowers, fresh", "fresh bread"),
    ("1,000 or less", "1,001 to 9,999", "10,000 or more", "none of these"),
    ("Ärzte, Pflege", "Büro", "Küche, Straße", "Straße"),
    ("1", "10", "100", "11"),
    ("C", "C++", "C#", "F#"),
    ("Fruit", "Fruit juice", "Juice", "Jui"),
    ("🍎 Fruit", "🥖 Bread", "✿ Flowers", "⚒️ Tools"),
    ("🍎", "🥖", "✿", "⚒️"),
)


def goods(texts: Sequence[str] = GOODS, join: str = ", ", **asks: Any) -> Variant:
    """The goods under these texts, joined so; ``asks`` goes into the question."""
    said = dict(zip(GOODS, texts, strict=True))
    rows = form(goods=lambda trader: join.join(said[good] for good in trader.goods))
    return Variant(rows, asked(goods={"options": options(*texts), **asks}))


def aliased(texts: Sequence[str], join: str) -> Variant:
    """The goods under these texts, which the codebook knows as aliases of others."""
    named = {f"o{n}": {"aliases": [text]} for n, text in enumerate(texts)}
    others = [f"Good number {n}" for n in range(len(texts))]
    return but(goods(texts, join), codebook=asked(goods={"options": options(*others, **named)}))


def listed(write: Callable[[Sequence[str]], str]) -> Variant:
    """The goods as one text, blank where nothing was ticked."""
    rows = form(goods=lambda trader: write(trader.goods) if trader.goods else "")
    return Variant(rows, asked(goods={"options": options(*GOODS)}))


def reworded(old: str, new: str, since: int = 60, **asks: Any) -> Variant:
    """A form in which a tick was reworded when so many had answered."""

    def write(trader: Trader) -> str:
        is_new = trader.number > since
        return ", ".join(new if is_new and good == old else good for good in trader.goods)

    return Variant(form(goods=write), asked(goods=asks))


def shifted() -> Variant:
    """Ticks as numbers from 1 where the codes begin with 0; few sell what the last stands for."""
    few = [trader for trader in traders() if "Tools" in trader.goods][:4]
    people = [trader for trader in traders() if "Tools" not in trader.goods] + few
    rows = form(people, goods=lambda t: ",".join(str(GOODS.index(g) + 1) for g in t.goods))
    coded = [{"code": str(n), "text": good} for n, good in enumerate(GOODS)]
    return Variant(rows, asked(goods={"options": coded}), meant(people))


def unquoted() -> Variant:
    """A file whose ticks are joined by commas like its cells, so that most rows are too long."""
    header, *people = form(goods=lambda trader: ",".join(trader.goods))
    lines = [",".join(map(str, row)) for row in people]
    return Variant(delimited([header]) + "\r\n".join(lines))


def forms(trader: Trader, *own: str) -> str:
    """As Microsoft Forms writes it: a semicolon behind every tick, and behind the own answer."""
    return "".join(f"{good};" for good in (*trader.goods, *own))


KINDS: Variants = {
    f"01 joined by {join!r}, own answers {'taken' if other else 'not taken'}": partial(
        goods, GOODS, join, other=other
    )
    for join in JOINTS
    for other in (True, False)
    if other or join in (";", "\n", "|")
}
KINDS |= {
    "01 a semicolon behind each": lambda: Variant(form(goods=forms)),
    "01 own answers": lambda: Variant(
        form(goods=lambda trader: forms(trader, "jam, honey")),
        wanted=meant(goods=lambda trader: frozenset(map(GOODS.index, trader.goods))),
    ),
    "01 own answers that are not taken": lambda: Variant(
        form(goods=lambda trader: forms(trader, *["jam"] * (trader.number <= 10))),
        asked(goods={"other": False}),
        aside={"goods": 10},
    ),
}
KINDS |= {
    f"02 {name} is a tick, joined by {join!r}": partial(goods, (*texts, "Tools"), join)
    for name, texts in FILLERS.items()
    for join in ((", ", ";") if name == "NA" else (", ",))
}
KINDS |= {f"22 ticks in {name}": partial(listed, write) for name, write in LISTS.items()}
KINDS |= {
    f"22 joined by {join!r}": lambda join=join: withheld(goods(GOODS, join), "goods", of=75)
    for join in (" and ", " + ", " ", " & ")
}
KINDS |= {
    f"36 {name} with commas, joined by {join!r}": partial(made, WITH_COMMAS, join)
    for join in (", ", ",", ";", "\n")
    for name, made in (("texts", goods), ("aliases", aliased))
}
KINDS |= {
    f"36 {texts[0]}, {texts[1]}, joined by {join!r}": partial(goods, texts, join)
    for number, texts in enumerate(ALIKE)
    for join in ((", ", ";") if number < 3 else (", ",))
}
KINDS |= {
    "29 words that hold the old ones": lambda: withheld(
        reworded("Bread", "Bread and cakes"), "goods", of=17
    ),
    "29 words that hold the old ones, lately": lambda: but(
        reworded("Bread", "Bread (all kinds)", 100), aside={"goods": 4}
    ),
    "29 other words, own answers not taken": lambda: withheld(
        reworded("Bread", "Loaves", other=False), "goods", of=17
    ),
    "29 other words, as an alias": lambda: reworded(
        "Bread", "Loaves", options=options(*GOODS, o1={"aliases": ["Loaves"]})
    ),
    "24 none of them an option": lambda: Variant(
        form(goods=lambda trader: "Honey"), withheld=frozenset(["goods"])
    ),
}

# A tick reworded where own answers are taken is none of them: right, or set aside.
EITHER: Variants = {
    "04 numbers that are shifted against the codes": shifted,
    "12 ticks that nobody quoted": unquoted,
}
EITHER |= {
    f"29 {old} became {new} {when}, own answers taken": partial(reworded, old, new, since)
    for when, since in (("at once", 0), ("in mid-survey", 60))
    for old, new in (("Bread", "Breads"), ("Bread", "Loaves"), ("Flowers", "Blumen"))
}
