"""The Data page's second look, and a release that was found to be wrong, wherever it is cited."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from analysis.exhibits.two_releases import two_releases
from analysis.release.changes import changes
from analysis.sentences import changes as say
from data.adding import add
from data.correcting import correct
from data.releases import Store
from pages.parts import labels
from pages.parts.brief.sheet import sheet
from tests.data.test_stored_releases import STORED
from tests.packages import files_of
from tests.pages.drawn import pictured
from tests.pages.sheets import pdf, text
from tests.pages.stores import newest, plain, read
from tests.pages.test_releases_page import OLD, change, codes, links

FIRST, SECOND = "r0002.4", "2026-11-25.1"
LATER = datetime(2026, 11, 26, 9, tzinfo=UTC)
WHY = "**Two** <b>waves</b> were [mixed](https://elsewhere.example/) up :material/home: $x$."


def second(release):
    """The release three days later: one gap 60 points wider, twenty more team people, a wave."""
    table, counts = release.estimates.copy(), release.counts.copy()
    rows = table.query("measure == 'mean_difference' and indicator == 'strain' and cohort == ''")
    table.loc[rows.index, ["value", "low", "high"]] += 60
    table["as_of"] = SECOND
    heads = counts.query("indicator.isna() and cohort == '' and group == 'team'").index
    counts.loc[heads, ["count", "count_low", "count_high"]] += 20
    said = {"id": SECOND, "created": "2026-11-25T08:00:00+00:00", "wave": "Q4 2026"}
    made = replace(release, estimates=table, counts=counts)
    return replace(made, manifest=replace(made.manifest, **said)), said


@pytest.fixture(scope="module")
def store(shipped, tmp_path_factory):
    """Three releases of one survey: of schema 1, and two of today, the newest with news."""
    store = Store(shutil.copytree(shipped.store, tmp_path_factory.mktemp("look") / "store"))
    made, said = second(store.load(FIRST))
    add(store, made.manifest, files_of(made, **said))
    shutil.copytree(STORED / "schema-1" / "2026-11-22.1", store.releases / OLD)
    of = {"id": OLD, "created": "2026-05-01T10:00:00+00:00", "survey": made.manifest.survey}
    change(store, OLD, **of)
    return store


@pytest.fixture
def copy(store, tmp_path):
    return Store(shutil.copytree(store.folder, tmp_path / "store"))


@pytest.fixture
def look(visit, store):
    def _look(of=store, path="data", **asked):
        return visit(SimpleNamespace(store=of.folder), path, **asked)

    return _look


def against(at):
    (box,) = [each for each in at.selectbox if each.label == labels.AGAINST]
    return box


def tables(at):
    return [[list(map(plain, map(str, row))) for row in each.value.to_numpy()] for each in at.table]


def test_a_release_is_held_against_the_one_before_it(look):
    for release, before in ((SECOND, FIRST), (FIRST, OLD), (OLD, FIRST)):
        assert against(look(release=release)).value == before


def test_any_other_listed_release_can_be_chosen_and_has_an_address(look):
    at = look(release=SECOND, against=OLD)
    assert against(at).value == OLD
    assert set(against(at).options) == {FIRST, OLD}
    against(at).set_value(FIRST).run()
    assert not at.exception
    assert at.query_params["against"] in (FIRST, [FIRST])


@pytest.mark.parametrize("asked", ["2030-01-01.1", SECOND, "", "../../private", "**x**"])
def test_an_odd_address_shows_the_usual_one(look, asked):
    assert against(look(release=SECOND, against=asked)).value == FIRST


def test_it_tells_what_changed_who_came_and_what_moved(look):
    at = look(release=SECOND)
    told = read(at)
    assert "People in teams: about 20 more (about 82 before, about 102 now)." in told
    assert "about as many as before (about 72 before, about 72 now)" in told
    assert "The gap on strain moved beyond its interval since release r0002.4" in told
    assert plain(say.RULE) in told
    made, fates, chart, moved, _ = tables(at)
    assert made == [["Latest wave", "Q3 2026", "Q4 2026"]]
    assert [row[0] for row in fates] == [SECOND, FIRST]
    assert ["Strain", "moved"] in [[row[0], row[-1]] for row in chart]
    assert moved[0][:2] == ["Strain", "Everyone"]


def test_the_older_is_named_first_whichever_is_looked_at(look):
    ahead, back = look(release=SECOND, against=FIRST), look(release=FIRST, against=SECOND)
    assert tables(ahead)[:4] == tables(back)[:4]


def test_a_release_of_an_older_schema_can_be_held_against_one_of_today(look):
    at = look(release=FIRST, against=OLD)
    assert "Version of the tables' format" in [row[0] for row in tables(at)[0]]
    assert plain(say.RULE) in read(at)


def test_with_one_release_only_there_is_a_calm_sentence(visit, shipped):
    at = visit(shipped, "data")
    assert plain(labels.ONE_RELEASE) in read(at)
    assert not [each for each in at.selectbox if each.label == labels.AGAINST]
    assert not at.get("plotly_chart")


def test_a_damaged_release_to_hold_it_against_is_called_so(look, copy):
    (copy.releases / FIRST / "estimates.parquet").write_bytes(b"damaged")
    at = look(of=copy, release=SECOND)
    assert plain(at.info[0].value) == labels.OTHER_DAMAGED
    assert not at.error
    assert links(at)


def test_a_release_without_any_group_can_be_held_against_another(store):
    release = store.load(SECOND)
    nobody = {name: getattr(release, name).head(0) for name in ("counts", "estimates", "items")}
    found = changes(store.load(FIRST), replace(release, **nobody))
    assert (found.heads, found.pairs) == ((), ())
    assert pictured(two_releases(found)) is None
    assert say.how_many_moved(found) == say.NOTHING_SHARED


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chart_draws_the_published_intervals(store, theme):
    old, new = store.load(FIRST), store.load(SECOND)
    made = pictured(two_releases(changes(old, new)), theme)
    newer, older = made.picture.data
    assert [older.name, newer.name] == [f"Release {FIRST}", f"Release {SECOND}"]
    for trace, release in ((older, old), (newer, new)):
        told = release.comparison("strain")
        at = made.table["Measure"].index("Strain")
        assert trace.x[at] == told.difference
        assert trace.error_x.array[at] == pytest.approx(told.high - told.difference)
        assert trace.error_x.arrayminus[at] == pytest.approx(told.difference - told.low)
    low, high = made.picture.layout.xaxis.range
    assert low < 0 <= high
    assert made.alt.startswith(made.title)


def test_a_corrected_release_says_so_wherever_it_is_cited(look, copy):
    correct(copy, FIRST, WHY, SECOND, LATER)
    at = look(of=copy, release=FIRST)
    (warned,) = [plain(each.value) for each in at.warning]
    assert warned == (
        f"Release {FIRST} was found to be wrong. 26 November 2026: {WHY} "
        f"Use release {SECOND} instead."
    )
    assert any(f"Corrected 2026-11-26: use release {SECOND}." in code for code in codes(at))
    listed = [row[0] for row in tables(at)[-1]]
    assert [row.endswith("(corrected)") for row in listed] == [False, True, False]
    assert not look(of=copy, release=SECOND, against=OLD).warning
    (beside,) = look(of=copy, release=SECOND, against=FIRST).warning
    assert plain(beside.value) == warned


def test_while_the_newest_is_wrong_every_page_says_so_once(look, copy):
    correct(copy, SECOND, WHY, None, LATER)
    for path in ("", "strain", "brief", "data"):
        (warned,) = [plain(each.value) for each in look(of=copy, path=path).warning]
        assert warned.endswith(WHY)


def test_what_a_correction_says_is_shown_letter_by_letter(look, copy):
    correct(copy, FIRST, WHY, None, LATER)
    shown = look(of=copy, release=FIRST).warning[0].value
    assert "](https" not in shown
    assert ":material/home:" not in shown
    assert "<b>" not in shown.replace("\\<", "")


def test_a_log_that_can_not_be_read_is_told_and_the_page_goes_on(look, copy):
    (copy.releases / "corrections.json").write_bytes(b"tampered")
    at = look(of=copy, release=SECOND)
    (warned,) = at.warning
    assert plain(warned.value) == (
        "Whether this release was found to be wrong can't be checked at the moment."
    )
    assert links(at)


def test_the_brief_s_footer_names_the_correction(shipped, copy):
    correct(copy, FIRST, WHY, SECOND, LATER)
    made = sheet(newest(shipped), "", "https://example.org/data", copy.corrections())
    assert f"use release {SECOND}." in text(pdf(made))
