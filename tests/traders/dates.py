"""Moments as tools and people write them, and two people who answered alike on one day.

A writing is a pattern: ``{d} de {mes} de {Y}`` is 3 de febrero de 2026, ``{mon} {dd}`` is Feb 03.
"""

from __future__ import annotations

from calendar import day_name, month_abbr, month_name
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from tests.traders import Trader, asked, book, form, traders
from tests.traders.meaning import meant
from tests.traders.variant import Variant, Variants

EPOCH = datetime(1899, 12, 30)
MESES = ("enero", "febrero", "marzo", "abril", "mayo", "junio")
DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
NARROW = "\u202f"  # stands before AM and PM in what newer browsers write

# What the columns of 07 hold: numbers alone, whose order the whole column tells.
NUMBERS = (
    "{m}/{d}/{Y} {H}:{M}:{S}", "{mm}/{dd}/{Y}", "{m}/{d}/{yy} {h}:{M} {AM}", "{mm}-{dd}-{Y}",
    "{dd}/{mm}/{Y} {H}:{M}:{S}", "{d}/{m}/{yy} {H}:{M}", "{d}/{m}/{Y} {h}:{M}:{S} {am}",
    "{d}/{m}/{Y} a las {H}:{M}", "{dd}-{mm}-{Y} {H}:{M}", "{dd}.{mm}.{Y} {H}.{M}.{S}",
    "{d}. {m}. {Y} {H}:{M}", "{dd}.{mm}.{Y}, {H}:{M} Uhr", "{dd}.{mm}.{yy}", "{dd} {mm} {Y}",
)  # fmt: skip
YEAR_FIRST = (
    "{Y}/{mm}/{dd} {H}:{M}:{S}", "{Y}-{mm}-{dd} {H}:{M}:{S}", "{Y}.{mm}.{dd} {H}:{M}",
    "{Y} {mm} {dd}", "{Y}{mm}{dd}", "{Y}{mm}{dd} {H}{M}", "{Y}{mm}{dd}T{H}{M}{S}Z",
    "{serial:.6f}", "{serial:.0f}",
    "{Y}-{mm}-{dd}T{H}:{M}:{S}Z", "{Y}-{mm}-{dd}T{H}:{M}", "{Y}-{mm}-{dd}T{H}:{M}:{S}.123Z",
    "{Y}-{mm}-{dd}T{H}:{M}:{S}.123456+00:00", "{Y}-{mm}-{dd}T{H}:{M}:{S}+01:00",
    "{Y}-{mm}-{dd}T{H}:{M}:{S}-0500", "{Y}-{mm}-{dd} {H}:{M}:{S} UTC",
    "{Y}-{mm}-{dd} {H}:{M}:{S} +0000 UTC",
    "{Y}/{mm}/{dd} {h}:{M}:{S} {AM} GMT+2", "{Y}/{mm}/{dd} {h}:{M}:{S} {AM} GMT+5:30",
    "{Y}/{mm}/{dd} {h}:{M}:{S} {AM} EET", "{Y}/{mm}/{dd} {h}:{M}:{S} {am} CET",
    "{Y}/{mm}/{dd} {h}:{M}:{S} {vorm} MEZ", "{Y}/{mm}/{dd} {h}:{M}:{S} {πμ} EET",
    "{Y}. {m}. {d} {오전} {h}:{M}:{S}", "{Y}. {m}. {d}. {오전} {h}:{M}", "{Y}. {m}. {d}.",
    "{Y}년 {m}월 {d}일 {오전} {h}:{M}", "{Y}年{m}月{d}日 {H}:{M}",
    "{Y}. {mm}. {dd}. {H}:{M}:{S}", "{Y}.{mm}.{dd}. {H}:{M}",
    "{Y}-{mm}-{dd} {H}.{M}.{S}", "{Y}-{mm}-{dd} kl. {H}:{M}", "{Y}-{mm}-{dd} kl {H}.{M}",
)  # fmt: skip
NAMED = (
    "{d} {mon} {Y} {H}:{M}", "{dd} {mon} {Y}", "{dd}-{MON}-{yy}", "{d}-{mon}-{Y} {H}:{M}",
    "{dd}{MON}{Y}", "{mon} {dd}, {Y} {h}:{M} {AM}", "{month} {d}, {Y}", "{month} {nth}, {Y}",
    "{month} {d}, {Y} at {h}:{M} {AM}", "{d} of {month}, {Y}", "{d} {month} {Y}",
    "{mon} {d}, {Y}, {h}:{M}:{S}" + NARROW + "{AM}", "{weekday}, {month} {d}, {Y}",
    "{day}, {dd} {mon} {Y} {H}:{M}:{S} GMT", "{day}, {dd} {mon} {Y} {H}:{M}:{S} +0000",
    "{d} de {mes} de {Y}", "{d} de {mes} del {Y}, {H}:{M}", "{d} DE {MES} DE {Y}",
    "{d} de {mes} de {Y} a las {H}:{M}", "{dia}, {d} de {mes} de {Y}", "{d} {mes_} {Y} {H}:{M}",
    "{d} {mes_}. {Y}, {H}:{M}", "{d} {mes_} {Y} {h}:{M} {am}", "{d}-{mes_}-{yy}",
    "{dd}/{mes_}/{Y} {H}:{M}:{S}", "{Mes} {d}, {Y}",
)  # fmt: skip
# Writings that are set aside.
UNKNOWN = (
    "{epoch:.0f}", "{d} {month}", "{mm}/{Y}", "{Y}-W{week}", "{d}/{m}/{buddhist}", "{Y} {mon} {d}",
    "{H}:{M} {dd}/{mm}/{Y}", "{Y}년 {m}월 {d}일 {H}시 {M}분", "'{dd}/{mm}/{Y}",
)  # fmt: skip
TWO_DIGITS_FIRST = ("{yy}/{mm}/{dd}", "{yy}-{mm}-{dd} {H}:{M}", "{yy}. {m}. {d}", "{yy}.{mm}.{dd}")
# A day, whatever time a tool adds to it: two people of one day are two.
DAYS = (
    "{m}/{d}/{Y}", "{Y}-{mm}-{dd}", "{Y}-{mm}-{dd} 00:00", "{mm}/{dd}/{Y} 00:00:00",
    "{mm}/{dd}/{Y} 12:00 AM", "{mm}/{dd}/{Y} 12:00:00 a. m.", "{Y}-{mm}-{dd}T00:00:00Z",
    "{Y}-{mm}-{dd}T00:00:00.000Z", "{Y}-{mm}-{dd}T00:00:00+02:00", "{Y}-{mm}-{dd} 00:00:00 UTC",
    "{Y}/{mm}/{dd} 12:00:00 AM GMT+2", "{Y}. {m}. {d} 오전 12:00:00", "{Y}{mm}{dd} 0000",
    "{serial:.0f}", "{serial:.0f}.0", "{month} {d}, {Y}", "{weekday}, {month} {d}, {Y}",
    "{d} de {mes} de {Y}", "{Y}. {m}. {d}.",
)  # fmt: skip
# A moment within the day: who repeats an earlier row in every cell is that row's person.
MOMENTS = (
    "{m}/{d}/{Y} {H}:{M}:{S}", "{Y}-{mm}-{dd} 00:01", "{mm}/{dd}/{Y} 12:00 PM",
    "{Y}-{mm}-{dd}T{H}:{M}:{S}.123Z", "{Y}-{mm}-{dd}T{H}:{M}:{S}+01:00", "{Y}{mm}{dd} {H}{M}",
    "{Y}/{mm}/{dd} {h}:{M}:{S} {AM} GMT+2", "{Y}. {m}. {d} {오전} {h}:{M}:{S}",
    "{Y}-{mm}-{dd} kl. {H}:{M}", "{serial:.6f}", "{month} {d}, {Y} at {h}:{M} {AM}",
    "{d} de {mes} de {Y} a las {H}:{M}", "{weekday}, {month} {d}, {Y} {h}:{M} {AM}",
)  # fmt: skip


def written(pattern: str, d: datetime) -> str:
    """The moment in a pattern; whole days of its serial number are those of the day."""
    mes, serial = MESES[d.month - 1], (d - EPOCH) / timedelta(days=1)
    whole = ".0f}" in pattern
    forenoon = d.hour < 12
    return pattern.format(
        d=d.day, dd=f"{d:%d}", m=d.month, mm=f"{d:%m}", Y=d.year, yy=f"{d:%y}", H=f"{d:%H}",
        M=f"{d:%M}", S=f"{d:%S}", h=f"{d:%I}", AM=f"{d:%p}", am="a. m." if forenoon else "p. m.",
        vorm="vorm." if forenoon else "nachm.", πμ="π.μ." if forenoon else "μ.μ.",
        오전="오전" if forenoon else "오후", mon=month_abbr[d.month], month=month_name[d.month],
        MON=month_abbr[d.month].upper(), mes=mes, mes_=mes[:3], Mes=mes.title(), MES=mes.upper(),
        day=day_name[d.weekday()][:3], weekday=day_name[d.weekday()], dia=DIAS[d.weekday()],
        nth=f"{d.day}{ENDINGS.get(d.day, 'th')}", serial=int(serial) if whole else serial,
        epoch=(d - datetime(1970, 1, 1)).total_seconds(), week=f"{d:%V}", buddhist=d.year + 543,
    )  # fmt: skip


def stamps(
    pattern: str,
    people: Sequence[Trader] | None = None,
    unread: Callable[[Trader], bool] | None = None,
    **wave: str,
) -> Variant:
    """The answers of these people (all), each with its moment in this pattern.

    Where some of them are ``unread``, they are too many for the others to be trusted.
    """
    rows = form(people, wave=lambda trader: written(pattern, trader.wave))
    codebook = asked(wave=wave)
    if unread is None:
        return Variant(rows, codebook, meant(people))
    aside = sum(map(unread, people or traders()))
    return Variant(rows, codebook, meant(people), {"wave": aside}, frozenset(["wave"]))


def twice(pattern: str) -> Variant:
    """Everybody's answers twice: for days, a hundred and twenty more people who answered alike."""
    return stamps(pattern, [trader for trader in traders() for _ in range(2)])


def until(day: int) -> list[Trader]:
    """The traders who answered on one of the first days of a month."""
    return [trader for trader in traders() if trader.wave.day <= day]


def in_two_ways(trader: Trader) -> bool:
    return trader.wave.day != trader.wave.month


def everybody(_: Trader) -> bool:
    return True


def french() -> Variant:
    months = ("janvier", "févr.", "mars", "avril", "mai", "juin")
    rows = form(wave=lambda t: f"{t.wave.day} {months[t.wave.month - 1]} {t.wave.year} 22:27")
    return Variant(rows, book(languages=["en", "fr"]))


KINDS: Variants = {
    f"{number} {pattern}": partial(stamps, pattern)
    for number, patterns in (("07", NUMBERS), ("08", YEAR_FIRST), ("08", NAMED))
    for pattern in patterns
}
KINDS |= {f"08 {pattern}": partial(stamps, pattern, None, everybody) for pattern in UNKNOWN}
KINDS |= {f"09 {pattern}": partial(twice, pattern) for pattern in DAYS}
KINDS |= {
    f"07 both orders fit: {pattern}": partial(stamps, pattern, until(6), unread)
    for pattern, unread in (
        ("{m}/{d}/{Y} {H}:{M}", in_two_ways),
        ("{dd}/{mm}/{Y}", in_two_ways),
        ("{d}-{m}-{yy}", everybody),  # 3-3-26 might be a day of 2003
    )
}
KINDS |= {
    "07 both orders fit, the codebook says mdy": partial(
        stamps, "{m}/{d}/{Y}", until(6), date_order="mdy"
    ),
    "07 both orders fit, the codebook says dmy": partial(
        stamps, "{dd}/{mm}/{Y} {H}:{M}", until(6), date_order="dmy"
    ),
    "07 the day where the month was before": partial(
        stamps,
        "{Y}-{dd}-{mm}",
        None,
        lambda trader: trader.wave.day > 11,  # in December nobody has answered yet
    ),
    "08 French months, a French codebook": french,
}
EITHER: Variants = {
    f"07 {pattern}": partial(stamps, pattern, until(25)) for pattern in TWO_DIGITS_FIRST
}
