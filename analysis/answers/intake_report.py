"""What intake found: one object for the command line, JSON and the Data quality page.

Private to the operator: it holds exact counts and row numbers of the sheet. It never holds an
answer, so that nothing a respondent wrote is stored with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

ROWS_NAMED = 8  # enough to find the fault in the sheet, few enough to read


class Found(StrEnum):
    """Kinds of findings, in the order they are told."""

    IDENTITY = "identity refused"
    UNKNOWN_COLUMN = "column ignored"
    DOUBLED_COLUMN = "doubled column set aside"
    NOT_ASKED = "question not in the sheet"
    DUPLICATE_ROWS = "duplicated rows set aside"
    NO_GROUP = "responses set aside"
    UNREADABLE = "answers set aside"
    OWN_ANSWER = "own answers not stored"
    HALF_ANSWERED = "scale not scored"
    PRORATED = "scale scored from part of its questions"


@dataclass(frozen=True)
class Finding:
    """``count`` cells, rows or columns at ``where``; ``rows`` names the first in the sheet."""

    found: Found
    where: str
    count: int
    detail: str
    rows: tuple[int, ...] = ()

    def sentence(self) -> str:
        rows = ", ".join(str(row) for row in self.rows)
        more = " and more" if self.count > len(self.rows) else ""
        place = f" (row {rows}{more})" if self.rows else ""
        return f"{self.where} – {self.detail}{place}."


@dataclass(frozen=True)
class IntakeReport:
    """How a source was read: ``rows`` = ``solo`` + ``team`` + those set aside."""

    source: str
    codebook: str
    rows: int
    solo: int
    team: int
    matched: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]

    @property
    def used(self) -> int:
        return self.solo + self.team

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"used": self.used}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> IntakeReport:
        findings = tuple(
            Finding(Found(f["found"]), f["where"], f["count"], f["detail"], tuple(f["rows"]))
            for f in said["findings"]
        )
        matched = tuple((question, header) for question, header in said["matched"])
        plain = {key: said[key] for key in ("source", "codebook", "rows", "solo", "team")}
        return cls(**plain, matched=matched, findings=findings)

    def lines(self) -> list[str]:
        """The report as plain lines, one finding a line, grouped by kind."""
        noun = "response" if self.rows == 1 else "responses"
        told = [
            f"{self.source}, read with codebook {self.codebook}",
            f"{self.rows} {noun}: {self.solo} solo, {self.team} team, "
            f"{self.rows - self.used} set aside.",
            f"{len(self.matched)} questions found.",
        ]
        for kind in Found:
            some = [finding for finding in self.findings if finding.found is kind]
            if some:
                told += ["", kind.value[:1].upper() + kind.value[1:]]
                told += [f"  {line}" for line in _told_together(some)]
        return told


def _told_together(findings: list[Finding]) -> list[str]:
    """A sentence a finding; columns of which the same is to be said share one."""
    places: dict[str, list[str]] = {}
    told = []
    for finding in findings:
        if finding.rows or finding.count > 1:
            told.append(finding.sentence())
        else:
            places.setdefault(finding.detail, []).append(finding.where)
    return told + [f"{', '.join(where)} – {detail}." for detail, where in places.items()]
