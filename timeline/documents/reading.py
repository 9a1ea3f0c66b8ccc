"""Read files one by one: bounded, and with one boundary of errors for each file."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO

from timeline.documents.build import Entry, FileOrigin, with_sections
from timeline.documents.encoding import plain_lines
from timeline.documents.files import FoundFile, extension_of, shown
from timeline.documents.formats import NAMES, readers
from timeline.documents.linked import LinkedFiles
from timeline.documents.raw import RawDocuments, Reader
from timeline.documents.sections import Layout
from timeline.errors import InputError, reason_of
from timeline.model.text import Problem
from timeline.safety.boundary import boundary, quiet
from timeline.safety.limits import check
from timeline.safety.packages import ZIP, check_zip

# Files that can link others, which are then read once, with what these know of them.
_BIBLIOGRAPHIES = (".ris", ".json")

# Gives the drafts in a file's bytes: by its reader, or from a memory of what it gave before.
Recall = Callable[[bytes, str, Reader], RawDocuments]


def read_anew(data: bytes, name: str, reader: Reader) -> RawDocuments:
    """Remember nothing and read."""
    return reader(data, name)


def entries_of(
    found_files: Sequence[FoundFile],
    *,
    recall: Recall = read_anew,
    tick: Callable[[str], None] | None = None,
) -> tuple[list[tuple[Entry, Layout]], list[Problem]]:
    """Read files one by one; bibliographies first, so that files they link are read once.

    Returns:
        The texts with their sections, and what could not be read or was read with doubts.
    """
    entries: list[tuple[Entry, Layout]] = []
    problems: list[Problem] = []
    for file, result in _results(found_files, recall):
        if result is None:
            if tick:
                tick(shown(file.path))
        elif isinstance(result, Problem):
            problems.append(result)
        else:
            entries.append(result[:2])
            problems += result[2]
    return entries, problems


_Laid = tuple[Entry, Layout, tuple[Problem, ...]]


def _results(
    found_files: Sequence[FoundFile], recall: Recall
) -> Iterator[tuple[FoundFile, _Laid | Problem | None]]:
    """Yield the texts and problems of files, and None after each file."""
    read = partial(_read_file, recall)
    linked_files = LinkedFiles(read)
    for file in in_reading_order(found_files):
        if not linked_files.has_read(file.path):
            drafts, origin = read(file)
            for result in _laid_out(drafts, file, origin):
                yield file, result
            for inner, inner_file, inner_origin in linked_files.read(
                drafts.links, file
            ):
                for result in _laid_out(inner, inner_file, inner_origin or origin):
                    yield file, result
        yield file, None


def in_reading_order(files: Sequence[FoundFile]) -> list[FoundFile]:
    """Return files with bibliographies first, so that a file they link is read with their facts."""
    return sorted(files, key=lambda file: not can_link(file))


def can_link(file: FoundFile) -> bool:
    """Return whether a file may be a bibliography, which links other files."""
    return extension_of(file.path) in _BIBLIOGRAPHIES


def _laid_out(
    drafts: RawDocuments, file: FoundFile, origin: FileOrigin
) -> Iterator[_Laid | Problem]:
    """Yield the problems of a file, then its drafts with their sections."""
    yield from drafts.problems
    stem = plain_lines(file.path.name.removesuffix(file.path.suffix))
    for draft in drafts.drafts:
        entry = Entry(draft=draft, stem=stem, folder=file.folder, origin=origin)
        yield _layout(entry)


def _layout(entry: Entry) -> _Laid | Problem:
    """Return the sections of a draft; a Problem instead when it cannot be used."""
    try:
        with boundary(entry.draft.where):
            return with_sections(entry)
    except InputError as error:
        return Problem(where=error.where, what=error.what, cure=error.hint)


def _read_file(recall: Recall, file: FoundFile) -> tuple[RawDocuments, FileOrigin]:
    """Read one file with the reader of its extension; what goes wrong becomes a problem."""
    name = shown(file.path)
    digest = ""
    try:
        data = _content(file, name)
        digest = file.sha256(data)
        reader = readers.get(extension_of(file.path))
        drafts = recall(data, name, partial(_within, reader))
    except OSError as error:
        drafts = RawDocuments(problems=(_unopened(name, error),))
    except InputError as error:
        problem = Problem(where=error.where, what=error.what, cure=error.hint)
        drafts = RawDocuments(problems=(problem,))
    return drafts, _origin(file, name, digest)


def _content(file: FoundFile, name: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputError: It is too large, or empty.
        OSError: It cannot be opened.
    """
    check("document-bytes", file.size, name)
    data = file.content()
    if not data.strip():
        raise InputError(
            name, "the file is empty.", "Put text into it, or leave it out."
        )
    return data


def _origin(file: FoundFile, name: str, digest: str) -> FileOrigin:
    extension = extension_of(file.path)
    path = f"{file.folder}/{name}" if file.folder else name
    return FileOrigin(
        file=path, format=NAMES.get(extension, extension[1:]), sha256=digest
    )


def _unopened(name: str, error: OSError) -> Problem:
    reason = reason_of(error)
    what = f"the file cannot be opened ({reason})."
    return Problem(where=name, what=what, cure="Check its permissions.")


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
