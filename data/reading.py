"""A source as it was read once: its answers, and those of its beginning."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, replace
from datetime import date, datetime

from analysis.codebook import Codebook
from analysis.errors import SurveyError
from data import codebooks
from data.chain import codebook as codebook_before
from data.intake import Answers, Examined, examine, first_responses
from data.releases import Store
from data.settings import Settings
from data.sources import Source, open_source
from data.sources.raw import RawTable

log = logging.getLogger("team_of_one")


@dataclass(frozen=True)
class Reading:
    """Private: a source's answers, and which survey in the store they belong to."""

    answers: Answers
    survey: str
    kind: str
    raw: RawTable
    codebook: Codebook
    source: str
    today: date

    def first(self, responses: int, before: Codebook | None) -> Answers:
        """The answers that came first, read as if no other had come.

        ``before`` is the codebook of the survey's last release, whose waves keep their names.
        SurveyError where there are fewer, or where publishing them would mislead.
        """
        if responses > self.answers.report.grouped:
            raise SurveyError(
                f"{self.source} holds fewer than {responses:,} responses.",
                "Bring the missing ones back from the sheet's version history.",
            )
        return first_responses(
            self.raw, self.answers, self.codebook, self.source, self.today, responses, before
        )

    def under(self, codebook: Codebook) -> Reading:
        """The same source read with the codebook of a release, whose waves keep their names."""
        answers = examine(self.raw, codebook, self.source, self.today, codebook).trusted()
        return replace(self, answers=answers, codebook=codebook)


def survey_of(settings: Settings) -> tuple[str, str]:
    """The name under which this survey's releases are kept, and its source's kind.

    It tells one sheet from another without giving either away.
    """
    source = open_source(settings)
    return _named(source, codebooks.load(settings.codebook)), source.kind


def look(settings: Settings, now: datetime) -> Examined:
    """How the source reads as it is now; SurveyError in words where it can't be had."""
    book, source, store = _found(settings)
    return examined(source.read(), source, book, store, now)


def examined(
    raw: RawTable, source: Source, book: Codebook, store: Store, now: datetime
) -> Examined:
    """How what was read of a source is understood, beside the survey's last release."""
    before = codebook_before(store, _named(source, book))
    return examine(raw, book, source.name, store.today(now), before)


def read(settings: Settings, now: datetime) -> Reading:
    """The source's answers as they are now; SurveyError where they would mislead."""
    book, source, store = _found(settings)
    survey, today = _named(source, book), store.today(now)
    before, raw = codebook_before(store, survey), source.read()
    answers = examine(raw, book, source.name, today, before).trusted()
    for doubt in answers.report.doubts:
        log.warning("%s %s", doubt.summary, doubt.remedy)
    return Reading(answers, survey, source.kind, raw, book, source.name, today)


def _found(settings: Settings) -> tuple[Codebook, Source, Store]:
    return codebooks.load(settings.codebook), open_source(settings), Store(settings.store)


def _named(source: Source, codebook: Codebook) -> str:
    return f"{codebook.id}-{hashlib.sha256(source.identity.encode()).hexdigest()[:8]}"
