"""How well, and how fast, does the temporal stage read other people's annotated texts?

    python tests/benchmarks/dates.py [CORPUS.jsonl ...]

A corpus has one document a line: {doc_id, dct, text, timexes: [{start, end, text, type, value}]}. Predictions are
written to a temporary folder and scored by ../shared/bench/dates/score.py, as TempEval-3 does. Words per CPU second are
measured on the same texts, without reading files and after the first call (which reads the word list), beside bare
dateparser.search.search_dates on the first words of the same corpora, in the same run. The last line says how many
times longer a text of four times the length takes: about 4 when the time is linear.
"""

import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from timeline.temporal import timexes

SHARED = Path(__file__).parents[3] / "shared"
SCORER = SHARED / "bench" / "dates" / "score.py"
DEFAULT = ("te3-platinum", "timebank", "wikiwars-dev", "aquaint-dev")
HEAD = (
    "corpus            strict  relaxed   value     day    type   words/s  search_dates"
)
SAMPLE_WORDS = 3000  # of each corpus, for search_dates


def read(path: Path) -> list[dict[str, Any]]:
    """Read a corpus; raise SystemExit with a clear reason where it is absent."""
    if not path.exists():
        raise SystemExit(
            f"{path}: there is no such corpus. Give one: dates.py CORPUS.jsonl"
        )
    return [
        json.loads(line)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def words(documents: list[dict[str, Any]]) -> int:
    """Count the words of a corpus, as white space divides them."""
    return sum(len(document["text"].split()) for document in documents)


def predict(documents: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], float]:
    """Tag every document; return the predictions and the words read per CPU second."""
    start = time.process_time()
    predictions = [
        {
            "doc_id": document["doc_id"],
            "timexes": timexes(document["text"], dct=published(document)),
        }
        for document in documents
    ]
    return predictions, words(documents) / (time.process_time() - start)


def published(document: dict[str, Any]) -> date | None:
    """Return the day of a document's creation time, if it has one."""
    return date.fromisoformat(document["dct"][:10]) if document.get("dct") else None


def score(
    gold: Path, predictions: list[dict[str, Any]], folder: Path
) -> dict[str, Any]:
    """Write predictions and run the scorer on them."""
    written = folder / f"{gold.stem}.jsonl"
    written.write_text(
        "".join(json.dumps(line) + "\n" for line in predictions), encoding="utf-8"
    )
    command = [sys.executable, str(SCORER), str(gold), str(written), "--json"]
    report: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
    )
    return report


def bare_dateparser(documents: list[dict[str, Any]]) -> float:
    """Return the words per CPU second of search_dates, as one would first use it, on the first words of a corpus."""
    from dateparser.search import search_dates

    search_dates("3 May 2020", languages=["en"])
    sample, read_words = [], 0
    for document in documents:
        sample.append(document["text"])
        read_words += len(document["text"].split())
        if read_words > SAMPLE_WORDS:
            break
    start = time.process_time()
    for text in sample:
        for paragraph in text.split("\n\n"):
            search_dates(paragraph, languages=["en"])
    return read_words / (time.process_time() - start)


GROWTH_TEXT = "On 3 May 2019 and last Monday, from 2 to 5 June, shells fell since Oct. 7 and two days later. "


def growth() -> float:
    """Return how many times longer a text of four times the length takes."""
    taken = []
    for copies in (200, 800):
        start = time.process_time()
        timexes(GROWTH_TEXT * copies, dct=date(2024, 5, 8))
        taken.append(time.process_time() - start)
    return taken[1] / taken[0]


def main() -> None:
    """Print the table."""
    paths = [Path(name) for name in sys.argv[1:]] or [
        SHARED / "gold" / "dates" / f"{name}.jsonl" for name in DEFAULT
    ]
    timexes("It burned on 3 May 2020.", dct=None)
    sys.stdout.write(HEAD + "\n")
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            documents = read(path)
            predictions, speed = predict(documents)
            report = score(path, predictions, Path(folder))
            figures = [
                100 * report[kind]["f1"]
                for kind in ("strict", "relaxed", "value", "day", "type")
            ]
            bare = bare_dateparser(documents)
            sys.stdout.write(
                f"{path.stem:16} {figures[0]:7.1f} {figures[1]:8.1f} {figures[2]:7.1f} {figures[3]:7.1f} "
                f"{figures[4]:7.1f} {speed:9.0f} {bare:13.0f}\n"
            )
    sys.stdout.write(f"four times the text, times the time: {growth():.1f}\n")


if __name__ == "__main__":
    main()
