"""Which options a cell with ticks holds, in whatever way they are joined."""

from __future__ import annotations

import ast
import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.answers.answer import MISSING, Answer, Ticks, Unread
from analysis.answers.choices import ALMOST, Reader, no_answer, undressed
from analysis.answers.dates import days
from analysis.codebook import OTHER, Option
from analysis.codebook.matching import plain, value_names_identity

MARKED = frozenset(
    ("1", "1.0", "y", "yes", "true", "x", "✓", "✔", "✅", "☑", "selected", "checked", "mentioned",
     "quoted", "ja", "sí", "si", "oui", "sim", "sì", "tak", "igen", "да", "예", "네", "はい", "是",
     "wahr", "verdadero", "vrai", "verdadeiro", "vero", "waar", "genannt")
)  # fmt: skip
UNMARKED = frozenset(
    ("", "0", "0.0", "n", "no", "false", "not selected", "unchecked", "unselected",
     "not mentioned", "not quoted", "nein", "non", "não", "nee", "nej", "nie", "nem", "нет",
     "아니요", "아니오", "いいえ", "否", "falsch", "falso", "faux", "onwaar", "nicht genannt")
)  # fmt: skip
BREAKS = re.compile(r"[\r\n\t\v]+|•")
JOINTS = ",;|/、┋·・"
BETWEEN = ' "'  # what may stand beside a joint: tools put an option that holds one in quotes
UP_TO_A_JOINT = re.compile(
    r"(?:(?! / )[^,;|、┋·・])+"
)  # an own answer may hold a slash, as n/a does


@dataclass(frozen=True)
class Ticked:
    """Takes the options out of cells of ticks.

    Options may be joined by commas, semicolons, bars, slashes or line breaks, or stand in a list
    with brackets; they may hold such marks themselves, as the longest known option is taken out
    first. ``inside`` finds the words of an option among others.
    """

    names: Mapping[str, int]  # the longest first
    missing: frozenset[str]
    inside: re.Pattern[str] | None

    @classmethod
    def of(cls, options: tuple[Option, ...], missing: frozenset[str]) -> Ticked:
        names = dict(_names(options))
        words = [_as_words(name) for name, n in names.items() if options[n].code != OTHER]
        return cls(names, missing, re.compile("|".join(words)) if words else None)

    def parts(self, cell: str) -> tuple[set[int], list[str]]:
        """The options in a cell, and what is left between them."""
        chosen: set[int] = set()
        rests: list[str] = []
        for part in _parts(cell):
            found, rest = self._taken_out(part)
            chosen |= found
            rests += [each for each in rest if each not in self.missing]
        return chosen, rests

    def _taken_out(self, part: str) -> tuple[set[int], list[str]]:
        """The options in a piece, and what is left between them."""
        said, chosen, rests = plain(part), set(), []
        if (bare := undressed(part)) in self.names:
            return {self.names[bare]}, []
        at = 0
        while at < len(said):
            if said[at] in JOINTS + BETWEEN:
                at += 1
                continue
            name = next((name for name in self.names if _stands(said, at, name)), None)
            if name is not None:
                chosen.add(self.names[name])
                at += len(name)
                continue
            rest = next(UP_TO_A_JOINT.finditer(said, at))
            rests.append(rest[0].strip(BETWEEN))
            at = rest.end()
        return chosen, [rest for rest in rests if rest != "."]  # a full stop after the last one


def ticks_reader(
    options: tuple[Option, ...], missing: frozenset[str], months: Mapping[str, int], *, own: bool
) -> Reader:
    """The function that reads a cell of ticks.

    What is left between the options is one own answer, if those are taken: counted, and forgotten.
    What holds an option's words among others is no own answer, but an option in other words.
    """
    ticked = Ticked.of(options, missing)
    nones = frozenset(n for n, option in enumerate(options) if option.none)

    def read(cell: str) -> Answer:
        chosen, rests = ticked.parts(cell)
        if reason := next(filter(None, (_no_own(rest, ticked, months) for rest in rests)), None):
            return reason
        if not rests and not chosen:
            return Unread.NO_OPTION if _parts(cell) else MISSING  # an empty list ticks nothing
        if rests and not own:
            return Unread.NO_OPTION
        if nones & chosen and (len(chosen) > 1 or rests):
            return Unread.CONTRADICTION
        return Ticks(frozenset(chosen), 1 if rests else 0)

    return read


def _as_words(name: str) -> str:
    """What finds a name as whole words; letters that stand without spaces are words anywhere."""
    found = re.escape(name)
    return rf"(?<!\w){found}(?!\w)" if name.isascii() or " " in name else found


def _names(options: tuple[Option, ...]) -> list[tuple[str, int]]:
    """Every text, alias and code with its option, the longest first; texts before codes."""
    named: dict[str, int] = {}
    for n, option in enumerate(options):
        for text in (option.text, *option.aliases):
            named.setdefault(plain(text), n)
    for n, option in enumerate(options):
        named.setdefault(option.code, n)
    return sorted(named.items(), key=lambda each: -len(each[0]))


def _parts(cell: str) -> list[str]:
    """The pieces that surely are apart: the entries of a list, or the lines of a cell."""
    said = cell.strip()
    if said.startswith("[") and said.endswith("]"):
        for parse in (json.loads, ast.literal_eval):
            try:
                listed = parse(said)
            except (ValueError, SyntaxError, MemoryError, RecursionError):
                continue
            if isinstance(listed, list):
                return [str(each) for each in listed]
    return BREAKS.split(said)


def _stands(said: str, at: int, name: str) -> bool:
    """Whether an option's name stands whole at this place: a joint or the end comes after it."""
    if not said.startswith(name, at):
        return False
    after = said[at + len(name) :].lstrip(BETWEEN)
    return not after or after[0] in JOINTS or after == "."


def _no_own(rest: str, ticked: Ticked, months: Mapping[str, int]) -> Unread | None:
    """Why what is left is nobody's own answer, if it isn't one."""
    if ticked.inside and ticked.inside.search(rest):
        return Unread.REWORDED
    if difflib.get_close_matches(rest, ticked.names, n=1, cutoff=ALMOST):
        return Unread.REWORDED
    if reason := no_answer(rest):
        return reason
    if value_names_identity(rest):
        return Unread.IDENTITY
    if days(rest, months):
        return Unread.BECAME_A_DATE
    return None if re.search(r"[^\W\d_]", rest) else Unread.NO_OPTION


def tick_mark(cell: str, names: Iterable[str]) -> bool | None:
    """Whether a cell of an option's own column is ticked; None where it says neither."""
    said = plain(cell)
    is_name = said in {plain(name) for name in names}
    if said in UNMARKED:
        return None if is_name else False
    return True if is_name or said in MARKED else None
