"""How does the time of reading grow with the length of a text, in CPU seconds? The suite counts steps instead.

    python tests/benchmarks/growth.py

A ratio of 4 means that four times the text takes four times as long. Each figure is the shortest of three runs.
"""

import sys
import time
from collections.abc import Callable
from datetime import date

from timeline.documents.sections import sections
from timeline.temporal import tag

DATED = "On 3 May 2019 and last Monday, from 2 to 5 June, shells fell since Oct. 7 and two days later. "
# Parts that are repeated to about 250,000 and 1,000,000 characters.
PARTS = {
    "last": "last ",
    "digits": "1",
    "numbers": "12 ",
    "spaces": "\n ",
    "articles": "the end of ",
    "hyphens": "nineteen-",
    "word": "a",
    "brackets": "(",
    "headings": "# ",
    "dates": DATED,
}
LENGTHS = (250_000, 1_000_000)
RUNS = 3


def main() -> None:
    """Print a row per part and stage."""
    sys.stdout.write(
        f"{'text':<10} {'stage':<10} {'0.25 MB':>9} {'1 MB':>9} {'ratio':>6}\n"
    )
    for name, part in PARTS.items():
        for stage, work in (("dates", _tag), ("sections", _divide)):
            short, long = (
                _seconds(work, part * (length // len(part))) for length in LENGTHS
            )
            figures = f"{short:>9.3f} {long:>9.3f} {long / short:>6.1f}"
            sys.stdout.write(f"{name:<10} {stage:<10} {figures}\n")


def _tag(text: str) -> object:
    return tag(text, anchor=date(2024, 5, 8))


def _divide(text: str) -> object:
    return sections(text)


def _seconds(work: Callable[[str], object], text: str) -> float:
    runs = []
    for _ in range(RUNS):
        start = time.process_time()
        work(text)
        runs.append(time.process_time() - start)
    return min(runs)


if __name__ == "__main__":
    main()
