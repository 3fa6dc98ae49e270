"""python -m analysis compare: the contract's form, what it refuses, and the awkward tallies."""

from __future__ import annotations

import io
import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.__main__ import run
from analysis.errors import SurveyError
from analysis.statistics.calculator import as_json
from analysis.statistics.tally import Tally, read_tally

ROOT = Path(__file__).parents[3]
GOOD = {"levels": [0, 50, 100], "solo": [3, 5, 2], "team": [1, 4, 7]}
FIELDS = "measure group value low high level p log10_p statistic df method reason verdict"


def estimates(tally):
    """The estimates by measure and group; of the two Mann-Whitney rows the second."""
    return {(each["measure"], each["group"]): each for each in as_json(tally)["estimates"]}


def of(measure, solo, team, levels=(0, 50, 100), group=None, **more):
    return estimates(Tally(tuple(levels), tuple(solo), tuple(team), **more))[measure, group]


def command(capsys, monkeypatch, *arguments, given=b""):
    """Exit code, standard output and standard error of the command, run in this process."""
    monkeypatch.setattr(sys, "argv", ["analysis", *arguments])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    try:
        run()
        code = 0
    except SystemExit as end:
        code = end.code
    return code, *capsys.readouterr()


def test_a_fresh_process_reads_standard_input_and_prints_the_contracts_json():
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "compare", "-"],
        input=json.dumps(GOOD), cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert found["n"] == {"solo": 10, "team": 12}
    assert all(" ".join(each) == FIELDS for each in found["estimates"])
    assert " ".join(each["measure"] for each in found["estimates"]) == (
        "mean sd median mean sd median mean_difference superiority cliffs_delta hedges_g "
        "share share share_difference share_ratio equivalence mann_whitney mann_whitney "
        "minimum_detectable"
    )
    # means 45 and 75; U = 3/2 + 5 (1 + 4/2) + 2 (5 + 7/2) = 33.5 of 120 pairs
    values = {each["measure"]: each["value"] for each in found["estimates"]}
    assert values["mean_difference"] == pytest.approx(-30, rel=1e-15)
    assert values["mann_whitney"] == 33.5
    assert values["superiority"] == 33.5 / 120


def test_it_reads_a_file_with_a_byte_order_mark(tmp_path, capsys, monkeypatch):
    file = tmp_path / "tally.json"
    file.write_text(json.dumps(GOOD), "utf-8-sig")
    code, out, err = command(capsys, monkeypatch, "compare", str(file))
    assert (code, err) == (0, "")
    assert json.loads(out)["n"] == {"solo": 10, "team": 12}


@pytest.mark.parametrize("arguments", [(), ("compare",), ("compare", "a", "b"), ("contrast", "-")])
def test_wrong_usage_exits_with_2(arguments, capsys, monkeypatch):
    assert command(capsys, monkeypatch, *arguments)[0] == 2


@pytest.mark.parametrize(
    "given", [b"", b"\xff\xfe", b"nothing", b"[" * 100_000, b'{"levels": [1' + b"0" * 5000 + b"]}"]
)
def test_what_is_not_json_exits_with_1_and_two_sentences(given, capsys, monkeypatch):
    code, out, err = command(capsys, monkeypatch, "compare", "-", given=given)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 2
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["no-such-file.json", ".", "nul\0byte"])
def test_a_file_that_cannot_be_read_exits_with_1(name, capsys, monkeypatch):
    code, _, err = command(capsys, monkeypatch, "compare", name)
    assert code == 1
    assert "can't be read" in err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"solo": [3, -5, 2]}, '"solo" holds -5'),
        ({"team": [1.5, 4, 7]}, '"team" holds 1.5'),
        ({"team": [1, True, 7]}, '"team" holds true'),
        ({"team": [1, "4", 7]}, '"team" holds "4"'),
        ({"team": [1, None, 7]}, '"team" holds null'),
        ({"team": [1, 4, 10**15 + 1]}, "not a number of people"),
        ({"team": [1, 4]}, '"team" has 2 counts for 3 levels'),
        ({"solo": 10}, '"solo" is not a list'),
        ({"levels": [0, 100, 50]}, "do not ascend"),
        ({"levels": [0, 50, 50]}, "repeated"),
        ({"levels": [0, 50, math.nan]}, "NaN, which is not a number"),
        ({"levels": [0, 50, math.inf]}, "Infinity, which is not a number"),
        ({"levels": [0, 50, 1e51]}, "too large"),
        ({"levels": [0, 1e-51, 1]}, "too small"),
        ({"levels": [False, 50, 100]}, '"levels" holds false'),
        ({"levels": [], "solo": [], "team": []}, "at least one number"),
        ({"cut": "60"}, '"cut" holds "60"'),
        ({"cut": [60]}, '"cut" holds [60]'),
        ({"sesoi": 0}, '"sesoi" is 0'),
        ({"sesoi": -5}, '"sesoi" is -5'),
    ],
)
def test_a_malformed_tally_is_refused_in_one_sentence_with_a_remedy(change, said):
    with pytest.raises(SurveyError) as refusal:
        read_tally(json.dumps(GOOD | change))
    assert said in refusal.value.problem
    assert refusal.value.problem.endswith(".")
    assert refusal.value.remedy


@pytest.mark.parametrize("text", ["[]", "3", "null", '"levels"', "{}", '{"levels": [1]}', "1e999"])
def test_json_that_is_no_tally_is_refused(text):
    with pytest.raises(SurveyError):
        read_tally(text)


@pytest.mark.parametrize(
    ("key", "remedy"),
    [
        ("sesio", "Did you mean sesoi?"),
        ("Levels", "Did you mean levels?"),
        ("note", "Remove it or correct its name."),
        ("", "Remove it or correct its name."),
    ],
)
def test_a_key_that_tallies_do_not_have_is_refused_with_the_nearest(key, remedy):
    with pytest.raises(SurveyError) as refusal:
        read_tally(json.dumps(GOOD | {key: 5}))
    assert refusal.value.problem == f'The tally has "{key}", which is no key of tallies.'
    assert refusal.value.remedy == remedy


def test_a_misspelt_key_is_named_before_the_one_that_is_then_missing():
    with pytest.raises(SurveyError, match='The tally has "solos"') as refusal:
        read_tally('{"levels": [0, 1], "solos": [3, 4], "team": [5, 6]}')
    assert refusal.value.remedy == "Did you mean solo?"


def test_a_key_from_elsewhere_can_t_steer_the_terminal():
    with pytest.raises(SurveyError) as refusal:
        read_tally(json.dumps(GOOD | {"\x1b[31m" + "x" * 100: 1}))
    assert refusal.value.problem.isprintable()
    assert len(refusal.value.problem) < 80


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"levels": [0], "solo": [1], "team": [1], "solo": [2]}', "solo"),
        ('{"levels": [0], "solo": [1], "team": [1], "cut": 1, "cut": 1}', "cut"),
        ('{"levels": [0], "solo": [{"a": 1, "a": 1}], "team": [1]}', "a"),
    ],
)
def test_a_key_that_stands_twice_is_refused(text, key):
    with pytest.raises(SurveyError) as refusal:
        read_tally(text)
    assert refusal.value.problem == f'The tally has "{key}" more than once.'
    assert refusal.value.remedy == "Leave the one that is meant."


def test_whole_numbers_may_be_written_with_a_point_and_absent_things_as_null():
    text = '{"levels": [0, 1.5], "solo": [1e3, 2.0], "team": [4, 5], "cut": null, "sesoi": null}'
    assert read_tally(text) == Tally((0, 1.5), (1000, 2), (4, 5))


@pytest.mark.parametrize(
    ("solo", "team", "sesoi", "verdict"),
    [
        ((500, 900, 600), (520, 880, 610), 5, "about the same"),
        ((50_000, 0, 51_000), (51_000, 0, 50_000), 5, "about the same"),  # and surely not zero
        ((2, 5, 9), (9, 5, 2), 5, "higher"),
        ((9, 5, 2), (2, 5, 9), 5, "lower"),
        ((3, 5, 2), (3, 4, 3), 5, "too uncertain to call"),
    ],
)
def test_the_verdict_follows_the_rule_and_is_the_same_in_both_places(solo, team, sesoi, verdict):
    found = [of(m, solo, team, sesoi=sesoi) for m in ("mean_difference", "equivalence")]
    assert [each["verdict"] for each in found] == [verdict, verdict]
    assert (found[1]["p"] < 0.05) == (verdict == "about the same")


def test_without_a_smallest_effect_5_percent_of_the_range_stand_in():
    absent = of("equivalence", (30, 50, 20), (10, 40, 70))
    given = of("equivalence", (30, 50, 20), (10, 40, 70), sesoi=5)
    assert absent["p"] == given["p"]
    assert "+-5 (5% of the range of the levels, as none was given)" in absent["method"]
    assert "+-5 (as given)" in given["method"]


def test_without_a_cut_there_are_no_shares():
    for measure, group in (("share", "solo"), ("share_difference", None), ("share_ratio", None)):
        found = of(measure, (3, 5, 2), (1, 4, 7), group=group)
        assert (found["value"], found["reason"]) == (None, "no cut was given")


@pytest.mark.parametrize(("cut", "share"), [(49, 0.7), (50, 0.7), (51, 0.2), (-1, 1), (101, 0)])
def test_a_share_counts_those_at_or_above_the_cut(cut, share):
    assert of("share", (3, 5, 2), (1, 4, 7), group="solo", cut=cut)["value"] == share


@pytest.mark.parametrize(
    ("solo", "median"), [((2, 1, 0), 0), ((1, 1, 0), 25), ((1, 0, 1), 50), ((1, 1, 1), 50)]
)
def test_the_median_of_an_even_number_is_halfway_between_the_middle_two(solo, median):
    assert of("median", solo, (1, 1, 1), group="solo")["value"] == median


def test_one_person_has_a_mean_and_nothing_else():
    assert of("mean", (0, 1, 0), (1, 4, 7), group="solo")["value"] == 50
    for measure in ("mean_difference", "superiority", "hedges_g", "mann_whitney"):
        found = of(measure, (0, 1, 0), (1, 4, 7))
        assert found["value"] is None
        assert found["reason"] == "a group has fewer than two people with a score"


def test_groups_without_any_spread_differ_by_order_only():
    assert of("mean_difference", (4, 0, 0), (0, 0, 5))["value"] is None
    assert "no spread" in of("mean_difference", (4, 0, 0), (0, 0, 5))["reason"]
    order = of("superiority", (4, 0, 0), (0, 0, 5))
    # 9 people can be dealt into 4 and 5 in 126 ways; the mirror image needs 5 and 4 of a kind
    assert (order["value"], order["low"], order["p"]) == (0, 0, pytest.approx(1 / 126))
    assert 0.2 < order["high"] < 0.5


def test_thousands_of_levels_that_hardly_anybody_has_are_no_burden():
    levels, nobody = tuple(range(5000)), (0,) * 4990
    found = of("superiority", (1,) * 4 + (0,) * 6 + nobody, nobody + (0,) * 5 + (1,) * 5, levels)
    # 9 people can be dealt into 4 and 5 in 126 ways, two of which keep the halves apart
    assert found["p"] == pytest.approx(2 / 126)


def test_a_ratio_needs_somebody_in_both_and_an_interval_somebody_outside():
    nobody = of("share_ratio", (3, 5, 0), (1, 4, 7), cut=60)
    assert (nobody["value"], "both groups" in nobody["reason"]) == (None, True)
    everybody = of("share_ratio", (3, 5, 0), (1, 4, 7), cut=0)
    assert (everybody["value"], everybody["low"]) == (1, None)


def test_counts_of_a_million_million_are_as_exact_as_small_ones():
    many = Tally((0, 50, 100), (3 * 10**12, 5 * 10**12, 2 * 10**12), (10**12, 4 * 10**12, 0), 50)
    few = Tally((0, 50, 100), (3, 5, 2), (1, 4, 0), 50)
    for name in (("mean", "solo"), ("superiority", None), ("share_ratio", None)):
        assert estimates(many)[name]["value"] == estimates(few)[name]["value"]
    difference = estimates(many)["mean_difference", None]
    # sds of 35 and 20 over 10^13 and 5 * 10^12 people
    assert difference["high"] - difference["value"] == pytest.approx(1.9599640 * math.sqrt(
        1225 / 1e13 + 400 / 5e12), rel=1e-6)  # fmt: skip
    assert difference["p"] == 0
    assert difference["log10_p"] < -1e10
