"""Where is kept what was read of each document, and which id each incident has?

In SQLite, which is in the standard library: what is looked up is one row by its key, each document is one small
transaction, and with a write-ahead log a process that is killed at any moment leaves the last whole transaction.
(DuckDB is made for scanning columns, is not in the standard library, and would bring nothing here.)
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from types import TracebackType

import msgspec

from timeline.documents.raw import RawDocuments
from timeline.errors import ProjectError
from timeline.model.incidents import Report

# Raise it when the tables change: a file of another version is made anew, which costs one reading.
VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS reports (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS drafts (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ledger (mark TEXT PRIMARY KEY, incident TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Store:
    """What a project remembers between builds; use it under the project's lock, as a context manager."""

    def __init__(self, path: Path, *, name: str) -> None:
        """Open the file, or make it; one that is damaged or of another version is made anew.

        Args:
            path: The database.
            name: What the project is called in messages.

        Raises:
            ProjectError: The file cannot be opened or written.
        """
        self._name = name
        self._connection = self._opened(path)

    def __enter__(self) -> "Store":
        """Return the store."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it; an error of the database becomes one of ours."""
        self._connection.close()
        if isinstance(error, sqlite3.Error):
            raise _unusable(self._name, error) from error

    def _opened(self, path: Path) -> sqlite3.Connection:
        try:
            try:
                return _connect(path)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                for damaged in path.parent.glob(
                    f"{path.name}*"
                ):  # no database, or a damaged one; -wal and -shm too
                    damaged.unlink()
                return _connect(path)
        except (OSError, sqlite3.Error) as error:
            raise _unusable(self._name, error) from None

    def reports(self, keys: Iterable[str]) -> dict[str, tuple[Report, ...]]:
        """Give the reports kept under these keys; what cannot be decoded is left out, and so read again."""
        found = {}
        for key in keys:
            row = self._connection.execute(
                "SELECT body FROM reports WHERE key = ?", (key,)
            ).fetchone()
            if row is None:
                continue
            try:
                found[key] = msgspec.json.decode(row[0], type=tuple[Report, ...])
            except msgspec.DecodeError:
                continue
        return found

    def keep(self, key: str, reports: Collection[Report]) -> None:
        """Keep the reports of one document, in a transaction of their own."""
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO reports VALUES (?, ?)", (key, msgspec.json.encode(reports))
            )

    def drafts(self, key: str) -> RawDocuments | None:
        """Give the drafts of a file kept under this key; None if there are none, or they cannot be decoded."""
        row = self._connection.execute("SELECT body FROM drafts WHERE key = ?", (key,)).fetchone()
        try:
            return msgspec.json.decode(row[0], type=RawDocuments) if row else None
        except msgspec.DecodeError:
            return None

    def keep_drafts(self, key: str, drafts: RawDocuments) -> None:
        """Keep the drafts of one file, in a transaction of their own."""
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO drafts VALUES (?, ?)", (key, msgspec.json.encode(drafts))
            )

    def ledger(self) -> dict[str, str]:
        """Give the id of the incident that each report belonged to, by the marks of reports (`ids.marks`)."""
        return dict(self._connection.execute("SELECT mark, incident FROM ledger"))

    def state(self, name: str) -> str | None:
        """Give what was written under a name by `finish`."""
        row = self._connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def finish(
        self, *, keys: Collection[str], ledger: Mapping[str, str], state: Mapping[str, str]
    ) -> None:
        """Close a build in one transaction: ids and state are written, reports and drafts under other keys forgotten."""
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO ledger VALUES (?, ?)", sorted(ledger.items())
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO state VALUES (?, ?)", sorted(state.items())
            )
            for table in ("reports", "drafts"):
                kept = {key for (key,) in self._connection.execute(f"SELECT key FROM {table}")}
                gone = [(key,) for key in sorted(kept - set(keys))]
                self._connection.executemany(f"DELETE FROM {table} WHERE key = ?", gone)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(
            "PRAGMA synchronous=NORMAL"
        )  # whole after a kill; after a power cut the last rows may lack
        with closing(connection.execute("PRAGMA user_version")) as found:
            known = found.fetchone()[0]
        if known not in (0, VERSION):
            raise sqlite3.DatabaseError(f"version {known}")
        connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version={VERSION}; COMMIT;")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _unusable(name: str, error: Exception) -> ProjectError:
    reason = str(getattr(error, "strerror", None) or error).lower()
    what = f"what was read before cannot be opened or kept ({reason})."
    return ProjectError(
        name,
        what,
        "Check permissions and space on the disk; .timeline may be deleted, it is made again.",
    )
