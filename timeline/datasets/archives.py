"""Tables that lie in a file, which may be a zip or gzip."""

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Literal

from timeline.errors import InputError
from timeline.safety.limits import ROW, allowed_bytes, check, too_large

TABLES = (".csv", ".tsv", ".tab", ".txt", ".json", ".xlsx", ".parquet")
# What damaged packing raises; RuntimeError stands for a lost password.
PACKING_ERRORS = (
    *(zlib.error, lzma.LZMAError, zipfile.BadZipFile, EOFError, OSError),
    *(RuntimeError, ValueError),
)
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"

Binary = IO[bytes]
Packed = IO[bytes] | gzip.GzipFile
Opener = Callable[[], Binary]


class Limited(io.RawIOBase):
    """A stream that raises once it has given more than it may; each line counts for `ROW` more."""

    def __init__(self, inner: Packed, where: str, most: int) -> None:
        """Wrap a stream; `most` is in bytes."""
        super().__init__()
        self._inner = inner
        self._where = where
        self._left = most

    def close(self) -> None:
        """Close what is wrapped too."""
        self._inner.close()
        super().close()

    def readable(self) -> Literal[True]:
        """Return that it can be read."""
        return True

    # The stub wants a wider type.
    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into a buffer.

        Raises:
            InputError: The limit is passed, or the packing is damaged.
        """
        try:
            data = self._inner.read(len(buffer))
        except PACKING_ERRORS as error:
            raise _damaged(self._where, "its packing", error) from error
        self._left -= len(data) + ROW * data.count(b"\n")
        if self._left < 0:
            raise too_large(self._where)
        buffer[: len(data)] = data
        return len(data)


def _damaged(where: str, what: str, error: Exception) -> InputError:
    return InputError(
        where, f"{what} is damaged ({error}).", "Download or pack it again."
    )


def tables_in(path: Path, name: str) -> Iterator[tuple[str, str, Opener]]:
    """Yield the tables of a file: (name for messages, extension, function that opens the bytes).

    A zip may hold several; a gzip holds one; any other file is itself one. The first bytes tell
    which it is.

    Raises:
        InputError: It is damaged, needs a password, or holds no table.
    """
    with path.open("rb") as stream:
        magic = stream.read(4)
    suffix = path.suffix.lower()
    if magic == _ZIP and suffix != ".xlsx":
        yield from _in_zip(path, name)
    elif magic.startswith(_GZIP):
        yield _in_gzip(path, name)
    else:
        yield name, suffix, lambda: path.open("rb")


def _in_gzip(path: Path, name: str) -> tuple[str, str, Opener]:
    suffix = _suffix(path.stem)
    most = allowed_bytes(path.stat().st_size)

    def opened() -> Binary:
        return _limited(gzip.GzipFile(path), name, most)

    return name, suffix if suffix in TABLES else ".csv", opened


def _in_zip(path: Path, name: str) -> Iterator[tuple[str, str, Opener]]:
    members = _table_members(path, name)
    if not members:
        what = "there is no table in this zip file."
        raise InputError(name, what, f"It should hold one of: {', '.join(TABLES)}.")
    check("members", len(members), name)
    left = allowed_bytes(path.stat().st_size)
    for member in members:
        shown = f"{name}/{Path(member.filename).name}"
        is_locked = member.flag_bits & 1
        if is_locked:
            what = "it is locked with a password."
            raise InputError(shown, what, "Unpack it yourself, and give the table.")
        most = left
        left -= member.file_size
        if left < 0:
            raise too_large(shown)
        opener = _opener(path, member.filename, shown, most)
        yield shown, _suffix(member.filename), opener


def _table_members(path: Path, name: str) -> list[zipfile.ZipInfo]:
    """Return the tables in a zip file, by name.

    Raises:
        InputError: It is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except PACKING_ERRORS as error:
        raise _damaged(name, "this zip file", error) from error
    tables = [member for member in members if _is_table(member)]
    return sorted(tables, key=lambda member: member.filename)


def _is_table(member: zipfile.ZipInfo) -> bool:
    """Return whether a member is named like a table and is not hidden."""
    if member.is_dir() or _suffix(member.filename) not in TABLES:
        return False
    folders = Path(member.filename).parts
    return not any(part.startswith((".", "__MACOSX")) for part in folders)


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def _opener(path: Path, member: str, shown: str, most: int) -> Opener:
    def opened() -> Binary:
        try:
            return _limited(zipfile.ZipFile(path).open(member), shown, most)
        except PACKING_ERRORS as error:
            raise _damaged(shown, "its packing", error) from error

    return opened


def _limited(inner: Packed, where: str, most: int) -> Binary:
    return io.BufferedReader(Limited(inner, where, most), buffer_size=1 << 20)
