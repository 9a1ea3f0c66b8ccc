"""Bounds of HTML pages, checked before the work that they bound."""

import re
from typing import Any

from timeline.documents.raw import check_length
from timeline.safety.limits import check, most, passed

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NO_WORDS = frozenset({"script", "style", "noscript", "template", "svg"})
_TAG = re.compile(rb"<(/?)([A-Za-z]\w*)")
# Elements without an end tag, which nothing lies in.
_EMPTY = frozenset(
    b"area base br col embed hr img input link meta source track wbr".split()
)
# A page of nothing takes as long as one of so many tags (14 ms where pages were timed).
_LEAST_TAGS = 560
# How deep elements of saved news pages lie. Deeper ones cost more: paths to them are built.
_USUAL_DEPTH = 30
# So many levels below the usual depth cost as much as one more tag.
_LEVELS_FOR_A_TAG = 6
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
        self._tags -= max(_LEAST_TAGS, _cost(page))
        if self._tags < 0:
            raise passed("elements", self._where)


def _cost(page: bytes) -> int:
    """Estimate how long a page takes to read, in tags of a page of usual depth."""
    depth = levels_too_deep = 0
    for tag in _TAG.finditer(page):
        is_end, name = tag.groups()
        if is_end:
            depth = max(0, depth - 1)
        elif name.lower() not in _EMPTY:
            depth += 1
            levels_too_deep += max(0, depth - _USUAL_DEPTH)
    return page.count(b"<") + levels_too_deep // _LEVELS_FOR_A_TAG


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
