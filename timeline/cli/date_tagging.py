"""Tag the dates of documents and corpora: the temporal stage by itself, without the parser."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from timeline import documents, temporal
from timeline.documents.fields import day_of, text_of
from timeline.errors import InputError
from timeline.model.text import Document, Problem
from timeline.model.when import TemporalExpression
from timeline.output.atomic import write_atomically

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
    """What was done with a corpus: lines written, expressions in them, lines left out."""

    lines: int
    expressions: int
    problems: tuple[Problem, ...]


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


def tag_corpus(path: Path, output: Path) -> TaggedCorpus:
    """Read lines {doc_id, dct, text} and write them with `timexes` added; other fields stay.

    Text and day may stand in any field that `timeline build` knows (documents.fields).

    Args:
        path: A JSON Lines file. `dct` is an ISO day or date-time; null, "" or none leaves relative
            words undated.
        output: The JSON Lines file to write. It is not written when no line can be used.

    Returns:
        What was done. A line that cannot be used is left out and named among the problems.

    Raises:
        InputError: The file cannot be read.
        UsageError: The output cannot be written.
    """
    lines: list[str] = []
    problems: list[Problem] = []
    count = 0
    for number, line in _lines(path):
        try:
            record = _record(line, f"{path.name}, line {number}")
        except InputError as error:
            problem = Problem(where=error.where, what=error.what, cure=error.hint)
            problems.append(problem)
            continue
        timexes = temporal.timexes(text_of(record) or "", dct=_day(record))
        record["timexes"] = timexes
        count += len(timexes)
        lines.append(_json(record))
    if lines:
        write_atomically(output, "".join(line + "\n" for line in lines))
    return TaggedCorpus(lines=len(lines), expressions=count, problems=tuple(problems))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, one at a time, as a corpus may be large."""
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                text = line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line
                if text.strip():
                    yield number, text
    except OSError as error:
        reason = (error.strerror or "the system refuses it").lower()
        hint = "Give the path of a JSON Lines file."
        raise InputError(str(path), f"cannot be read ({reason}).", hint) from error


def _record(line: bytes, where: str) -> dict[str, Any]:
    """Read a line; check only the fields that are used."""
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise InputError(where, "this is not valid UTF-8.", "Save the file as UTF-8.") from None
    except (ValueError, RecursionError):
        raise InputError(where, "this is no JSON.", "Write one JSON object on each line.") from None
    if not isinstance(record, dict) or text_of(record) is None:
        raise InputError(where, "there is no text.", 'Every line needs "text": "...".')
    try:
        _day(record)
    except (TypeError, ValueError):
        problem = f"dct {str(record['dct'])[:SHOWN]!r} is not a date."
        hint = "Write it as 2020-02-06, or null when it is not known."
        raise InputError(where, problem, hint) from None
    return record


def _day(record: dict[str, Any]) -> date | None:
    """Return the day of the document's creation time, as it is written in any zone.

    Without "dct" the other fields count in which `timeline build` finds the day.
    """
    text = record.get("dct")
    if text is None or text == "":
        return day_of(record)[0]
    if not isinstance(text, str):
        raise TypeError(text)
    day = text.split("T")[0].split(" ")[0]
    return date.fromisoformat(day)


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
