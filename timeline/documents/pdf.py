"""Read a PDF file."""

import re
import struct
import zlib
from collections import Counter
from io import BytesIO
from typing import Any

from timeline.documents.encoding import plain_lines
from timeline.documents.paragraphs import paragraphs
from timeline.documents.raw import RawDocument, RawDocuments, check_length, silent
from timeline.errors import InputError
from timeline.model.text import Problem
from timeline.safety.limits import check, most, passed

# What a damaged file can make pypdf raise besides its own errors.
_DAMAGE = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
    RecursionError, NotImplementedError, OSError, struct.error, zlib.error,
)  # fmt: skip
# Second halves of compounds that keep their hyphen when a line breaks behind it.
_COMPOUND = re.compile(
    r"(?:held|led|backed|based|wide|run|controlled|linked|aligned|allied"
    r"|born|old|made|trained|armed|ranking|general|style)\b"
)
# Bytes of pages for each byte of the file: they are packed to a third, maps to a tenth.
PAGE_EXPANSION = 10
EDGE = 3  # lines at the head and foot of a page that can be running heads


def read_pdf(data: bytes, name: str) -> RawDocuments:
    """Read the text layer of a PDF file.

    Lines joined to paragraphs, page numbers and running heads left out.

    Raises:
        InputError: The file is broken or encrypted, or has no text layer.
    """
    # pypdf takes a tenth of a second to import, which `timeline --help` must not wait for.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError, WrongPasswordError

    locked = InputError(name, "the PDF is encrypted.", "Save it without a password.")
    pages: list[str] = []
    lost: list[int] = []
    with silent("pypdf"):
        try:
            reader = PdfReader(BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise locked
            check("pages", len(reader.pages), name)
            budget = _Budget(name, len(data))
            for number, page in enumerate(reader.pages, 1):
                try:
                    pages.append(budget.text_of(page))
                except (PyPdfError, *_DAMAGE):
                    lost.append(number)
        except (DependencyError, FileNotDecryptedError, WrongPasswordError):
            raise locked from None
        except (PyPdfError, *_DAMAGE):
            raise InputError(
                name,
                "the PDF is broken and cannot be read.",
                "Open and save it again, or copy its text to a .txt file.",
            ) from None
    text = _joined(pages)
    if not text:
        raise InputError(
            name,
            "the PDF has no text layer, only images.",
            "Run OCR over it (for example ocrmypdf), then give it again.",
        )
    problems = tuple(_lost_page(name, number) for number in lost)
    return RawDocuments(drafts=(RawDocument(where=name, text=text),), problems=problems)


class _Budget:
    """What may still be read of a PDF: pages may share one stream, so that a small file is long."""

    def __init__(self, name: str, size: int) -> None:
        """Begin a file of `size` bytes."""
        self._name = name
        self._bytes = max(most("page-bytes"), PAGE_EXPANSION * size)
        self._characters = 0

    def text_of(self, page: Any) -> str:  # noqa: ANN401 - pypdf is imported late
        """Return the text of a page.

        Raises:
            InputError: The pages together have more content or text than is read.
        """
        content = page.get_contents()
        self._bytes -= len(content.get_data()) if content is not None else 0
        if self._bytes < 0:
            raise passed("page-bytes", self._name)
        text = plain_lines(page.extract_text())
        self._characters += len(text)
        check_length(self._characters, self._name)
        return text


def _lost_page(name: str, number: int) -> Problem:
    return Problem(
        where=f"{name}, page {number}",
        what="the page cannot be read.",
        cure="Copy its text to a .txt file.",
    )


def _joined(pages: list[str]) -> str:
    """Make one text of the pages, one line for each paragraph, a blank line between two."""
    pages_of_lines = [[line.rstrip() for line in page.strip().split("\n")] for page in pages]
    heads = _running_heads(pages_of_lines)
    inner_pages = [_inner(page, heads) for page in pages_of_lines]
    # Pages follow each other without a blank line: a sentence may run over.
    text = "\n".join("\n".join(page) for page in inner_pages if page)
    return "\n\n".join(_unbroken(text[block.start : block.end]) for block in paragraphs(text))


def _running_heads(pages: list[list[str]]) -> set[str]:
    """Return the short lines that stand at the edge of most pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({*page[:EDGE], *page[-EDGE:]} - {""})
    heads = set()
    for line, times in edges.items():
        is_frequent = times > 1 and times >= 0.6 * len(pages)
        if is_frequent and len(line) < 100:
            heads.add(line)
    return heads


def _inner(page: list[str], heads: set[str]) -> list[str]:
    last = len(page) - EDGE
    return [
        line
        for number, line in enumerate(page)
        if not (
            (number < EDGE or number >= last)
            and (line in heads or re.fullmatch(r"\W*(?:[Pp]age )?\d{1,4}\W*(?:of \d+)?", line))
        )
    ]


def _unbroken(paragraph: str) -> str:
    r"""Join the lines of a paragraph; a hyphen that only breaks a word goes.

    >>> _unbroken("The cease-\nfire in rebel-\nheld Subek")
    'The ceasefire in rebel-held Subek'
    """
    made = ""
    for line in paragraph.split("\n"):
        line = line.strip()
        word = made.rsplit(" ", 1)[-1]
        if word.endswith("-") and len(word) > 2 and line[:1].islower():
            made = (made if word[0].isupper() or _COMPOUND.match(line) else made[:-1]) + line
        else:
            made = f"{made} {line}" if made else line
    return made
