"""Damage a file as transport, programs and enemies do: bytes, blocks, numbers, words; its structure; what is packed."""

import gzip
import random
import re
import zlib
from collections.abc import Callable

from tests.fuzz.structure import changed

# What is put in place of words and numbers, or in between.
TOKENS = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        "", "-", "0", "-1", "1e999", "-1e999", "nan", "9" * 25, "9" * 400, "9" * 5_000, "0x10", "1.5", "٣", "½", "null", "None", "true",
        "[", "]", "{", "}", "(", ")", '"', "'", ";", ",", "\t", "|", "\r", "\n", "\r\n", "\0", "\x1a", "\ufeff", "\u2028", "\u202e", "\ud800",
        "[" * 3_000, "<" * 300, "<a>" * 300, "&" * 50, "&#0;", "&#xD800;", "]]>", "<!--", "<![CDATA[", "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "2012-02-30", "0000-00-00", "9999-12-31", "31/12/2012", "5 March", "last week", "in 99999999999 days", "0001-01-01", "24:61",
        "%s%n", "../../etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "=1+1", "\\", "\\u0000", "\\ud800", "{\\rtf1", "a" * 3_000,
        "killed 9-4; injured", "ASSAULT/none", "i-1;i-1;;", ";", "XFD1048576", "A99999999999", "/Length 99999999", "/Kids [1 0 R]", "obj", "stream",
    )
)  # fmt: skip
GZIP = b"\x1f\x8b"
WORD = re.compile(rb"[A-Za-z_]+|\d+(?:\.\d+)?")


def mutated(data: bytes, draw: random.Random) -> bytes:
    """Return a file with one to a few kinds of damage; of two thirds the structure is damaged, not the bytes."""
    if data[:2] == GZIP and draw.random() < 0.7:
        try:
            return gzip.compress(mutated(gzip.decompress(data), draw), mtime=0)
        except (OSError, EOFError, zlib.error):
            pass
    if draw.random() < 0.65:
        damaged = changed(data, draw, mutated)
        if damaged is not None:
            return damaged
    for _ in range(draw.choice((1, 1, 1, 2, 4, 12))):
        data = draw.choice(_WAYS)(data, draw)
    return data


def _bytes(data: bytes, draw: random.Random) -> bytes:
    changed = bytearray(data or b"x")
    for _ in range(draw.choice((1, 1, 4, 40))):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


def _bits(data: bytes, draw: random.Random) -> bytes:
    changed = bytearray(data or b"x")
    changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def _cut(data: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data) + 1)
    return data[:at] if draw.random() < 0.8 else data[at:]


def _block(data: bytes, draw: random.Random) -> bytes:
    """Take a block out, repeat it, or move it."""
    start = draw.randrange(len(data) + 1)
    end = min(len(data), start + draw.choice((1, 8, 64, 1_000)))
    block = data[start:end]
    way = draw.randrange(3)
    if way == 0:
        return data[:start] + data[end:]
    if way == 1:
        return data[:end] + block * draw.choice((1, 2, 50)) + data[end:]
    rest = data[:start] + data[end:]
    at = draw.randrange(len(rest) + 1)
    return rest[:at] + block + rest[at:]


def _token(data: bytes, draw: random.Random) -> bytes:
    """Put a token in, or in place of a word or number."""
    token = draw.choice(TOKENS)
    at = draw.randrange(len(data) + 1)
    found = WORD.search(data, at)
    if found is None or draw.random() < 0.3:
        return data[:at] + token + data[at:]
    return data[: found.start()] + token + data[found.end() :]


def _swap(data: bytes, draw: random.Random) -> bytes:
    """Put one word of the file in place of another."""
    words = list(WORD.finditer(data[:200_000]))
    if len(words) < 2:
        return data
    first, second = draw.sample(words, 2)
    return data[: first.start()] + second[0] + data[first.end() :]


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _bytes, _bits, _cut, _block, _block, _token, _token, _token, _token, _swap, _swap,
)  # fmt: skip
