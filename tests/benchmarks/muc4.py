"""How good are MUC-4's full templates made from the incidents of single news texts, measured with the bench's scorer?

usage: python tests/benchmarks/muc4.py [FILE ...]     (default: tst1 and tst2 under ../shared/gold/muc4)
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(
    0, str(ROOT)
)  # run as a file, this one's folder would be searched and not the checkout

from tests.benchmarks.muc4_adapter.reading import read  # noqa: E402
from tests.benchmarks.muc4_adapter.templates import templates  # noqa: E402
from timeline import pipeline  # noqa: E402
from timeline.model.incidents import Incident  # noqa: E402
from timeline.settings import Settings  # noqa: E402

SHARED = ROOT.parent / "shared"


def main() -> None:
    """Build every text by itself, write the templates and print the scorer's table, for each file and for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        default=[SHARED / "gold" / "muc4" / f"tst{n}.jsonl" for n in (1, 2)],
    )
    parser.add_argument(
        "--responses", type=Path, help="folder in which the templates stay"
    )
    args = parser.parse_args()
    scorer = SHARED / "bench" / "muc4" / "score.py"
    missing = [path for path in (*args.files, scorer) if not path.is_file()]
    if missing:
        raise SystemExit(
            f"{missing[0]}: there is no such file. Give files of MUC-4 texts, one JSON object a line."
        )
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for path in args.files:
            out = (args.responses or Path(folder)) / f"{path.stem}.responses.jsonl"
            out.write_text(
                "".join(json.dumps(one) + "\n" for one in responses(path)),
                encoding="utf-8",
            )
            made.append(str(out))
            score(scorer, str(path), str(out), path.stem)
        if len(made) > 1:
            score(scorer, ",".join(map(str, args.files)), ",".join(made), "all")


def responses(path: Path) -> Iterator[dict[str, object]]:
    """Give the templates of every text of a file; only its id, day and text are read."""
    fields = ("id", "text", "published")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "documents.jsonl"
        given.write_text(
            "".join(
                json.dumps({name: line[name] for name in fields}) + "\n"
                for line in lines
            ),
            encoding="utf-8",
        )
        data = pipeline.build(
            [given], version="benchmark", settings=Settings(separate=True), jobs=1
        )
    incidents: dict[str, list[Incident]] = defaultdict(list)
    for incident in data.incidents:
        incidents[incident.reports[0].document].append(incident)
    for document in sorted(data.documents, key=lambda one: one.id):
        told = sorted(incidents[document.id], key=lambda one: one.reports[0].start)
        yield {"id": document.id, "templates": templates(read(document), told)}


def score(scorer: Path, gold: str, made: str, name: str) -> None:
    """Print the scorer's table under a name."""
    table = subprocess.run(
        [sys.executable, str(scorer), gold, made],
        capture_output=True,
        text=True,
        check=True,
    )
    print(f"{name}\n{table.stdout}")  # noqa: T201 - a command


if __name__ == "__main__":
    main()
