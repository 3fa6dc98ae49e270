"""Linear programs by HiGHS, one cost after another.

The primal simplex goes on from the last vertex (strategy 4): another cost leaves it feasible.
"""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from analysis.counting.moments import Floats

OPTIONS: dict[str, bool | int | str] = {"output_flag": False, "solver": "simplex", "threads": 1}
WARM: dict[str, bool | int | str] = {"presolve": "off", "simplex_strategy": 4}
AFRESH: dict[str, bool | int | str] = {"presolve": "off", "simplex_strategy": 1}


class _Program(highspy.Highs):
    """Without callbacks: setting these up prints a line about HiGHS."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


class Solver:
    """Vertices of ``least`` <= x <= ``most`` and ``low`` <= ``rows`` x <= ``high``."""

    def __init__(self, least: Floats, most: Floats, rows: Any, low: Floats, high: Floats) -> None:
        self._model, matrix = _Program(), rows.tocsr()
        for name, value in OPTIONS.items():
            self._model.setOptionValue(name, value)
        program = highspy.HighsLp()
        program.num_row_, program.num_col_ = matrix.shape
        program.col_cost_ = np.zeros(matrix.shape[1])
        program.col_lower_, program.col_upper_ = least, most
        program.row_lower_, program.row_upper_ = low, high
        held = program.a_matrix_
        held.format_ = highspy.MatrixFormat.kRowwise
        held.start_, held.index_, held.value_ = matrix.indptr, matrix.indices, matrix.data
        self._model.passModel(program)
        self._every = np.arange(matrix.shape[1], dtype=np.int32)

    def least(self, cost: Floats, *, afresh: bool) -> Floats | None:
        """Where the cost is least, from the last vertex or ``afresh``; None where nothing is."""
        for name, value in (AFRESH if afresh else WARM).items():
            self._model.setOptionValue(name, value)
        if afresh:
            self._model.clearSolver()
        self._model.changeColsCost(len(self._every), self._every, cost)
        self._model.run()
        found = np.array(self._model.getSolution().col_value)
        return found if len(found) == len(cost) else None
