"""Programs that tests need beside Python: looked for first, then asked of the system's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGE_SECONDS = 600


def succeeds(command: list[str], seconds: int) -> bool:
    """Whether a command succeeded in time; what it says is not shown."""
    try:
        tried = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=seconds
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def install(package: str) -> None:
    """Tries to install a Debian or Ubuntu package, quietly; elsewhere does nothing."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]  # -n: fails where a password is wanted
    if succeeds([*sudo, "apt-get", "update"], PACKAGE_SECONDS):
        quiet = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive"]
        lean = ["apt-get", "install", "-y", "--no-install-recommends", package]
        succeeds([*quiet, *lean], PACKAGE_SECONDS)
