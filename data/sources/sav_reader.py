"""``python sav_reader.py FILE``: the variables of an SPSS file, on stdout as an Arrow stream.

A program of its own, because the library that reads these files takes its process down with it
over some damaged ones. It imports nothing of ours, so that it starts quickly.
"""

from __future__ import annotations

import contextlib
import json
import sys

import pyarrow as pa
import pyreadstat


def variables_in(file: str) -> pa.Table:
    """A column of numbers or texts for each variable, null where SPSS takes it for missing.

    A field's metadata hold the variable's label, its format, and the labels of its values as JSON.
    """
    # Seconds stay seconds: the library refuses a whole file for one day that is out of range.
    columns, about = pyreadstat.read_sav(
        file, output_format="dict", disable_datetime_conversion=True
    )
    fields = []
    for name, label in zip(columns, about.column_labels, strict=True):
        labels = list(about.variable_value_labels.get(name, {}).items())
        metadata = {
            "label": label or "",
            "format": about.original_variable_types.get(name) or "",
            "labels": json.dumps(labels),
        }
        is_text = about.readstat_variable_types.get(name) == "string"
        fields.append(pa.field(name, pa.string() if is_text else pa.float64(), metadata=metadata))
    arrays = [pa.array(columns[field.name], field.type) for field in fields]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def main(file: str) -> None:
    """Writes the table; any exception says that the file can't be read."""
    with contextlib.suppress(ImportError):  # on Windows, where a crash leaves no core behind
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    table = variables_in(file)
    with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
        stream.write_table(table)


if __name__ == "__main__":
    main(sys.argv[1])
