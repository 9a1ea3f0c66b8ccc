"""Lock of a project, so that one build at a time works on it.

By a lock that the system holds for the process: it ends with the process, however that ends, so
nothing has to be cleaned up after a kill. SQLite takes such locks on every system that Python runs
on, so it is asked for one.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline.errors import ProjectError


@contextmanager
def locked(cache: Path, *, name: str) -> Iterator[None]:
    """Hold the lock of a project.

    Args:
        cache: The project's hidden folder; it is made if it is not there.
        name: What the project is called in messages.

    Raises:
        ProjectError: Another build holds the lock, or the folder cannot be written.
    """
    try:
        cache.mkdir(exist_ok=True)
        connection = sqlite3.connect(
            cache / "lock",
            timeout=0,
            isolation_level=None,
        )
    except (OSError, sqlite3.OperationalError) as error:
        raise _unwritable(name, error) from None
    try:
        _take(connection, name)
        yield
    finally:
        connection.close()


def _take(connection: sqlite3.Connection, name: str) -> None:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise _unwritable(name, error) from None
        what = "another build of this project is running."
        raise ProjectError(name, what, "Wait until it has ended, then run this again.") from None


def _unwritable(name: str, error: Exception) -> ProjectError:
    reason = str(getattr(error, "strerror", None) or error).lower()
    what = f"its hidden folder .timeline cannot be written ({reason})."
    return ProjectError(name, what, "Check its permissions, and the space on the disk.")
