"""The data behind a chart: exactly the rows drawn, and what they are, in one CSV file."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from analysis.exhibits.averages import averages
from analysis.exhibits.bands import bands
from analysis.exhibits.items import items
from analysis.exhibits.segments import segments
from analysis.published import Withheld
from analysis.release.rows import Rows, counts
from analysis.release.rows_behind import file_name, rows_file, taken
from tests.pages.drawn import rows_behind
from tests.surveys import answers, book, ordinal, release

SIDE = [0, 1] * 80
AREA = [0] * 60 + [1] * 60 + [2] * 40
SCORES = [(n * 7 + n // 3) % 5 for n in range(160)]
EVIL = 'Evil, =1+1,"@x"\n-1'


def survey(**changed):
    region = {
        "text": "Region",
        "kind": "category",
        "options": [{"code": c, "text": c.title()} for c in ("north", "south", "west")],
    }
    scales = {"a": (0, 25, 50, 75, 100), "b": (0, 25, 50, 75, 100), "c": (0, 100)}
    questions = {name: ordinal(*scores, text=name) for name, scores in scales.items()}
    questions["region"] = region
    indicators = {
        "strain": {"label": "Strain", "items": ["a", "b", "c"], "answered": "all"},
        "hope": {"label": "Hope", "items": ["b"]},
    }
    return book(questions, indicators, dimensions=["region"], **changed)


def published_survey(**changed):
    columns = {"team": SIDE, "region": AREA, "a": SCORES, "b": SCORES[::-1]}
    return release(survey(**changed), answers(columns | {"c": [n % 2 for n in SCORES]}))


@pytest.fixture(scope="module")
def made():
    return published_survey()


def opened(content):
    """The comment lines of a file, and its table as pandas reads it with the advice given."""
    text = content.decode()
    lines = [line[2:] for line in text.splitlines() if line.startswith("#")]
    return lines, pd.read_csv(io.StringIO(text), comment="#", keep_default_na=False)


def test_averages_are_both_groups_means_and_the_difference(made):
    _, rows = opened(rows_behind(made, averages(made, ["hope", "strain"], "")))
    assert sorted(zip(rows["indicator"], rows["group"], rows["measure"], strict=True)) == [
        (indicator, group, measure)
        for indicator in ("hope", "strain")
        for group, measure in (("", "mean_difference"), ("solo", "mean"), ("team", "mean"))
    ]
    for name in ("hope", "strain"):
        compared = made.comparison(name)
        ours = rows[rows["indicator"] == name].set_index("group")
        assert ours["value"].astype(float).to_dict() == {
            "": compared.difference,
            "solo": compared.solo.mean,
            "team": compared.team.mean,
        }
        assert float(ours["low"][""]) == compared.low


def test_bands_are_the_counts_of_the_chart(made):
    _, rows = opened(rows_behind(made, bands(made, "strain", "region=north")))
    assert set(rows["cohort"]) == {"region=north"}
    told = {(low, side): n for low, side, n in rows[["band_low", "group", "count"]].to_numpy()}
    held = made.bands("strain", "region=north")
    assert told == {
        (band.low, side): getattr(band, side).about for band in held for side in ("solo", "team")
    }


def test_answers_are_those_of_the_questions_that_share_the_first_one_s_scale(made):
    _, rows = opened(rows_behind(made, items(made, "strain", "")))
    assert set(rows["item"]) == {"a", "b"}
    told = {(i, a, g): n for i, a, g, n in rows[["item", "answer", "group", "count"]].to_numpy()}
    assert told == {
        (item, code, side): count.about
        for item in ("a", "b")
        for side in ("solo", "team")
        for code, count in getattr(made.answers(item), side).items()
    }


def test_segments_are_the_cohort_and_those_one_filter_narrower_that_are_shown(made):
    _, rows = opened(rows_behind(made, segments(made, "strain", "")))
    shown = [each for each, found in made.segments("strain") if not isinstance(found, Withheld)]
    assert list(rows["cohort"]) == ["", *shown]
    assert set(rows["measure"]) == {"mean_difference"}
    for cohort, value in zip(rows["cohort"], rows["value"], strict=True):
        assert value == made.comparison("strain", cohort).difference


def test_the_first_lines_say_what_it_is_of_which_release_and_group(made):
    lines, rows = opened(rows_behind(made, bands(made, "strain", "region=south")))
    told = "\n".join(lines)
    assert lines[0] == "Small. bands: Strain"
    assert "Release: 2026-11-22.1, cut 2026-11-22" in lines
    assert "Filters: region=south (South)" in lines
    assert f"Rows: {len(rows)} of the table counts" in told
    assert "Cite: Small. Release 2026-11-22.1" in told
    assert "ynthetic" not in told
    lines, _ = opened(rows_behind(made, bands(made, "strain", "")))
    assert "Filters: none (Everyone)" in lines


def test_made_up_data_says_so(made):
    demo = replace(made, manifest=replace(made.manifest, synthetic=True))
    lines, _ = opened(rows_behind(demo, bands(demo, "strain", "")))
    assert "Synthetic demo data: no real person answered." in lines


@pytest.mark.parametrize(
    ("kind", "indicators", "cohort", "name"),
    [
        ("segments", ["strain"], "", "2026-11-22.1_segments_strain_everyone.csv"),
        ("averages", ["strain", "hope"], "", "2026-11-22.1_averages_overview_everyone.csv"),
        ("bands", ["hope"], "a=b&c=d-e", "2026-11-22.1_bands_hope_a-b_c-d-e.csv"),
    ],
)
def test_the_file_s_name_has_the_release_and_the_filters(made, kind, indicators, cohort, name):
    assert file_name(made, kind, indicators, cohort) == name


def test_no_cell_of_the_first_lines_is_a_formula_however_hostile_the_codebook():
    made = published_survey(title=EVIL, citation=EVIL)
    content = rows_behind(made, bands(made, "strain", "")).decode()
    for cells in csv.reader(io.StringIO(content)):
        assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))], cells
    lines, rows = opened(content.encode())
    assert "Evil" in lines[0]
    assert len(rows) == 10


def test_where_nothing_is_published_there_is_a_header_and_no_row(made):
    nowhere = counts(["region=nowhere"], ("strain",))
    lines, rows = opened(rows_file(made, nowhere, "bands", ["strain"], "region=nowhere"))
    assert len(rows) == 0
    assert "cohort" in rows.columns
    assert "Filters: region=nowhere (nowhere)" in lines


def test_charts_of_other_kinds_name_their_rows(made):
    wanted = Rows("estimates", (("measure", ("n",)), ("group", ("solo",)), ("term", (None,))))
    _, rows = opened(rows_file(made, wanted, "sizes", ["strain"]))
    whole = made.estimates
    assert len(rows) == len(whole[(whole["measure"] == "n") & (whole["group"] == "solo")]) > 0


def test_the_rows_are_as_published_and_in_the_table_s_order(made):
    found = taken(made, segments(made, "hope", "").rows)
    pd.testing.assert_frame_equal(found, made.estimates.loc[found.index])
    assert found.index.is_monotonic_increasing
