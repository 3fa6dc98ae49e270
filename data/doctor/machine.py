"""How much memory the machine, or the container around it, lets the server have."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

from data.doctor.finding import Finding, State

# Bytes, as tests/benchmarks/small_host.py measured them for 5,000 answers to the shipped survey.
NEEDED = 600e6  # the app with a visitor: 582 MB
ENOUGH = 1e9  # while it cuts a release: 867 MB


def memory(root: Path = Path("/")) -> Finding:
    """Whether pages can be shown and releases cut; ``root`` has proc and sys below it."""
    room = min(limits(root), default=None)
    if room is None:
        return Finding("memory", State.OK, "How much memory this machine has can't be told.")
    told = f"There are {room / 1e6:,.0f} MB of memory"
    if room >= ENOUGH:
        return Finding("memory", State.OK, f"{told}.")
    state = State.FAULT if room < NEEDED else State.WARNING
    what = "to show pages" if state is State.FAULT else "to cut a release while pages are shown"
    return Finding(
        "memory", state, f"{told}, too little {what}.",
        f"Give the server {ENOUGH / 1e6:,.0f} MB, or cut releases on another machine.",
    )  # fmt: skip


def limits(root: Path) -> Iterator[float]:
    """Bytes of the machine, and what every group of processes around this one may take."""
    with contextlib.suppress(OSError):
        found = re.search(r"^MemTotal:\s+(\d+) kB", (root / "proc/meminfo").read_text(), re.M)
        if found:
            yield int(found[1]) * 1024.0
    for each in _groups(root / "sys/fs/cgroup", _own(root / "proc/self/cgroup")):
        with contextlib.suppress(OSError, ValueError):  # "max" is no limit
            yield float(int(each.read_text()))


def _own(file: Path) -> list[str]:
    """The groups of this process, as paths below their tree's root."""
    with contextlib.suppress(OSError):
        return [line.split(":", 2)[2] for line in file.read_text().splitlines() if ":" in line]
    return []


def _groups(tree: Path, own: list[str]) -> Iterator[Path]:
    """The files that may hold a limit, of both versions of control groups."""
    for group in dict.fromkeys(("/", *own)):
        inner = Path(group.lstrip("/"))
        for part in (inner, *inner.parents):
            yield tree / part / "memory.max"
            yield tree / "memory" / part / "memory.limit_in_bytes"
