"""The one pipeline from a source to a release."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from analysis import VERSION
from analysis.codebook import Codebook
from analysis.codebook.merging import decided
from analysis.codebook.resolving import for_everyone_only
from analysis.counting.counted import Counted
from analysis.counting.counted import count as count_all
from analysis.disclosure import RULES_IN_FORCE
from analysis.disclosure.blocks import SMALL_SURVEY, Beginning, next_beginning, nothing_to_show
from analysis.disclosure.protect import protect
from analysis.disclosure.public_tables import PublicTables, cohort_numbers
from analysis.disclosure.suppression import large_cohorts
from analysis.errors import NotYet
from analysis.promise import of_each
from analysis.release import SCHEMA_VERSION, Manifest
from data.adding import add, publishing
from data.chain import codebook, earlier, moment, refuse_taken, responses_before
from data.engines import Engine, engine
from data.exports import release_files
from data.intake import Answers
from data.last_reading import keep_reading
from data.memory import remember
from data.reading import Reading, read
from data.rebuilding import rebuild_memory
from data.releases import Store
from data.settings import Settings

Progress = Callable[[str], None]


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
    """A release of the whole blocks of what was read, if the rules allow one; returns its id.

    ``close`` ends the wave and takes all in. Private counts that the store has lost are rebuilt
    first.
    """
    run = engine(engine_name)
    with publishing(store) as hold:
        rebuild_memory(store, reading, lambda answers: count(answers, run), progress)
        before = responses_before(store, reading.survey)
        held = next_beginning(reading.answers.report.grouped, before, closing=close)
        refuse_taken(store, held.id)
        progress("Counting")
        answers, counted = _held(reading, store, held, run)
        book = answers.codebook
        past = earlier(store, reading.survey, counted, book)
        progress("Estimating and protecting")
        tables = protect(counted, book, held.id, past)
        _refuse_empty(tables, book, held.id)
        progress("Writing")
        cut_at = moment(store, reading.survey, now)
        manifest = _manifest(held.id, reading, answers, tables, cut_at)

        def keep(published: Mapping[str, bytes]) -> None:
            hold.confirm()
            remember(store, held.id, published, counted, held.responses, book)
            hold.confirm()

        add(store, manifest, release_files(manifest, book, tables), keep)
    store.notes.warn_if_open(store.place)
    return held.id


def _held(reading: Reading, store: Store, held: Beginning, run: Engine) -> tuple[Answers, Counted]:
    """The answers that a release holds, and their counts.

    A survey's first release decides which answers are told together; later ones keep to it.
    """
    last = codebook(store, reading.survey)
    answers = reading.first(held.responses, last)
    counted, book = count(answers, run), answers.codebook
    if last is None:
        book = decided(book, large_cohorts(counted.tallies, book.policy.k))
    if book == answers.codebook:
        return answers, counted
    answers = answers.told_by(book)
    return answers, count(answers, run)


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
        f"Wait until at least {of_each(book, str(k))} have answered.",
    )


def _manifest(
    release: str, reading: Reading, answers: Answers, tables: PublicTables, now: datetime
) -> Manifest:
    book = answers.codebook
    moment = book.timestamp()
    waves = book.questions[moment].waves if moment else ()
    matched = dict(answers.report.matched)
    return Manifest(
        schema_version=SCHEMA_VERSION,
        id=release,
        created=now.isoformat(timespec="seconds"),
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
