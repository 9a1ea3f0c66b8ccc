"""Make text from anywhere safe to show and to ship."""

import json
import re
from bisect import bisect_left
from collections.abc import Sequence

# Bidirectional controls can make a sentence read otherwise than it is stored; other control
# characters are never meant to be seen; lone surrogates cannot be written as UTF-8. Unicode 15,
# general categories Cc, Cs and UAX #9.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f"
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_JSON_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
_JSON_SPECIAL = re.compile("[<>&\u2028\u2029]")


def clean(text: str) -> str:
    r"""Return the text without control characters (line ends and tabs stay).

    >>> clean("a\u202eb")
    'ab'
    """
    return _UNSAFE.sub("", text)


def clean_with_offsets(text: str, offsets: Sequence[int]) -> tuple[str, list[int]]:
    r"""Clean a text and say where each offset into it has moved.

    >>> clean_with_offsets("a\u202ebc", [0, 2, 4])
    ('abc', [0, 1, 3])
    """
    removed = [match.start() for match in _UNSAFE.finditer(text)]
    if not removed:
        return text, list(offsets)
    return clean(text), [offset - bisect_left(removed, offset) for offset in offsets]


def island(value: object) -> str:
    r"""Write a value as JSON that can stand inside a script element, whatever its strings hold.

    >>> island({"a": "</script>"})
    '{"a":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _JSON_SPECIAL.sub(lambda match: _JSON_ESCAPES[match.group()], text)
