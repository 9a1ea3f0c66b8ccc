"""JSON Lines: one document a line."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from timeline.documents.day_order import Order, orders_in, swapped_days
from timeline.documents.encoding import decode, plain_lines
from timeline.documents.fields import (
    ARCHIVED,
    LANGUAGE,
    PUBLISHER,
    RETRIEVED,
    TITLE,
    URL,
    day_of,
    flat,
    original_of,
    summary_of,
    text_of,
    words_of,
)
from timeline.documents.html_text import plain_html
from timeline.documents.parts import read_parts
from timeline.documents.raw import (
    RawDocument,
    RawDocuments,
    bad_date,
    doubts_of_encoding,
    one_line,
)
from timeline.documents.stubs import FETCH
from timeline.errors import InputError
from timeline.model.text import Problem

# Fields that only our own export of incidents has together: a folder may hold what was exported.
_INCIDENT = frozenset({"headline", "reports", "salience"})
_BETWEEN = re.compile(r"[\s,]*")  # what stands between two objects
_PARAGRAPH = re.compile(r"</?p>|<br ?/?>|</li>|</div>", re.IGNORECASE)


def read_jsonl(data: bytes, name: str) -> RawDocuments:
    """Read one document a line: its text, and optionally id, day, title, publisher and address.

    fields.py lists the names of fields that are known.
    A line that cannot be used becomes a problem that names it; the other lines are kept.
    Objects that are spread over lines, and a list of objects, are read too.

    Raises:
        InputError: It is no text.
    """
    text, guessed = decode(data, name)
    drafts: list[RawDocument] = []
    problems = list(doubts_of_encoding(name, guessed))
    read = partial(_draft, orders=orders_in(text))
    parts = _spread(text, name) or _lines(text, name)
    for draft, doubts in read_parts(parts, read, problems):
        drafts.append(draft)
        problems += doubts
    return RawDocuments(drafts=tuple(drafts), problems=tuple(problems))


def _lines(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the lines that are not blank, each after its name."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{name}, line {number}", line


def _spread(text: str, name: str) -> list[tuple[str, str]] | None:
    """Return the objects of a text that has not one a line, each after its name; None if it has."""
    first = text.lstrip().partition("\n")[0].strip()
    if _is_object(first):
        return None
    values = _values(text)
    if values is None:
        return None
    if len(values) == 1 and isinstance(values[0], list):
        values = values[0]
    if not any(isinstance(value, dict) for value in values):
        return None
    return [
        (f"{name}, object {number}", json.dumps(value))
        for number, value in enumerate(values, 1)
    ]


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _values(text: str) -> list[Any] | None:
    """Return the JSON values that follow one another in a text; None if there is anything else."""
    decoder = json.JSONDecoder()
    values: list[Any] = []
    position = 0
    while position < len(text):
        start = _BETWEEN.match(text, position)
        position = start.end() if start else position
        if position == len(text):
            break
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return None
        values.append(value)
    return values


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One JSON object that is an article.

    Attributes:
        fields: Its fields.
        where: What messages say.
        id: Its id if it gives none itself.
        position: Where in its file it stands.
        orders: What stands first in days in figures, by name of field.
    """

    fields: Mapping[str, Any]
    where: str
    id: str | None = None
    position: str | None = None
    orders: Mapping[str, Order] = field(default_factory=dict)


def _draft(
    line: str, where: str, orders: Mapping[str, Order]
) -> tuple[RawDocument, tuple[Problem, ...]]:
    fields = flat(_object(line, where))
    if fields.keys() >= _INCIDENT:
        raise InputError(
            where,
            "this is an exported incident, no document.",
            "Write exports to another folder.",
        )
    position = where.rpartition(", ")[2]
    return document_of(
        Record(fields=fields, where=where, position=position, orders=orders)
    )


def document_of(record: Record) -> tuple[RawDocument, tuple[Problem, ...]]:
    """Return the document of one JSON object, and what is doubtful about it.

    Raises:
        InputError: It has no text.
    """
    fields, where = record.fields, record.where
    text = text_of(fields)
    doubts: list[Problem] = []
    if not text:
        summary = summary_of(fields)
        doubts += _only_summary(where) if summary else ()
        text = summary or text
    if text is None:
        raise _no_text(fields, where)
    published, name, given = day_of(fields, record.orders)
    draft = RawDocument(
        where=where,
        text=_readable(plain_lines(text)),
        id=_clean(fields.get("id")) or record.id,
        published=published,
        published_from=_origin(name) if published else None,
        title=words_of(fields, TITLE),
        publisher=words_of(fields, PUBLISHER),
        url=words_of(fields, URL),
        format="JSON",
        position=record.position,
        retrieved=words_of(fields, RETRIEVED),
        archived=words_of(fields, ARCHIVED),
        original=_original(fields),
        lang=words_of(fields, LANGUAGE),
    )
    if given is not None and published is None:
        doubts.append(_doubt(where, name, one_line(given) or json.dumps(given)))
    return draft, tuple(doubts)


def _only_summary(where: str) -> tuple[Problem, ...]:
    what = "there is no text, only a summary, which was read instead."
    return (Problem(where=where, what=what, cure=FETCH, skipped=False),)


def _doubt(where: str, name: str, words: str) -> Problem:
    """Return why a day is not read: it is none, or day and month could be swapped."""
    days = swapped_days(words)
    if days is None:
        return bad_date(where, name, words)
    first, second = days
    return Problem(
        where=where,
        what=f"{name} {words!r} may be {first} or {second}, and no other value shows which.",
        cure=f"Write it as {first} or {second}.",
        skipped=False,
    )


def _no_text(fields: Mapping[str, Any], where: str) -> InputError:
    has_text = fields.get("text") is not None
    address = words_of(fields, URL)
    if not has_text and address:
        what = f"there is no text, only a link ({address[:60]})."
        return InputError(where, what, "Fetch the text, and give it as a field 'text'.")
    return InputError(
        where,
        "text is not a string." if has_text else "there is no text.",
        'Every line needs "text": "...".',
    )


def _readable(text: str) -> str:
    """Return a text without HTML, if it is HTML: collectors keep the paragraphs' marks."""
    if not _PARAGRAPH.search(text):
        return text
    return plain_html(text) or text


def _original(fields: Mapping[str, Any]) -> str | None:
    """Return the text of which a document is the translation."""
    words = original_of(fields)
    return plain_lines(words) if words else None


def _origin(name: str) -> str:
    """Return where a publication day comes from; a name of a field that is not ours is said."""
    return "field" if name == "published" else f"field {name!r}"


def _object(line: str, where: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError(
            where, "this is not JSON.", "Write one JSON object on each line."
        ) from None
    if not isinstance(value, dict):
        raise InputError(
            where, "this is JSON but no object.", 'Write {"text": "..."} on each line.'
        )
    return value


def _clean(value: object) -> str | None:
    words = one_line(value)
    return plain_lines(words) if words else None
