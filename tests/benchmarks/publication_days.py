"""Measure publication days on htmldate's public sets of pages, which are not part of this project.

    python -m tests.benchmarks.publication_days PATH

PATH is the folder `tests` of a checkout of htmldate (github.com/adbar/htmldate), or any folder with
JSON files of {address: {"file": name, "date": "2016-12-23"}} and the pages by name at any depth.
Pages that are not read as English are left out, as the program does.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timeline.documents.encoding import decode
from timeline.documents.html import article_text
from timeline.documents.html_date import published_day
from timeline.documents.html_text import parsed
from timeline.documents.language import is_hardly_english, other_language
from timeline.errors import InputError


def expected_days(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the file and the ISO day of each page that the sets list."""
    for path in sorted(folder.rglob("*.json")):
        pages: Any = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(pages, dict):
            for page in pages.values():
                if isinstance(page, dict) and {"file", "date"} <= page.keys():
                    yield str(page["file"]), str(page["date"])


def outcome(path: Path, expected: str) -> str:
    """Return "right", "none" or "wrong" for a page; "not English" or "unread" for others."""
    try:
        page, _ = decode(path.read_bytes(), path.name)
        text = article_text(page, path.name) or ""
    except InputError:
        return "unread"
    if other_language(text) or is_hardly_english(text):
        return "not English"
    day = published_day(parsed(page))
    if day is None:
        return "none"
    return "right" if day.isoformat() == expected[:10] else "wrong"


def main(folder: Path) -> None:
    """Print the counts, and the pages whose day is none or wrong."""
    files = {path.name: path for path in folder.rglob("*.html")}
    counts: Counter[str] = Counter()
    for name, expected in expected_days(folder):
        if name not in files:
            continue
        result = outcome(files[name], expected)
        counts[result] += 1
        if result in ("none", "wrong"):
            sys.stdout.write(f"{result}\t{name}\t{expected}\n")
    sys.stdout.write(f"{dict(counts)}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
