"""How good is the reading of articles on every yardstick, and what does it cost? One command for all of them.

usage: python tests/benchmarks/extraction.py     (each part also by itself, and with the path of any file of the same form:
       incidents.py GOLD TEXTS, plover.py FILE, muc4.py FILE, dates.py, speed.py)
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = (
    ("incidents.py",),
    ("plover.py",),
    ("plover.py", "--plain"),
    ("muc4.py",),
    ("dates.py",),
    ("speed.py",),
)


def main() -> None:
    """Run the benchmarks one after another; a part that fails is named at the end, and the others still run."""
    failed = []
    for script, *options in PARTS:
        sys.stdout.write(f"\n== {' '.join((script, *options))}\n")
        sys.stdout.flush()
        if subprocess.run(
            [sys.executable, HERE / script, *options], check=False
        ).returncode:
            failed.append(script)
    if failed:
        raise SystemExit(f"not measured: {', '.join(failed)}")


if __name__ == "__main__":
    main()
