"""Documents: files of several formats become texts with sections, dates and ids.

To add a format, write `<format>.py` with a function `(data, name) -> RawDocuments` and add one line below.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

from timeline.documents.build import Entry, documents, with_sections
from timeline.documents.encoding import plain_lines
from timeline.documents.files import Claims, FileList, FoundFile, find, no_other, shown
from timeline.documents.html import read_html
from timeline.documents.jsonl import read_jsonl
from timeline.documents.markdown import read_markdown
from timeline.documents.near_duplicates import voices
from timeline.documents.pdf import read_pdf
from timeline.documents.raw import RawDocuments, Reader
from timeline.documents.sections import Layout, sections
from timeline.documents.text import read_text
from timeline.errors import InputError
from timeline.model.text import Document, Problem
from timeline.registry import Registry
from timeline.safety.boundary import boundary, quiet
from timeline.safety.limits import check
from timeline.safety.packages import ZIP, check_zip

readers: Registry[Reader] = Registry("extension")
readers.add(".txt", read_text)
readers.add(".md", read_markdown)
readers.add(".markdown", read_markdown)
readers.add(".html", read_html)
readers.add(".htm", read_html)
readers.add(".pdf", read_pdf)
readers.add(".jsonl", read_jsonl)

# Gives the drafts in a file's bytes: by its reader, or from a memory of what the reader gave before.
Recall = Callable[[bytes, str, Reader], RawDocuments]

__all__ = ["RawDocuments", "Reader", "Reading", "files", "read", "readers", "sections", "voices"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read.

    Attributes:
        documents: Ordered by id.
        problems: What could not be read, and what was read with doubts, in order of the files.
        elsewhere: Files that somebody else reads.
    """

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    elsewhere: tuple[Path, ...] = ()


def files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """List the files that `read` would read, for a progress bar's total."""
    return tuple(one.path for one in find(paths, extensions=readers.names()).files)


def find_files(paths: Sequence[Path], *, claims: Claims = no_other) -> FileList:
    """List the files that can be read, those that somebody else reads, and what cannot be read.

    Args:
        paths: Files, and folders that are searched at any depth.
        claims: Returns whether somebody else reads a file.
    """
    return find(paths, extensions=readers.names(), claims=claims)


def read_anew(data: bytes, name: str, reader: Reader) -> RawDocuments:
    """Remember nothing and read."""
    return reader(data, name)


def read(
    paths: Sequence[Path],
    *,
    published: date | None = None,
    today: date | None = None,
    tick: Callable[[str], None] | None = None,
    recall: Recall = read_anew,
    claims: Claims = no_other,
) -> Reading:
    """Read documents from files and folders. Bad input becomes a problem; nothing else is lost by it.

    Args:
        paths: Files, and folders that are searched at any depth.
        published: Publication day: wins for a single document, fills in for the undated among several.
        today: The present day, for the warning about dates in the future; None for no warning.
        tick: Called with the file's name after each file.
        recall: Gives the drafts in a file's bytes; a caller may remember them, as PDF and HTML take long to read.
        claims: Says which files somebody else reads.

    Returns:
        The documents and the problems; there may be no document at all.
    """
    found = find_files(paths, claims=claims)
    entries, problems = entries_of(found.files, recall=recall, tick=tick)
    made, doubts = documents(entries, published=published, today=today)
    return Reading(
        documents=tuple(made),
        problems=(*found.problems, *problems, *doubts),
        elsewhere=found.elsewhere,
    )


def entries_of(
    found_files: Sequence[FoundFile],
    *,
    recall: Recall = read_anew,
    tick: Callable[[str], None] | None = None,
) -> tuple[list[tuple[Entry, Layout]], list[Problem]]:
    """Read files one by one: the part of `read` that needs no other file.

    Returns:
        The texts with their sections, and what could not be read or was read with doubts.
    """
    entries: list[tuple[Entry, Layout]] = []
    problems: list[Problem] = []
    for file in found_files:
        drafts = _drafts(file, recall)
        problems += drafts.problems
        for draft in drafts.drafts:
            result = _layout(
                Entry(draft=draft, stem=plain_lines(file.path.stem), folder=file.folder)
            )
            if isinstance(result, Problem):
                problems.append(result)
                continue
            entries.append(result[:2])
            problems += result[2]
        if tick:
            tick(shown(file.path))
    return entries, problems


def _drafts(one: FoundFile, recall: Recall) -> RawDocuments:
    """Read one file with the reader of its extension; what goes wrong becomes a problem."""
    name = shown(one.path)
    reader = partial(_within, readers.get(one.path.suffix.lower()))
    try:
        check("document-bytes", one.size, name)
        data = one.content()
        if not data.strip():
            raise InputError(name, "the file is empty.", "Put text into it, or leave it out.")
        return recall(data, name, reader)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        problem = Problem(
            where=name, what=f"the file cannot be opened ({reason}).", cure="Check its permissions."
        )
    except InputError as error:
        problem = Problem(where=error.where, what=error.what, cure=error.hint)
    return RawDocuments(problems=(problem,))


def _within(reader: Reader, data: bytes, name: str) -> RawDocuments:
    """Read within the limits and the boundary of one file, whatever reader is registered for it.

    Raises:
        InputError: It cannot be read, or is too large.
    """
    if data.startswith(ZIP):
        check_zip(BytesIO(data), len(data), name)
    with boundary(name), quiet():
        drafts = reader(data, name)
    check("documents", len(drafts.drafts), name)
    return drafts


def _layout(entry: Entry) -> tuple[Entry, Layout, tuple[Problem, ...]] | Problem:
    """Return the sections of a draft; a Problem instead when it cannot be used."""
    try:
        with boundary(entry.draft.where):
            return with_sections(entry)
    except InputError as error:
        return Problem(where=error.where, what=error.what, cure=error.hint)
