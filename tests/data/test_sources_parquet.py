"""What an operator can rely on when the answers are in a Parquet file."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.settings import Settings
from data.sources import Source, open_source
from tests.raw_tables import error_of, rows


def opened(file: Path) -> Source:
    return open_source(Settings(source=str(file)))


class TestAParquetFileIsReadAsText:
    @pytest.fixture
    def texts(self, tmp_path):
        """Writes one column and returns its cells as they are read."""

        def written(cells, kind=None):
            marker = pa.array(["x"] * len(cells))
            column = cells if isinstance(cells, pa.Array) else pa.array(cells, kind)
            pq.write_table(pa.table({"q": column, "r": marker}), tmp_path / "a.parquet")
            return opened(tmp_path / "a.parquet").read().columns[0].to_pylist()

        return written

    @pytest.mark.parametrize(
        ("cells", "kind", "expected"),
        [
            (["007", " Often ", "", None], None, ["007", " Often ", None, None]),
            (["Often"], pa.large_string(), ["Often"]),
            ([b"caf\xc3\xa9"], None, ["café"]),
            ([7, -3, None], None, ["7", "-3", None]),
            ([255], pa.uint8(), ["255"]),
            ([7.0, 0.1, -2.5, None, float("nan")], None, ["7", "0.1", "-2.5", None, None]),
            ([0.1, 3.0], pa.float32(), ["0.1", "3"]),
            ([0.5, 3.0], pa.float16(), ["0.5", "3"]),
            ([9007199254740993.0, 1e300], None, ["9.007199254740992e+15", "1e+300"]),
            ([45678.52184027778], None, ["45678.52184027778"]),
            ([Decimal("7.50"), Decimal("700.00"), None], None, ["7.5", "700", None]),
            ([True, False, None], None, ["TRUE", "FALSE", None]),
            (
                [dt.datetime(2024, 1, 2, 3, 4, 5, 678000), None],
                pa.timestamp("ms"),
                ["2024-01-02 03:04:05", None],
            ),
            (
                [dt.datetime(1969, 12, 31, 23, 59, 58, 500000)],
                pa.timestamp("ns"),
                ["1969-12-31 23:59:58"],
            ),
            (
                [dt.datetime(2024, 7, 2, 3, 4, 5, tzinfo=dt.UTC)],
                pa.timestamp("us", "America/New_York"),
                ["2024-07-01 23:04:05"],
            ),
            ([dt.date(2024, 1, 2)], None, ["2024-01-02"]),
            ([dt.time(9, 5, 7)], None, ["09:05:07"]),
            ([None, None], pa.null(), [None, None]),
        ],
    )
    def test_whatever_the_type(self, texts, cells, kind, expected):
        assert texts(cells, kind) == expected

    @pytest.mark.parametrize("cells", [["a", "b", None, "a"], [1.0, 2.5, None, 1.0]])
    def test_with_categories_spelled_out(self, texts, cells):
        spelled = {None: None, 1.0: "1", 2.5: "2.5", "a": "a", "b": "b"}
        coded = pa.array(cells).dictionary_encode()
        assert texts(coded) == [spelled[cell] for cell in cells]

    def test_with_the_same_columns_as_text(self, texts, tmp_path):
        texts([1, 2])
        table = opened(tmp_path / "a.parquet").read()
        assert {column.type for column in table.columns} == {pa.string()}

    @pytest.mark.parametrize(
        ("cells", "named"),
        [
            ([["a"]], "list"),
            ([{"a": 1}], "struct"),
            ([dt.timedelta(days=1)], "duration"),
            ([b"\xff"], "binary"),
        ],
    )
    def test_but_a_type_without_a_text_is_named(self, tmp_path, cells, named):
        pq.write_table(pa.table({"roles worn": cells}), tmp_path / "a.parquet")
        error = error_of(opened(tmp_path / "a.parquet"))
        assert error.problem.startswith(f"The column 'roles worn' of a.parquet holds {named}")
        assert "as text" in error.remedy

    def test_with_the_columns_of_days_known_as_such(self, tmp_path):
        columns = {
            "day": pa.array([dt.date(2024, 1, 2)]),
            "moment": pa.array([dt.datetime(2024, 1, 2, 3)], pa.timestamp("ms", "UTC")),
            "coded": pa.array([dt.date(2024, 1, 2)]).dictionary_encode(),
            "number": pa.array([7]),
            "text": pa.array(["2024-01-02"]),
        }
        pq.write_table(pa.table(columns), tmp_path / "a.parquet")
        table = opened(tmp_path / "a.parquet").read()
        assert table.formats == ("date", "date", "date", None, None)
        assert table.typed

    def test_in_as_many_row_groups_as_it_has(self, tmp_path):
        table = pa.table({"q": [str(n) for n in range(5)], "r": [1, 2, None, 4, 5]})
        pq.write_table(table, tmp_path / "a.parquet", row_group_size=2)
        assert rows(opened(tmp_path / "a.parquet").read()) == [
            ("0", "1"),
            ("1", "2"),
            ("2", None),
            ("3", "4"),
            ("4", "5"),
        ]

    def test_in_a_folder_with_an_equals_sign(self, tmp_path):
        folder = tmp_path / "wave=2"
        folder.mkdir()
        pq.write_table(pa.table({"q": ["a"]}), folder / "a.parquet")
        assert opened(folder / "a.parquet").read().headers == ("q",)

    def test_with_headers_that_repeat(self, tmp_path):
        table = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["q", "q"])
        pq.write_table(table, tmp_path / "a.parquet")
        read = opened(tmp_path / "a.parquet").read()
        assert read.headers == ("q", "q")
        assert rows(read) == [("a", "b")]

    def test_without_its_blank_rows(self, tmp_path):
        pq.write_table(
            pa.table({"q": ["a", None, " "], "r": [1.0, float("nan"), None]}),
            tmp_path / "a.parquet",
        )
        assert rows(opened(tmp_path / "a.parquet").read()) == [("a", "1")]

    def test_without_any_row(self, tmp_path):
        pq.write_table(pa.table({"q": pa.array([], pa.float64())}), tmp_path / "a.parquet")
        table = opened(tmp_path / "a.parquet").read()
        assert table.headers == ("q",)
        assert len(table) == 0


class TestAParquetFileThatCannotBeReadSaysWhy:
    def test_missing(self, tmp_path):
        assert "doesn't exist" in error_of(opened(tmp_path / "no.parquet")).problem

    @pytest.mark.parametrize("damage", ["empty", "text", "truncated", "spoiled"])
    def test_damaged(self, tmp_path, damage):
        file = tmp_path / "a.parquet"
        pq.write_table(pa.table({"q": [str(n) for n in range(1000)]}), file, compression="snappy")
        whole = file.read_bytes()
        file.write_bytes(
            {
                "empty": b"",
                "text": b"q,r\n1,2\n",
                "truncated": whole[:-20],
                "spoiled": whole[:60] + b"\xff" * 400 + whole[460:],
            }[damage]
        )
        error = error_of(opened(file))
        assert error.problem == "The file a.parquet isn't a complete Parquet file."
        assert "Write it again" in error.remedy

    def test_without_columns(self, tmp_path):
        pq.write_table(pa.table({}), tmp_path / "a.parquet")
        assert "has no columns" in error_of(opened(tmp_path / "a.parquet")).problem
