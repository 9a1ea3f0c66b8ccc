"""What does a second build of a project cost beside the first, and a build of a whole archive beside bare spaCy?

usage: python tests/benchmarks/projects.py [CORPUS.jsonl] [--documents 60] [--jobs 1]
       python tests/benchmarks/projects.py [CORPUS.jsonl] --whole [--jobs 2]
(default: ../shared/corpora/syria-2011-2012.jsonl; CPU seconds are those of all processes of a build, children included)
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import spacy

from tests.benchmarks.runs import ROOT, Run, check_corpus, corpus_parser
from timeline.parsing import BATCH, DEFAULT_MODEL

# Seconds between two looks at the memory of a build's processes.
LOOK = 0.1


def main() -> None:
    """Print one table."""
    parser = corpus_parser(__doc__)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument(
        "--jobs",
        type=int,
        default=0,
        help="processes [default: 1, or 2 for a whole corpus]",
    )
    parser.add_argument(
        "--whole",
        action="store_true",
        help="build the whole corpus once; tell time and peak memory",
    )
    parser.add_argument(
        "--bare", action="store_true", help="only parse the texts with spaCy's nlp.pipe"
    )
    args = parser.parse_args()
    check_corpus(args.corpus)
    with tempfile.TemporaryDirectory() as folder:
        if args.bare:
            rows = bare(args.corpus, args.jobs or 2)
        elif args.whole:
            rows = whole(args.corpus, Path(folder) / "page.html", args.jobs or 2)
        else:
            rows = builds(
                args.corpus, Path(folder) / "war", args.documents, args.jobs or 1
            )
    print("\n".join(rows))  # noqa: T201 - a command


def bare(corpus: Path, jobs: int) -> list[str]:
    """Parse the texts of a corpus with spaCy alone, as the build does: the same batches, the same number of processes."""
    with corpus.open(encoding="utf-8") as stream:
        texts = [json.loads(line)["text"] for line in stream]
    words = sum(
        len(doc)
        for doc in spacy.load(DEFAULT_MODEL).pipe(
            texts, batch_size=BATCH, n_process=jobs
        )
    )
    return [f"{words:,} tokens in {len(texts):,} texts"]


def whole(corpus: Path, page: Path, jobs: int) -> list[str]:
    """Build a corpus, between two runs of spaCy alone over the same texts."""
    alone = [__file__, corpus, "--bare", "--jobs", jobs]
    before = run(*alone, module=False)
    found = run("build", corpus, "-o", page, "--jobs", jobs)
    after = run(*alone, module=False)
    floor = (before.wall + after.wall) / 2
    return [
        f"spaCy's nlp.pipe   {told(before)}, and again {told(after)}",
        f"whole build        {told(found)}  {found.wall / floor:.2f} times the wall time of spaCy alone",
        f"peak memory        {found.peak / 1e9:.2f} GB over all processes",
    ]


def builds(corpus: Path, war: Path, count: int, jobs: int) -> list[str]:
    """Build a project of some articles twice, then with a correction, then with one article more."""
    run("init", war)
    with corpus.open(encoding="utf-8") as stream:
        lines = list(islice(stream, count + 1))
    for number, line in enumerate(lines[:count]):
        (war / "articles" / f"{number:04}.jsonl").write_text(line, encoding="utf-8")
    first = run("build", war, "--jobs", jobs)
    before = [
        path.read_bytes()
        for path in (war / "timeline.html", war / "timeline.timeline.json")
    ]
    second = run("build", war, "--jobs", jobs)
    same = before == [
        path.read_bytes()
        for path in (war / "timeline.html", war / "timeline.timeline.json")
    ]
    (war / "timeline.html").unlink()
    lost = run("build", war, "--jobs", jobs)
    (war / "articles" / "more.jsonl").write_text(lines[-1], encoding="utf-8")
    more = run("build", war, "--jobs", jobs)
    return [
        f"{count} articles, {jobs} process(es)",
        f"first build          {told(first)}",
        f"second, unchanged    {told(second)}  {100 * second.cpu / first.cpu:.1f} % of the first; "
        f"{'the same bytes' if same else 'OTHER BYTES'}",
        f"page deleted         {told(lost)}  {100 * lost.cpu / first.cpu:.1f} %",
        f"one article more     {told(more)}  {100 * more.cpu / first.cpu:.1f} %",
    ]


def told(found: Run) -> str:
    """Say what a build cost."""
    return f"{found.cpu:7.2f} CPU s  {found.wall:7.2f} s"


def run(*arguments: object, module: bool = True) -> Run:
    """Run a command of ours, or any other Python file, and watch it."""
    before, start = _children(), time.monotonic()
    command = [
        sys.executable,
        *(("-m", "timeline") if module else ()),
        *(str(one) for one in arguments),
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
    ) as build:
        peak = 0
        while build.poll() is None:
            peak = max(peak, _memory(build.pid))
            time.sleep(LOOK)
    if build.returncode:
        raise SystemExit(f"the build ended with {build.returncode}")
    return Run(cpu=_children() - before, wall=time.monotonic() - start, peak=peak)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(session: int) -> int:
    """Add up the memory of the processes of a session: what each has of its own and its share of what several have (PSS)."""
    return sum(_share(path) for path in _processes(session))


def _processes(session: int) -> Sequence[Path]:
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            fields = (path / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(fields[3]) == session:
            found.append(path)
    return found


def _share(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next(
        (1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0
    )


if __name__ == "__main__":
    main()
