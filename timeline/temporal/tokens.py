"""Where are the words and numbers of a text, and of which kind is each?"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from timeline.temporal.holidays import NAMES
from timeline.temporal.words import lexicon

_ALTERNATIVES = (
    ("brk", r"\n[ \t\r]*\n\s*"),
    ("feast", rf"(?:{'|'.join(sorted(map(re.escape, NAMES), key=len, reverse=True))})(?!\w)"),
    ("iso", r"\d{4}-\d{2}-\d{2}(?!\d)"),
    (
        "slashdate",
        r"\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)(?:19|20)\d{2}(?!\d)|(?:19|20)\d{2}/\d{1,2}/\d{1,2}(?!\d)",
    ),
    ("clock", r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)"),
    ("ordnum", r"\d{1,3}(?:st|nd|rd|th)(?!\w)"),
    ("decade", r"\d{1,3}0['’]?s(?!\w)"),
    ("bignum", r"\d{1,3}(?:,\d{3})+(?!\d)"),
    ("dec", r"\d++\.\d+"),
    ("num", r"\d++(?![^\W\d])|\d{1,4}(?=[ap]\.?m\b)"),
    ("ampm", r"[AaPp](?:\.[Mm]\.|\.?[Mm](?!\w))"),
    ("era", r"(?:B\.C\.(?:E\.)?|A\.D\.|BCE?(?!\w)|AD(?!\w)|CE(?!\w))"),
    ("word", r"\w++"),
    ("punct", r"\S"),
)
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _ALTERNATIVES))

_PUNCTUATION = {
    ",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "dash", "‐": "dash", "‑": "dash", "/": "slash",
    "(": "open", ")": "close", "'": "apos", "’": "apos", "‘": "apos", "$": "currency", "£": "currency",
    "€": "currency", "#": "currency", "№": "currency", ":": "colon", "%": "percent",
}  # fmt: skip

_PAIRS = ((0, "d0"), (12, "d1"), (24, "d2"), (31, "d3"), (59, "d4"), (99, "d5"))


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
        """Return the text from token `first` up to but not including token `last`; "" when there is none."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def at(self, offset: int) -> int:
        """Return the index of the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def number_kind(digits: str) -> str:
    """Return the kind of a bare number, by its length and what it could count or name.

    >>> [number_kind(n) for n in ("7", "19", "31", "1998", "0300", "300", "20000")]
    ['d1', 'd2', 'd3', 'y4', 'n4', 'n3', 'longnum']
    """
    if len(digits) <= 2:
        number = int(digits)
        return next(kind for limit, kind in _PAIRS if number <= limit)
    if len(digits) == 3:
        return "n3"
    if len(digits) == 4:
        number = int(digits)
        return "y4" if 1700 <= number <= 2199 else "yold" if 1000 <= number < 1700 else "n4"
    return "longnum"


def tokenize(text: str) -> Tokens:
    """Split a text into tokens and name the kind of each; the time taken grows with the length only."""
    words = lexicon()
    kinds, known, proper = words.kinds, words.words, words.proper
    plain, capital, other = kinds["plain"], kinds["capital"], kinds["other"]
    punctuation = {mark: kinds[kind] for mark, kind in _PUNCTUATION.items()}
    by_word = {word: kinds[kind] for word, kind in known.items()}
    codes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        start, end = match.span()
        if group == "word":
            word = text[start:end]
            code = by_word.get(word)
            if code is None:
                code = (
                    plain
                    if word.islower()
                    else _capital_code(word, by_word, proper, kinds, capital)
                )
        elif group == "punct":
            code = punctuation.get(text[start], other)
        else:
            code = kinds[number_kind(text[start:end]) if group == "num" else str(group)]
        codes.append(code)
        starts.append(start)
        ends.append(end)
    return Tokens(text, "".join(codes), starts, ends)


def _capital_code(
    word: str, by_word: dict[str, str], proper: dict[str, str], kinds: dict[str, str], capital: str
) -> str:
    """Return the code of a word with a capital letter or other than plain letters."""
    lower = word.lower()
    kind = proper.get(lower)
    code = kinds[kind] if kind else by_word.get(lower, capital)
    return kinds["ordcap"] if code == kinds["ordword"] else code
