"""How well do the most salient days of a timeline built from many articles match editors' timelines of the same conflict?

usage: python tests/benchmarks/timelines.py [CORPUS REFERENCES] [-o incidents.jsonl] [--jobs 2]
(default: ../shared/corpora/syria-2011-2012.jsonl and ../shared/gold/timelines/syria-t17.jsonl)

The last line says how well the other editors' timelines together, each day weighed by how many of them name it, match the
one that is left out: how far editors agree on what belongs in such a timeline.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from timeline import pipeline
from timeline.exporters import jsonl
from timeline.model.incidents import Incident

SHARED = Path(__file__).resolve().parents[3] / "shared"
# The most salient incidents that are printed, for a look at what they are.
SHOWN = 10


def main() -> None:
    """Build the corpus, print the scorer's table and the most salient incidents."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "corpus",
        nargs="?",
        type=Path,
        default=SHARED / "corpora" / "syria-2011-2012.jsonl",
    )
    parser.add_argument(
        "references",
        nargs="?",
        type=Path,
        default=SHARED / "gold" / "timelines" / "syria-t17.jsonl",
    )
    parser.add_argument("-o", "--output", type=Path, help="Keep the incidents here.")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    scorer = SHARED / "bench" / "timeline" / "score.py"
    for path in (args.corpus, args.references, scorer):
        if not path.is_file():
            raise SystemExit(
                f"{path}: there is no such file. Give CORPUS REFERENCES; the scorer stands in ../shared."
            )
    start = time.perf_counter()
    data = pipeline.build([args.corpus], version="benchmark", jobs=args.jobs)
    spent = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        written = args.output or Path(folder) / "incidents.jsonl"
        jsonl.write(data, written)
        table = subprocess.run(
            [sys.executable, scorer, args.references, written],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        agreed = editors(scorer, args.references, Path(folder))
    told = [
        row(one)
        for one in sorted(data.incidents, key=lambda one: (-one.salience, one.id))[
            :SHOWN
        ]
    ]
    size = f"{len(data.documents):,} documents, {len(data.incidents):,} incidents, {spent:.0f} s"
    print("\n".join([size, table, *told, agreed]))  # noqa: T201 - a command


def editors(scorer: Path, references: Path, folder: Path) -> str:
    """Score each editor's timeline by the days of all the others."""
    lines = [
        line
        for line in references.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    one, others = folder / "one.jsonl", folder / "others.jsonl"
    means = []
    for at, line in enumerate(lines):
        one.write_text(line, encoding="utf-8")
        days = [
            {entry["date"] for entry in json.loads(other)["entries"]}
            for number, other in enumerate(lines)
            if number != at
        ]
        told = (
            {"date": {"start": day, "precision": "day"}, "salience": 1}
            for found in days
            for day in sorted(found)
        )
        others.write_text("\n".join(json.dumps(day) for day in told), encoding="utf-8")
        found = subprocess.run(
            [sys.executable, scorer, one, others, "--json"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        means.append(json.loads(found)["mean"])
    f1 = sum(mean["date_f1"] for mean in means) / len(means)
    recall = sum(mean["recall"][-1] for mean in means) / len(means)
    return f"the other editors   date-F1 {f1:.3f}  recall@3 {recall:.2f}"


def row(incident: Incident) -> str:
    """Tell an incident in a line."""
    when = (
        f"{incident.date.start} {incident.date.precision.value}"
        if incident.date
        else "undated"
    )
    documents = len({passage.document for passage in incident.reports})
    return f"{incident.salience:7.1f}  {when:18} {documents:3} documents  {incident.headline}"


if __name__ == "__main__":
    main()
