"""How much memory the doctor finds: the machine's, or what a container's limit leaves of it."""

from __future__ import annotations

import pytest

from data.doctor import machine
from data.doctor.finding import State

GIB = 2**30


@pytest.fixture
def host(tmp_path):
    """Lays out a machine of so many GiB, with these files of control groups."""

    def lay(total=8.0, own="", **files):
        for folder in ("proc/self", "sys/fs/cgroup"):
            (tmp_path / folder).mkdir(parents=True)
        if total:
            told = f"MemTotal:       {int(total * 2**20)} kB\nMemFree:  1 kB\n"
            (tmp_path / "proc/meminfo").write_text(told)
        (tmp_path / "proc/self/cgroup").write_text(own)
        for name, limit in files.items():
            place = tmp_path / "sys/fs/cgroup" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(f"{limit}\n")
        return tmp_path

    return lay


@pytest.mark.parametrize(
    ("total", "own", "files", "least"),
    [
        (8, "", {}, 8 * GIB),
        (8, "", {"memory.max": "max"}, 8 * GIB),
        (8, "", {"memory.max": GIB}, GIB),
        (8, "0::/a.slice/b.service\n", {"a.slice/b.service/memory.max": GIB}, GIB),
        (8, "0::/a.slice/b.service\n", {"a.slice/memory.max": GIB}, GIB),
        (8, "0::/a.slice/b.service\n", {"c.slice/memory.max": GIB}, 8 * GIB),
        (8, "4:memory:/docker/x\n", {"memory/docker/x/memory.limit_in_bytes": GIB}, GIB),
        (8, "4:memory:/docker/x\n", {"memory/memory.limit_in_bytes": GIB}, GIB),
        (8, "", {"memory/memory.limit_in_bytes": 2**63 - 4096}, 8 * GIB),
        (8, "", {"memory.max": "nonsense"}, 8 * GIB),
    ],
)
def test_the_smallest_limit_counts(host, total, own, files, least):
    assert min(machine.limits(host(total, own, **files))) == least


@pytest.mark.parametrize(
    ("total", "state", "words"),
    [
        (8, State.OK, "8,590 MB of memory."),
        (0.75, State.WARNING, "too little to cut a release while pages are shown"),
        (0.25, State.FAULT, "too little to show pages"),
        (0, State.OK, "can't be told"),
    ],
)
def test_too_little_is_told_with_what_helps(host, total, state, words):
    found = machine.memory(host(total))
    assert found.state is state
    assert words in found.sentence
    assert bool(found.remedy) == (state is not State.OK)
