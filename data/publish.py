"""The one pipeline from a source to a release."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from analysis import VERSION
from analysis.codebook import Codebook
from analysis.codebook.resolving import for_everyone_only
from analysis.counting.counted import Counted
from analysis.counting.counted import count as count_all
from analysis.disclosure import RULES_IN_FORCE
from analysis.disclosure.cadence import (
    SMALL_SURVEY,
    nothing_to_show,
    refuse_small,
    refuse_too_early,
)
from analysis.disclosure.changes import aligned, people_changed
from analysis.disclosure.protect import protect
from analysis.disclosure.public_tables import PublicTables, cohort_numbers
from analysis.errors import NotYet
from analysis.release import SCHEMA_VERSION, Manifest
from data import codebooks
from data.engines import Engine, engine
from data.exports import release_files
from data.intake import Answers, Examined, examine
from data.last_reading import keep_reading
from data.memory import earlier, remember, responses_before
from data.releases import Store
from data.settings import Settings
from data.sources import open_source

Progress = Callable[[str], None]
log = logging.getLogger("team_of_one")


@dataclass(frozen=True)
class Reading:
    """Private: a source's answers, and which survey in the store they belong to."""

    answers: Answers
    survey: str
    kind: str


def survey_of(settings: Settings) -> tuple[str, str]:
    """The name under which this survey's releases are kept, and its source's kind.

    It tells one sheet from another without giving either away.
    """
    source = open_source(settings)
    book = codebooks.load(settings.codebook)
    return _survey(book, source.identity), source.kind


def _survey(book: Codebook, identity: str) -> str:
    return f"{book.id}-{hashlib.sha256(identity.encode()).hexdigest()[:8]}"


def look(settings: Settings, now: datetime) -> Examined:
    """How the source reads as it is now; SurveyError in words where it can't be had."""
    book = codebooks.load(settings.codebook)
    source, store = open_source(settings), Store(settings.store)
    before = store.codebook(_survey(book, source.identity))
    return examine(source.read(), book, source.name, store.today(now), before)


def read(settings: Settings, now: datetime) -> Reading:
    """The source's answers as they are now; SurveyError where they would mislead."""
    survey, kind = survey_of(settings)
    answers = look(settings, now).trusted()
    for doubt in answers.report.doubts:
        log.warning("%s %s", doubt.summary, doubt.remedy)
    return Reading(answers, survey, kind)


def publish(
    settings: Settings, now: datetime, *, close: bool = False, progress: Progress = lambda _: None
) -> str:
    """Cuts a release and returns its id; SurveyError says why where the rules do not allow it."""
    progress("Reading the source")
    reading = read(settings, now)
    store = Store(settings.store)
    keep_reading(store, reading.survey, reading.answers.report)
    return cut(reading, store, settings.engine, now, close=close, progress=progress)


def cut(
    reading: Reading,
    store: Store,
    engine_name: str,
    now: datetime,
    *,
    close: bool = False,
    progress: Progress = lambda _: None,
) -> str:
    """A release of what was read, if the rules allow one; returns its id."""
    answers, run = reading.answers, engine(engine_name)
    with store.publishing():
        book, responses = answers.codebook, answers.report.grouped
        before = responses_before(store, reading.survey)
        refuse_small(responses, closing=close, first=before is None)
        release = store.next_id(f"{store.today(now)}")
        progress("Counting")
        counted = count(answers, run)
        past = earlier(store, reading.survey, counted, book)
        if past and before is not None:
            changed = people_changed(*aligned([past[-1].tallies, counted.tallies]))
            refuse_too_early(changed, before, closing=close)
        progress("Estimating and protecting")
        tables = protect(counted, book, release, past)
        _refuse_empty(tables, book, release)
        progress("Writing")
        manifest = _manifest(release, reading, tables, now)
        # First the memory, then the release: a memory without its release is never looked at.
        remember(store, release, counted, responses, book)
        store.add(manifest, release_files(manifest, book, tables))
    return release


def count(answers: Answers, run: Engine) -> Counted:
    """Private: the exact tallies of every cohort, from one pass of the engine over the rows.

    A survey of fewer than 100 is counted for everyone only.
    """
    book, small = answers.codebook, answers.report.grouped < SMALL_SURVEY
    if small:
        book = for_everyone_only(book)
    with run(answers.table) as query:
        return count_all(book, answers.table.column_names, query, levels=not small)


def _refuse_empty(tables: PublicTables, book: Codebook, release: str) -> None:
    if (tables.counts["as_of"] == release).any() or (tables.estimates["as_of"] == release).any():
        return
    if len(tables.counts):
        raise nothing_to_show()
    k = book.policy.k
    raise NotYet(
        f"Fewer than {k} people of one of the groups have answered, so nothing can be shown.",
        f"Wait until at least {k} {book.grouping.solo.many} and {k} {book.grouping.team.many} "
        "have answered.",
    )


def _manifest(release: str, reading: Reading, tables: PublicTables, now: datetime) -> Manifest:
    book = reading.answers.codebook
    moment = book.timestamp()
    waves = book.questions[moment].waves if moment else ()
    matched = dict(reading.answers.report.matched)
    return Manifest(
        schema_version=SCHEMA_VERSION,
        id=release,
        created=now.astimezone(UTC).isoformat(timespec="seconds"),
        survey=reading.survey,
        wave=waves[-1].text if waves else None,
        synthetic=reading.kind == "demo",
        source_kind=reading.kind,
        policy={"k": book.policy.k, "rules": list(RULES_IN_FORCE)},
        codebook_id=book.id,
        codebook_version=book.version,
        codebook_sha256=hashlib.sha256(book.model_dump_json().encode()).hexdigest(),
        software_version=VERSION,
        citation=book.citation,
        licence=book.licence,
        cohorts=cohort_numbers(tables.counts, book, release),
        audit={} if tables.scope is None else asdict(tables.scope),
        not_asked=tuple(name for name in book.questions if name not in matched),
    )
