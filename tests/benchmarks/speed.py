"""What do our own stages cost beside spaCy's parser, in CPU seconds of one run?

usage: python tests/benchmarks/speed.py [CORPUS.jsonl] [--documents 200]     (default: ../shared/corpora/syria-2011-2012.jsonl)
"""

import argparse
import tempfile
import time
from itertools import islice
from pathlib import Path

from timeline import documents, pipeline
from timeline.incidents import incidents_of
from timeline.mentions.knowledge import knowledge
from timeline.parsing import parse
from timeline.settings import Settings

SHARED = Path(__file__).resolve().parents[3] / "shared"


def main() -> None:
    """Parse alone, then do everything, over the same documents; print both and the share that is not spaCy's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "corpus",
        nargs="?",
        type=Path,
        default=SHARED / "corpora" / "syria-2011-2012.jsonl",
    )
    parser.add_argument("--documents", type=int, default=200)
    args = parser.parse_args()
    if not args.corpus.is_file():
        raise SystemExit(
            f"{args.corpus}: there is no such file. Give a JSONL file of documents."
        )
    with (
        tempfile.TemporaryDirectory() as folder,
        args.corpus.open(encoding="utf-8") as lines,
    ):
        part = Path(folder) / "part.jsonl"
        part.write_text("".join(islice(lines, args.documents)), encoding="utf-8")
        read = documents.read([part]).documents
    known = knowledge()
    pipeline.read_document(
        read[0], settings=Settings()
    )  # loads the model and the lexicon
    start = time.process_time()
    for document in read:
        parse(document)
    parsed = time.process_time() - start
    start = time.process_time()
    reports = [
        report
        for document in read
        for report in pipeline.read_document(document, settings=Settings())
    ]
    whole = time.process_time() - start
    start = time.process_time()
    found = incidents_of(
        reports, types=known.types, published={one.id: one.published for one in read}
    )
    merged = time.process_time() - start
    words = sum(len(document.text.split()) for document in read)
    rows = [
        f"documents {len(read):,}, words {words:,}, reports {len(reports):,}, incidents {len(found):,}",
        f"spaCy alone       {parsed:8.2f} CPU s  {words / parsed:8,.0f} words/s",
        f"spaCy and ours    {whole:8.2f} CPU s  {words / whole:8,.0f} words/s",
        f"merging           {merged:8.2f} CPU s",
        f"share outside spaCy {100 * (whole + merged - parsed) / (whole + merged):.0f} %",
    ]
    print("\n".join(rows))  # noqa: T201 - a command


if __name__ == "__main__":
    main()
