"""Work shared out over the machine's processors."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

Mapper = Callable[..., Iterable[Any]]


@contextlib.contextmanager
def workers(wanted: bool = True) -> Iterator[Mapper]:
    """A ``map`` whose calls run in processes of their own, in order; a plain one where not wanted.

    Solvers hold Python's one lock, so threads would not help. New processes start from nothing,
    which a server with threads needs.
    """
    count = os.cpu_count() or 1
    if not wanted or count == 1:
        yield map
        return
    with ProcessPoolExecutor(count, multiprocessing.get_context("spawn")) as pool:
        yield pool.map
