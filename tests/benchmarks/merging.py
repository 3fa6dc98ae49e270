"""How many respondents find a published group of theirs, and what merging makes of that.

``python -m tests.benchmarks.merging [PEOPLE ...]`` publishes demo surveys of 300 and of 1,000
people (or of so many) with the shipped codebook, and with one that lets answers be told together.
Of everybody who is in one of the two groups it prints the share whose own answer is a published
group on every dimension, on each with merges, and on every pair of dimensions; and what was told
together.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from analysis.codebook import NOT_GIVEN, Codebook
from analysis.codebook.merging import code_now
from analysis.codebook.scoring import column
from analysis.codebook.types import Merge
from analysis.counting.cohorts import cohort_id
from analysis.disclosure.public_tables import shown_cohorts
from analysis.release import Release
from data.demo import write
from data.publish import cut
from data.reading import Reading, read
from data.releases import Store
from data.settings import Settings
from tests.surveys import NOON

PEOPLE = (300, 1000)
MERGES = {
    "org_size": (
        Merge(code="under-50", text="Fewer than 50", answers=("1-9", "10-49")),
        Merge(code="250-plus", text="250 or more", answers=("250-999", "1000-plus")),
    ),
    "seniority": (
        Merge(code="senior-lead", text="Senior, head or director", answers=("senior", "lead")),
    ),
    "region": (
        Merge(
            code="elsewhere",
            text="Elsewhere",
            answers=("africa", "latin-america", "oceania"),
            rest=True,
        ),
    ),
}


@dataclass(frozen=True)
class Found:
    """Shares of the respondents, 0 to 1, who find a published group of theirs."""

    respondents: int
    everywhere: float
    by: tuple[float, ...]
    pairs: float


def with_merges(codebook: Codebook) -> Codebook:
    asked = codebook.questions
    merged = {name: asked[name].model_copy(update={"merge": m}) for name, m in MERGES.items()}
    return codebook.model_copy(update={"questions": asked | merged})


def own_codes(reading: Reading, release: Release) -> Iterator[dict[str, str]]:
    """For each respondent the code under which each dimension tells the answer."""
    book, dims = release.codebook, release.codebook.dimensions
    answers = reading.first(reading.answers.report.grouped, book)
    options = {name: [option.code for option in answers.codebook.options(name)] for name in dims}
    held = [answers.table[column(name)].to_pylist() for name in dims]
    for row in zip(*held, strict=True):
        said = zip(dims, row, strict=True)
        codes = ((d, NOT_GIVEN if n is None else options[d][n]) for d, n in said)
        yield {dim: code_now(book, dim, code) for dim, code in codes}


def found(reading: Reading, release: Release) -> Found:
    shown, book = shown_cohorts(release.counts), release.codebook
    people = list(own_codes(reading, release))
    pairs = list(combinations(book.dimensions, 2))

    def finds(person: dict[str, str], dims: Sequence[str]) -> bool:
        return cohort_id({dim: person[dim] for dim in dims}, book) in shown

    every = sum(all(finds(each, [dim]) for dim in book.dimensions) for each in people)
    by = (sum(finds(each, [dim]) for each in people) / len(people) for dim in MERGES)
    both = sum(finds(each, pair) for each in people for pair in pairs)
    share = both / (len(people) * len(pairs))
    return Found(len(people), every / len(people), tuple(by), share)


def told_together(codebook: Codebook) -> str:
    merges = (each for name in MERGES for each in codebook.questions[name].merge if each.applied)
    return ", ".join(each.code for each in merges) or "nothing"


def tell(name: str, reading: Reading, store: Store) -> None:
    release = store.load(cut(reading, store, "duckdb", NOON, close=True))
    seen = found(reading, release)
    shares = "".join(f"{share:11.0%}" for share in (seen.everywhere, *seen.by, seen.pairs))
    together = told_together(release.codebook)
    print(f"{seen.respondents:>11,} {name:>8}{shares}  {together}", flush=True)


def main() -> None:
    heads = ("everywhere", *MERGES, "pairs")
    print(f"respondents  merging{''.join(f'{each:>11}' for each in heads)}  told together")
    with tempfile.TemporaryDirectory() as name:
        for people in map(int, sys.argv[1:] or PEOPLE):
            sheet = Path(name) / f"{people}.parquet"
            write(sheet, people)
            reading = read(Settings(str(sheet), store=Path(name) / "unused"), NOON)
            tell("without", reading, Store(Path(name) / f"without-{people}"))
            merged = replace(reading, codebook=with_merges(reading.codebook))
            tell("with", merged, Store(Path(name) / f"with-{people}"))


if __name__ == "__main__":
    main()
