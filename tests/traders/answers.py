"""One answer of a list, in the dresses that tools and people give it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from tests.traders import OFTEN, REGIONS, Trader, asked, book, form, often, options
from tests.traders.meaning import MEANT, meant
from tests.traders.variant import Variant, Variants, but, withheld

Dress = Callable[[str], str]
ITEMS = ("tired", "rested", "lonely")
AGAIN = "Would you do it again?"
SELECTOR = "\ufe0f"  # says only how an emoji is drawn

DRESSES: dict[str, Dress] = {
    "a space behind": "{} ".format,
    "a hard space before": "\xa0{}".format,
    "spaces around": "   {}  ".format,
    "a line break": "{}\n".format,
    "capitals": str.upper,
    "a full stop": "{}.".format,
    "quotes": '"{}"'.format,
    "single quotes": "'{}'".format,
    "an apostrophe before": "'{}".format,
    "curly quotes": "“{}”".format,
    "guillemets": "«{}»".format,
    "a tag": "<p>{}</p>".format,
    "more tags": '<span class="x">{}</span><br>'.format,
    "an entity": "&nbsp;{}".format,
    "a mark of byte order": "\ufeff{}".format,
    "a mark of direction": "\u200f{}".format,
    "a soft hyphen": lambda said: f"{said[:3]}\xad{said[3:]}",
    "no width": lambda said: f"{said[:2]}\u200b{said[2:]}",
    "full width": lambda said: "".join(chr(ord(letter) + 0xFEE0) for letter in said),
}
IN_GERMAN = dict(zip(OFTEN, ("Nie", "Selten", "Manchmal", "Oft", "Immer"), strict=True))
OTHER_WORDS: dict[str, Dress] = {
    "numbers before": lambda said: f"{OFTEN.index(said)} - {said}",
    "numbers in brackets": lambda said: f"({OFTEN.index(said)}) {said}",
    "places from 0": lambda said: str(OFTEN.index(said)),
    "places from 1": lambda said: str(OFTEN.index(said) + 1),
    "another language": IN_GERMAN.__getitem__,
    "cut off": lambda said: said[:4],
    "misspelt": lambda said: said[:-1],
    "a formula": '="{}"'.format,
}
SCALES: dict[str, tuple[str, ...]] = {
    "faces": ("☹️ Never", "🙁 Rarely", "😐 Sometimes", "🙂 Often", "☺️ Always"),
    "hands": ("✌️", "👍🏻", "👍🏿", "👎", "👎🏿"),
    "joined": ("❤️", "☀️", "☂️", "👨‍👩‍👧", "🏳️‍🌈"),
    "key caps": ("1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣"),
    "stars": ("★☆☆☆☆", "★★☆☆☆", "★★★☆☆", "★★★★☆", "★★★★★"),
    "plus and minus": ("--", "-", "0", "+", "++"),
}
# Texts that mean nothing elsewhere, here as answers.
FILLERS = {
    "NA": ("NA", "LATAM", "EMEA"),
    "N/A": ("North", "N/A", "East"),
    "Does not apply": ("Does not apply", "South", "East"),
    "Prefer not to say": ("North", "South", "Prefer not to say"),
    "None": ("None", "Nil", "Null"),
    "marks": ("-", "?", "n/a"),
    "#N/A": ("#N/A", "South", "East"),
}


def items(dress: Dress) -> dict[str, Callable[[Trader], str]]:
    """How all three items are written."""
    return {item: lambda trader, item=item: dress(getattr(trader, item)) for item in ITEMS}


def dressed(dress: Dress) -> Variant:
    """Never to Always, dressed alike in all three items."""
    return Variant(form(**items(dress)))


def seldom(dress: Dress) -> Variant:
    """Every twelfth of one item's answers dressed: exactly a twelfth of them is set aside."""
    rows = form(tired=lambda t: dress(t.tired) if t.number % 12 == 0 else t.tired)
    return Variant(rows, aside={"tired": 10})


def scale(texts: Sequence[str], drawn: Dress = str, known: Dress = str) -> Variant:
    """The items with these answers, as the sheet draws them and as the codebook knows them."""
    said = dict(zip(OFTEN, map(drawn, texts), strict=True))
    return Variant(form(**items(said.__getitem__)), book(answers=often(*map(known, texts))))


def without_selector(text: str) -> str:
    return text.replace(SELECTOR, "")


def regions(*texts: str, **asks: Any) -> Variant:
    """The regions under other texts."""
    said = dict(zip(REGIONS, texts, strict=True))
    rows = form(region=lambda trader: said[trader.region])
    return Variant(rows, asked(region={"options": options(*texts), **asks}))


def renamed(new: str, **asks: Any) -> Variant:
    """A sheet in which North has another name."""
    rows = form(region=lambda trader: trader.region.replace("North", new))
    return Variant(rows, asked(region=asks))


def own_region(own: str, **asks: Any) -> Variant:
    """Every fourth market elsewhere, in words of its own."""
    rows = form(region=lambda t: own.format(n=t.number) if t.number % 4 == 0 else t.region)
    wanted = meant(region=lambda t: 3 if t.number % 4 == 0 else MEANT["region"](t))
    return Variant(rows, asked(region={"other": True, **asks}), wanted)


def keen(trader: Trader) -> bool:
    return trader.number % 10 < 7


def again(yes: str, no: str, **asks: Any) -> Variant:
    """One more question, answered yes by 84 and no by 36."""
    rows = form(extra=[(AGAIN, lambda trader: yes if keen(trader) else no)])
    wanted = meant(again=lambda trader: 0 if keen(trader) else 1)
    return Variant(rows, asked(again={"text": AGAIN, "kind": "yes-no", **asks}), wanted)


def reworded(question: str, old: str, new: str, since: int = 60, **asks: Any) -> Variant:
    """A form in which an answer was reworded when so many had answered."""

    def write(trader: Trader) -> str:
        said = getattr(trader, question)
        return new if trader.number > since and said == old else said

    return Variant(form(**{question: write}), asked(**{question: asks}))


ELSEWHERE = [*options(*REGIONS), {"code": "other", "text": "Somewhere else"}]
NORTH_AMERICA = [{"code": "na", "text": "North America"}, *options(*REGIONS)[1:]]

KINDS: Variants = {"base": lambda: Variant(form())}
KINDS |= {f"02 {name} is a region": partial(regions, *texts) for name, texts in FILLERS.items()}
KINDS |= {
    "02 N/A is an answer of a scale": partial(scale, ("N/A", *OFTEN[1:])),
    "02 NA is an alias": lambda: renamed("NA", options=options(*REGIONS, o0={"aliases": ["NA"]})),
    "02 na is a code": lambda: renamed("NA", options=NORTH_AMERICA),
    "02 intake.missing lists an answer": lambda: Variant(
        form(), book(intake={"missing": ["South"]})
    ),
    "02 NA is a region, and nothing elsewhere": lambda: Variant(
        form(region=lambda t: t.region.replace("North", "NA"), days=lambda t: "NA"),
        asked(region={"options": options("NA", "South", "East")}),
        meant(days=lambda t: None),
    ),
}
KINDS |= {f"22 {name}": partial(dressed, dress) for name, dress in DRESSES.items()}
KINDS |= {
    f"22 {name}": lambda dress=dress: withheld(dressed(dress), *ITEMS, of=120)
    for name, dress in OTHER_WORDS.items()
}
KINDS |= {
    f"22 {name}, seldom": partial(seldom, OTHER_WORDS[name])
    for name in ("numbers before", "misspelt")
}
KINDS |= {
    f"27 {name}, drawn otherwise in the {where}": partial(scale, texts, **how)
    for name, texts in SCALES.items()
    for where, how in (
        ("sheet", {"drawn": without_selector}),
        ("codebook", {"known": without_selector}),
    )
}
KINDS |= {
    "29 a region": lambda: withheld(reworded("region", "South", "Midday"), "region", of=19),
    "29 an item": lambda: withheld(reworded("tired", "Often", "Frequently"), "tired", of=17),
    "29 an item, lately": lambda: but(
        reworded("tired", "Often", "Frequently", 100), aside={"tired": 7}
    ),
    "29 the group": lambda: withheld(reworded("stall", "Just me", "Only me"), "stall", of=31),
    "29 a region, as an alias": lambda: reworded(
        "region", "South", "Midday", options=options(*REGIONS, o1={"aliases": ["Midday"]})
    ),
}
KINDS |= {
    f"32 {yes}/{no}": partial(again, yes, no)
    for yes, no in (("1", "0"), ("Y", "N"), ("TRUE", "FALSE"), ("YES", "no"), ("1.0", "0.0"))
}
KINDS |= {
    f"32 {yes}/{no}": lambda yes=yes, no=no, of=of: withheld(again(yes, no), "again", of=of)
    for yes, no, of in (
        ("1", "2", 36), ("2", "1", 84), ("1.0", "2.0", 36), ("Ja", "Nein", 120), ("Sí", "No", 84),
        ("Yes", "Maybe", 36), ("-1", "0", 84), ("1", "9", 36), ("Agree", "Disagree", 120),
    )
}  # fmt: skip
KINDS |= {
    "32 1/2, as the codebook says": lambda: again(
        "1", "2", options=options("Yes", "No", o0={"aliases": ["1"]}, o1={"aliases": ["2"]})
    ),
}
KINDS |= {
    f"35 own answers: {own}": partial(own_region, own)
    for own in ("Other: the isles", "isle {n}", "Inseln, weit draußen", "群島 {n}")
}
KINDS |= {
    "35 own answers, an option for them": partial(own_region, "isle {n}", options=ELSEWHERE),
    "35 the option for own answers": partial(own_region, "Somewhere else", options=ELSEWHERE),
    "35 own answers that are not taken": lambda: Variant(
        form(region=lambda t: "the isles" if t.number <= 12 else t.region), aside={"region": 12}
    ),
    "35 a misspelt option is no own answer": lambda: Variant(
        form(region=lambda t: "Nort" if t.number in (2, 4) else t.region),
        asked(region={"other": True}),
        aside={"region": 2},
    ),
}

# An answer reworded where own answers are taken: right, or set aside, but no own answer.
EITHER: Variants = {
    f"29 {old} became {new}, own answers taken": partial(reworded, "region", old, new, other=True)
    for old, new in (("South", "Southern"), ("South", "Midday"), ("North", "Up north"))
}
