"""Documents: files of several formats become texts with sections, dates and ids.

To add a format, write `<format>.py` with a function `(data, name) -> RawDocuments` and add one line below.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from timeline.documents.bibliography import read_ris
from timeline.documents.build import Entry, FileOrigin, documents, with_sections
from timeline.documents.email_message import read_eml
from timeline.documents.encoding import plain_lines
from timeline.documents.epub import read_epub
from timeline.documents.files import Claims, FoundFile, extension_of, find, no_other, shown
from timeline.documents.html import read_html
from timeline.documents.json_articles import read_json
from timeline.documents.jsonl import read_jsonl
from timeline.documents.linked import LinkedFiles
from timeline.documents.markdown import read_markdown
from timeline.documents.near_duplicates import voices
from timeline.documents.opendocument import read_odt
from timeline.documents.pdf import read_pdf
from timeline.documents.raw import RawDocuments, Reader
from timeline.documents.rtf import read_rtf
from timeline.documents.sections import Layout, sections
from timeline.documents.text import read_text
from timeline.documents.warc import read_wacz, read_warc
from timeline.documents.word import read_docx
from timeline.errors import InputError
from timeline.model.text import Document, Problem
from timeline.registry import Registry

readers: Registry[Reader] = Registry("extension")
readers.add(".docx", read_docx)
readers.add(".eml", read_eml)
readers.add(".epub", read_epub)
readers.add(".htm", read_html)
readers.add(".html", read_html)
readers.add(".json", read_json)
readers.add(".jsonl", read_jsonl)
readers.add(".markdown", read_markdown)
readers.add(".md", read_markdown)
readers.add(".odt", read_odt)
readers.add(".pdf", read_pdf)
readers.add(".ris", read_ris)
readers.add(".rtf", read_rtf)
readers.add(".txt", read_text)
readers.add(".wacz", read_wacz)
readers.add(".warc", read_warc)
readers.add(".warc.gz", read_warc)

# Files that can link others, which are then read once, with what these know of them.
_BIBLIOGRAPHIES = (".ris", ".json")

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
    return tuple(file.path for file in find(paths, extensions=readers.names()).files)


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
    found = find(paths, extensions=readers.names(), claims=claims)
    work = _Work(recall)
    bibliographies = [file for file in found.files if _is_bibliography(file)]
    others = [file for file in found.files if not _is_bibliography(file)]
    for file in (*bibliographies, *others):
        work.read(file)
        if tick:
            tick(shown(file.path))
    made, doubts = documents(work.entries, published=published, today=today)
    problems = (*found.problems, *work.problems, *doubts)
    return Reading(documents=tuple(made), problems=problems, elsewhere=found.elsewhere)


def _is_bibliography(file: FoundFile) -> bool:
    return extension_of(file.path) in _BIBLIOGRAPHIES


class _Work:
    """What was read so far.

    Attributes:
        entries: Documents with their sections.
        problems: What could not be read.
    """

    def __init__(self, recall: Recall) -> None:
        self.entries: list[tuple[Entry, Layout]] = []
        self.problems: list[Problem] = []
        self._recall = recall
        self._linked = LinkedFiles(self._drafts)

    def read(self, file: FoundFile) -> None:
        """Read a file and the files that it links; a file that was linked is not read again."""
        if self._linked.has_read(file.path):
            return
        drafts, origin = self._drafts(file)
        self._add(drafts, file, origin)
        for linked, linked_file, linked_origin in self._linked.read(drafts.links, file):
            self._add(linked, linked_file, linked_origin or origin)

    def _add(self, drafts: RawDocuments, file: FoundFile, origin: FileOrigin) -> None:
        self.problems += drafts.problems
        stem = plain_lines(file.path.name.removesuffix(file.path.suffix))
        for draft in drafts.drafts:
            entry = Entry(draft=draft, stem=stem, folder=file.folder, origin=origin)
            result = with_sections(entry)
            if isinstance(result, Problem):
                self.problems.append(result)
            else:
                self.entries.append(result[:2])
                self.problems += result[2]

    def _drafts(self, file: FoundFile) -> tuple[RawDocuments, FileOrigin]:
        """Read one file with the reader of its extension; what goes wrong becomes a problem."""
        name = shown(file.path)
        extension = extension_of(file.path)
        path = f"{file.folder}/{name}" if file.folder else name
        origin = FileOrigin(file=path, format=_FORMATS.get(extension, extension[1:]))
        try:
            data = file.path.read_bytes()
            if not data.strip():
                raise InputError(name, "the file is empty.", "Put text into it, or leave it out.")
            drafts = self._recall(data, name, readers.get(extension))
        except OSError as error:
            return RawDocuments(problems=(_unopened(name, error),)), origin
        except InputError as error:
            problem = Problem(where=error.where, what=error.what, cure=error.hint)
            return RawDocuments(problems=(problem,)), origin
        digest = hashlib.sha256(data).hexdigest()
        return drafts, FileOrigin(file=path, format=origin.format, sha256=digest)


def _unopened(name: str, error: OSError) -> Problem:
    reason = (error.strerror or "unknown reason").lower()
    what = f"the file cannot be opened ({reason})."
    return Problem(where=name, what=what, cure="Check its permissions.")


# What the summary calls the documents of a file whose reader says nothing better.
_FORMATS = {
    ".htm": "HTML",
    ".html": "HTML",
    ".markdown": "Markdown",
    ".md": "Markdown",
    ".pdf": "PDF",
    ".txt": "text",
}
