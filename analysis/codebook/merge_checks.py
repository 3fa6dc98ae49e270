"""What must hold of answers that may be told together, so that each is in one group only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.codebook.merging import users
from analysis.codebook.problems import Problem, check_codes
from analysis.codebook.types import NOT_GIVEN, Codebook, Kind, Merge

MERGED = (Kind.ORDINAL, Kind.CATEGORY)


def check_merges(book: Codebook) -> Iterator[Problem]:
    """The problems of all questions' merges."""
    for name, asked in book.questions.items():
        if asked.merge:
            yield from _question(book, name)


def _question(book: Codebook, name: str) -> Iterator[Problem]:
    asked, key = book.questions[name], f"questions.{name}.merge"
    if asked.kind not in MERGED:
        problem, remedy = "is for category and ordinal questions.", "Remove it."
        yield Problem(key, problem, remedy)
        return
    if name not in book.dimensions:
        problem = "is for dimensions, which this question is none of."
        yield Problem(key, problem, f"Add {name!r} to dimensions, or remove it.")
    for user in users(book, name):
        problem = f"tells answers together that {user} is made of one by one."
        yield Problem(key, problem, "Remove it, or ask that in a question of its own.")
    codes = [option.code for option in book.offered(name)]
    for n, merge in enumerate(asked.merge):
        yield from _merge(f"{key}.{n}", merge, codes)
        yield from _order(f"{key}.{n}", merge, codes, asked.kind)
    yield from _shared(key, asked.merge)


def _merge(key: str, merge: Merge, codes: list[str]) -> Iterator[Problem]:
    yield from check_codes(f"{key}.answers", merge.answers, codes)
    for code, times in Counter(merge.answers).items():
        if times > 1:
            yield Problem(f"{key}.answers", f"names {code!r} twice.", "Leave it there once.")
    if set(codes) <= set(merge.answers):
        remedy = "Leave one out, or remove the dimension."
        yield Problem(f"{key}.answers", "names every answer, so that one group is left.", remedy)
    if merge.code in codes or merge.code == NOT_GIVEN:
        what = "no answer" if merge.code == NOT_GIVEN else "an answer of its own"
        problem = f"is {merge.code!r}, which is kept for {what}."
        yield Problem(f"{key}.code", problem, "Choose another.")
    if merge.applied:
        yield Problem(f"{key}.applied", "is for releases to say.", "Remove it.")


def _order(key: str, merge: Merge, codes: list[str], kind: Kind) -> Iterator[Problem]:
    """Neighbours stand beside each other in the list; only answers without an order have a rest."""
    if merge.rest and kind is Kind.ORDINAL:
        remedy = "Name neighbours, and remove it."
        yield Problem(f"{key}.rest", "is for answers without an order.", remedy)
    at = sorted(codes.index(code) for code in {*merge.answers} & {*codes})
    between = [codes[n] for n in range(at[0], at[-1]) if n not in at] if at else []
    if between and not merge.rest:
        remedy = "Name it too." if kind is Kind.ORDINAL else "Name it too, or add rest = true."
        problem = f"names answers that are no neighbours: {between[0]!r} stands between them."
        yield Problem(f"{key}.answers", problem, remedy)


def _shared(key: str, merges: tuple[Merge, ...]) -> Iterator[Problem]:
    """An answer in two merges, or two merges of one code."""
    for code, times in Counter(code for each in merges for code in {*each.answers}).items():
        if times > 1:
            yield Problem(key, f"has the answer {code!r} in two entries.", "Leave it in one.")
    for code, times in Counter(each.code for each in merges).items():
        if times > 1:
            yield Problem(key, f"has two entries with the code {code!r}.", "Rename one of them.")
