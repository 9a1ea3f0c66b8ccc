"""Events written as lines of cells ("3 May; Tarin; Rebels attacked; 6") or of labels and values."""

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline.documents.event_tables import column_of, event_columns
from timeline.documents.raw import EventRow, Marks, RawDocument
from timeline.documents.table_lines import TableLine, event_rows, trimmed
from timeline.model.text import TextSpan

_LINE = re.compile(r"^[ \t]*(?P<words>\S[^\n]*?)[ \t]*$", re.MULTILINE)
_SEPARATORS = ("\t", "|", ";")
_FEWEST_CELLS = 3
_FEWEST_LINES = 3  # of a table, the names of its columns counted
_LABEL = re.compile(r"(?P<label>[A-Z][\w ()/-]{1,40}?)[ \t]*:[ \t]+(?P<value>\S.*)\Z")
_FEWEST_RECORDS = 2
_FEWEST_WORDS = 3  # of what happened


def with_rows(draft: RawDocument) -> RawDocument:
    """Return a draft with the rows of events in its text, if its reader knows of none."""
    if draft.marks.rows:
        return draft
    marks = _tables(draft.text) or _records(draft.text)
    if marks is None:
        return draft
    own = draft.marks
    furniture = own.furniture | marks.furniture
    return replace(draft, marks=replace(own, rows=marks.rows, furniture=furniture))


def _tables(text: str) -> Marks | None:
    """Return the rows of tables whose cells stand between tabs, bars or semicolons."""
    rows: list[EventRow] = []
    furniture: set[int] = set()
    for separator in _SEPARATORS:
        if separator not in text:
            continue
        for lines in _runs(text, separator):
            words = [[_words(text, cell) for cell in line.cells] for line in lines]
            columns = event_columns(words)
            if columns is None or not columns.first:
                continue
            furniture |= {line.span.start for line in lines[: columns.first]}
            rows += event_rows(lines[columns.first :], columns)
    if not rows:
        return None
    ordered = sorted(rows, key=lambda row: row.line.start)
    return Marks(rows=tuple(ordered), furniture=frozenset(furniture))


def _runs(text: str, separator: str) -> Iterator[list[TableLine]]:
    """Yield lines that follow each other and have the same number of cells."""
    run: list[TableLine] = []
    for match in _LINE.finditer(text):
        line = _line(text, match, separator)
        if run and len(line.cells) != len(run[0].cells):
            yield from _long_enough(run)
            run = []
        if len(line.cells) >= _FEWEST_CELLS:
            run.append(line)
    yield from _long_enough(run)


def _long_enough(run: list[TableLine]) -> Iterator[list[TableLine]]:
    if len(run) >= _FEWEST_LINES:
        yield run


def _line(text: str, match: re.Match[str], separator: str) -> TableLine:
    start, end = match.span("words")
    cells = []
    offset = start
    for words in text[start:end].split(separator):
        cells.append(trimmed(words, offset))
        offset += len(words) + len(separator)
    return TableLine(TextSpan(start=start, end=end), tuple(cells))


def _words(text: str, span: TextSpan) -> str:
    return text[span.start : span.end]


def _records(text: str) -> Marks | None:
    """Return the events that are written as "Date: …", "Place: …", "Incident: …", line by line."""
    rows = [_row(record) for record in _grouped(text) if _is_event(text, record)]
    return Marks(rows=tuple(rows)) if len(rows) >= _FEWEST_RECORDS else None


def _grouped(text: str) -> Iterator[dict[str, TextSpan]]:
    """Yield fields by what they mean, and "line" for all of them, up to one that is given again.

    Fields that mean nothing here may stand between them; other lines end a record.
    """
    record: dict[str, TextSpan] = {}
    for match in _LINE.finditer(text):
        field = _LABEL.match(match["words"])
        name = column_of(field["label"]) if field is not None else None
        if field is not None and name is None:
            continue
        if name is None or name in record:
            yield record
            record = {}
        if field is not None and name is not None:
            _add(record, name, match.start("words"), field)
    yield record


def _add(
    record: dict[str, TextSpan], name: str, start: int, field: re.Match[str]
) -> None:
    """Add the value of a field that begins at an offset, and its line to those of the record."""
    first, last = field.span("value")
    value = TextSpan(start=start + first, end=start + last)
    line = record.get("line")
    first_line = line.start if line is not None else start
    record[name] = value
    record["line"] = TextSpan(start=first_line, end=value.end)


def row_lines(draft: RawDocument) -> frozenset[int]:
    """Return the offsets of the lines in the rows of a draft's tables of events."""
    offsets: set[int] = set()
    for row in draft.marks.rows:
        offset = row.line.start
        for line in draft.text[row.line.start : row.line.end].split("\n"):
            offsets.add(offset)
            offset += len(line) + 1
    return frozenset(offsets)


def _is_event(text: str, record: dict[str, TextSpan]) -> bool:
    """Return whether a record says what happened, and when or where."""
    if "words" not in record or not ("date" in record or "place" in record):
        return False
    words = _words(text, record["words"])
    return len(words.split()) >= _FEWEST_WORDS


def _row(record: dict[str, TextSpan]) -> EventRow:
    return EventRow(
        line=record["line"],
        words=record["words"],
        date=record.get("date"),
        place=record.get("place"),
        killed=record.get("killed"),
        injured=record.get("injured"),
    )
