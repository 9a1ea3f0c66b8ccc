"""Recognise lines that belong to the web page or the wire, not to the article."""

import re

from timeline.documents.lists import boilerplate_words

# Bounds in characters: a boilerplate line is short, running text that happens to begin like one is
# not.
LONGEST_START, LONGEST_CONTAINS, LONGEST_BYLINE = 200, 200, 110

_CREDIT = re.compile(
    r"\((?:additional |with )*"
    r"(?:reporting|writing|editing|compiled|translated|written|edited|reported)"
    r"(?: and (?:writing|editing|reporting))? by\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:by|from)\s+(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day)", re.IGNORECASE
)
_SMALL = frozenset(
    [
        "and",
        "in",
        "at",
        "for",
        "of",
        "the",
        "with",
        "on",
        "de",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "van",
        "von",
        "der",
    ]
)
_NAME = re.compile(
    r"(?:(?:[Aa]l|[Ee]l|[Aa]d|[Aa]s|[Aa]n|[Aa]r)-)?[^\W\d_a-z]"
)  # 'al-Khalidi' is a name too
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_IMAGE = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|<!--.*-->|\[?https?://\S+\]?\Z", re.IGNORECASE
)
_PAGE = re.compile(r"(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\Z", re.IGNORECASE)


def is_boilerplate(line: str) -> bool:
    """Return whether a whole line or paragraph is boilerplate."""
    if len(line) > 4 * LONGEST_START:
        return False
    if not any(letter.isalnum() for letter in line):
        return True
    is_mark = _CREDIT.match(line) or _IMAGE.fullmatch(line) or _PAGE.match(line)
    return bool(is_mark) or _has_listed_words(line) or is_byline(line)


def _has_listed_words(line: str) -> bool:
    """Return whether a line is, begins with, or contains words listed as boilerplate."""
    words = boilerplate_words()
    low = line.lower().lstrip("([*_- ")
    if low.rstrip(":. )]*_") in words.whole:
        return True
    if len(line) <= LONGEST_START and low.startswith(words.starts):
        return True
    return len(line) <= LONGEST_CONTAINS and any(
        phrase in low for phrase in words.contains
    )


def is_opening_of_list(line: str) -> bool:
    """Return whether a boilerplate line announces a list of links or references."""
    return len(line) < 60 and line.lower().strip("# =*_:.") in boilerplate_words().lists


def is_byline(line: str) -> bool:
    """Return whether a line names the author: 'By Jane Doe and John Smith in Beirut'.

    >>> is_byline("By Jane Doe, Daily Courier"), is_byline("By Monday the army had gone.")
    (True, False)
    >>> is_byline("By the river")
    False
    """
    if (
        len(line) > LONGEST_BYLINE
        or line.endswith((".", "?", "!", ":", '"', "”"))
        or not _BYLINE.match(line)
    ):
        return False
    words = _WORD.findall(line)[1:]
    names = [word for word in words if word.lower() not in _SMALL]
    return (
        1 <= len(names) <= 14
        and words[0] == names[0]
        and all(_NAME.match(word) for word in names)
    )


def credit(paragraph: str) -> int | None:
    """Return the offset of '(Reporting by ...' inside a paragraph; None if there is none.

    What follows an agency's credit is never the article's own text.
    """
    match = _CREDIT.search(paragraph)
    return match.start() if match else None
