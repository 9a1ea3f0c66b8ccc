"""SQLite files that can be made again: what counts as damage, and how a damaged one goes."""

import logging
import sqlite3
from pathlib import Path

_LOG = logging.getLogger("timeline")
# What a sound file raises too: it is locked, or may not be written, or the disk is full.
_NOT_DAMAGE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_PROTOCOL,
    }
)
# What a database raises in Python: its messages and texts are decoded as UTF-8.
ERRORS = (sqlite3.Error, UnicodeDecodeError, OverflowError)
_PRIMARY = (
    0xFF  # the extended codes of SQLite hold the primary one in their lowest byte
)


def is_damage(error: Exception) -> bool:
    """Return whether one of `ERRORS` means that a file is damaged, or is no database of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code & _PRIMARY not in _NOT_DAMAGE


def discard(path: Path, what: str) -> None:
    """Delete a damaged database with the files that SQLite keeps beside it, and say so.

    Args:
        path: The database.
        what: What it is, for the message; it is made anew.

    Raises:
        OSError: It may not be deleted.
    """
    _LOG.warning("timeline: %s was damaged; it is made anew.", what)
    for name in (
        path.name,
        f"{path.name}-wal",
        f"{path.name}-shm",
        f"{path.name}-journal",
    ):
        path.with_name(name).unlink(missing_ok=True)
