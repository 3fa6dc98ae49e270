"""What one check of the doctor came to: a sentence, and a remedy where one is needed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum

from analysis.errors import SurveyError
from analysis.quoting import without_keys


class State(StrEnum):
    """How a check came out; only a fault keeps the survey from being shown."""

    OK = "ok"
    UNCHECKED = "unchecked"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """A check's name, how it came out and one sentence; ``remedy`` is empty where all is well.

    No key is in it, whatever it repeats.
    """

    check: str
    state: State
    sentence: str
    remedy: str = ""

    def __post_init__(self) -> None:
        for name in ("sentence", "remedy"):
            object.__setattr__(self, name, without_keys(" ".join(getattr(self, name).split())))

    @classmethod
    def of(cls, check: str, error: SurveyError, state: State = State.FAULT) -> Finding:
        """What was raised, as a finding."""
        return cls(check, state, error.problem, error.remedy)

    def line(self) -> str:
        """'fault      source     The sheet isn't shared with ... Open it, choose Share ...'"""
        return f"{self.state:<9}  {self.check:<10} {self.sentence} {self.remedy}".rstrip()

    def as_json(self) -> dict[str, str]:
        return asdict(self)
