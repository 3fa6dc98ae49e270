"""Columns that are no questions: what they hold is nobody's business, or nobody's answer."""

from __future__ import annotations

import re

from analysis.codebook.matching import header_names_identity, plain, value_names_identity
from analysis.drafting.columns import Column
from analysis.drafting.header_words import COMMENT

BY_TOOL = "written by the survey tool"
BY_HEADER = "its header asks who somebody is"
BY_VALUES = "its cells look like somebody's identity"
BIRTH = "a date of birth says who somebody is"
WORKPLACE = "its header asks for a place of work"
MAY_NAME = "answers that may name somebody or a place of work: describe them only if they don't"
DATE_SERIALS = "numbers that a spreadsheet made of ranges such as 2-3: which, they don't say"
IN_OWN_WORDS = "answers in people's own words"
NOBODY = "nobody answered it"
ALL_ALIKE = "every answer is the same"
TOO_VARIED = "too many different answers to choose from"
LARGE_NUMBERS = "its numbers run too far for a count"
MIXED = "numbers and words in one column"
PERCENTAGES = "percentages, which are no count"
SECOND_DATE = "a date; only one, the moment of answering, is read"
UNREADABLE = "more than a tenth of its answers can't be read as they stand"
NOT_WRITABLE = "its header holds what a codebook can't"
NUMBERED = "a number of its own for each response"

NAMED_BY_VALUES = 0.05  # of the answers that look like identity
# What survey tools write beside the answers, by the names they give it.
TOOL_HEADERS = re.compile(
    r"#|id|_id|uuid|_uuid|row|nr\.?|"
    r"(respondent|response|participant|record|case|user|submission|collector|network|form|survey|"
    r"respuesta|antwort)[ _-]*(id|no|nr|number|#)|"
    r"startdate|enddate|recordeddate|start(ed)? ?(date|time|at)?( \(utc\))?|end ?(date|time)?|"
    r"(stage|submit) date( \(utc\))?|completion time|last modified time|datestamp|"
    r"status|progress|duration( \(in seconds\))?|finished|response ?type|"
    r"distributionchannel|userlanguage|externalreference|locationl(at|ong)itude|"
    r"recipient.*|custom data \d+|lastpage|startlanguage|seed|token|refurl|tags|ending|score|"
    r"_?submission_?time|_?index|_?status|_?notes|_?validation_status|_?submitted_by|__version__|"
    r"deviceid|instance ?(id|name)"
)
BIRTH_WORDS = re.compile(r"birth|born|nacimiento|nacid|geburt|geboren")


def by_tool(column: Column) -> bool:
    """Whether a survey tool wrote a column of its own, such as 'Respondent ID'."""
    return any(TOOL_HEADERS.fullmatch(plain(name)) for name in column.names)


def names_somebody(column: Column) -> str | None:
    """Why a column may tell who somebody is, if it does: by its header or by its cells."""
    if any(header_names_identity(name, asked=True) for name in column.names):
        return BY_HEADER
    if any(BIRTH_WORDS.search(plain(name)) for name in column.names):
        return BIRTH
    named = sum(value.rows for value in column.values if value_names_identity(value.text))
    return BY_VALUES if named > NAMED_BY_VALUES * column.answered else None


def invites_comments(column: Column) -> bool:
    """Whether a question asks for people's own words, by its header or by what few wrote.

    Answers of less than half of the people that are exclamations or sentences count as comments.
    """
    if column.heading:
        return False
    if any(COMMENT.search(plain(name)) for name in column.names):
        return True
    if 2 * column.answered > column.rows:
        return False
    spoken = sum(v.rows for v in column.values if re.search(r"[!?]$|[.!?] ", v.text))
    return spoken > 0 and 4 * spoken > column.answered
