"""Store: what was read of each document, and which id each incident has.

In SQLite, which is in the standard library: what is looked up is one row by its key, each document
is one small transaction, and with a write-ahead log a process that is killed at any moment leaves
the last whole transaction. (DuckDB is made for scanning columns, is not in the standard library,
and would bring nothing here.)
"""

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import msgspec

from timeline.documents.raw import RawDocuments
from timeline.errors import ProjectError, reason_of
from timeline.model.incidents import Report
from timeline.safety.databases import ERRORS, discard, is_damage

Found = TypeVar("Found")
SEAL_LENGTH = hashlib.sha256().digest_size
# Name of the ledger's seal among the states.
LEDGER = "ledger"
# What the file is called in messages.
WHAT = "what the project had read (.timeline/cache.sqlite)"
# What a record that was not written by us raises: of another type, no text, nested without end.
UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, TypeError, RecursionError)
# Raise it when the tables change: a file of another version is replaced, which costs one reading.
VERSION = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS reports (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS drafts (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ledger (mark TEXT PRIMARY KEY, incident TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Store:
    """What a project remembers between builds.

    Use it under the project's lock, as a context manager.
    """

    def __init__(self, path: Path, *, name: str) -> None:
        """Open the file, or make it; one that is damaged or of another version is made anew.

        Args:
            path: The database.
            name: What the project is called in messages.

        Raises:
            ProjectError: The file cannot be opened or written.
        """
        self._name = name
        self._path = path
        self._connection = self._opened()

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

    def _opened(self) -> sqlite3.Connection:
        try:
            try:
                return _connect(self._path)
            except ERRORS as error:
                if not is_damage(error):
                    raise
                discard(self._path, WHAT)
                return _connect(self._path)
        except (OSError, sqlite3.Error) as error:
            raise _unusable(self._name, error) from None

    def _use(self, work: Callable[[sqlite3.Connection], Found]) -> Found:
        """Return what a piece of work finds; damage met on the way costs one reading, no build.

        The work begins again with an empty file, as if nothing had been read before.
        """
        try:
            return work(self._connection)
        except ERRORS as error:
            if not is_damage(error):
                raise
        self._connection.close()
        discard(self._path, WHAT)
        self._connection = self._opened()
        return work(self._connection)

    def reports(self, keys: Iterable[str]) -> dict[str, tuple[Report, ...]]:
        """Return the reports stored under these keys; what cannot be decoded is read again."""
        reports = {}
        for key in keys:
            body = self._body("reports", key)
            if body is None:
                continue
            try:
                reports[key] = msgspec.json.decode(body, type=tuple[Report, ...])
            except UNDECODABLE:
                continue
        return reports

    def keep(self, key: str, reports: Collection[Report]) -> None:
        """Store the reports of one document, in a transaction of their own."""
        self._store("reports", key, msgspec.json.encode(reports))

    def drafts(self, key: str) -> RawDocuments | None:
        """Return the drafts of a file stored under this key; None if none can be decoded."""
        body = self._body("drafts", key)
        if body is None:
            return None
        try:
            return msgspec.json.decode(body, type=RawDocuments)
        except UNDECODABLE:
            return None

    def keep_drafts(self, key: str, drafts: RawDocuments) -> None:
        """Store the drafts of one file, in a transaction of their own."""
        self._store("drafts", key, msgspec.json.encode(drafts))

    def _body(self, table: str, key: str) -> bytes | None:
        query = f"SELECT body FROM {table} WHERE key = ?"
        row = self._use(lambda connection: connection.execute(query, (key,)).fetchone())
        return _unsealed(key, row[0]) if row else None

    def _store(self, table: str, key: str, body: bytes) -> None:
        statement = f"INSERT OR REPLACE INTO {table} VALUES (?, ?)"

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute(statement, (key, _seal(key, body) + body))

        self._use(write)

    def ledger(self) -> dict[str, str]:
        """Return the id of the incident that each report belonged to, by the marks of reports.

        It is empty where it is not as `finish` wrote it: the ids then come from the last data.
        """
        query = "SELECT mark, incident FROM ledger"
        ledger = self._use(lambda connection: dict(connection.execute(query)))
        return ledger if self.state(LEDGER) == _ledger_seal(ledger) else {}

    def state(self, name: str) -> str | None:
        """Return what was written under a name by `finish`."""
        query = "SELECT value FROM state WHERE name = ?"
        row = self._use(
            lambda connection: connection.execute(query, (name,)).fetchone()
        )
        return row[0] if row else None

    def finish(
        self,
        *,
        keys: Collection[str],
        ledger: Mapping[str, str],
        state: Mapping[str, str],
    ) -> None:
        """Close a build in one transaction.

        Ids and state are written, reports and drafts under other keys deleted. `ledger` holds all
        ids, those that were there before too.
        """

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute("DELETE FROM ledger")
                _write_all(connection, "ledger", ledger)
                _write_all(connection, "state", {**state, LEDGER: _ledger_seal(ledger)})
                for table in ("reports", "drafts"):
                    _delete_others(connection, table, set(keys))

        self._use(write)


def _seal(key: str, body: bytes) -> bytes:
    """Return what a record begins with, so that a changed byte of it is noticed."""
    return hashlib.sha256(key.encode() + body).digest()


def _unsealed(key: str, sealed: object) -> bytes | None:
    """Return a record without its seal; None if a byte of it has changed."""
    if not isinstance(sealed, bytes):
        return None
    body = sealed[SEAL_LENGTH:]
    return body if sealed[:SEAL_LENGTH] == _seal(key, body) else None


def _ledger_seal(ledger: Mapping[str, str]) -> str:
    content = msgspec.json.encode(sorted(ledger.items()))
    return hashlib.sha256(content).hexdigest()


def _write_all(
    connection: sqlite3.Connection, table: str, values: Mapping[str, str]
) -> None:
    statement = f"INSERT OR REPLACE INTO {table} VALUES (?, ?)"
    connection.executemany(statement, sorted(values.items()))


def _delete_others(connection: sqlite3.Connection, table: str, keys: set[str]) -> None:
    """Delete what is stored under other keys."""
    stored = {key for (key,) in connection.execute(f"SELECT key FROM {table}")}
    surplus = [(key,) for key in sorted(stored - keys)]
    connection.executemany(f"DELETE FROM {table} WHERE key = ?", surplus)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        # Whole after a kill; after a power cut the last rows may be missing.
        connection.execute("PRAGMA synchronous=NORMAL")
        with closing(connection.execute("PRAGMA user_version")) as cursor:
            version = cursor.fetchone()[0]
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError(f"version {version}")
        connection.executescript(
            f"BEGIN; {_TABLES} PRAGMA user_version={VERSION}; COMMIT;"
        )
    except ERRORS:
        connection.close()
        raise
    return connection


def _unusable(name: str, error: Exception) -> ProjectError:
    reason = reason_of(error)
    what = f"what was read before cannot be opened or kept ({reason})."
    return ProjectError(
        name,
        what,
        "Check permissions and space on the disk; .timeline may be deleted, it is made again.",
    )
