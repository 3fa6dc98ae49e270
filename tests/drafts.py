"""What tests of drafted codebooks share."""

from __future__ import annotations

import tomllib

from analysis.codebook import Codebook
from analysis.codebook.parsing import parse

TEAM_SIZE = "How many people in your organisation are paid mainly for social media, counting you?"
FORM = ("--group", TEAM_SIZE, "--solo", "1 (only me)")


def book(text: str) -> Codebook:
    """The codebook that a draft is."""
    return parse(tomllib.loads(text), "draft")


def texts(codebook, question):
    return [option.text for option in codebook.options(question)]


def answered(n):
    return (
        ("Just me", "2 to 4")[n % 2],
        ("Never", "Often", "Always")[n % 3],
        ("North", "South")[n % 2],
    )
