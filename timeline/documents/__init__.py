"""Documents: files of several formats become texts with sections, dates and ids.

`formats.py` lists the formats and says how to add one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from timeline.documents.build import documents
from timeline.documents.files import Claims, FileList, find, has_no_claim
from timeline.documents.formats import readers
from timeline.documents.near_duplicates import voices
from timeline.documents.raw import RawDocuments, Reader
from timeline.documents.reading import Recall, entries_of, read_anew
from timeline.documents.sections import sections
from timeline.model.text import Document, Problem

__all__ = [
    "RawDocuments", "Reader", "Reading", "entries_of", "files", "find_files", "read", "readers",
    "sections", "voices",
]  # fmt: skip


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
    return tuple(file.path for file in find(paths, extensions=readers.names()).files)


def find_files(paths: Sequence[Path], *, claims: Claims = has_no_claim) -> FileList:
    """List the files that can be read, those that somebody else reads, and what cannot be read.

    Args:
        paths: Files, and folders that are searched at any depth.
        claims: Returns whether somebody else reads a file.
    """
    return find(paths, extensions=readers.names(), claims=claims)


def read(
    paths: Sequence[Path],
    *,
    published: date | None = None,
    today: date | None = None,
    tick: Callable[[str], None] | None = None,
    recall: Recall = read_anew,
    claims: Claims = has_no_claim,
) -> Reading:
    """Read documents from files and folders. Bad input becomes a problem.

    Nothing else is lost by it.

    Args:
        paths: Files, and folders that are searched at any depth.
        published: Publication day: wins for a single document, fills in for the undated among
            several.
        today: The present day, for the warning about dates in the future; None for no warning.
        tick: Called with the file's name after each file.
        recall: Gives the drafts in a file's bytes; a caller may remember them, as PDF and HTML take
            long to read.
        claims: Says which files somebody else reads.

    Returns:
        The documents and the problems; there may be no document at all.
    """
    files = find_files(paths, claims=claims)
    entries, problems = entries_of(files.files, recall=recall, tick=tick)
    made, doubts = documents(entries, published=published, today=today)
    return Reading(
        documents=tuple(made),
        problems=(*files.problems, *problems, *doubts),
        elsewhere=files.elsewhere,
    )
