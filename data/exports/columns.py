"""The published tables' columns: what each means and holds, the same however empty it is."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import pyarrow as pa

MEANING = {
    "cohort": "Empty for everyone, else dimension=value, two of them joined by &.",
    "group": "solo or team; empty for solo against team.",
    "indicator": "The indicator's id in codebook.json; empty for the head count.",
    "band_low": "The band's lower edge, which belongs to it.",
    "band_high": "The band's upper edge, which belongs to the last band only.",
    "count": "Rounded number of people.",
    "count_low": "The smallest number it may stand for.",
    "count_high": "The largest number it may stand for.",
    "as_of": "The release whose answers the row is computed from.",
    "measure": "What was estimated; see methods.json.",
    "term": "The support, question, answer or model that the figure is about; empty for most.",
    "method": "How it was computed: the id of an entry in methods.json.",
    "value": "The estimate; the exact one is at most one step away.",
    "low": "Lower end of the 95% (equivalence: 90%) interval; of counts the smallest.",
    "high": "Upper end of the 95% (equivalence: 90%) interval; of counts the largest.",
    "step": "How far apart the exact numbers may lie that the value stands for.",
    "verdict": "higher, lower, about the same, or too uncertain to call.",
    "reason": "Why there is no value.",
    "item": "The question's id in codebook.json.",
    "answer": "The answer's code in codebook.json, or not-given.",
    "variable": "The column of the other tables whose value is explained.",
    "within": "The question to which an answer's code belongs; empty for all others.",
    "code": "The id or code as that column holds it.",
    "label": "The same in words.",
}
ABOUT = {
    "counts": "Rounded numbers of people, per cohort, group, indicator and score band.",
    "estimates": "Rounded means and what is computed from published numbers; the methods explain "
    "each.",
    "items": "Rounded numbers of answers to single questions, per cohort and group.",
    "labels": "The words for the ids and codes that the other tables hold.",
}
WHOLE = ("count", "count_low", "count_high")
REAL = ("band_low", "band_high", "value", "low", "high", "step")
KINDS = {pa.int64(): "integer", pa.float64(): "number", pa.string(): "string"}


def schema(columns: Iterable[str]) -> pa.Schema:
    """The Arrow types of published columns."""
    numbers = dict.fromkeys(WHOLE, pa.int64()) | dict.fromkeys(REAL, pa.float64())
    return pa.schema([(name, numbers.get(name, pa.string())) for name in columns])


def typed(frame: pd.DataFrame) -> pa.Table:
    """A published table with its columns' types, and without what pandas notes of itself."""
    wanted = schema(frame.columns)
    return pa.Table.from_pandas(frame, wanted, preserve_index=False).replace_schema_metadata()
