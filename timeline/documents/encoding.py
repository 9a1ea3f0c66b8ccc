"""Which text do the bytes of a file hold?"""

import codecs
import re

from timeline.errors import InputError

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
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def decode(data: bytes, where: str, *, declared: str | None = None) -> tuple[str, bool]:
    """Decode the bytes of a text file; line ends become LF and a byte order mark is removed.

    The mark is no character of the text, so offsets count from the first real one.

    Args:
        data: The file's bytes.
        where: Name for messages.
        declared: Encoding that the file itself names (HTML), tried after UTF-8.

    Returns:
        The text, and whether it is certain: False when it was neither marked nor declared nor valid UTF-8.

    Raises:
        InputError: It is no text.
    """
    if data.startswith(_MAGIC):
        raise binary(where)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return plain_lines(data.decode(encoding, errors="replace")), True
    if b"\0" in data:
        raise binary(where)
    try:
        return plain_lines(data.decode("utf-8")), True
    except UnicodeDecodeError:
        return _guess(data, declared)


def _guess(data: bytes, declared: str | None) -> tuple[str, bool]:
    if declared:
        try:
            return plain_lines(data.decode(declared)), True
        except (LookupError, UnicodeDecodeError):
            pass
    # Windows-1252 is what Western text that is not UTF-8 nearly always is; it leaves five bytes undefined.
    return plain_lines(data.decode("cp1252", errors="replace")), False


def plain_lines(text: str) -> str:
    r"""Make line ends LF; half of a surrogate pair (from JSON) becomes U+FFFD, one character for one.

    >>> plain_lines("a\r\nb\rc")
    'a\nb\nc'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def binary(where: str) -> InputError:
    """Make the error for a file that holds no text."""
    return InputError(
        where,
        "this is a binary file, no text.",
        "Save it as UTF-8 text, HTML or PDF with the fitting extension.",
    )
