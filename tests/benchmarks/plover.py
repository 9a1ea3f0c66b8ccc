"""How good are type and sides of single sentences, measured on PLOVER's gold sentences with their scorer?

usage: python tests/benchmarks/plover.py [FILE]     (default: ../shared/gold/plover/plover-gsr-dev.jsonl)
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from timeline import pipeline
from timeline.exporters import jsonl
from timeline.settings import Settings

SHARED = Path(__file__).resolve().parents[3] / "shared"


def main() -> None:
    """Build every sentence as a document of its own and print the scorer's table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=SHARED / "gold" / "plover" / "plover-gsr-dev.jsonl")
    args = parser.parse_args()
    scorer = SHARED / "bench" / "plover" / "score.py"
    if not (args.file.is_file() and scorer.is_file()):
        raise SystemExit(f"{args.file}: no such file, or no scorer beside it at {scorer}.")
    with tempfile.TemporaryDirectory() as folder:
        documents, incidents = Path(folder) / "documents.jsonl", Path(folder) / "incidents.jsonl"
        made = subprocess.run(
            [sys.executable, scorer, "--documents", args.file], capture_output=True, text=True, check=True
        )
        documents.write_text(made.stdout, encoding="utf-8")
        data = pipeline.build([documents], version="benchmark", settings=Settings(separate=True), jobs=1)
        jsonl.write(data, incidents)
        subprocess.run([sys.executable, scorer, args.file, incidents], check=True)


if __name__ == "__main__":
    main()
