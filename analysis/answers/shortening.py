"""Long headers, shortened so that they can still be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from analysis.codebook.texts import visible

LONGEST = 80  # characters
WIDEST_ESCAPE = 10  # letters that tell one which can't be seen
LEAD = 0.3  # the part of them that shows where a text begins


def told_apart(texts: Sequence[str], longest: int = LONGEST) -> list[str]:
    """Each text in at most ``longest`` characters, made visible; different texts stay different.

    A long text keeps its beginning and its end. Where that makes two alike, the part in which
    they differ is shown instead of the end.
    """
    whole = [visible(text.strip(), len(text) * WIDEST_ESCAPE) for text in texts]
    distinct = sorted(set(whole))
    shown = {text: _ends(text, longest) for text in distinct}
    for text in distinct:
        rivals = [other for other in distinct if other != text and shown[other] == shown[text]]
        if rivals:
            at = max(_shared(text, rival) for rival in rivals)
            shown |= {each: _around(each, at, longest) for each in (text, *rivals)}
    return [shown[text] for text in whole]


def _ends(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    lead = int(LEAD * longest)
    return f"{text[:lead]}…{text[lead + 1 - longest :]}"


def _shared(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _around(text: str, at: int, longest: int) -> str:
    """The beginning of a text, and what stands around a place further inside."""
    lead = int(LEAD * longest)
    start = max(lead, at - lead // 2)
    return f"{text[:lead]}…{text[start : start + longest - lead - 1]}"
