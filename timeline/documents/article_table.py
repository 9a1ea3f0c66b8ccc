"""Tables of articles (.csv, .tsv): each row with a text is a document.

A table is one of articles if its columns are named as two of an article's text, title and address
are. All other tables are of coded incidents, which timeline.datasets reads.
"""

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from io import StringIO
from pathlib import PurePath

from timeline.documents.day_order import Order, orders_in
from timeline.documents.encoding import decode
from timeline.documents.fields import (
    SUMMARY,
    TEXT,
    TITLE,
    URL,
    letters_of,
    summary_of,
    text_of,
)
from timeline.documents.jsonl import Record, document_of
from timeline.documents.parts import read_parts
from timeline.documents.raw import (
    RawDocument,
    RawDocuments,
    doubts_of_encoding,
    left_out,
)
from timeline.errors import InputError
from timeline.model.text import Problem
from timeline.safety.limits import most

_DELIMITERS = (",", ";", "\t")
_FEWEST = 2  # of text, title and address that a table of articles has
# Columns that only tables of coded incidents have.
_INCIDENTS = frozenset({
    "latitude", "longitude", "lat", "lon", "lng", "country", "killed", "deaths", "fatalities",
    "best", "eventtype", "eventdate", "eventid", "actor1", "sidea", "actor",
})  # fmt: skip


def read_article_table(data: bytes, name: str) -> RawDocuments:
    """Read the articles of a table, one a row.

    Raises:
        InputError: It is no text, is damaged, or its columns are not those of articles.
    """
    text, guessed = decode(data, name)
    rows = list(_rows(text, name))
    _check_columns(rows, name)
    records = list(_records(rows, name))
    drafts, problems = _read_records(records)
    return RawDocuments(
        drafts=tuple(drafts),
        problems=(
            *doubts_of_encoding(name, guessed),
            *problems,
            *_without_text(rows, len(records), name),
        ),
    )


def _check_columns(rows: Sequence[Sequence[str]], name: str) -> None:
    """Raise InputError if a table is not one of articles, or holds no texts."""
    if not rows or not are_article_columns(rows[0]):
        raise InputError(
            name,
            "this table has no columns for articles.",
            "Name a column 'text', and one 'title' or 'url'.",
        )
    columns = set(map(letters_of, rows[0]))
    if _has_any(columns, (*TEXT, *SUMMARY)):
        return
    raise InputError(
        name,
        f"{len(rows) - 1:,} articles are listed, without their text.",
        "Fetch the texts, and put them into a column 'text'.",
    )


def _read_records(records: Sequence[Record]) -> tuple[list[RawDocument], list[Problem]]:
    """Return the documents that rows give, and what was doubtful or could not be read."""
    drafts: list[RawDocument] = []
    problems: list[Problem] = []
    parts = ((record.where, record) for record in records)
    for draft, doubts in read_parts(parts, _document_at, problems):
        drafts.append(draft)
        problems += doubts
    return drafts, problems


def _document_at(
    record: Record, _where: str
) -> tuple[RawDocument, tuple[Problem, ...]]:
    return document_of(record)


def _without_text(
    rows: Sequence[Sequence[str]], read: int, name: str
) -> Iterable[Problem]:
    """Return the problem that names how many rows have no text, if any has none."""
    filled = [row for row in rows[1:] if any(row)]
    cure = "Fetch their texts, and put them into the column of the text."
    return left_out(name, len(filled) - read, "rows without text", cure)


def is_article_table(head: bytes) -> bool:
    """Return whether the beginning of a file is that of a table of articles."""
    try:
        text, _ = decode(head, "")
    except InputError:
        return False
    line = text.lstrip().partition("\n")[0]
    row = next(csv.reader([line], delimiter=_delimiter(line)), [])
    return are_article_columns(row)


def are_article_columns(names: Sequence[str]) -> bool:
    """Return whether columns are those of articles.

    >>> are_article_columns(["Title", "Date", "Full text"]), are_article_columns(["date", "text"])
    (True, False)
    """
    columns = {letters_of(name) for name in names}
    if columns & _INCIDENTS:
        return False
    has_text = _has_any(columns, TEXT)
    has_title = _has_any(columns, TITLE)
    has_address = _has_any(columns, URL)
    return has_address + has_title + has_text >= _FEWEST


def _has_any(columns: Collection[str], names: Sequence[str]) -> bool:
    return any(letters_of(name) in columns for name in names)


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


def _rows(text: str, where: str) -> Iterator[list[str]]:
    """Yield the rows of a table.

    Raises:
        InputError: Its quotation marks are not closed, or a cell is too long.
    """
    first = text.lstrip().partition("\n")[0]
    limit = csv.field_size_limit(most("document-characters"))
    try:
        yield from csv.reader(StringIO(text), delimiter=_delimiter(first), strict=True)
    except csv.Error:
        what = "the table is damaged or cut off: a quotation mark is not closed."
        raise InputError(where, what, "Export it again.") from None
    finally:
        csv.field_size_limit(limit)


def _records(rows: Sequence[Sequence[str]], where: str) -> Iterator[Record]:
    """Yield the rows that have a text."""
    names = [name.strip() for name in rows[0]]
    orders = _orders(names, rows)
    for number, row in enumerate(rows[1:], 1):
        fields = dict(zip(names, row, strict=False))
        text = text_of(fields) or summary_of(fields) or ""
        if text.strip():
            yield Record(
                fields=fields,
                where=f"{where}, row {number}",
                id=f"{PurePath(where).stem}-{number:0{len(str(len(rows)))}}",
                position=f"row {number} of {len(rows) - 1}",
                orders=orders,
            )


def _orders(names: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Order]:
    """Return what stands first in days in figures, by column: its other values show it."""
    orders: dict[str, Order] = {}
    for column, name in enumerate(names):
        cells = (row[column] for row in rows[1:] if len(row) > column)
        short = "".join(f'"x": "{cell}" ' for cell in cells if len(cell) < 30)
        order = orders_in(short).get("x")
        if order is not None:
            orders[name] = order
    return orders
