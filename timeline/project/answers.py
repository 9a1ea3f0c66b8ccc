"""Keep the answers of language models in a project, apart from what can be read again for nothing.

A file of its own: it survives a change of the tables in the store, and a change of the engine
asks no model again.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from timeline.errors import ProjectError

FILE = "answers.sqlite"
_TABLE = """
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, body TEXT NOT NULL)
WITHOUT ROWID
"""


class AnswerStore:
    """Answers by key (document, model and prompt); use it under the project's lock."""

    def __init__(self, folder: Path, *, name: str) -> None:
        """Keep where the answers are; the file is made when the first is kept.

        Args:
            folder: The project's hidden folder.
            name: What the project is called in messages.
        """
        self._path = folder / FILE
        self._name = name

    def get(self, key: str) -> str | None:
        """Return the answer kept under a key; None if there is none."""
        try:
            with closing(self._opened()) as connection:
                query = "SELECT body FROM answers WHERE key = ?"
                row = connection.execute(query, (key,)).fetchone()
        except sqlite3.Error as error:
            raise self._unusable(error) from None
        return row[0] if row else None

    def put(self, key: str, answer: str) -> None:
        """Keep an answer, in a transaction of its own."""
        try:
            with closing(self._opened()) as connection, connection:
                command = "INSERT OR REPLACE INTO answers VALUES (?, ?)"
                connection.execute(command, (key, answer))
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=10)
        connection.execute(_TABLE)
        return connection

    def _unusable(self, error: sqlite3.Error) -> ProjectError:
        what = f"the answers of the language model cannot be read or kept ({error})."
        hint = (
            f"Check permissions and space on the disk; a damaged {FILE} may be deleted."
        )
        return ProjectError(self._name, what, hint)
