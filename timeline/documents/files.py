"""The files that are meant by the paths that were given."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import InputError, reason_of
from timeline.model.text import Problem
from timeline.safety.limits import check
from timeline.safety.paths import name_of, real_path, storable

Claims = Callable[[Path], bool]


# Endings of two parts; of any other name the last part counts.
_DOUBLE_ENDINGS = (".warc.gz",)


def extension_of(path: Path) -> str:
    """Return the ending of a file's name that says its format, in small letters.

    >>> extension_of(Path("Page.HTML")), extension_of(Path("crawl.warc.gz"))
    ('.html', '.warc.gz')
    """
    name = path.name.lower()
    double = (ending for ending in _DOUBLE_ENDINGS if name.endswith(ending))
    return next(double, path.suffix.lower())


def _is_claimed(path: Path, claims: "Claims") -> bool:
    """Return whether somebody else reads a file; web archives are ours."""
    return extension_of(path) not in _DOUBLE_ENDINGS and claims(path)


def has_no_claim(path: Path) -> bool:
    """Return that nobody else reads a file."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRange:
    """Some lines of a file.

    Attributes:
        start: Offset of the first in bytes.
        size: Length of all in bytes, line ends included.
        lines_before: How many lines stand before the first.
        file_sha256: Digest of the whole file.
    """

    start: int
    size: int
    lines_before: int
    file_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file to read.

    Attributes:
        path: The file.
        folder: The folders between it and the folder that was given; "" at its top.
        part: Some lines of it; None for the whole file.
    """

    path: Path
    folder: str = ""
    part: LineRange | None = None

    @property
    def size(self) -> int:
        """Bytes that are to be read.

        Raises:
            OSError: The file cannot be looked up.
        """
        return self.path.stat().st_size if self.part is None else self.part.size

    def content(self) -> bytes:
        """Return the bytes to read; of a part, an empty line for each line before it.

        So that messages number its lines as in the whole file.

        Raises:
            OSError: The file cannot be read.
        """
        if self.part is None:
            return self.path.read_bytes()
        with self.path.open("rb") as stream:
            stream.seek(self.part.start)
            lines = stream.read(self.part.size)
        return b"\n" * self.part.lines_before + lines

    def sha256(self, content: bytes) -> str:
        """Return the digest of the whole file; `content` is what `content()` returned."""
        return (
            hashlib.sha256(content).hexdigest()
            if self.part is None
            else self.part.file_sha256
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FileList:
    """The files to read, by path.

    With those that somebody else reads, and what cannot be read.
    """

    files: tuple[FoundFile, ...]
    elsewhere: tuple[Path, ...] = ()
    problems: tuple[Problem, ...]


def find(
    paths: Sequence[Path], *, extensions: Collection[str], claims: Claims = has_no_claim
) -> FileList:
    """List the files to read.

    Those given, and those of known extensions in folders given, at any depth.

    In folders these are passed over: hidden files and folders, links to folders or out of the
    folder given, README files (they tell about the folder), and pages with the timeline.json beside
    them that this program wrote, so that building again reads the same. Files of other kinds are
    counted in one problem. A file that is named twice is read once. `claims` says which files
    somebody else reads (tables of coded incidents).
    """
    files: dict[Path, FoundFile] = {}
    problems: list[Problem] = []
    for path in sorted(set(paths)):
        files_in_path, said = (_in_folder if _is_folder(path) else _single)(
            path, extensions, claims
        )
        problems += said
        for file in files_in_path:
            files.setdefault(real_path(file.path), file)
    ordered = sorted(files.values(), key=lambda file: file.path.as_posix())
    taken = {file.path for file in ordered if _is_claimed(file.path, claims)}
    return FileList(
        files=tuple(file for file in ordered if file.path not in taken),
        elsewhere=tuple(file.path for file in ordered if file.path in taken),
        problems=tuple(problems),
    )


def _is_folder(path: Path) -> bool:
    """Return whether a path is a folder; one that cannot be looked up counts as a file."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _single(
    path: Path, extensions: Collection[str], claims: Claims
) -> tuple[list[FoundFile], list[Problem]]:
    try:
        there, ordinary = path.exists(), path.is_file()
    except (
        OSError
    ) as error:  # a name that is too long, a folder that may not be entered
        what = f"the path cannot be looked up ({reason_of(error)})."
        return [], [
            Problem(
                where=shown(path)[:80],
                what=what,
                cure="Check the path and its permissions.",
            )
        ]
    if not there:
        what, cure = "there is no such file or folder.", "Check the path."
    elif extension_of(path) not in extensions and not claims(path):
        what = f"files of kind {path.suffix or 'without extension'} cannot be read."
        cure = f"Give one of: {', '.join(sorted(extensions))}."
    elif not ordinary:  # a pipe or a device, which may never end
        what, cure = (
            "this is not an ordinary file.",
            "Save its text in a file, and give that.",
        )
    else:
        return [FoundFile(path=path)], []
    return [], [Problem(where=shown(path), what=what, cure=cure)]


def shown(path: Path) -> str:
    """Return the name of a file or folder for messages.

    Bytes in it that are not UTF-8 show as U+FFFD.
    """
    return name_of(path)


def _is_readable(path: Path, extensions: Collection[str], claims: Claims) -> bool:
    return extension_of(path) in extensions or claims(path)


def _name_of(folder: Path) -> str:
    """Return the name of a folder for messages; "." has that of the folder it means."""
    return storable(folder.name or real_path(folder).name or str(folder))


def _in_folder(
    folder: Path, extensions: Collection[str], claims: Claims
) -> tuple[list[FoundFile], list[Problem]]:
    name = _name_of(folder)
    found_files: list[FoundFile] = []
    problems: list[Problem] = []
    kinds = _by_kind(folder, extensions, claims, problems)
    for path in kinds.readable:
        files, problems_of_file = _single(path, extensions, claims)
        inner = _inner_folder(path, folder)
        for file in files:
            found_files.append(FoundFile(path=file.path, folder=inner))
        problems += problems_of_file
    is_empty = not found_files and not problems
    readable = ", ".join(sorted(extensions))
    if kinds.n_links:
        problems.append(_links_out(name, kinds.n_links))
    if kinds.others:
        problems.append(_others_not_read(name, kinds.others, readable))
    if is_empty:
        problems.append(_no_documents(name, readable))
    return found_files, problems


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The files of a folder: those to read, how many are of each other kind, and links out."""

    readable: tuple[Path, ...]
    others: Counter[str]
    n_links: int


def _by_kind(
    folder: Path, extensions: Collection[str], claims: Claims, problems: list[Problem]
) -> _Kinds:
    """Return the files below a folder by what is to be done with them.

    `problems`: where folders are named that cannot be opened.
    """
    readable: list[Path] = []
    others: Counter[str] = Counter()
    n_links = 0
    real_folder = real_path(folder)
    for path in _walk(folder, problems):
        if _is_link_out(path, real_folder):
            n_links += 1
        elif not _is_readable(path, extensions, claims):
            kind = path.suffix.lower() or "no extension"
            others[kind] += 1
        elif path.stem.lower() != "readme":
            readable.append(path)
    return _Kinds(tuple(readable), others, n_links)


def _inner_folder(path: Path, folder: Path) -> str:
    """Return the folders between a file and the folder that was given; "" for none."""
    inner = path.parent.relative_to(folder)
    name = storable(inner.as_posix())
    return "" if name == "." else name


def _no_documents(name: str, readable: str) -> Problem:
    what = "there are no documents in this folder."
    return Problem(
        where=name, what=what, cure=f"Put files of these kinds into it: {readable}."
    )


def _others_not_read(folder: str, others: Counter[str], readable: str) -> Problem:
    """Return the one problem that says which files of other kinds a folder holds."""
    kinds = ", ".join(sorted(others))
    count = sum(others.values())
    what = f"{count} files of other kinds ({kinds}) were not read."
    if count == 1:
        what = f"1 file of another kind ({kinds}) was not read."
    return Problem(where=folder, what=what, cure=f"What can be read: {readable}.")


def _is_link_out(path: Path, folder: Path) -> bool:
    """Return whether a file is a link to what lies outside a folder."""
    try:
        return path.is_symlink() and not real_path(path).is_relative_to(folder)
    except OSError:
        return False


def _links_out(name: str, count: int) -> Problem:
    """Return the problem of links that lead out of a folder."""
    what = f"{count} links that lead out of this folder were not followed."
    what = (
        what if count > 1 else "1 link that leads out of this folder was not followed."
    )
    cure = "Copy the files into the folder, or give them by their own paths."
    return Problem(where=name, what=what, cure=cure)


def _walk(folder: Path, problems: list[Problem], level: int = 0) -> Iterator[Path]:
    """Yield the visible files below a folder, sorted; one that may not be opened is a problem."""
    try:
        check("folder-levels", level, shown(folder))
        inside = sorted(folder.iterdir())
    except InputError as error:
        problems.append(Problem(where=error.where, what=error.what, cure=error.hint))
        return
    except OSError as error:
        what = f"the folder cannot be opened ({reason_of(error)})."
        problems.append(
            Problem(where=shown(folder), what=what, cure="Check its permissions.")
        )
        return
    names = {path.name for path in inside}
    for path in inside:
        if path.name.startswith(".") or _is_built_page(path, names):
            continue
        if _is_folder(path):
            if not path.is_symlink():
                yield from _walk(path, problems, level + 1)
        else:
            yield path


def _is_built_page(path: Path, beside: Collection[str]) -> bool:
    """Return whether this program wrote a file: <page>.timeline.json, or the page beside one."""
    page = (
        path.suffix.lower() in {".html", ".htm"}
        and f"{path.stem}.timeline.json" in beside
    )
    return page or path.name.endswith(".timeline.json")
