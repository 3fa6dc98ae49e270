"""docs/scale.md is true: its commands, settings, limits and dialects are those of the program."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

from data.engines import ENGINES
from data.sources.sheets import ROWS_AT_ONCE, WHOLE_UP_TO
from tests.engines.test_dialects import WAREHOUSES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "scale.md").read_text("utf-8")


def test_every_command_it_names_can_be_run():
    named = set(re.findall(r"python -m ([\w.]+)", PAGE))
    assert {"data", "tests.benchmarks.counting", "tests.benchmarks.release"} <= named
    assert [name for name in named if find_spec(name) is None] == []


def test_every_setting_it_names_is_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in set(re.findall(r"\b(?:SURVEY|SPARK|GOOGLE)_[A-Z_]+\b", PAGE)) - {"SPARK_CONF_DIR"}:
        assert f"`{name}`" in readme, name
    assert all(f"`{name}`" in PAGE for name in ENGINES)


def test_every_file_it_names_is_there():
    named = set(re.findall(r"`((?:tests|data|analysis)/[\w/]+\.py|requirements[\w.-]+)`", PAGE))
    assert len(named) >= 3
    assert [file for file in named if not (ROOT / file).is_file()] == []


def test_its_limits_are_the_programs():
    assert f"{WHOLE_UP_TO:,} rows" in PAGE
    assert f"{ROWS_AT_ONCE:,} rows" in PAGE


def test_it_names_every_warehouse_that_the_queries_are_translated_for():
    names = {"bigquery": "BigQuery", "snowflake": "Snowflake", "trino": "Trino"}
    names |= {"clickhouse": "ClickHouse", "postgres": "PostgreSQL"}
    assert [names[each] for each in WAREHOUSES if names[each] not in PAGE] == []
