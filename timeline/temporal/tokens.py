"""Split a text into words and numbers, each with its kind."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from timeline.temporal.calendars import CALENDAR_MONTHS
from timeline.temporal.holidays import NAMES
from timeline.temporal.words import Lexicon, codes_of, lexicon


def _any_name(names: Iterable[str]) -> str:
    """Return the pattern of any of some names, by first letter and of these the longest first."""
    endings: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        ending = re.escape(name[1:])
        endings[name[0]].append(ending)
    return "|".join(map(_with_endings, endings, endings.values()))


def _with_endings(letter: str, endings: Iterable[str]) -> str:
    any_ending = "|".join(endings)
    return f"{letter}(?:{any_ending})"


_CALENDAR_MONTHS = [name for name in CALENDAR_MONTHS if name not in NAMES]
_MOST_REMEMBERED = 65536  # words whose kind is remembered
_ALTERNATIVES = (
    ("lower", r"[a-z]{3,}+(?!\w)"),  # most words: no name, and settled at once
    ("other", r"#+(?=\s)"),  # the mark of a heading, where "#3" is a number
    ("brk", r"\n[ \t\r]*\n\s*"),
    ("feast", rf"(?:{_any_name(NAMES)})(?!\w)"),
    ("calmonth", rf"(?:{_any_name(_CALENDAR_MONTHS)})(?!\w)"),
    ("iso", r"\d{4}-\d{2}-\d{2}(?!\d)"),
    (
        "slashdate",
        r"\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)(?:19|20)\d{2}(?!\d)"
        r"|(?:19|20)\d{2}/\d{1,2}/\d{1,2}(?!\d)",
    ),
    ("clock", r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)"),
    ("ordnum", r"\d{1,3}(?:st|nd|rd|th)(?!\w)"),
    ("decade", r"\d{1,3}0['’]?s(?!\w)"),
    ("bignum", r"\d{1,3}(?:,\d{3})+(?!\d)"),
    ("dec", r"\d++\.\d+"),
    ("num", r"\d++(?![^\W\d])|\d{1,4}(?=[ap]\.?m\b)"),
    ("ampm", r"[AaPp](?:\.[Mm]\.|\.?[Mm](?!\w))"),
    ("hijra", r"(?:A\.H\.|AH(?!\w))"),
    ("era", r"(?:B\.C\.(?:E\.)?|A\.D\.|BCE?(?!\w)|AD(?!\w)|CE(?!\w))"),
    ("word", r"\w++"),
    ("punct", r"\S"),
)
_TOKEN = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in _ALTERNATIVES)
)

_PUNCTUATION = {
    ",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "dash", "‐": "dash", "‑": "dash",
    "/": "slash", "(": "open", ")": "close", "'": "apos", "’": "apos", "‘": "apos",
    "$": "currency", "£": "currency", "€": "currency", "#": "currency", "№": "currency",
    ":": "colon", "%": "percent", "&": "and",
}  # fmt: skip

# Kinds of numbers of one or two digits: up to this number, this kind.
_SHORT_NUMBERS = ((0, "d0"), (12, "d1"), (24, "d2"), (31, "d3"), (59, "d4"), (99, "d5"))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text.

    Attributes:
        text: The text they are tokens of.
        codes: One character a token, its kind; the grammar is written over this string.
        starts: Offset of each token.
        ends: Offset after each token.
    """

    text: str
    codes: str
    starts: list[int]
    ends: list[int]

    def slice(self, first: int, last: int) -> str:
        """Return the text from token `first` up to but not including token `last`."""
        if last <= first:
            return ""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def word(self, index: int) -> str:
        """Return the token at an index in lower case; "" outside the text."""
        if not 0 <= index < len(self.codes):
            return ""
        return self.slice(index, index + 1).lower()

    def is_kind(self, index: int, *kinds: str) -> bool:
        """Return whether the token at an index is of one of some kinds; False outside the text."""
        if not 0 <= index < len(self.codes):
            return False
        return self.codes[index] in codes_of(*kinds)

    def has_break(self, first: int, last: int) -> bool:
        """Return whether a paragraph ends between two tokens."""
        return lexicon().kinds["brk"] in self.codes[first:last]


def number_kind(digits: str) -> str:
    """Return the kind of a bare number, by its length and what it could count or name.

    >>> [number_kind(n) for n in ("7", "19", "31", "1998", "0300", "300", "20000")]
    ['d1', 'd2', 'd3', 'y4', 'n4', 'n3', 'longnum']
    """
    if len(digits) > 4:
        return "longnum"
    if len(digits) == 3:
        return "n3"
    number = int(digits)
    if len(digits) == 4:
        return _year_kind(number)
    return next(kind for limit, kind in _SHORT_NUMBERS if number <= limit)


def _year_kind(number: int) -> str:
    """Return the kind of a number of four digits, which is a year where it can be one."""
    if 1700 <= number <= 2199:
        return "y4"
    return "yold" if 1000 <= number < 1700 else "n4"


class _WordCodes:
    """The character that stands for a word, with the lexicon's tables looked up once."""

    def __init__(self, words: Lexicon) -> None:
        kinds = words.kinds
        self._listed = words.codes(words.words)
        self._proper = words.codes(words.proper)
        self._plain = kinds["plain"]
        self._capital = kinds["capital"]
        self._ordinals = {kinds["ordword"]: kinds["ordcap"]}

    def code(self, word: str) -> str:
        """Return the character that stands for the kind of a word."""
        listed = self._listed.get(word)
        if listed is not None:
            return listed
        if word.islower():
            return self._plain
        lower = word.lower()
        code = self._proper.get(lower) or self._listed.get(lower, self._capital)
        return self._ordinals.get(code, code)


@cache
def _word_code() -> Callable[[str], str]:
    """Return the function that gives the character of a word; it remembers frequent words."""
    codes = _WordCodes(lexicon())
    remembered = lru_cache(maxsize=_MOST_REMEMBERED)
    return remembered(codes.code)


def tokenize(text: str) -> Tokens:
    """Split a text into tokens and name the kind of each; the time is linear in the length."""
    kinds = lexicon().kinds
    unlisted = kinds["other"]
    punctuation = lexicon().codes(_PUNCTUATION)
    word_code = _word_code()
    codes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        start, end = match.span()
        if group in ("lower", "word"):
            code = word_code(text[start:end])
        elif group == "punct":
            code = punctuation.get(text[start], unlisted)
        elif group == "num":
            code = kinds[number_kind(text[start:end])]
        else:
            code = kinds[str(group)]
        codes.append(code)
        starts.append(start)
        ends.append(end)
    return Tokens(text, "".join(codes), starts, ends)
