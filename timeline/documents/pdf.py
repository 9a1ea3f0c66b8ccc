"""Read a PDF file."""

import re
import struct
import zlib
from collections import Counter
from typing import Any

from timeline.documents.encoding import plain_lines
from timeline.documents.paragraphs import paragraphs
from timeline.documents.pdf_costs import LOST, PageCosts
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
    pages = _pages(data, name)
    text = _joined([page or "" for page in pages])
    if not text:
        raise InputError(
            name,
            "the PDF has no text layer, only images.",
            "Run OCR over it (for example ocrmypdf), then give it again.",
        )
    lost = [number for number, page in enumerate(pages, 1) if page is None]
    problems = tuple(_lost_page(name, number) for number in lost)
    return RawDocuments(drafts=(RawDocument(where=name, text=text),), problems=problems)


def _pages(data: bytes, name: str) -> list[str | None]:
    """Return the text of each page; None for one that is damaged.

    Raises:
        InputError: The file is broken or encrypted, or has more than is read.
    """
    # pypdf takes a tenth of a second to import, which `timeline --help` must not wait for.
    from pypdf import apply_configuration
    from pypdf.errors import (
        DependencyError,
        FileNotDecryptedError,
        PyPdfError,
        WrongPasswordError,
    )

    from timeline.documents.pdf_reader import BoundedReader

    failures = (PyPdfError, *_DAMAGE)
    budget = _Budget(name, len(data), failures)
    locked = InputError(name, "the PDF is encrypted.", "Save it without a password.")
    with silent("pypdf"), apply_configuration(**budget.limits()):
        try:
            reader = BoundedReader(data)
            if reader.is_encrypted and not reader.decrypt(""):
                raise locked
            check("pages", len(reader.pages), name)
            return [budget.text_of(page) for page in reader.pages]
        except (DependencyError, FileNotDecryptedError, WrongPasswordError):
            raise locked from None
        except failures:
            raise InputError(
                name,
                "the PDF is broken and cannot be read.",
                "Open and save it again, or copy its text to a .txt file.",
            ) from None


class _Budget:
    """What may still be read of a PDF: pages may share one stream, so that a small file is long."""

    def __init__(
        self, name: str, size: int, failures: tuple[type[Exception], ...]
    ) -> None:
        """Begin a file of `size` bytes; `failures` are what pypdf raises where it is damaged."""
        self._name = name
        self._bytes = max(most("page-bytes"), PAGE_EXPANSION * size)
        self._characters = 0
        self._failures = failures
        self._costs = PageCosts(failures)

    def limits(self) -> dict[str, Any]:
        """Return pypdf's own limits of one stream, by its names."""
        return {
            "array_based_stream_maximum_output_length": self._bytes,
            "brotli_maximum_output_length": self._bytes,
            "lzw_maximum_output_length": self._bytes,
            "run_length_maximum_output_length": self._bytes,
            "zlib_maximum_output_length": self._bytes,
            "stream_decoding_work_maximum_length": 4 * self._bytes,
        }

    def text_of(self, page: Any) -> str | None:  # noqa: ANN401 - pypdf is imported late
        """Return the text of a page; None if it is damaged.

        Raises:
            InputError: The pages together have more content or text than is read.
        """
        try:
            content = self._content(page)
            self._spend(self._costs.of_page(page, content))
            text = plain_lines(page.extract_text())
        except self._failures:
            self._spend(LOST)
            return None
        self._characters += len(text)
        check_length(self._characters, self._name)
        return text

    def _content(self, page: Any) -> bytes:  # noqa: ANN401
        """Return what a page draws, unpacked.

        Raises:
            InputError: It is more than is read.
        """
        from pypdf.errors import LimitReachedError

        try:
            content = page.get_contents()
            if content is None:
                return b""
            return bytes(content.get_data())
        except LimitReachedError:
            raise passed("page-bytes", self._name) from None

    def _spend(self, cost: int) -> None:
        """Take a cost away, in bytes of page, before the work is done."""
        self._bytes -= cost
        if self._bytes < 0:
            raise passed("page-bytes", self._name)


def _lost_page(name: str, number: int) -> Problem:
    return Problem(
        where=f"{name}, page {number}",
        what="the page cannot be read.",
        cure="Copy its text to a .txt file.",
    )


def _joined(pages: list[str]) -> str:
    """Make one text of the pages, one line for each paragraph, a blank line between two."""
    pages_of_lines = [
        [line.rstrip() for line in page.strip().split("\n")] for page in pages
    ]
    heads = _running_heads(pages_of_lines)
    inner_pages = [_inner(page, heads) for page in pages_of_lines]
    # Pages follow each other without a blank line: a sentence may run over.
    text = "\n".join("\n".join(page) for page in inner_pages if page)
    return "\n\n".join(
        _unbroken(text[block.start : block.end]) for block in paragraphs(text)
    )


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
            and (
                line in heads
                or re.fullmatch(r"\W*(?:[Pp]age )?\d{1,4}\W*(?:of \d+)?", line)
            )
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
            made = (
                made if word[0].isupper() or _COMPOUND.match(line) else made[:-1]
            ) + line
        else:
            made = f"{made} {line}" if made else line
    return made
