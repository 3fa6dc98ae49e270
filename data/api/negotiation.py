"""What a client asked for beyond the address: an encoding, a range, only if it changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

RANGE = re.compile(r"bytes\s*=\s*(?:(\d{1,15})\s*-\s*(\d{0,15})|-\s*(\d{1,15}))\s*", re.I | re.A)
WEAK = "W/"


def accepts_gzip(said: str) -> bool:
    """Whether an Accept-Encoding allows gzip (RFC 9110, 12.5.3): named or by *, not with q=0."""
    return accepts(said, "gzip", "x-gzip", "*")


def accepts(said: str, *codings: str) -> bool:
    """Whether an Accept-Encoding allows a coding; the first of its names that is said counts."""
    weights = dict(map(_weighed, filter(None, map(str.strip, said.lower().split(",")))))
    return next((weights[name] for name in codings if name in weights), 0.0) > 0


def _weighed(part: str) -> tuple[str, float]:
    """'gzip;q=0.5' as a coding and its weight of 0 to 1; nonsense weighs nothing."""
    coding, _, parameter = part.partition(";")
    name, _, weight = parameter.replace(" ", "").partition("=")
    if not name:
        return coding.strip(), 1.0
    known = name == "q" and re.fullmatch(r"0(\.\d{0,3})?|1(\.0{0,3})?", weight, re.A)
    return coding.strip(), float(weight) if known else 0.0


def has_it(said: str | None, tag: str) -> bool:
    """Whether an If-None-Match names the tag (RFC 9110, 13.1.2): weakly, in a list, or by *."""
    named = [] if said is None else [each.strip() for each in said.split(",")]
    return "*" in named or tag in (each.removeprefix(WEAK) for each in named)


@dataclass(frozen=True)
class Span:
    """The bytes from ``first`` to ``last``, both counted from 0 and both wanted."""

    first: int
    last: int


def asked_span(said: str | None, if_range: str | None, tag: str, size: int) -> Span | None:
    """The one range that is asked of ``size`` bytes; None where the whole is to be sent.

    The whole answers more ranges than one, units that are not bytes, nonsense, and an If-Range
    of anything but this very tag (RFC 9110, 13.1.5 and 14.2). A span that starts at or after
    ``size`` can't be had.
    """
    found = RANGE.fullmatch(said or "")
    if found is None or if_range not in (None, tag):
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        return Span(max(0, size - int(suffix)), size - 1) if int(suffix) else Span(size, size)
    ends = int(last) if last else size - 1
    if last and ends < int(first):
        return None
    return Span(int(first), min(ends, size - 1))
