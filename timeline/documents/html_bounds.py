"""Bounds of HTML pages, checked before the work that they bound."""

import re
from typing import Any

from timeline.documents.raw import check_length
from timeline.safety.limits import check, most

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NO_WORDS = frozenset({"script", "style", "noscript", "template", "svg"})


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
