"""The text that the bytes of a file hold, in whatever encoding."""

import codecs
import re

from timeline.errors import InputError
from timeline.safety.paths import storable

# First bytes of formats that are sometimes given under a name such as .txt.
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
)
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


# Bytes that charset-normalizer looks at: enough to tell an encoding, and soon looked at.
_SAMPLE = 20_000
# Share of the bytes above 0x7F from which a text is not in Latin letters: English and even Czech
# text in one byte a letter stays below 0.15, Russian and Greek have about 0.8.
_NOT_LATIN = 0.25
# Of so many bytes above 0x7F, one may be no UTF-8: a file that was cut in a letter, a bad export.
_GOOD_PER_FAULT = 20
_FEWEST_BYTES = 20  # of a text in UTF-16 without a mark
_ZEROS = 0.7  # share of zeros among the upper bytes of UTF-16 of English text
_WESTERN = "cp1252"
_HIGH = re.compile(rb"[\x80-\xff]")
_REPLACEMENT = "\ufffd"


def decode(
    data: bytes, where: str, *, declared: str | None = None
) -> tuple[str, str | None]:
    """Decode the bytes of a text file; line ends become LF and a byte order mark is removed.

    The mark is no character of the text, so offsets count from the first real one.

    Args:
        data: The file's bytes.
        where: Name for messages.
        declared: Encoding that the file itself names (HTML), tried after UTF-8.

    Returns:
        The text, and the encoding that was guessed; None when the text is marked or declared or
        valid UTF-8, so that nothing was guessed.

    Raises:
        InputError: It is no text.
    """
    if data.startswith(_MAGIC):
        raise binary(where)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return plain_lines(data.decode(encoding, errors="replace")), None
    if b"\0" in data:
        unmarked = _unmarked_utf16(data)
        if unmarked is None:
            raise binary(where)
        return plain_lines(data.decode(unmarked, errors="replace")), unmarked
    try:
        return plain_lines(data.decode("utf-8")), None
    except UnicodeDecodeError:
        return _guess(data, declared)


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the UTF-16 of text without a mark: every second byte is zero; None for none."""
    sample = data[:_SAMPLE]
    if len(sample) < _FEWEST_BYTES:
        return None
    halves = {"utf-16-le": sample[1::2], "utf-16-be": sample[0::2]}
    for encoding, half in halves.items():
        zeros = half.count(0)
        is_text = zeros > _ZEROS * len(half) and zeros == sample.count(0)
        if is_text:
            return encoding
    return None


def _guess(data: bytes, declared: str | None) -> tuple[str, str | None]:
    if declared:
        try:
            return plain_lines(data.decode(declared)), None
        except (LookupError, UnicodeDecodeError):
            pass
    encoding = guessed_encoding(data)
    return plain_lines(data.decode(encoding, errors="replace")), encoding


def guessed_encoding(data: bytes) -> str:
    """Return the encoding that bytes most likely have which are neither UTF-8 nor marked.

    >>> guessed_encoding("Взрыв на рынке в городе убил девять человек.".encode("cp1251"))
    'cp1251'
    >>> guessed_encoding("The café’s owner died.".encode("cp1252"))
    'cp1252'
    """
    high = len(_HIGH.findall(data))
    faults = data.decode("utf-8", errors="replace").count(_REPLACEMENT)
    if faults * _GOOD_PER_FAULT < high:
        return "utf-8"
    sample = data[:_SAMPLE]
    if len(_HIGH.findall(sample)) < _NOT_LATIN * len(sample):
        # what text in Latin letters that is not UTF-8 nearly always is
        return _WESTERN
    # the library is slow to import, and only few files need it
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None else _WESTERN


def plain_lines(text: str) -> str:
    r"""Make line ends LF.

    Half of a surrogate pair (from JSON) becomes U+FFFD, one character for one.

    >>> plain_lines("a\r\nb\rc")
    'a\nb\nc'
    """
    return storable(text.replace("\r\n", "\n").replace("\r", "\n"))


def binary(where: str) -> InputError:
    """Make the error for a file that holds no text."""
    return InputError(
        where,
        "this is a binary file, no text.",
        "Save it as UTF-8 text, HTML or PDF with the fitting extension.",
    )
