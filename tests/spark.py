"""Whether Spark can run here; ``python -m tests.spark`` sees to it: Java 17, and PySpark."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.programs import install, succeeds

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ROOT / "requirements-spark.txt"
OLDEST_JAVA = 17
START_SECONDS = 30
INSTALL_SECONDS = 900
REMEDY = (
    "Install Java 17 or newer (Debian or Ubuntu: apt-get install openjdk-17-jre-headless) and "
    "PySpark (pip install --require-hashes -r requirements-spark.txt), and run this again."
)


def java() -> int | None:
    """The version of Java that is here, 17 for 17.0.2; None where there is none."""
    home = os.environ.get("JAVA_HOME")
    file = shutil.which("java", path=f"{home}/bin" if home else None)
    if file is None:
        return None
    told = subprocess.run([file, "-version"], capture_output=True, text=True, timeout=START_SECONDS)
    found = re.search(r'version "(\d+)', told.stderr)
    return int(found[1]) if found else None


def has_java() -> bool:
    return (java() or 0) >= OLDEST_JAVA


def has_pyspark() -> bool:
    return importlib.util.find_spec("pyspark") is not None


def missing() -> str:
    """One sentence for whoever can't run Spark, and the remedy."""
    what = "Java 17" if not has_java() else "PySpark"
    return f"The tests of the engine spark need {what}, which is not here. {REMEDY}"


def _install() -> None:
    """Tries the system's package and the locked PySpark, quietly."""
    if not has_java():
        install("openjdk-17-jre-headless")
    if not has_pyspark():
        locked = ["--require-hashes", "-r", str(REQUIREMENTS)]
        uv = shutil.which("uv")
        with_uv = [str(uv), "pip", "install", "-q", "-p", sys.executable, *locked]
        with_pip = [sys.executable, "-m", "pip", "install", "-q", *locked]
        succeeds(with_uv if uv else with_pip, INSTALL_SECONDS)
        importlib.invalidate_caches()


def main() -> int:
    """0 and what is used; 1 and what to do about it where something is missing."""
    if not (has_java() and has_pyspark()):
        print("Looking for Java 17 and PySpark to test with: trying to install them.", flush=True)
        _install()
    if not (has_java() and has_pyspark()):
        print(missing(), file=sys.stderr)
        return 1
    print(f"Tests of the engine spark use Java {java()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
