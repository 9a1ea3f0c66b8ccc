"""Limits of what is read, in one table; each is checked before the work that it bounds.

A user raises a limit with the environment variable TIMELINE_LIMITS ("rows=5000000 pages=20000"),
never a project's own files: a project that comes from elsewhere must not raise them.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from timeline.errors import InputError, UsageError

_AMOUNT = re.compile(r"[0-9]{1,18}")
VARIABLE = "TIMELINE_LIMITS"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit.

    Attributes:
        name: What it is called in messages and in TIMELINE_LIMITS.
        most: The largest amount that is read unless the user says otherwise.
        unit: What is counted.
        reason: Why it lies there, with what was measured.
    """

    name: str
    most: int
    unit: str
    reason: str


_TABLE = (
    Limit(
        "document-bytes",
        200_000_000,
        "bytes of a file of articles",
        "It is read whole. A scanned book as PDF has about 100 MB.",
    ),
    Limit(
        "document-characters",
        1_000_000,
        "characters of one document",
        "It is parsed whole: a minute and 2.6 GB at this length, and spaCy promises no more.",
    ),
    Limit(
        "documents",
        200_000,
        "documents in one file",
        "A larger file holds more than a news agency writes in a year.",
    ),
    Limit(
        "sentence-words",
        600,
        "words and punctuation marks of one sentence that is read for incidents",
        "Rules follow the grammar from word to word: with 1,500 they took a minute or did not end.",
    ),
    Limit(
        "header-characters",
        20_000,
        "characters of one header of an e-mail",
        "Python needs 2 GB to split one of 0.8 MB; long lists of receivers have 5,000.",
    ),
    Limit(
        "levels",
        50,
        "levels of parts inside parts of an e-mail",
        "Python compares each line with the end of each level; forwarded messages have 10.",
    ),
    Limit(
        "parts",
        5_000,
        "parts of an e-mail",
        "Python takes a second for 10,000; a digest of a mailing list has some hundred.",
    ),
    Limit(
        "pages",
        5_000,
        "pages of a PDF",
        "With this many pages, any book is longer than document-characters.",
    ),
    Limit(
        "page-bytes",
        4_000_000,
        "unpacked bytes of pages (more in a PDF that is itself large)",
        "pypdf reads 1.3 MB in a CPU second; a report of 500 pages has 5 MB, and is itself large.",
    ),
    Limit(
        "elements",
        60_000,
        "elements of an HTML page, or of all pages of a packed file (more if it is large)",
        "Saved news pages have up to 10,000, the longest lists of Wikipedia 40,000; 20,000 take a "
        "second.",
    ),
    Limit(
        "children",
        5_000,
        "parts of one element or attributes of an HTML page",
        "trafilatura takes a second for 4,000 links in one paragraph, and 26 s for 45,000.",
    ),
    Limit(
        "folder-levels",
        100,
        "levels of folders inside a folder",
        "Paths end at 4,096 characters, and Python follows no 1,000 levels; archives have 10.",
    ),
    Limit(
        "unpacked-bytes",
        8_000_000_000,
        "bytes in a packed file after unpacking",
        "GDELT's file of 1979 to 2005, the largest public one, has 6 GB.",
    ),
    Limit(
        "expansion",
        60,
        "times by which a packed file may grow",
        "Tables of incidents grow 5 to 30 times; a file of zeros made for this grows 1,000 times.",
    ),
    Limit("members", 2_000, "files in one zip", "A year of GDELT's days has 365."),
    Limit(
        "line-bytes",
        20_000_000,
        "bytes of one line of a table",
        "A line is held whole; the longest of GED has 40,000.",
    ),
    Limit(
        "cell-characters",
        1_000_000,
        "characters of one cell",
        "GED's longest list of articles has 32,000; a longer cell lacks a closing quotation mark.",
    ),
    Limit("columns", 2_000, "cells of one row", "GTD, the widest collection, has 135."),
    Limit(
        "rows",
        3_000_000,
        "rows of one table",
        "A row takes 2 KB of memory until the page is written; all of ACLED has fewer.",
    ),
    Limit(
        "empty-rows",
        10_000,
        "consecutive empty rows in a workbook",
        "One formatted cell in the last row makes a sheet of 1,048,576 rows.",
    ),
    Limit(
        "data-bytes",
        4_000_000_000,
        "bytes of a timeline.json",
        "It is read whole; 400,000 incidents have 700 MB.",
    ),
    Limit(
        "settings-bytes",
        10_000_000,
        "bytes of a timeline.toml, a corrections.csv or a story",
        "A hundred times the largest that people wrote.",
    ),
)
LIMITS: Mapping[str, Limit] = {limit.name: limit for limit in _TABLE}
# Packed files below this many bytes unpacked are read whatever their ratio: a header packed alone
# is small in any case.
HARMLESS = 4_000_000
# Bytes that each row of a packed table counts for besides its own: it takes 2 KB of memory and 50
# microseconds, however short it is.
ROW = 300


def most(name: str) -> int:
    """Return a limit as it holds now.

    Raises:
        UsageError: TIMELINE_LIMITS cannot be read.
    """
    return _raised().get(name, LIMITS[name].most)


def check(name: str, amount: int, where: str) -> None:
    """Check an amount against a limit.

    Args:
        name: The limit.
        amount: What there is, in the limit's unit.
        where: File or line, for the message.

    Raises:
        InputError: There is more.
    """
    if amount > most(name):
        raise passed(name, where, amount=amount)


def passed(name: str, where: str, *, amount: int | None = None) -> InputError:
    """Return the error for a limit that is passed; `amount` where it is known."""
    allowed = most(name)
    unit = LIMITS[name].unit
    count = f"more than {allowed:,}"
    needed = 2 * allowed
    if amount is not None:
        count = f"{amount:,}"
        needed = amount
    return InputError(
        where,
        f"it has {count} {unit}; {allowed:,} are read at most.",
        f"Give less at a time, or raise the limit: {VARIABLE}={name}={needed}.",
    )


def allowed_bytes(size: int) -> int:
    """Return how many bytes a packed file of this size may give."""
    by_ratio = max(HARMLESS, size * most("expansion"))
    return min(most("unpacked-bytes"), by_ratio)


def too_large(where: str) -> InputError:
    """Return the error for a packed file that gives more than `allowed_bytes`."""
    what = "unpacked it is larger than a file of this size should be."
    needed = 10 * most("expansion")
    return InputError(
        where,
        what,
        "Unpack it yourself, look at it, and give the table; or raise the limit: "
        f"{VARIABLE}=expansion={needed}.",
    )


def in_force() -> str:
    """Return the limits as they hold now, for digests: with other limits, files read otherwise."""
    limits = {name: most(name) for name in LIMITS}
    return str(limits)


def _raised() -> Mapping[str, int]:
    """Return what TIMELINE_LIMITS says."""
    return _parsed(os.environ.get(VARIABLE, ""))


@cache
def _parsed(text: str) -> Mapping[str, int]:
    return dict(_pairs(text))


def _pairs(text: str) -> Iterator[tuple[str, int]]:
    for pair in text.replace(",", " ").split():
        name, _, amount = pair.partition("=")
        if name not in LIMITS:
            names = ", ".join(LIMITS)
            raise UsageError(
                VARIABLE, f"there is no limit {name!r}.", f"There are: {names}."
            )
        if not _AMOUNT.fullmatch(amount):
            example = LIMITS[name].most
            raise UsageError(
                VARIABLE,
                f"{amount!r} is not a whole number.",
                f"Write it as {name}={example}.",
            )
        yield name, int(amount)
