"""How much memory this process took at most."""

from __future__ import annotations

import re
import resource
from pathlib import Path


def peak_gb() -> float:
    """The peak resident memory in GB.

    Linux's rusage starts with what the parent had at the fork, so its status file is asked first.
    """
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1] if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1e6
