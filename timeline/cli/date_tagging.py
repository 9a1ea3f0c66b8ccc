"""Tag the dates of documents and corpora: the temporal stage by itself, without the parser."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from timeline import documents, temporal
from timeline.documents.encoding import decode
from timeline.documents.fields import day_of, flat, text_field
from timeline.errors import InputError, reason_of
from timeline.model.text import Document, Problem
from timeline.model.when import TemporalExpression
from timeline.output.atomic import write_atomically
from timeline.safety.content import bytes_of
from timeline.temporal.languages import tag_language

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Characters of a wrong value that a message shows.
SHOWN = 40
# Characters that end a line for some readers of JSON Lines.
LINE_ENDS = "\x85\u2028\u2029"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedDocument:
    """A document with the temporal expressions in it, in order."""

    document: Document
    expressions: tuple[TemporalExpression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedCorpus:
    """What was done with a corpus.

    Attributes:
        lines: Lines written.
        expressions: Expressions in them.
        problems: Lines left out.
        fields: The fields that gave text and day, each once, in the order in which they came up.
    """

    lines: int
    expressions: int
    problems: tuple[Problem, ...]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of a corpus: its record, the text and day in it, and the fields that gave them."""

    record: dict[str, Any]
    text: str
    day: date | None
    fields: tuple[str, ...]


def tag_documents(
    paths: Sequence[Path],
    *,
    published: date | None = None,
    today: date | None = None,
    mode: str = "auto",
) -> tuple[tuple[TaggedDocument, ...], tuple[Problem, ...]]:
    """Read documents and find their temporal expressions.

    Args:
        paths: Files and folders, as for a timeline.
        published: Publication day: wins for a single document, fills in for the undated among many.
        today: The present day, for the warning about dates in the future; None for no warning.
        mode: "news", "narrative" (a date without a year follows the date before), or "auto", which
            decides by the text.

    Returns:
        The documents that could be read, and the problems of the others.
    """
    reading = documents.read(paths, published=published, today=today)
    tagged = tuple(_tagged(document, mode) for document in reading.documents)
    return tagged, reading.problems


def _tagged(document: Document, mode: str) -> TaggedDocument:
    expressions = temporal.tag(
        document.text, anchor=document.published, sections=document.sections, mode=mode
    )
    return TaggedDocument(document=document, expressions=expressions)


def tag_text(path: Path, *, published: date | None, language: str) -> TaggedDocument:
    """Find the dates of a text file in another language than English.

    Raises:
        InputError: The file cannot be read.
        UsageError: There is no such language.
    """
    try:
        text, _ = decode(bytes_of(path, "document-bytes"), path.name)
    except OSError as error:
        raise _unreadable(path, error, "Give the path of a text file.") from error
    document = Document(id=path.stem, text=text, published=published)
    dates = tag_language(text, anchor=published, language=language)
    return TaggedDocument(document=document, expressions=dates)


def tag_corpus(path: Path, output: Path, *, language: str = "en") -> TaggedCorpus:
    """Read lines with a text and a day and write them with `timexes` added; other fields stay.

    Args:
        path: A JSON Lines file. Text and day stand in the fields that a build knows too
            (documents/fields.py): `text` and `dct`, `content` and `publishedAt`, and so on.
            Without a day relative words stay undated.
        output: The JSON Lines file to write. It is not written when no line can be used.
        language: Code of the language of the texts.

    Returns:
        What was done. A line that cannot be used is left out and named among the problems.

    Raises:
        InputError: The file cannot be read.
        UsageError: The output cannot be written, or there is no such language.
    """
    written: list[str] = []
    problems: list[Problem] = []
    fields: dict[str, None] = {}
    count = 0
    for number, line in _lines(path):
        try:
            read = _read_line(line, f"{path.name}, line {number}")
        except InputError as error:
            problem = Problem(where=error.where, what=error.what, cure=error.hint)
            problems.append(problem)
            continue
        timexes = _timexes(read, language)
        count += len(timexes)
        written.append(_json(read.record | {"timexes": timexes}))
        fields |= dict.fromkeys(read.fields)
    if written:
        write_atomically(output, "".join(line + "\n" for line in written))
    return TaggedCorpus(
        lines=len(written),
        expressions=count,
        problems=tuple(problems),
        fields=tuple(fields),
    )


def _timexes(line: _Line, language: str) -> list[dict[str, object]]:
    """Return the expressions of a line as TIMEX3 records."""
    if language == "en":
        return temporal.timexes(line.text, dct=line.day)
    dates = tag_language(line.text, anchor=line.day, language=language)
    return list(map(temporal.timex, dates))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, one at a time, as a corpus may be large."""
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                text = line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line
                if text.strip():
                    yield number, text
    except OSError as error:
        raise _unreadable(path, error, "Give the path of a JSON Lines file.") from error


def _unreadable(path: Path, error: OSError, hint: str) -> InputError:
    reason = reason_of(error)
    return InputError(str(path), f"cannot be read ({reason}).", hint)


def _read_line(line: bytes, where: str) -> _Line:
    """Read a line; check only the fields that are used."""
    record = _record(line, where)
    fields = flat(record)
    text = text_field(fields)
    if text is None:
        raise InputError(where, "there is no text.", 'Every line needs "text": "...".')
    name, words = text
    day, day_name, value = day_of(fields)
    if day is None and value not in (None, ""):
        problem = f"{day_name} {str(value)[:SHOWN]!r} is not a date."
        hint = "Write it as 2020-02-06, or null when it is not known."
        raise InputError(where, problem, hint)
    return _Line(
        record=record, text=words, day=day, fields=(name, day_name) if day else (name,)
    )


def _record(line: bytes, where: str) -> dict[str, Any]:
    """Read the JSON object of a line."""
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise InputError(
            where, "this is not valid UTF-8.", "Save the file as UTF-8."
        ) from None
    except (ValueError, RecursionError):
        raise InputError(
            where, "this is not JSON.", "Write one JSON object on each line."
        ) from None
    if not isinstance(record, dict):
        raise InputError(where, "there is no text.", 'Every line needs "text": "...".')
    return record


def _json(record: object) -> str:
    r"""Return JSON on one line for every reader; line ends and half characters stay escapes.

    >>> _json({"text": "caf\u00e9\u2028\ud800"})
    '{"text": "café\\u2028\\ud800"}'
    """
    text = json.dumps(record, ensure_ascii=False)
    if text.isascii():
        return text
    return "".join(map(_escaped, text))


def _escaped(char: str) -> str:
    is_half = "\ud800" <= char <= "\udfff"
    if is_half or char in LINE_ENDS:
        return f"\\u{ord(char):04x}"
    return char
