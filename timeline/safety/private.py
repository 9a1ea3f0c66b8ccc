"""Folders and files that nobody else can have written."""

import atexit
import os
import shutil
import stat
import tempfile
from pathlib import Path

# Bits of a file's mode by which others than its owner may write it.
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
ROOT = 0


def is_own(path: Path) -> bool:
    """Return whether a file or folder is this user's or the system's, and nobody else may write it.

    Where the system knows no owners (Windows), everything is.

    Raises:
        OSError: It is not there, or cannot be looked up.
    """
    user = _user()
    if user is None:
        return True
    status = path.stat()
    is_theirs = status.st_uid not in (user, ROOT)
    return not is_theirs and not status.st_mode & _OTHERS_WRITE


def private_folder() -> Path:
    """Return a folder for temporary files that only this user can write.

    It is the same in every process; where somebody else took its name, a new one, which is deleted
    when the process ends.

    Raises:
        OSError: No folder can be made.
    """
    folder = Path(tempfile.gettempdir()) / f"conflict-timeline-{_user()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_symlink() and is_own(folder):
            return folder
    except OSError:
        pass
    fresh = tempfile.mkdtemp(prefix="conflict-timeline-")
    atexit.register(shutil.rmtree, fresh, ignore_errors=True)
    return Path(fresh)


def _user() -> int | None:
    """Return the number of this user; None where the system has none."""
    number = getattr(os, "getuid", None)
    return None if number is None else int(number())
