"""What the reader of one format hands on."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from timeline.documents.encoding import plain_lines
from timeline.errors import InputError
from timeline.model.text import Problem, TextSpan
from timeline.safety.limits import VARIABLE, most


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """A row of a table of events, as offsets of its cells into the text.

    Attributes:
        line: The whole row.
        words: The cell that says what happened.
        date: The cell of the date.
        place: The cell of the place.
        killed: The cell that counts the killed.
        injured: The cell that counts the injured.
    """

    line: TextSpan
    words: TextSpan
    date: TextSpan | None = None
    place: TextSpan | None = None
    killed: TextSpan | None = None
    injured: TextSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a reader knows of the structure of a text.

    Attributes:
        levels: Level of headings by the offset at which they begin; 1 is the highest.
        entries: Offsets of times of entries (live blogs), which were written on that day.
        rows: Rows of tables of events, in order.
        furniture: Offsets of paragraphs that are no running text: the names of columns.
        ends: Offsets at which the context of what stands above ends (after a definition list).
    """

    levels: Mapping[int, int] = field(default_factory=dict)
    entries: frozenset[int] = frozenset()
    rows: tuple[EventRow, ...] = ()
    furniture: frozenset[int] = frozenset()
    ends: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """A document as its file gives it, before its id is made unique and its sections are found.

    Attributes:
        where: File name, with the line or number for files of several: what messages say.
        text: The text, line ends LF.
        id: The id that the input gave; None to take the file name.
        published: Day that the format itself states; None if it states none.
        published_from: "front matter", "metadata" or "field"; None without a day.
        title: Title that the format states.
        publisher: Outlet that the format states.
        url: Web address that the format states.
        format: What it was read as ("Nexis Uni"); None to take the reader's own name.
        position: Where in its file it stands ("article 37 of 100"); None in a file of one.
        retrieved: Date-time at which it was fetched, as the file writes it.
        archived: Address of an archived copy.
        original: The text of which this is a translation.
        lang: Language of the original (BCP 47: "ar"), or of the text where there is none.
        marks: The structure that the format states.
    """

    where: str
    text: str
    id: str | None = None
    published: date | None = None
    published_from: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    format: str | None = None
    position: str | None = None
    retrieved: str | None = None
    archived: str | None = None
    original: str | None = None
    lang: str | None = None
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedFile:
    """A file that a bibliography links, with what the bibliography knows of it.

    Attributes:
        where: The entry: what messages say.
        paths: Where it may lie, relative to the bibliography; the first that exists is read.
        draft: Metadata that go before the file's own; its text is read if no file is there.
    """

    where: str
    paths: tuple[str, ...]
    draft: RawDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocuments:
    """The documents of one file, the files it links, and what is to be said about it."""

    drafts: tuple[RawDocument, ...] = ()
    problems: tuple[Problem, ...] = ()
    links: tuple[LinkedFile, ...] = ()


# Takes the bytes of a file and its name without folder; raises InputError when nothing in it can be
# used.
Reader = Callable[[bytes, str], RawDocuments]


def check_length(characters: int, where: str) -> None:
    """Check the length of a text; a reader calls it as soon as the length is known.

    Raises:
        InputError: It is longer than a document may be.
    """
    allowed = most("document-characters")
    if characters > allowed:
        what = (
            f"the text has {characters:,} characters; a document may have {allowed:,}."
        )
        cure = (
            "Split it into files (chapters, articles), or give its articles as lines of a .jsonl "
            f"file; or raise the limit: {VARIABLE}=document-characters={characters}."
        )
        raise InputError(where, what, cure)


def doubts_of_encoding(where: str, encoding: str | None) -> tuple[Problem, ...]:
    """Return the problem that a text's encoding was guessed; none if it was not."""
    if encoding is None:
        return ()
    name = _ENCODINGS.get(encoding, encoding)
    problem = Problem(
        where=where,
        what=f"the file is not valid UTF-8 and was read as {name}; some letters may be wrong.",
        cure="Save it as UTF-8.",
        skipped=False,
    )
    return (problem,)


_ENCODINGS = {
    "cp1252": "Windows-1252",
    "cp1251": "Windows-1251",
    "utf-8": "UTF-8 with faults",
    "koi8_r": "KOI8-R",
    "utf-16-le": "UTF-16 without a mark",
    "utf-16-be": "UTF-16 without a mark",
}


def left_out(where: str, count: int, what: str, cure: str) -> tuple[Problem, ...]:
    """Return the problem that parts of a file were left out; none if none was.

    >>> left_out("chat.json", 2, "messages without text", "")[0].what
    '2 messages without text were left out.'
    """
    if not count:
        return ()
    return (Problem(where=where, what=f"{count:,} {what} were left out.", cure=cure),)


def bad_date(where: str, field: str, value: str) -> Problem:
    """Say that a date given in the input cannot be read."""
    return Problem(
        where=where,
        what=f"{field} {value[:40]!r} is not a date.",
        cure="Write it as 2020-02-06.",
        skipped=False,
    )


def one_line(value: object) -> str | None:
    r"""Return a metadata value as one line of text; None if it is empty or no text.

    >>> one_line("  The\n Courier "), one_line(""), one_line(["x"]), one_line(7)
    ('The Courier', None, None, '7')
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(plain_lines(str(value)).split()) or None


@contextmanager
def silent(logger: str) -> Iterator[None]:
    """Keep a library from writing its own warnings to stderr.

    What matters becomes a Problem of ours.
    """
    log = logging.getLogger(logger)
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)
