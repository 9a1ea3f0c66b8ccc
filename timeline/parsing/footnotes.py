"""Blank the marks that lead to footnotes, so that they end no name and join no sentences."""

import re
from dataclasses import replace

from timeline.model.text import Document

# "Robotyne.[12]", "killed[a]", "denied it.(15) "; a year in brackets ("[2014]") is no mark.
_MARK = re.compile(
    r"(?<=[\w.,;:!?\"'”’)\]])\[(?:\d{1,3}|[a-z]|(?:note|nb|citation needed)(?: \d{1,3})?)\]"
    r"|(?<=[a-z][.!?])\(\d{1,3}\)(?=\s|\Z)"
)


def without_footnote_marks(document: Document) -> Document:
    """Return a document whose footnote marks are spaces; the same one if it has none.

    Offsets stay those of the document as it was given.
    """
    text = blanked(document.text)
    return document if text == document.text else replace(document, text=text)


def blanked(text: str) -> str:
    """Return a text of the same length with its footnote marks as spaces.

    >>> blanked("They retook Robotyne.[12][13]Nine died.[a] It was in [2014].")
    'They retook Robotyne.        Nine died.    It was in [2014].'
    """
    if "[" not in text and "(" not in text:
        return text
    return _MARK.sub(_spaces, text)


def _spaces(mark: re.Match[str]) -> str:
    return " " * len(mark[0])
