"""What does reading in shards cost: two Dask workers beside one process, and more articles beside fewer?

usage: python tests/benchmarks/scale.py [CORPUS.jsonl] [--documents 120] [--workers 2] [--made-up]
(default: ../shared/corpora/syria-2011-2012.jsonl; CPU seconds are those of all processes, the parser's loading included)

With --made-up the articles are written here, three sentences each, on attacks in real towns on drawn days.

Printed for half and for all of the documents: CPU and wall seconds of one process that reads all shards, and of a cluster
that is started for it; their ratio; and the exponent of growth.
"""

import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from tests.benchmarks.runs import ROOT, Run, check_corpus, corpus_parser

DOCUMENTS_IN_A_FILE = 10


def main() -> None:
    """Print one table."""
    parser = corpus_parser(__doc__)
    parser.add_argument("--documents", type=int, default=120)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--made-up", action="store_true", help="articles that are written here"
    )
    args = parser.parse_args()
    if not args.made_up:
        check_corpus(args.corpus)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = args.corpus
        if args.made_up:
            corpus = folder / "made-up.jsonl"
            corpus.write_text("".join(made_up(args.documents)), encoding="utf-8")
        half = measured(corpus, args.documents // 2, args.workers, folder / "half")
        whole = measured(corpus, args.documents, args.workers, folder / "whole")
    for way in half:
        exponent = math.log(whole[way].cpu / half[way].cpu) / math.log(2)
        print(f"{way}: exponent of growth {exponent:.2f}")  # noqa: T201 - a command


TOWNS = (
    "Idlib",
    "Aleppo",
    "Homs",
    "Hama",
    "Raqqa",
    "Daraa",
    "Palmyra",
    "Mosul",
    "Tikrit",
    "Ramadi",
    "Kirkuk",
    "Fallujah",
)
ATTACKS = (
    "Government troops shelled {town} on {day}, killing {dead} people, a doctor said.",
    "A car bomb exploded near a market in {town} on {day} and killed {dead} civilians, the police said.",
    "Rebels attacked an army checkpoint outside {town} on {day}; {dead} soldiers died.",
    "Gunmen abducted {dead} aid workers in {town} on {day}, residents said.",
)  # fmt: skip
AFTER = (
    "A spokesman for the governor declined to comment.",
    "The road to the border remained closed for traffic.",
    "Aid groups asked for tents and medicine for those who had fled.",
)
FIRST = date(2012, 1, 1)


def made_up(count: int, *, seed: int = 3) -> Iterator[str]:
    """Yield so many articles as lines of JSON; the same seed gives the same articles."""
    draw = random.Random(seed)
    for number in range(count):
        published = FIRST + timedelta(days=number * 700 // count)
        first, second = draw.sample(TOWNS, 2)
        sentences = [
            draw.choice(ATTACKS).format(
                town=first, day="Monday", dead=draw.randrange(2, 90)
            ),
            draw.choice(AFTER),
            draw.choice(ATTACKS).format(
                town=second, day="Sunday", dead=draw.randrange(2, 90)
            ),
        ]
        article = {"text": " ".join(sentences), "published": published.isoformat()}
        yield json.dumps({"id": f"made-{number:06}", **article}) + "\n"


def measured(corpus: Path, count: int, workers: int, folder: Path) -> dict[str, Run]:
    """Read documents in both ways and print what each cost."""
    articles = written(corpus, count, folder / "articles")
    page = folder / "page.html"
    ways = {
        "one process": ("read", articles, "--shards", folder / "one"),
        f"{workers} workers": (
            "build",
            articles,
            "--cluster",
            f"local:{workers}",
            "-o",
            page,
        ),
        "collecting": ("build", folder / "one", "-o", page),
    }
    runs = {}
    for way, arguments in ways.items():
        runs[way] = run(*map(str, arguments))
    one, cluster, collecting = runs.values()
    for way, spent in runs.items():
        print(  # noqa: T201 - a command
            f"{count} documents, {way}: {spent.cpu:.1f} CPU s, {spent.wall:.1f} s, "
            f"{spent.peak / 1e6:.0f} MB"
        )
    ratio = cluster.cpu / (one.cpu + collecting.cpu)
    print(f"{count} documents: CPU ratio {ratio:.2f}")  # noqa: T201 - a command
    return runs


def written(corpus: Path, count: int, folder: Path) -> Path:
    """Write the first documents of a corpus into files of some documents each."""
    folder.mkdir(parents=True)
    with corpus.open(encoding="utf-8") as stream:
        lines = list(islice(stream, count))
    for start in range(0, len(lines), DOCUMENTS_IN_A_FILE):
        text = "".join(lines[start : start + DOCUMENTS_IN_A_FILE])
        (folder / f"{start:06}.jsonl").write_text(text, encoding="utf-8")
    return folder


def run(*arguments: str) -> Run:
    """Run a command and return what it cost with all its processes; the peak is that of the largest."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    command = [sys.executable, "-m", "timeline", *arguments]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Run(cpu=cpu, wall=time.monotonic() - start, peak=after.ru_maxrss * 1024)


if __name__ == "__main__":
    main()
