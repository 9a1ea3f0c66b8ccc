"""Lock of a project, so that one build at a time works on it.

By a lock that the system holds for the process: it ends with the process, however that ends, so
nothing has to be cleaned up after a kill. SQLite takes such locks on every system that Python runs
on, so it is asked for one.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline.errors import ProjectError, reason_of
from timeline.safety.databases import ERRORS, discard, is_damage

# Seconds that an act of review waits for that of another person.
PATIENCE = 20.0


@contextmanager
def locked(
    cache: Path,
    *,
    name: str,
    file: str = "lock",
    patience: float = 0,
    what: str = "another build of this project is running.",
) -> Iterator[None]:
    """Hold the lock of a project.

    Args:
        cache: The project's hidden folder; it is made if it is not there.
        name: What the project is called in messages.
        file: Name of the lock.
        patience: Seconds to wait for whoever holds it.
        what: What is said when somebody else holds it.

    Raises:
        ProjectError: Another build holds the lock, or the folder cannot be written.
    """
    path = cache / file
    try:
        cache.mkdir(exist_ok=True)
        try:
            connection = _taken(path, patience)
        except ERRORS as error:
            if not is_damage(error):
                raise
            discard(path, f"the project's lock (.timeline/{file})")
            connection = _taken(path, patience)
    except sqlite3.Error as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise _unwritable(name, error) from None
        raise ProjectError(
            name, what, "Wait until it has ended, then run this again."
        ) from None
    except OSError as error:
        raise _unwritable(name, error) from None
    try:
        yield
    finally:
        connection.close()


def _taken(path: Path, patience: float) -> sqlite3.Connection:
    """Return the connection that holds the lock."""
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except ERRORS:
        connection.close()
        raise
    return connection


def _unwritable(name: str, error: Exception) -> ProjectError:
    reason = reason_of(error)
    what = f"its hidden folder .timeline cannot be written ({reason})."
    return ProjectError(name, what, "Check its permissions, and the space on the disk.")
