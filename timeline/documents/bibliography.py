"""Bibliographies of Zotero and others: RIS and CSL-JSON; files they link are read with them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any, TypeVar
from urllib.parse import unquote

from timeline.documents.dates import stated_day
from timeline.documents.encoding import decode, plain_lines
from timeline.documents.html_text import plain_html
from timeline.documents.parts import read_parts
from timeline.documents.raw import (
    LinkedFile,
    RawDocument,
    RawDocuments,
    doubts_of_encoding,
    left_out,
    one_line,
)
from timeline.errors import InputError
from timeline.model.text import Problem

Entry = TypeVar("Entry")

_NO_TEXT = "references without a file or an abstract"
_HINT = "Export with files, or give the texts themselves."
_FORMAT = "bibliography"
_RIS_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  - ?(?P<value>.*)\Z")
_PREFIX = re.compile(
    r"\A(?:file://(?:localhost)?/?|attachments:|internal-pdf://)", re.IGNORECASE
)


def read_ris(data: bytes, name: str) -> RawDocuments:
    """Read the references of an RIS file; L1 to L4 name the files that they link.

    Raises:
        InputError: It is no RIS.
    """
    text, guessed = decode(data, name)
    entries = list(_entries(text))
    if not entries:
        hint = "References begin with 'TY  - ' and end with 'ER  - '. Export it again."
        raise InputError(name, "this RIS file holds no references.", hint)
    references = _collected(entries, _of_ris, name)
    doubts = doubts_of_encoding(name, guessed)
    cut = () if "ER" in entries[-1] else (_cut_off(name),)
    return RawDocuments(
        links=references.links, problems=(*doubts, *references.problems, *cut)
    )


def _entries(text: str) -> Iterator[dict[str, list[str]]]:
    """Yield the fields of each reference by their tags.

    The library rispy keeps one of several L1; Zotero writes one for each attachment.
    """
    fields: dict[str, list[str]] = {}
    tag = ""
    for line in text.split("\n"):
        match = _RIS_LINE.match(line)
        if match is None:
            if tag and line.strip():
                fields[tag][-1] += f"\n{line.strip()}"
            continue
        tag = match["tag"]
        if tag == "TY" and fields:
            yield fields
            fields = {}
        fields.setdefault(tag, []).append(match["value"].strip())
        if tag == "ER":
            yield fields
            fields, tag = {}, ""
    if "TY" in fields:
        yield fields


def _cut_off(where: str) -> Problem:
    what = "the file is cut off: its last reference does not end."
    return Problem(where=where, what=what, cure="Export it again.", skipped=False)


def _of_ris(entry: tuple[int, Mapping[str, list[str]]], where: str) -> LinkedFile:
    number, fields = entry
    day, origin = _first_day(*(_ris(fields, tag) for tag in ("DA", "Y1", "PY")))
    draft = RawDocument(
        where=where,
        text=_abstract(_ris(fields, "AB", "N2")),
        id=one_line(_ris(fields, "ID")),
        published=day,
        published_from=origin,
        title=one_line(_ris(fields, "TI", "T1")),
        publisher=one_line(_ris(fields, "T2", "JO", "PB")),
        url=one_line(_ris(fields, "UR")),
        retrieved=one_line(_ris(fields, "Y2")),
        format=_FORMAT,
        position=f"reference {number}",
    )
    named: list[str] = []
    for tag in ("L1", "L2", "L3", "L4"):
        named += fields.get(tag, ())
    paths = tuple(_paths(named))
    return LinkedFile(where=where, paths=paths, draft=draft)


def _ris(fields: Mapping[str, list[str]], *tags: str) -> str | None:
    """Return the first value of the first of some tags that has one."""
    for tag in tags:
        values = fields.get(tag)
        if values and values[0]:
            return values[0]
    return None


def is_csl(record: object) -> bool:
    """Return whether JSON is CSL-JSON, or BetterBibTeX's with attachments."""
    return bool(_csl_entries(record))


def _csl_entries(record: object) -> list[Mapping[str, Any]]:
    items = record.get("items") if isinstance(record, dict) else record
    if not isinstance(items, list):
        return []
    entries: list[Mapping[str, Any]] = [
        item for item in items if isinstance(item, dict)
    ]
    is_known = any(
        "issued" in item or "container-title" in item or "itemType" in item
        for item in entries
    )
    return entries if is_known else []


def csl_items(record: object, where: str) -> RawDocuments:
    """Return the references of CSL-JSON with the files that they link."""
    return _collected(_csl_entries(record), _of_csl, where)


def _of_csl(numbered: tuple[int, Mapping[str, Any]], where: str) -> LinkedFile:
    number, entry = numbered
    day, origin = _first_day(_csl_day(entry.get("issued")), entry.get("date"))
    draft = RawDocument(
        where=where,
        text=_abstract(entry.get("abstract") or entry.get("abstractNote")),
        id=_csl_id(entry),
        published=day,
        published_from=origin,
        title=one_line(entry.get("title")),
        publisher=_first_words(
            entry, ("container-title", "publicationTitle", "publisher")
        ),
        url=one_line(entry.get("URL") or entry.get("url")),
        retrieved=_csl_day(entry.get("accessed")) or one_line(entry.get("accessDate")),
        archived=_archived(entry.get("archive_location") or entry.get("archive")),
        format=_FORMAT,
        position=f"reference {number}",
    )
    return LinkedFile(
        where=draft.where, paths=tuple(_paths(_attached(entry))), draft=draft
    )


def _csl_id(entry: Mapping[str, Any]) -> str | None:
    """Return an id of a reference; Zotero's own are addresses, of which the last part serves."""
    identifier = one_line(
        entry.get("citation-key") or entry.get("citationKey") or entry.get("id")
    )
    return PurePath(identifier).name if identifier else None


def _csl_day(value: object) -> str | None:
    """Return the day of a CSL date: {"date-parts": [[2020, 2, 6]]}, or a raw one."""
    if not isinstance(value, dict):
        return one_line(value)
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or len(first) != 3:
        return one_line(value.get("raw"))
    year, month, day = (one_line(part) or "" for part in first)
    return f"{year:0>4}-{month:0>2}-{day:0>2}"


def _archived(value: object) -> str | None:
    words = one_line(value)
    return words if words and words.startswith(("http://", "https://")) else None


def _attached(entry: Mapping[str, Any]) -> Iterator[object]:
    for attachment in _as_list(entry.get("attachments")):
        if isinstance(attachment, dict):
            yield attachment.get("localPath") or attachment.get("path")
    yield from _as_list(entry.get("file"))


def _first_day(*values: object) -> tuple[date | None, str | None]:
    """Return the first of some dates that gives a day, and where it is from."""
    for value in values:
        words = (one_line(value) or "").replace("/", "-").strip("-")
        day = stated_day(words)
        if day:
            return day, "field"
    return None, None


def _abstract(value: object) -> str:
    words = plain_lines(value) if isinstance(value, str) else ""
    return plain_html(words) or words if "</" in words else words


def _first_words(entry: Mapping[str, Any], names: Sequence[str]) -> str | None:
    return next(filter(None, (one_line(entry.get(name)) for name in names)), None)


def _as_list(value: object) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _paths(values: Sequence[object] | Iterator[object]) -> Iterator[str]:
    """Yield the paths that links name, without the marks that programs put before them."""
    for value in values:
        for words in (one_line(value) or "").split(";"):
            path = unquote(_PREFIX.sub("", words.strip()))
            if path and not path.startswith(("http:", "https:")):
                yield path


def _collected(
    entries: Sequence[Entry],
    read: Callable[[tuple[int, Entry], str], LinkedFile],
    where: str,
) -> RawDocuments:
    """Return the references that have a file or an abstract; the others are counted."""
    problems: list[Problem] = []
    parts = (
        (f"{where}, reference {entry[0]}", entry) for entry in enumerate(entries, 1)
    )
    references = list(read_parts(parts, read, problems))
    links = [entry for entry in references if entry.paths or entry.draft.text.strip()]
    problems += left_out(where, len(references) - len(links), _NO_TEXT, _HINT)
    return RawDocuments(links=tuple(links), problems=tuple(problems))
