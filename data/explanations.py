"""Private: why the last reading of the source failed, or cut no release, for its operator alone."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from analysis.errors import SurveyError
from data.private_notes import DamagedNote
from data.releases import Store
from data.storage import Place

NOTE = "explanation.json"


@dataclass(frozen=True)
class Explanation:
    """What is wrong, or awaited, and what the operator can do about it."""

    problem: str
    remedy: str

    @classmethod
    def of(cls, error: SurveyError) -> Explanation:
        return cls(error.problem, error.remedy)


_unwritten: dict[Place, dict[str, str]] = {}  # by place of a store that can't be written


def explain(store: Store, error: SurveyError | None) -> None:
    """Keeps what came of the last reading for its operator; None: nothing needs explaining.

    SurveyError where the store can't be written; then this process alone knows it.
    """
    why = asdict(Explanation.of(error)) if error else {}
    _unwritten[store.place] = why
    store.notes.keep(NOTE, why)
    del _unwritten[store.place]


def explanation(store: Store) -> Explanation | None:
    """Why the last reading failed or cut no release; None where it cut one.

    Where the note of it can't be read, why not.
    """
    try:
        known = _unwritten.get(store.place)
        if known is None:
            known = store.notes.note(NOTE, dict[str, str])
        return Explanation(**known) if known else None
    except TypeError:
        return Explanation.of(DamagedNote(NOTE))
    except SurveyError as error:
        return Explanation.of(error)
