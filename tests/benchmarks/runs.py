"""What do benchmarks of whole commands over a corpus share?"""

import argparse
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True)
class Run:
    """What a command cost: CPU and wall seconds, and peak of its memory in bytes."""

    cpu: float
    wall: float
    peak: int


def corpus_parser(description: str | None) -> argparse.ArgumentParser:
    """Return a parser of arguments that takes a corpus."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "corpus",
        nargs="?",
        type=Path,
        default=SHARED / "corpora" / "syria-2011-2012.jsonl",
    )
    return parser


def check_corpus(corpus: Path) -> None:
    """Raise SystemExit if there is no such corpus."""
    if not corpus.is_file():
        raise SystemExit(
            f"{corpus}: there is no such file. Give a JSONL file of documents."
        )
