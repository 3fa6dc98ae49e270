"""Where functions of arrays are zero, each element for itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
RELATIVE = 1e-13


def root(
    function: Callable[..., Floats],
    low: Floats,
    high: Floats,
    *given: Floats,
    within: float = 1e-13,
) -> Floats:
    """The zero of ``function(x, *given)`` between ``low`` and ``high``, where its signs differ.

    All arrays have one shape, which the result has too; it is good to 13 digits or ``within``,
    whichever is coarser. NaN where any of them is not finite. The function is handed flat parts of
    them. Chandrupatla 1997, Adv Eng Softw 28, 145-149.
    """
    from scipy.optimize import elementwise

    known = np.isfinite((low, high, *given)).all(axis=0)
    found = np.full(known.shape, np.nan)
    if known.any():
        ends, rest = (low[known], high[known]), tuple(each[known] for each in given)
        close = {"xatol": within, "xrtol": RELATIVE, "fatol": 0.0, "frtol": 0.0}
        found[known] = elementwise.find_root(function, ends, args=rest, tolerances=close).x
    return found
