"""Which tables lie in a file that may be packed?"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from timeline.errors import InputError

# Bytes that a packed file may give in all. The largest public one (GDELT's back file of 1979 to 2005) has 6 GB.
LARGEST = 8_000_000_000
# How many times larger than itself a packed file may become. CSV of coded incidents was measured at 5 to 30 times; a file
# of nothing but zeros, made to fill a disk, at 1,000.
EXPANSION = 200
# Below this many bytes the ratio says nothing: a header packed alone is small in any case.
HARMLESS = 50_000_000
# Tables in one archive.
MOST_MEMBERS = 2_000
TABLES = (".csv", ".tsv", ".tab", ".txt", ".json", ".xlsx", ".parquet")
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"

Binary = IO[bytes]
Packed = IO[bytes] | gzip.GzipFile
Opener = Callable[[], Binary]


class Limited(io.RawIOBase):
    """A stream that raises once it has given more than it may."""

    def __init__(self, inner: Packed, where: str, most: int) -> None:
        """Wrap a stream; `most` is in bytes."""
        super().__init__()
        self._inner, self._where, self._left = inner, where, most

    def close(self) -> None:
        """Close what is wrapped too."""
        self._inner.close()
        super().close()

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stub wants a wider type
        """Read into a buffer; raise InputError when the limit is passed or the packing is damaged."""
        try:
            data = self._inner.read(len(buffer))
        except (zlib.error, EOFError, OSError, zipfile.BadZipFile, RuntimeError) as error:
            cure = "Download or pack it again."
            raise InputError(self._where, f"its packing is damaged ({error}).", cure) from error
        self._left -= len(data)
        if self._left < 0:
            what = "unpacked it is larger than a file of this size should be."
            raise InputError(
                self._where, what, "Unpack it yourself, look at it, and give the table."
            )
        buffer[: len(data)] = data
        return len(data)


def tables_in(path: Path, name: str) -> Iterator[tuple[str, str, Opener]]:
    """Go through the tables of a file: (name for messages, extension, function that opens the bytes).

    A zip may hold several; a gzip holds one; anything else is one itself. What it is is told by its first bytes.

    Raises:
        InputError: It is damaged, needs a password, or holds no table.
    """
    with path.open("rb") as stream:
        magic = stream.read(4)
    suffix = path.suffix.lower()
    if magic == _ZIP and suffix != ".xlsx":
        yield from _in_zip(path, name)
    elif magic[:2] == _GZIP:
        inner = Path(path.stem).suffix.lower()
        most = allowed(path.stat().st_size)
        yield (
            name,
            inner if inner in TABLES else ".csv",
            lambda: _limited(gzip.GzipFile(path), name, most),
        )
    else:
        yield name, suffix, lambda: path.open("rb")


def _in_zip(path: Path, name: str) -> Iterator[tuple[str, str, Opener]]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise InputError(
            name, f"this zip file is damaged ({error}).", "Download or pack it again."
        ) from error
    found = [
        one
        for one in members
        if Path(one.filename).suffix.lower() in TABLES and not _hidden(one.filename)
    ]
    if not found:
        raise InputError(
            name,
            "there is no table in this zip file.",
            f"It should hold one of: {', '.join(TABLES)}.",
        )
    if len(found) > MOST_MEMBERS:
        what = f"it holds {len(found):,} tables; {MOST_MEMBERS:,} are read at most."
        raise InputError(name, what, "Unpack it and give the tables you need.")
    left = allowed(path.stat().st_size)
    for member in sorted(found, key=lambda one: one.filename):
        shown = f"{name}/{Path(member.filename).name}"
        if member.flag_bits & 1:
            raise InputError(
                shown, "it is locked with a password.", "Unpack it yourself, and give the table."
            )
        most, left = left, left - member.file_size
        if left < 0:
            what = "unpacked it is larger than a file of this size should be."
            raise InputError(shown, what, "Unpack it yourself, look at it, and give the table.")
        yield (
            shown,
            Path(member.filename).suffix.lower(),
            _opener(path, member.filename, shown, most),
        )


def _opener(path: Path, member: str, shown: str, most: int) -> Opener:
    def opened() -> Binary:
        try:
            return _limited(zipfile.ZipFile(path).open(member), shown, most)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise InputError(
                shown, f"its packing is damaged ({error}).", "Download or pack it again."
            ) from error

    return opened


def _hidden(member: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in Path(member).parts)


def allowed(size: int) -> int:
    """Give the bytes that a packed file of this size may become."""
    return min(LARGEST, max(HARMLESS, size * EXPANSION))


def _limited(inner: Packed, where: str, most: int) -> Binary:
    return io.BufferedReader(Limited(inner, where, most), buffer_size=1 << 20)
