"""Paths as they come: names that are not UTF-8, links that lead in a circle."""

import os
import re
from pathlib import Path

# What Python makes of a byte that is not UTF-8 in a name, and half of a pair in JSON.
_HALF = re.compile(r"[\ud800-\udfff]")


def storable(text: str) -> str:
    r"""Return text that UTF-8 can hold: what it cannot becomes U+FFFD, one character for one.

    >>> storable("Zafra"), storable("bad\udcff.txt") == "bad\ufffd.txt"
    ('Zafra', True)
    """
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def name_of(path: Path) -> str:
    """Return the name of a file or folder for data and messages; of "." and "/" the whole path."""
    return storable(path.name or str(path))


def real_path(path: Path) -> Path:
    """Return a path without links and dots; a link that leads in a circle stays as it is."""
    return Path(os.path.realpath(path))
