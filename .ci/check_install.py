"""Check that the installed package holds every file of the source: code, data, page assets, manual.

Run with the Python of the environment that it is installed in.
"""

import sys
from importlib.metadata import files
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "timeline"
NOT_SHIPPED = {".pyc", ".pyo"}


def main() -> None:
    """Fail with the files that are missing."""
    installed = {str(path) for path in files("conflict-timeline") or ()}
    expected = {
        path.relative_to(SOURCE.parent).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and path.suffix not in NOT_SHIPPED
    }
    missing = sorted(expected - installed)
    if missing:
        sys.exit(f"not installed: {', '.join(missing)}")


if __name__ == "__main__":
    main()
