"""Any survey, not only ours: all that two other surveys show and publish is in their own words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pandas as pd
import pyreadstat
import pytest
from openpyxl import load_workbook

from analysis.counting.cohorts import EVERYONE
from data.form import apps_script
from data.reading import look
from data.releases import Store
from pages.parts import comparing
from pages.parts.brief.sheet import sheet
from pages.parts.you import words as of_you
from tests import other_surveys
from tests.pages import sheets
from tests.pages.stores import newest, pages_of, sent
from tests.served import Served
from tests.surveys import NOON

# Words of the shipped survey: its name, its groups, its people, what it asks them about.
OURS = re.compile(
    r"teams? of one|team-of-one|\bin (a )?teams?\b|working alone|social media|\bSMMs?\b"
    r"|followers?|colleagues?|employ(ers?|ees?)\b|\b(your|this) work\b|\bthe job\b"
    r"|burnout|isolation|isolated|praised?|criticism|sign-offs?|mentoring",
    re.IGNORECASE,
)
# What the tables hold for the two groups, in every survey: other programs rely on it.
CODES = re.compile(r"\b(solo|team)\b", re.IGNORECASE)
# Where these codes may stand, and why. Nowhere else, so on no page that people read.
CODES_BELONG = {
    "counts.csv": "the column group",
    "estimates.csv": "the column group",
    "items.csv": "the column group",
    "labels.csv": "tells what the codes mean",
    "counts.parquet": "the column group",
    "estimates.parquet": "the column group",
    "items.parquet": "the column group",
    "counts.sav": "the variable group",
    "estimates.sav": "the variable group",
    "items.sav": "the variable group",
    "tables.xlsx": "the column group, and the note that explains it",
    "codebook.json": "the keys of grouping",
    "codebook.html": "the table that tells which code is which group",
    "datapackage.json": "explains the column group",
    "README.md": "says which code is which group",
    "redraw.py": "code that reads the column group",
    "redraw.R": "code that reads the column group",
    "/api/openapi.json": "the parameter group takes them",
    "/api/docs": "the parameter group takes them",
    "/api/releases/latest/rows/estimates": "the column group",
}


@pytest.fixture(scope="module", params=other_surveys.NAMES)
def other(request, tmp_path_factory):
    return other_surveys.published(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture
def release(other):
    return newest(other)


def ours(text: str, where: str = "") -> list[str]:
    """Words of ours in a text, each with what stands around it."""
    found = [*OURS.finditer(text)]
    if where not in CODES_BELONG:
        found += CODES.finditer(text)
    return [text[max(0, each.start() - 60) : each.end() + 40] for each in found]


# --------------------------------------------------------------------------------------- the pages


def shown(at) -> str:
    """All that a page sends, but the addresses of rows and the ids of what is sent."""
    return re.sub(r'(url|id|element_id|widget_id|default|options_id): "[^"]*"', "", sent(at))


def test_words_of_ours_are_found_where_they_stand(visit, demo_survey):
    told = shown(visit(demo_survey))
    for word in ("teams of one", "people in teams", "working alone", "burnout", "praise"):
        assert any(word in each for each in ours(told)), word


def test_no_page_holds_a_word_of_ours(visit, other):
    for path in sorted(pages_of(visit(other))):
        assert ours(shown(visit(other, path))) == [], path


def test_no_comparison_holds_a_word_of_ours(visit, other, release):
    for name in comparing.offered(release):
        assert ours(shown(visit(other, "compare", indicator=name))) == [], name


def test_no_page_of_a_narrower_group_holds_a_word_of_ours(visit, other, release):
    for dim in release.codebook.dimensions[:1]:
        code = release.codebook.options(dim)[0].code
        for path in sorted(pages_of(visit(other))):
            assert ours(shown(visit(other, path, **{dim: code}))) == [], path


def test_what_a_visitor_answered_is_told_in_the_survey_s_words(visit, other):
    at = visit(other, "you")
    while True:
        for group in (*at.radio, *at.button_group):
            group.set_value([1] if isinstance(group.value, list) else 1)
        onward = next(each for each in at.button if each.label in (of_you.NEXT, of_you.LAST))
        label = onward.label
        onward.click()
        at.run()
        assert not at.exception
        assert ours(shown(at)) == []
        if label == of_you.LAST:
            break
    assert at.get("plotly_chart")


def test_pages_are_called_by_the_survey_s_name_where_there_is_little_room(other, release):
    assert release.codebook.called in ("Night and day", "The rowing club's survey")


# -------------------------------------------------------------------------------- what people take


def test_the_form_and_its_promise_are_in_the_survey_s_words(release):
    made = apps_script(release.codebook)
    assert ours(made) == []
    sides = release.codebook.grouping
    assert f"at least ten {sides.solo.many} and ten {sides.team.many} answered" in made


def test_the_brief_is_in_the_survey_s_words(release):
    for cohort in (EVERYONE, *(f"{dim}=night" for dim in release.codebook.dimensions[1:2])):
        told = sheets.text(sheets.pdf(sheet(release, cohort, "http://survey.example/data")))
        assert ours(told) == []
        assert release.codebook.grouping.solo.many in told


def test_the_report_of_intake_calls_the_groups_by_their_names(other, release):
    told = "\n".join(look(other, NOON).report.lines())
    assert ours(told) == []
    assert release.codebook.grouping.team.many in told.splitlines()[0]


def texts(name: str, held: bytes, folder) -> Iterator[str]:
    """All the text that a file of a package holds."""
    ending = name.rpartition(".")[2]
    if ending == "parquet":
        yield pd.read_parquet(io.BytesIO(held)).astype(str).to_csv()
    elif ending == "sav":
        (folder / name).write_bytes(held)
        frame, meta = pyreadstat.read_sav(str(folder / name))
        yield frame.astype(str).to_csv()
        yield str([meta.column_labels, meta.variable_value_labels, meta.file_label, meta.notes])
    elif ending == "xlsx":
        for tab in load_workbook(io.BytesIO(held)):
            for row in tab.iter_rows():
                yield from (f"{cell.value} {cell.comment or ''}" for cell in row if cell.value)
    else:
        yield held.decode()


def test_no_file_of_the_package_holds_a_word_of_ours(other, release, tmp_path):
    package = Store(other.store).releases / release.id / "package.zip"
    with zipfile.ZipFile(package) as held:
        for name in held.namelist():
            for text in texts(name, held.read(name), tmp_path):
                assert ours(text, name) == [], name


def test_the_read_me_gives_the_groups_codes_as_codes(other, release):
    package = Store(other.store).releases / release.id / "package.zip"
    with zipfile.ZipFile(package) as held:
        told = held.read("README.md").decode()
    assert CODES.findall(re.sub("`.*?`", "", told)) == []


def test_the_api_holds_no_word_of_ours(other):
    addresses = (
        "/api/health", "/api/releases", "/api/releases/latest", "/api/corrections", "/api/docs",
        "/api/openapi.json", "/api/releases/latest/rows/estimates", "/api/releases/latest/nothing",
        "/api/nowhere",
    )  # fmt: skip
    with Served(other.store, api_limit=0) as server:
        for address in addresses:
            answer = server.get(address)
            assert ours(answer.body.decode(), address) == [], address
