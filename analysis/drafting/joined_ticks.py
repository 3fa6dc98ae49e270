"""The options of a question whose answers stand together in one cell, told from the cells alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.answers.choices import undressed
from analysis.drafting.columns import Column, Shows, Value, means_no_answer

# How tools join ticks, each with what it is called.
JOINTS = {
    r"[\r\n\v]+|•": "line breaks",
    r";": "semicolons",
    r"\|": "bars",
    r",": "commas",
    r"/": "slashes",
    r"[\r\n\v;|,/]+|•": "several marks",
}
LOOKED_AT = 1_000  # distinct cells, the most common ones
MOST_OPTIONS = 40
MOST_UNKNOWN = 0.2  # of all parts of all cells
RARE = 0.1  # of the answers; a part that is rarer, and always last, is an own answer
TOGETHER = 0.98  # of the cells with either of two parts hold the two side by side


@dataclass(frozen=True)
class JoinedTicks:
    """Options in the order in which cells hold them; ``own``: other parts stand beside them."""

    options: tuple[str, ...]
    own: bool
    joint: str


@dataclass(frozen=True)
class _Part:
    """A piece of a cell, as it is compared and where it stands."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class _Cell:
    text: str
    parts: tuple[_Part, ...]
    rows: int

    def holds(self, key: str) -> bool:
        return any(part.key == key for part in self.parts)

    def spelled(self, part: _Part) -> str:
        return self.text[part.start : part.end]


def joined_ticks(column: Column, enough: int, shows: Shows) -> JoinedTicks | None:
    """The options of a column of ticks under the joint that explains most of it; else None."""
    best: tuple[float, JoinedTicks] | None = None
    values = column.values[:LOOKED_AT]
    for pattern, name in JOINTS.items():
        if sum(value.rows for value in values if re.search(pattern, value.text)) < enough:
            continue
        cells = _together(list(_cut(values, pattern)), enough)
        found = _ticks(cells, enough, shows, name)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best else None


def _cut(values: Iterable[Value], pattern: str) -> Iterator[_Cell]:
    joint = re.compile(pattern)
    for value in values:
        text = value.text
        if text.startswith("[") and text.endswith("]"):  # a list, as programs write it
            text = re.sub(r"[\"']", "", text[1:-1])
        ends = [(found.start(), found.end()) for found in joint.finditer(text)]
        starts = [0, *(after for _, after in ends)]
        stops = [*(before for before, _ in ends), len(text)]
        parts = (_part(text, *span) for span in zip(starts, stops, strict=True))
        yield _Cell(text, tuple(part for part in parts if part.key), value.rows)


def _part(text: str, start: int, end: int) -> _Part:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return _Part(undressed(text[start:end]) if start < end else "", start, end)


def _together(cells: list[_Cell], enough: int) -> list[_Cell]:
    """The cells, in which parts that always stand side by side are one: an option with a comma."""
    while True:
        alone, beside = _counts(cells)
        pairs = {
            pair
            for pair, rows in beside.items()
            if rows >= max(enough, TOGETHER * max(alone[pair[0]], alone[pair[1]]))
        }
        if not pairs:
            return cells
        cells = [_joined(cell, pairs) for cell in cells]


def _counts(cells: list[_Cell]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How many rows hold each part, and each two side by side."""
    alone, beside = Counter[str](), Counter[tuple[str, str]]()
    for cell in cells:
        for part in cell.parts:
            alone[part.key] += cell.rows
        for one, other in pairwise(cell.parts):
            beside[one.key, other.key] += cell.rows
    return alone, beside


def _joined(cell: _Cell, pairs: set[tuple[str, str]]) -> _Cell:
    parts: list[_Part] = []
    just_joined = False  # a third part waits for the next round
    for part in cell.parts:
        if parts and not just_joined and (parts[-1].key, part.key) in pairs:
            parts[-1] = _part(cell.text, parts[-1].start, part.end)
            just_joined = True
        else:
            parts.append(part)
            just_joined = False
    return _Cell(cell.text, tuple(parts), cell.rows)


def _ticks(
    cells: list[_Cell], enough: int, shows: Shows, joint: str
) -> tuple[float, JoinedTicks] | None:
    """The options and the share of parts that they explain; None where these are no ticks."""
    alone, _ = _counts(cells)
    spelled = _spellings(cells)
    common = {key for key, rows in alone.items() if rows >= enough and shows(spelled[key])}
    common = {key for key in common if not means_no_answer(spelled[key])}
    answers = sum(cell.rows for cell in cells)
    own = {key for key in common if alone[key] < RARE * answers and _is_always_last(key, cells)}
    options = common - own
    explained = sum(alone[key] for key in common) / max(alone.total(), 1)
    if explained < 1 - MOST_UNKNOWN or not _are_ticked(options, cells, enough):
        return None
    texts = tuple(spelled[key] for key in _in_order(options, cells))
    rest = any(not means_no_answer(spelled[key]) for key in alone.keys() - options)
    return explained, JoinedTicks(texts, rest, joint)


def _are_ticked(options: set[str], cells: list[_Cell], enough: int) -> bool:
    """Whether people chose several of the options, in more ways than there are options."""
    chosen = [(sum(part.key in options for part in cell.parts), cell.rows) for cell in cells]
    several = sum(rows for count, rows in chosen if count > 1)
    ways = sum(1 for count, rows in chosen if count > 1 or rows >= enough)
    return several >= enough and ways > len(options) and 2 <= len(options) <= MOST_OPTIONS


def _spellings(cells: list[_Cell]) -> dict[str, str]:
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    for cell in cells:
        for part in cell.parts:
            texts[part.key][cell.spelled(part)] += cell.rows
    return {key: spellings.most_common(1)[0][0] for key, spellings in texts.items()}


def _is_always_last(key: str, cells: list[_Cell]) -> bool:
    """Whether a part ends every cell that holds it, as forms write an own answer last."""
    return all(cell.parts[-1].key == key for cell in cells if cell.holds(key))


def _in_order(options: set[str], cells: list[_Cell]) -> Sequence[str]:
    """The options by how many others they mostly stand before: forms keep their order."""
    before = Counter[tuple[str, str]]()
    for cell in cells:
        keys = [part.key for part in cell.parts if part.key in options]
        for at, key in enumerate(keys):
            for later in keys[at + 1 :]:
                before[key, later] += cell.rows
    wins = {
        key: sum(before[key, other] > before[other, key] for other in options) for key in options
    }
    return sorted(options, key=lambda key: (-wins[key], key))
