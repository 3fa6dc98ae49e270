"""The picture that CONTRIBUTING.md adds as an example is there when one does what it says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IMPORTED = "from analysis.exhibits.waves import waves\n"
ABOVE = "    show.exhibit(release, bands(release, indicator, cohort))\n"
VISIT = """
import json, sys
from streamlit.testing.v1 import AppTest
at = AppTest.from_file("pages/navigation.py", default_timeout=60).run()
at._page_hash = {p["url_pathname"]: n for n, p in at._registered_pages.items()}["strain"]
at.run()
assert not at.exception
charts = [each.proto.alt for each in at.get("plotly_chart")]
links = [each.proto.url for each in at.get("link_button")]
tables = [list(each.value.columns) for each in at.table]
print(json.dumps({"charts": charts, "links": links, "tables": tables}))
"""


@pytest.fixture(scope="module")
def blocks():
    """The blocks of Python in CONTRIBUTING.md: the exhibit, its picture, the page's line."""
    found = re.findall(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.S)
    assert len(found) == 3
    return found


@pytest.fixture
def copy(tmp_path, blocks):
    """The project with the example done to it."""
    for part in ("analysis", "data", "pages", ".streamlit"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    exhibit, picture, line = blocks
    (tmp_path / "analysis/exhibits/top.py").write_text(exhibit, "utf-8")
    (tmp_path / "pages/parts/figures/top.py").write_text(picture, "utf-8")
    page = tmp_path / "pages/indicator.py"
    text = page.read_text("utf-8")
    assert text.count(ABOVE) == text.count(IMPORTED) == 1
    text = text.replace(ABOVE, ABOVE + line)
    page.write_text(
        text.replace(IMPORTED, f"from analysis.exhibits.top import top\n{IMPORTED}"), "utf-8"
    )
    return tmp_path


def test_two_files_and_a_line_are_a_picture_with_its_table_and_rows(copy, shipped):
    done = subprocess.run(
        [sys.executable, "-c", VISIT],
        cwd=copy,
        env={"SURVEY_STORE": str(shipped.store), "PATH": "", "HOME": str(copy)},
        capture_output=True,
        text=True,
        check=True,
    )
    shown = json.loads(done.stdout.splitlines()[-1])
    assert any(alt.startswith("In the highest band: ") for alt in shown["charts"])
    assert ["Group", "In the highest band"] in shown["tables"]
    assert any("chart=top&on=strain" in url for url in shown["links"])
