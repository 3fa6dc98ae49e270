"""Which options a cell with ticks holds, in whatever way they are joined."""

from __future__ import annotations

import ast
import difflib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.answers.answer import MISSING, Answer, Ticks, Unread
from analysis.answers.choices import ALMOST, Reader, no_answer, undressed
from analysis.answers.dates import days
from analysis.codebook import OTHER, Option
from analysis.codebook.matching import plain, value_names_identity

BREAKS = re.compile(r"[\r\n\t\v]+|•")
JOINTS = ",;|/"
UP_TO_A_JOINT = re.compile(r"(?:(?! / )[^,;|])+")  # an own answer may hold a slash, as n/a does
SHORTEST = 3  # letters of an option's text that is looked for inside other words


@dataclass(frozen=True)
class Ticked:
    """Takes the options out of cells of ticks.

    Options may be joined by commas, semicolons, bars, slashes or line breaks, or stand in a list
    with brackets; they may hold such marks themselves, as the longest known option is taken out
    first.
    """

    names: tuple[tuple[str, int], ...]
    missing: frozenset[str]

    @classmethod
    def of(cls, options: tuple[Option, ...], missing: frozenset[str]) -> Ticked:
        return cls(tuple(_names(options)), missing)

    def parts(self, cell: str) -> tuple[set[int], list[str]]:
        """The options in a cell, and what is left between them."""
        chosen: set[int] = set()
        rests: list[str] = []
        for part in _parts(cell):
            found, rest = _taken_out(part, self.names)
            chosen |= found
            rests += [each for each in rest if each not in self.missing]
        return chosen, rests


def ticks_reader(
    options: tuple[Option, ...], missing: frozenset[str], months: Mapping[str, int], *, own: bool
) -> Reader:
    """The function that reads a cell of ticks.

    What is left between the options is one own answer, if those are taken: counted, and forgotten.
    What holds an option's words among others is no own answer, but an option in other words.
    """
    ticked = Ticked.of(options, missing)
    inside = [
        re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        for name, option in ticked.names
        if len(name) >= SHORTEST and options[option].code != OTHER
    ]
    nones = frozenset(n for n, option in enumerate(options) if option.none)

    def read(cell: str) -> Answer:
        chosen, rests = ticked.parts(cell)
        for rest in rests:
            if any(name.search(rest) for name in inside) or _is_close(rest, ticked):
                return Unread.REWORDED
            if reason := _no_own(rest, months):
                return reason
        if not rests and not chosen:
            return Unread.NO_OPTION if _parts(cell) else MISSING  # an empty list ticks nothing
        if rests and not own:
            return Unread.NO_OPTION
        if nones & chosen and (len(chosen) > 1 or rests):
            return Unread.CONTRADICTION
        return Ticks(frozenset(chosen), 1 if rests else 0)

    return read


def _is_close(rest: str, ticked: Ticked) -> bool:
    """Whether what is left is nearly an option's text: misspelt, or in the plural."""
    texts = [name for name, _ in ticked.names if len(name) >= SHORTEST]
    return bool(difflib.get_close_matches(rest, texts, n=1, cutoff=ALMOST))


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


def _taken_out(part: str, names: Sequence[tuple[str, int]]) -> tuple[set[int], list[str]]:
    """The options in a piece, and what is left between them."""
    said, chosen, rests = plain(part), set(), []
    whole = dict(names)
    if (bare := undressed(part)) in whole:
        return {whole[bare]}, []
    at = 0
    while at < len(said):
        if said[at] in JOINTS + " ":
            at += 1
            continue
        name = next((name for name, _ in names if _stands(said, at, name)), None)
        if name is not None:
            chosen.add(whole[name])
            at += len(name)
            continue
        rest = next(UP_TO_A_JOINT.finditer(said, at))
        rests.append(rest[0].strip())
        at = rest.end()
    return chosen, [rest for rest in rests if rest != "."]  # a full stop after the last one


def _stands(said: str, at: int, name: str) -> bool:
    """Whether an option's name stands whole at this place: a joint or the end comes after it."""
    if not said.startswith(name, at):
        return False
    after = said[at + len(name) :].lstrip()
    return not after or after[0] in JOINTS or after == "."


def _no_own(rest: str, months: Mapping[str, int]) -> Unread | None:
    """Why what is left is nobody's own answer, if it isn't one."""
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


MARKED = frozenset(
    ("1", "1.0", "y", "yes", "true", "x", "✓", "✔", "selected", "checked", "ja", "sí")
)
UNMARKED = frozenset(
    ("", "0", "0.0", "n", "no", "false", "not selected", "unchecked", "unselected", "nein")
)
