"""Show whether two versions of the program give the same bytes.

usage: python tests/benchmarks/same_bytes.py CHECKOUT -o digests.json
       python tests/benchmarks/same_bytes.py CHECKOUT --compare digests.json

Builds every example, every text of ../shared/gold/texts and every file of ../shared/data/samples with the program in
CHECKOUT, and digests timeline.json and the JSON Lines export of each. What cannot be read is digested by its message.
Renames that a version is meant to bring are undone before digesting: `--rename NEW=OLD`, as often as needed.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"

# Runs in the checkout that is measured, in one process, so that the model is loaded once.
BUILDER = """
import datetime, json, pathlib, sys
import timeline
from timeline.errors import TimelineError
for name, paths, out in json.load(sys.stdin):
    try:
        built = timeline.build(paths, published=datetime.date(2012, 6, 1), progress=False, jobs=1)
        built.export(out + ".json")
        built.export(out + ".jsonl")
    except TimelineError as error:
        pathlib.Path(out + ".json").write_text(str(error), encoding="utf-8")
        pathlib.Path(out + ".jsonl").write_text("", encoding="utf-8")
"""


def inputs() -> dict[str, list[str]]:
    """List what is built, by name."""
    examples = {
        f"examples/{path.name}": [str(path)]
        for path in sorted((ROOT / "examples").iterdir())
        if path.is_dir()
    }
    texts = {
        f"texts/{path.name}": [str(path)]
        for path in sorted((SHARED / "gold" / "texts").glob("*.txt"))
    }
    samples = {
        f"samples/{path.relative_to(SHARED / 'data' / 'samples')}": [str(path)]
        for path in sorted((SHARED / "data" / "samples").rglob("*"))
        if path.is_file()
    }
    return examples | texts | samples


def digests(checkout: Path, renames: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Build everything with the program in a checkout and digest what it wrote."""
    given = inputs()
    with tempfile.TemporaryDirectory() as folder:
        outputs = {
            name: str(Path(folder) / str(number)) for number, name in enumerate(given)
        }
        work = json.dumps([(name, given[name], outputs[name]) for name in given])
        subprocess.run(
            [sys.executable, "-c", BUILDER],
            cwd=checkout,
            input=work,
            text=True,
            check=True,
            env=_environment(checkout),
        )
        return {name: _digest(outputs[name], renames) for name in given}


def _environment(checkout: Path) -> Mapping[str, str]:
    return {**os.environ, "PYTHONPATH": str(checkout)}


def _digest(output: str, renames: Sequence[tuple[str, str]]) -> str:
    digest = hashlib.sha256()
    for suffix in (".json", ".jsonl"):
        text = Path(output + suffix).read_text(encoding="utf-8")
        for new, old in renames:
            text = text.replace(new, old)
        digest.update(text.encode())
    return digest.hexdigest()


def main() -> None:
    """Write digests, or compare with digests written before."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkout", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--compare", type=Path)
    parser.add_argument("--rename", action="append", default=[], metavar="NEW=OLD")
    arguments = parser.parse_args()
    renames = [
        (new, old) for new, _, old in (pair.partition("=") for pair in arguments.rename)
    ]
    measured = digests(arguments.checkout.resolve(), renames)
    if arguments.output is not None:
        arguments.output.write_text(
            json.dumps(measured, indent=1) + "\n", encoding="utf-8"
        )
    if arguments.compare is not None:
        before = json.loads(arguments.compare.read_text(encoding="utf-8"))
        changed = [name for name in before if measured.get(name) != before[name]]
        print(f"{len(before) - len(changed)} of {len(before)} are the same")  # noqa: T201 - a command
        print("\n".join(changed))  # noqa: T201 - a command
        raise SystemExit(1 if changed else 0)


if __name__ == "__main__":
    main()
