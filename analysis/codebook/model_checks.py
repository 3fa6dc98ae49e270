"""What predeclared models and known shares must keep to be computable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from analysis.codebook.problems import Problem, check_codes, nearest
from analysis.codebook.supports import supports_as_indicators
from analysis.codebook.types import Codebook, Kind, KnownShares, Model, ModelKind

WHOLE = 1e-6  # shares may miss a sum of 1 by this much, the dust of rounding


def check_models(book: Codebook, named: Mapping[str, set[str]]) -> Iterator[Problem]:
    """The problems of models; ``named`` holds the names in each table of the file."""
    tested = named["indicators"] | set(dict(supports_as_indicators(book)))
    for name, model in book.models.items():
        key = f"models.{name}"
        yield from _check_names(f"{key}.outcomes", model.outcomes, tested, "indicator")
        yield from _check_names(f"{key}.covariates", model.covariates, book.dimensions, "dimension")
        yield from _check_names(f"{key}.supports", model.supports, named["supports"], "support")
        yield from _check_kind(key, model)
    yield from _check_repeats(book)


def check_margins(book: Codebook) -> Iterator[Problem]:
    """The problems of known shares."""
    for name, known in book.margins.items():
        if name not in book.dimensions:
            yield Problem(
                "margins", f"names {name!r}, which is no dimension.", nearest(name, book.dimensions)
            )
        elif name in book.questions:
            yield from _check_shares(book, name, known)


def _check_names(
    key: str, names: Collection[str], known: Iterable[str], what: str
) -> Iterator[Problem]:
    for name, times in Counter(names).items():
        if name not in known:
            yield Problem(key, f"names {name!r}, which is no {what}.", nearest(name, known))
        if times > 1:
            yield Problem(key, f"lists {name!r} twice.", "Leave it there once.")


def _check_kind(key: str, model: Model) -> Iterator[Problem]:
    if model.kind is ModelKind.ADJUSTED and not model.covariates:
        remedy = "List the dimensions on which like is compared with like."
        yield Problem(f"{key}.covariates", "must list something to adjust for.", remedy)
    if model.kind is ModelKind.ADJUSTED and model.supports:
        remedy = 'Remove them, or write kind = "moderation".'
        yield Problem(f"{key}.supports", "are for moderation.", remedy)
    if model.kind is ModelKind.MODERATION and not model.supports:
        remedy = "List the supports with which the gap may differ."
        yield Problem(f"{key}.supports", "must list its supports.", remedy)


def _check_repeats(book: Codebook) -> Iterator[Problem]:
    """An outcome has one adjusted model, and one moderation by each support."""
    seen: dict[tuple[str, str | None], str] = {}
    for name, model in book.models.items():
        supports = model.supports if model.kind is ModelKind.MODERATION else (None,)
        for outcome in dict.fromkeys(model.outcomes):
            firsts = {s: seen.setdefault((outcome, s), name) for s in supports}
            for support, first in firsts.items():
                if first != name:
                    what = f"{outcome!r} by {support!r}" if support else repr(outcome)
                    problem = f"has {what}, which is in {first!r} already."
                    yield Problem(f"models.{name}.outcomes", problem, "Leave it in one model.")


def _check_shares(book: Codebook, name: str, known: KnownShares) -> Iterator[Problem]:
    key = f"margins.{name}.shares"
    if book.questions[name].kind is Kind.DATE:
        yield Problem(f"margins.{name}", "weights waves, which nobody knows shares of.", "Remove.")
        return
    codes = [option.code for option in book.options(name)]
    yield from check_codes(key, known.shares, codes)
    for code in (code for code in codes if code not in known.shares):
        yield Problem(key, f"has no share for {code!r}.", "Give every answer of the question one.")
    for code, share in known.shares.items():
        if not share > 0:
            yield Problem(f"{key}.{code}", f"can't be {share:g}.", "Give a share above 0.")
    total = sum(known.shares.values())
    if not abs(total - 1) <= WHOLE:
        yield Problem(key, f"add up to {total:.6g}.", "Make them add up to 1.")
