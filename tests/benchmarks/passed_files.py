"""Count the source files that one sentence passes through when it is read.

usage: python tests/benchmarks/passed_files.py [CHECKOUT …]
       without a checkout the one that holds this script is measured

Builds a timeline of one document with one sentence in each checkout, in a process of its own, and records which files
of the package run a function that is no import. Files that run only while they are imported are not counted. What is
read once per process (the lexicon, the gazetteer) is counted only when the sentence itself asks for it: a first build
loads it, a second one is recorded.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WARM = "Rebels shot dead two soldiers in Aleppo on Monday, the defence ministry said."
SENTENCE = (
    "Syrian government shelling killed four Turkish soldiers near Saraqib on Monday, "
    "Turkey's defence ministry said."
)

# Runs in the checkout that is measured: builds once to load what is loaded once, then records a second build.
RECORDER = """
import datetime, json, pathlib, sys, tempfile
import timeline
package = pathlib.Path(timeline.__file__).parent
calls = {}
last = [None]
hops = [0]
def record(frame, event, argument):
    if event != "call" or frame.f_code.co_name == "<module>":
        return
    name = frame.f_code.co_filename
    if name.startswith(str(package)):
        calls[name] = calls.get(name, 0) + 1
        hops[0] += name != last[0]
        last[0] = name
def build(text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "article.txt"
        path.write_text(text, encoding="utf-8")
        return timeline.build([path], published=datetime.date(2020, 2, 4), progress=False, jobs=1)
build(sys.argv[1])
sys.setprofile(record)
built = build(sys.argv[2])
sys.setprofile(None)
files = {str(pathlib.Path(name).relative_to(package)): count for name, count in calls.items()}
everything = [path for path in package.rglob("*.py")]
json.dump({"files": files, "hops": hops[0], "all": len(everything), "incidents": len(built.incidents)}, sys.stdout)
"""


@dataclass(frozen=True)
class Passage:
    """What one sentence passed through.

    Attributes:
        files: Calls by file of the package.
        hops: Calls that lead from one file into another.
        all_files: Source files of the package.
        incidents: Incidents that the sentence became.
    """

    files: dict[str, int]
    hops: int
    all_files: int
    incidents: int


def measure(checkout: Path) -> Passage:
    """Record which files of a checkout a sentence passes through."""
    command = [sys.executable, "-c", RECORDER, WARM, SENTENCE]
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    answer = subprocess.run(
        command,
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    recorded = json.loads(answer.stdout)
    return Passage(
        files=recorded["files"],
        hops=recorded["hops"],
        all_files=recorded["all"],
        incidents=recorded["incidents"],
    )


def report(checkout: Path, passage: Passage) -> list[str]:
    """Return the figures of a checkout in lines, by package."""
    packages: dict[str, int] = {}
    for name in passage.files:
        package, _, inner = name.partition("/")
        key = package if inner else "top"
        packages[key] = packages.get(key, 0) + 1
    by_package = ", ".join(
        f"{name} {count}" for name, count in sorted(packages.items())
    )
    return [
        f"{checkout}: {len(passage.files)} of {passage.all_files} files, {passage.hops} hops "
        f"between files, {passage.incidents} incident(s)",
        f"  by package: {by_package}",
    ]


def main(arguments: Sequence[str]) -> None:
    """Measure the checkouts named, or this one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkouts", nargs="*", type=Path, default=[ROOT])
    for checkout in parser.parse_args(arguments).checkouts:
        lines = report(checkout, measure(checkout.resolve()))
        print("\n".join(lines))  # noqa: T201 - a command


if __name__ == "__main__":
    main(sys.argv[1:])
