"""Bounds of HTML pages, checked before the work that they bound."""

import re
from typing import Any

from timeline.documents.raw import check_length
from timeline.safety.limits import check, most, passed

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NO_WORDS = frozenset({"script", "style", "noscript", "template", "svg"})
# A page of nothing takes as long as one of so many tags.
_LEAST_TAGS = 120
# Bytes of a packed file for each element in its pages: saved news pages were measured at 7.
_BYTES = 6


class PagesBudget:
    """What may be read of all pages of one file (e-book, web archive), counted before reading."""

    def __init__(self, where: str, size: int) -> None:
        """Begin a file of `size` bytes."""
        self._where = where
        self._tags = 2 * max(most("elements"), size // _BYTES)

    def spend(self, page: bytes) -> None:
        """Count a page.

        Raises:
            InputError: The pages together have too many elements.
        """
        self._tags -= max(_LEAST_TAGS, page.count(b"<"))
        if self._tags < 0:
            raise passed("elements", self._where)


def check_tags(page: str, name: str) -> None:
    """Check how many attributes a tag has: the parser compares each with all before it.

    Raises:
        InputError: It has too many.
    """
    tags = (part.partition(">")[0] for part in page.split("<"))
    for tag in tags:
        if len(tag) > most("children"):
            check("children", len(_QUOTED.sub("", tag).split()), name)


def check_size(tree: Any, name: str) -> None:  # noqa: ANN401 - lxml has no types
    """Check how large a page is before its text is extracted, which is slower than linear.

    Raises:
        InputError: It has too many elements, or more text than a document may have.
    """
    characters = 0
    for number, element in enumerate(tree.iter(), 1):
        check("elements", number, name)
        check("children", max(len(element), len(element.attrib)), name)
        is_text = element.tag not in _NO_WORDS
        characters += len(element.text or "") if is_text else 0
        characters += len(element.tail or "")
    check_length(characters, name)
