"""Documents, their sections, and spans of their text."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from timeline.model.when import DateInterval


class SectionKind(StrEnum):
    """What a stretch of a document is for.

    BODY is running text. A DATELINE ("DAMASCUS -") and a HEADING are read for what they say of
    place and year, never for incidents. BOILERPLATE (front matter, "Sign up", photo credits) is not
    read at all.
    """

    TITLE = "title"
    DATELINE = "dateline"
    HEADING = "heading"
    BODY = "body"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSpan:
    """A half-open stretch of a text, in Unicode code points.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What stands above or beside a paragraph and holds for it.

    Attributes:
        span: Where the words stand: a heading "1 May", the time of an entry, the cell of a date.
        date: The days they give; None if they give none.
        is_entry: True for an entry of a live blog or chat, which was written on that day: what it
            reports without a day happened on that day or the day before. What stands under a day's
            heading, or beside it in a row, happened on that day.
        place: Where the cell stands that names the place; None if there is none.
        killed: Where the cell stands that counts the killed; None if there is none.
        injured: Where the cell stands that counts the injured; None if there is none.
    """

    span: TextSpan
    date: DateInterval | None = None
    is_entry: bool = False
    place: TextSpan | None = None
    killed: TextSpan | None = None
    injured: TextSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of a document of one kind; a document's sections are in order and never overlap.

    A BODY section is one paragraph. `context` is what a heading or an entry's time above it, or the
    cells beside it, say of its day and place; None if nothing does.
    """

    kind: SectionKind
    start: int
    end: int
    context: Context | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The file a document was read from, and the place and time at which it was fetched.

    Attributes:
        file: Path of the file below the folder that was given.
        sha256: SHA-256 digest of the file's bytes, in hexadecimal.
        format: What it was read as ("HTML", "Nexis Uni").
        position: Where it stands in a file of several ("article 37 of 100"); None in a file of one.
        retrieved: Date-time at which it was fetched, as the file writes it; None if it does not.
        archived: Address of an archived copy; None if none is known.
    """

    file: str
    sha256: str
    format: str
    position: str | None = None
    retrieved: str | None = None
    archived: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article or other text.

    Attributes:
        id: File name without extension, or the id that the input gave.
        text: The whole text with line ends as LF and nothing else changed; for HTML and PDF the
            extracted text.
        published: Day of publication; None when nothing says it. Never today's date by default.
        published_from: How the day is known: "option", "front matter", "metadata", "field", "file
            name", "date line"; or None.
        title: Title, if the text or its metadata has one.
        publisher: The outlet, if known.
        url: Where it was published, if known.
        sections: What each stretch of the text is for; in order, disjoint.
        dataset: Id of the dataset of which this is a row: its text holds the row's cells joined by
            tabs, and `Dataset` names the columns; None for articles.
        line: Line of the file on which the row begins, from 1; None for articles.
        read_by: Who read it where a language model was asked: "llm:<model>", or "rules" where it
            gave no answer; None where no model was asked.
        original: The text of which `text` is a translation; None if it is none.
        lang: Language of the original (BCP 47: "ar"), or of the text where there is none; None if
            the input does not say.
        provenance: The file it was read from; None for rows of tables.
    """

    id: str
    text: str
    published: date | None = None
    published_from: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    sections: tuple[Section, ...] = ()
    dataset: str | None = None
    line: int | None = None
    read_by: str | None = None
    original: str | None = None
    lang: str | None = None
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be read or used: where, what, and how to fix it.

    Attributes:
        where: File name (without folder), document id, or "file.jsonl, line 3".
        what: What is wrong.
        cure: What the reader can do.
        skipped: True when the file or line was left out; False when it was read all the same.
    """

    where: str
    what: str
    cure: str
    skipped: bool = True
