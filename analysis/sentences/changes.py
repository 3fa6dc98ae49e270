"""What is said of two releases side by side: how they differ, who came, and what moved."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.cohorts import cohort_label
from analysis.release.changes import Changes, Heads, Pair, Part
from analysis.sentences.numbers import count, number
from analysis.sentences.row_words import cell
from analysis.sentences.speech import first_upper, listed

PARTS = {
    Part.CODEBOOK: "Codebook",
    Part.WAVE: "Latest wave",
    Part.K: "Fewest people of each kind in a group that is shown",
    Part.RULES: "Rules of disclosure control",
    Part.POLICY: "Further settings of disclosure control",
    Part.SOFTWARE: "Software version",
    Part.SCHEMA: "Version of the tables' format",
    Part.SOURCE: "Read from",
    Part.SYNTHETIC: "Synthetic data",
    Part.NOT_ASKED: "Questions that the sheet lacked or that could not be read",
    Part.LICENCE: "Licence",
}
MADE_ALIKE = "Both were made alike: the same codebook, rules, software and wave."
RULE = (
    "A difference has moved where its newer value lies outside the older 95% interval and its "
    "older value outside the newer one. Releases of one survey share most of their "
    "answers, so this is a sign to look at and no test."
)
NOTHING_SHARED = "No headline difference is shown, and means the same, in both releases."
ROUNDED = "All of these numbers are rounded, so what lies between them is, too."
NOTHING = "\u2013"


def made_otherwise(found: Changes) -> list[tuple[str, str, str]]:
    """What the releases say differently of how they were made: name, older, newer."""
    return [(PARTS[each.part], each.old or NOTHING, each.new or NOTHING) for each in found.made]


def more_answers(found: Changes) -> list[str]:
    """A sentence a group: how many more answers than before; none where either hides them."""
    return [_more(found, each) for each in found.heads]


def _more(found: Changes, heads: Heads) -> str:
    sides = found.new.codebook.grouping
    name = first_upper((sides.solo if heads.group == "solo" else sides.team).many)
    more, ends = heads.more, f"{count(heads.old)} before, {count(heads.new)} now"
    if more.low <= 0 <= more.high:
        return f"{name}: about as many as before ({ends})."
    size = abs(more.about)
    told = number(size)
    return f"{name}: about {told} {'more' if more.about > 0 else 'fewer'} ({ends})."


def shown_otherwise(found: Changes) -> str:
    """How many groups are compared in only one of the two; empty where there is none."""
    told = [
        (len(found.appeared), "compared now and {was} not before"),
        (len(found.vanished), "not compared any more"),
    ]
    parts = (_groups(how_many, words) for how_many, words in told if how_many)
    said = listed(parts)
    return f"{first_upper(said)}." if said else ""


def _groups(how_many: int, words: str) -> str:
    one = how_many == 1
    noun, verb, was = ("group", "is", "was") if one else ("groups", "are", "were")
    return f"{number(how_many)} {noun} {verb} {words.format(was=was)}"


def altered(found: Changes) -> str:
    """Which headline indicators can't be held against each other; empty where all can."""
    named = [found.new.measures[name].label for name in found.altered]
    return f"Asked or scored otherwise, so not compared here: {listed(named)}." if named else ""


def how_many_moved(found: Changes) -> str:
    """How many headline differences moved, of how many, and how many were carried over."""
    pairs, moved = found.pairs, len(found.moved)
    if not pairs:
        return NOTHING_SHARED
    kept = sum(pair.kept for pair in pairs)
    carried = f"; {number(kept)} were carried over as they were" if kept else ""
    told = number(moved) if moved else "none"
    return f"Of {number(len(pairs))} headline differences in both, {told} moved{carried}."


def moved_rows(found: Changes) -> Iterator[tuple[str, str, str, str]]:
    """Every difference that moved: indicator, group, before, now."""
    for pair in found.moved:
        group = cohort_label(found.new.codebook, pair.new.cohort)
        yield label(found, pair), group, before(found, pair), now(found, pair)


def before(found: Changes, pair: Pair) -> str:
    return cell(found.old, pair.old)


def now(found: Changes, pair: Pair) -> str:
    return cell(found.new, pair.new)


def became(pair: Pair) -> str:
    """'moved', 'carried over' or 'within its interval'."""
    if pair.kept:
        return "carried over"
    return "moved" if pair.moved else "within its interval"


def label(found: Changes, pair: Pair) -> str:
    return found.new.measures[pair.new.indicator].label
