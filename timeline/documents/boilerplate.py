"""Recognise lines that belong to the web page or the wire, not to the article."""

import re
import unicodedata
from collections.abc import Container

from timeline.documents.lists import boilerplate_words

# Bounds in characters: a boilerplate line is short, running text that happens to begin like one is
# not.
LONGEST_START, LONGEST_CONTAINS, LONGEST_BYLINE = 200, 200, 110
LONGEST_NOTE, LONGEST_CAPTION = 700, 400

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
# Addresses and what stands between them.
_ADDRESSES = re.compile(r"(?:\W*(?:https?://|www\.)\S+)+\W*\Z", re.IGNORECASE)
_PICTURE_AGENCY = (
    r"(?:AP|AFP|EPA|EPA-EFE|Reuters|REUTERS|Getty(?: Images)?|Anadolu(?: Agency)?|Shutterstock"
    r"|Alamy|Xinhua|TASS|NurPhoto|Rex(?: Features)?|PA|EFE|DPA|dpa)"
)
_NAMES = r"[^\W\d_][^\[\]()/\n]{1,60}"
# How a caption ends: "[A. Lee/Reuters]", "(AP Photo/A. Lee)", "Photograph: A. Lee/AFP".
_CAPTION_END = r"(?:\A|[.!?)”\"]\s{0,2}|\n)"
_PICTURE = re.compile(
    rf"[\[(](?:{_NAMES}/\s?)+{_PICTURE_AGENCY}(?: via {_NAMES})?[\])]\.?\Z"
    rf"|[\[(]?\b(?:AP|AFP|EPA) ?(?:Photo|PHOTO)(?:\s?/\s?{_NAMES})?[\])]?\.?\Z"
    rf"|[\[(]?\bREUTERS/{_NAMES}[\])]?\.?\Z"
    rf"|(?:/|\bvia )\s?{_PICTURE_AGENCY}[\])]?\Z"
    r"|[\[(](?:Photo|Photograph|Picture|Image|File photo|Source)\b[^\n]{0,80}[\])]\.?\Z"
    rf"|{_CAPTION_END}(?:Photo(?:graph)?|Picture|Image)s?"
    r"(?: credit| by| courtesy of)?\s?[:|] ?[^\n]{2,80}\Z"
    rf"|{_CAPTION_END}Credit\s?(?:[:|]|\.{{2,3}}|…) ?[^\n]{{2,80}}\Z"
)
_REFERENCE = re.compile(r"\^\s|\d{1,3}\.?\s?\^\s")
_NUMBERED = re.compile(r"\[(?P<mark>\d{1,3}|[a-z])\][\s:]")
_HAS_ADDRESS = re.compile(r"https?://|www\.\w", re.IGNORECASE)
_MARKED = re.compile(r"(?<=[\w.,;:!?\"'”’)\]])\[(\d{1,3}|[a-z])\]")
_SYMBOLS = "([*_- "
# Unicode's symbols, marks on them, joiners: what pictograms consist of.
_PICTOGRAMS = frozenset({"So", "Sk", "Mn", "Cf"})
_FIRST_PICTOGRAM = "\u2000"  # the signs before it ("©") are read
_PAGE = re.compile(r"(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\Z", re.IGNORECASE)
# What a whole line can be that is no text of an article.
_WHOLE = (_CREDIT, _PAGE, _ADDRESSES, _REFERENCE)


def is_boilerplate(line: str) -> bool:
    """Return whether a whole line or paragraph is boilerplate."""
    if len(line) > 4 * LONGEST_START:
        return False
    if not any(letter.isalnum() for letter in line):
        return True
    if _IMAGE.fullmatch(line) or any(pattern.match(line) for pattern in _WHOLE):
        return True
    return _has_listed_words(line) or is_byline(line) or is_caption(line)


def is_caption(line: str) -> bool:
    """Return whether a paragraph is a caption: it ends with the credit of a picture.

    >>> is_caption("Smoke over Subek on 4 May. Photograph: Ann Lee/AFP/Getty Images")
    True
    >>> is_caption("Shells hit Subek, the mayor told reporters. (AFP)")
    False
    """
    return len(line) <= LONGEST_CAPTION and _PICTURE.search(line) is not None


def footnote_marks(text: str) -> frozenset[str]:
    """Return the marks of footnotes in a text: "killed in Subek.[14][a]" has "14" and "a"."""
    return frozenset(_MARKED.findall(text))


def is_footnote(line: str, marks: Container[str]) -> bool:
    """Return whether a paragraph is a footnote of one of the marks, or "[4]" and an address.

    >>> is_footnote("[14] The Courier, 2 May", {"14"}), is_footnote("[14] The army", ())
    (True, False)
    """
    match = _NUMBERED.match(line)
    if match is None:
        return False
    return match["mark"] in marks or _HAS_ADDRESS.search(line) is not None


def _has_listed_words(line: str) -> bool:
    """Return whether a line is, begins with, or contains words listed as boilerplate."""
    words = boilerplate_words()
    low = _without_symbols(line).lower()
    if low.rstrip(":. )]*_") in words.whole:
        return True
    if len(line) <= LONGEST_START and low.startswith(words.starts):
        return True
    if len(line) <= LONGEST_NOTE and low.startswith(words.notes):
        return True
    return len(line) <= LONGEST_CONTAINS and any(
        phrase in low for phrase in words.contains
    )


def _without_symbols(line: str) -> str:
    """Return a line without the brackets, bullets and pictograms before its first word."""
    plain = line.lstrip(_SYMBOLS)
    count = symbols_length(plain)
    return plain[count:]


def symbols_length(line: str) -> int:
    """Return the length of the pictograms with which a line begins, and of blanks after them.

    >>> symbols_length("⚡️ Shells fell."), symbols_length("Shells fell.")
    (3, 0)
    """
    length = 0
    for letter in line:
        is_pictogram = unicodedata.category(letter) in _PICTOGRAMS
        if letter < _FIRST_PICTOGRAM or not is_pictogram:
            break
        length += 1
    rest = line[length:]
    blanks = len(rest) - len(rest.lstrip())
    return length + blanks if length else 0


def is_end_of_article(line: str) -> bool:
    """Return whether a heading opens the references, behind which no text of the article comes."""
    return len(line) < 60 and line.lower().strip("# =*_:.") in boilerplate_words().ends


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
