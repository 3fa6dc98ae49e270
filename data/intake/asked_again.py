"""Questions that were deleted and asked again, whose second column a tool gave another header."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from analysis.answers.answer import Missing
from analysis.answers.intake_report import Doubt
from analysis.answers.shortening import told_apart
from analysis.codebook import Codebook
from analysis.codebook.matching import plain
from data.intake.columns import Cells
from data.intake.row_context import Mask

SAME = 0.9  # likeness of two headers that may be one question's
ENOUGH = 0.05  # of the responses, in the other column alone
BOTH = 0.02  # of them, in both: then they are two questions
NUMBERED = re.compile(r"[\s._]*\(?\d{1,2}\)?$")


def asked_again(
    codebook: Codebook, question: str, cells: Cells, others: Mapping[str, Mask]
) -> Doubt | None:
    """A column with nearly the question's header that is filled where the question's is blank."""
    header = codebook.header(question)
    close = [head for head in others if is_like(head, header)]
    if not close:
        return None
    answered = ~cells.where([isinstance(answer, Missing) for answer in cells.answers])
    for head in close:
        alone, both = (others[head] & ~answered).mean(), (others[head] & answered).mean()
        if alone > ENOUGH and both <= BOTH:
            other = told_apart([head, header])[0]
            problem = (
                f"{header!r} is withheld: where it is blank, the column {other!r}, which is not "
                "read, holds something."
            )
            remedy = f"If both ask the same, add that header to questions.{question}.headers."
            return Doubt(problem, remedy, problem)
    return None


def is_like(head: str, header: str) -> bool:
    """Whether two headers may be one question's: alike but for a number at the end, or nearly."""
    one, other = plain(head), plain(header)
    if NUMBERED.sub("", one) in (other, other.rstrip(".?!:")):
        return True
    return one.startswith(other) or difflib.SequenceMatcher(None, one, other).ratio() >= SAME
