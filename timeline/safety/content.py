"""Read a file whole: no device, no pipe that nobody fills, and no more bytes than a limit."""

import os
import stat
from pathlib import Path

from timeline.errors import InputError
from timeline.safety.limits import check, most

# Where a shell gives a pipe in place of a file, as in `timeline show <(zcat a.timeline.json.gz)`.
_PIPES = ("/dev/", "/proc/")


def bytes_of(path: Path, limit: str, where: str | None = None) -> bytes:
    """Return the bytes of a file.

    Args:
        path: The file.
        limit: Name of the limit of its bytes.
        where: Its name for messages; None for its path.

    Raises:
        InputError: It is a device or a pipe, or is longer than the limit.
        OSError: It cannot be opened or read.
    """
    name = str(path) if where is None else where
    # A pipe that nobody writes to is opened at once, where it would be waited for without end.
    with open(path, "rb", opener=_at_once) as stream:
        facts = os.fstat(stream.fileno())
        if not _can_be_read(path, facts.st_mode):
            raise InputError(
                name, "this is not an ordinary file.", "Save its content in a file."
            )
        check(limit, facts.st_size, name)
        os.set_blocking(stream.fileno(), True)
        # A file may grow, and a pipe does not say how long it is.
        content = stream.read(most(limit) + 1)
    check(limit, len(content), name)
    return content


def text_of(path: Path, limit: str, where: str | None = None) -> str:
    """Return a file of UTF-8 as text, with or without its mark, line ends LF.

    Args:
        path: The file.
        limit: Name of the limit of its bytes.
        where: Its name for messages; None for its path.

    Raises:
        InputError: It is a device or a pipe, or is longer than the limit.
        OSError: It cannot be opened or read.
        UnicodeDecodeError: It is not UTF-8.
    """
    text = bytes_of(path, limit, where).decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _can_be_read(path: Path, mode: int) -> bool:
    """Return whether something is a file, or a pipe that the shell gave."""
    if stat.S_ISREG(mode):
        return True
    name = str(path)
    return stat.S_ISFIFO(mode) and name.startswith(_PIPES)
