"""``python -m tests.fuzz SECONDS``: a coverage-guided run over every target, for so long each.

It needs atheris (tests/fuzz/requirements.txt). What is found lies in the folder ``.fuzz`` as
``<target>-crash-...`` or ``<target>-timeout-...``: mend it, then keep the file in cases/<target>/.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import atheris

FOUND = Path(".fuzz")
SLOW = 10  # seconds that one input may take
LARGEST = 60_000  # bytes of an input
OURS = ["analysis", "data"]


def run_one(target: str, seconds: int) -> None:
    """Fuzzes one target in this process, which ends with it."""
    with atheris.instrument_imports(include=OURS):
        from tests.fuzz.targets import TARGETS, seeds
    corpus = FOUND / target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, each in enumerate(seeds()[target]):
        (corpus / f"seed-{number}").write_bytes(each)
    kept = Path(__file__).parent / "cases" / target
    folders = [str(corpus), *([str(kept)] if kept.is_dir() else [])]
    limits = [f"-max_total_time={seconds}", f"-timeout={SLOW}", f"-max_len={LARGEST}"]
    found = f"-artifact_prefix={FOUND}/{target}-"
    atheris.Setup(
        [sys.argv[0], *limits, found, "-verbosity=0", "-print_final_stats=1", *folders],
        lambda said: TARGETS[target](said) and None,
    )
    atheris.Fuzz()


def main() -> int:
    """0 where nothing was found."""
    match sys.argv[1:]:
        case [seconds]:
            commands = [[sys.executable, "-m", "tests.fuzz", seconds, name] for name in NAMES]
            return max(subprocess.run(command).returncode for command in commands)
        case [seconds, target]:
            run_one(target, int(seconds))
    return 0


NAMES = ("codebook", "entries", "intake", "workbook", "release")
if __name__ == "__main__":
    sys.exit(main())
