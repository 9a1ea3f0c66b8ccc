"""Write files atomically."""

import errno
import os
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from timeline.errors import UsageError, reason_of

# Names of drafts, and the seconds after which nobody writes one any more.
DRAFTS = ".timeline-????????.part"
OLD = 3_600
# Seconds that a pipe may wait for its reader.
PATIENCE = 3.0


def write_atomically(path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all; see `write_pieces_atomically`.

    Args:
        path: Where to write; its folder must exist. A symbolic link is followed.
        text: The whole text.

    Raises:
        UsageError: There is no such folder, the path is a folder, or it may not be written.
    """
    write_pieces_atomically(path, (text.encode("utf-8"),))


def write_pieces_atomically(path: Path, pieces: Iterable[bytes]) -> None:
    """Write pieces one after the other, whole or not at all.

    A failure leaves what was there before.

    They go into a hidden file in the same folder, which then takes the place of `path` in one step.
    Line ends are written as they are, on every system. A path that is no ordinary file
    (`/dev/stdout`, a pipe) is written directly; a pipe that nobody reads is an error.

    Args:
        path: Where to write; its folder must exist. A symbolic link is followed.
        pieces: The content; it need never be in memory as a whole.

    Raises:
        UsageError: There is no such folder, the path is a folder, or it may not be written.
    """
    target = Path(
        os.path.realpath(path)
    )  # a link that leads in a circle raises nothing
    try:
        if _is_stream(path):
            # By the path as it is given: that of a pipe without a name leads nowhere.
            with open(path, "wb", opener=_soon) as stream:
                os.set_blocking(stream.fileno(), True)
                stream.writelines(pieces)
            return
        _replace(target, pieces)
    except OSError as error:
        what, cure = _explain(error, target)
        raise UsageError(str(path), f"cannot be written ({what}).", cure) from error


def _is_stream(path: Path) -> bool:
    """Return whether a path is there and no file or folder."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _soon(path: str, flags: int) -> int:
    """Open a pipe if somebody reads it within `PATIENCE`; else it would be waited for without end.

    The program that reads may start a moment later than this one.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            if error.errno != errno.ENXIO or time.monotonic() > deadline:
                raise
        time.sleep(0.05)


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    if target.is_dir():
        raise IsADirectoryError
    # Short, as the name itself may be as long as allowed.
    part = target.with_name(f".timeline-{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as stream:
            stream.writelines(pieces)
            # On the disk before its name is: else a power cut could leave an empty file.
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            # Rewriting a file does not change who may read it.
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
        _sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)
    _delete_old_drafts(target.parent)


def _sync_folder(folder: Path) -> None:
    """Have the new name of a file on the disk too, where the system allows it (not on Windows)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _delete_old_drafts(folder: Path) -> None:
    """Delete the drafts that a killed program left; those being written now are younger."""
    limit = time.time() - OLD
    with suppress(OSError):
        for draft in folder.glob(DRAFTS):
            if draft.lstat().st_mtime < limit:
                draft.unlink(missing_ok=True)


def _explain(error: OSError, target: Path) -> tuple[str, str]:
    """Return what is wrong and how to fix it, from the error alone: the path may fail again."""
    if isinstance(error, IsADirectoryError):
        return "it is a folder", "Give the name of a file in it."
    if error.errno == errno.ENXIO:
        return "nobody reads from this pipe", "Give the name of a file."
    if isinstance(error, FileNotFoundError):
        return (
            f"there is no folder {target.parent.name!r}",
            "Make that folder first, or give another path.",
        )
    return reason_of(error), "Give a path where you may write."
