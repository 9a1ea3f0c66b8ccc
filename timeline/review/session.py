"""Hold a project under review: its corrected incidents, and one row in the file for each act."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from timeline.errors import UsageError
from timeline.model.incidents import Incident
from timeline.model.text import Document, Problem
from timeline.output.atomic import write_atomically
from timeline.project.apply_corrections import Resolver
from timeline.project.corrections import RowError, read_corrections
from timeline.project.prepare import Prepared, corrected
from timeline.review.table import alone, csv_line, header, table_text, with_columns

# What a row says where the person gives no reason.
DEFAULT_REASON = "checked against the article"
# Names that a coder may have, as they become part of a file name.
CODER_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


class ConflictError(Exception):
    """An act that no longer fits what the file holds.

    Its arguments are the problem and how to go on.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an act came to.

    Attributes:
        incident: Id of the incident to show next: the one acted on, or the new one.
        notice: What the person should know, as that somebody else changed the file; "" for nothing.
    """

    incident: str
    notice: str = ""


def corrections_file(folder: Path, coder: str | None) -> Path:
    """Return the file of a coder's corrections; that of the project for None.

    Raises:
        UsageError: The name cannot be part of a file name.
    """
    if coder is None:
        return folder / "corrections.csv"
    if not coder or not set(coder) <= CODER_CHARACTERS:
        fix = "Use small letters, digits, - and _, as in --coder anna."
        raise UsageError("--coder", f"{coder!r} cannot be part of a file name.", fix)
    return folder / f"corrections-{coder}.csv"


class ReviewSession:
    """A project's incidents under review by one person.

    Every act is written at once, atomically, as one row of the corrections file, which stays the
    only truth. When the file has changed since it was read (another tab, an editor, git), it is
    read again first, and the outcome says so.
    """

    def __init__(
        self, prepared: Prepared, path: Path, *, author: str, today: date
    ) -> None:
        """Read the corrections and apply them.

        Args:
            prepared: The project's incidents before corrections.
            path: The corrections file; it need not exist yet.
            author: Whose name each row bears.
            today: The day that each row bears.

        Raises:
            InputError: The file is no table of corrections.
        """
        self._prepared = prepared
        self._path = path
        self._author = author
        self._today = today
        self._lock = Lock()
        self._own_rows: list[str] = []
        self._digest = ""
        self.incidents: dict[str, Incident] = {}
        self._by_document: Mapping[str, Sequence[Incident]] = {}
        self._load()

    @property
    def title(self) -> str:
        """The title of the project."""
        return self._prepared.title

    @property
    def author(self) -> str:
        """Whose name each row bears."""
        return self._author

    @property
    def prepared(self) -> Prepared:
        """The project before corrections."""
        return self._prepared

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents, by id."""
        return self._prepared.documents

    @property
    def resolver(self) -> Resolver:
        """What corrections are applied with."""
        return self._prepared.resolver

    def incidents_of(self, document: str) -> Sequence[Incident]:
        """Return the incidents that a document reports."""
        return self._by_document.get(document, ())

    def act(self, cells: Mapping[str, str]) -> Outcome:
        """Write one correction and apply it.

        Args:
            cells: Columns of corrections.csv; author, day and reason are filled in.

        Raises:
            RowError: The row cannot be read or applied; nothing is written then.
            InputError: The file was changed into something that is no table of corrections.
            UsageError: The file cannot be written.
            ProjectError: Another person's correction is being written without end.
        """
        with self._lock, alone(self._path):
            notice = self._reload_if_changed()
            row = {**cells, "author": self._author, "day": self._today.isoformat()}
            row["reason"] = cells.get("reason", "").strip() or DEFAULT_REASON
            before = set(self.incidents)
            filled = {
                name: " ".join(value.split()) for name, value in row.items() if value
            }
            text = with_columns(table_text(self._path), list(filled))
            line = csv_line(filled, text)
            self._append(text, line)
            self._own_rows.append(line)
            made = sorted(set(self.incidents) - before)
            incident = made[0] if made else cells.get("id", "")
            return Outcome(incident=incident, notice=notice)

    def undo(self) -> Outcome:
        """Take back the last row of this session.

        Raises:
            ConflictError: There is none, or a later row was added by somebody else.
        """
        with self._lock, alone(self._path):
            notice = self._reload_if_changed()
            if not self._own_rows:
                raise ConflictError("There is nothing to undo in this session.", "")
            line = self._own_rows[-1]
            text = table_text(self._path)
            if not text.endswith(line):
                fix = f"Take the row out of {self._path.name} by hand."
                raise ConflictError("The file was changed after your last row.", fix)
            write_atomically(self._path, text.removesuffix(line))
            self._load()
            self._own_rows.pop()
            columns, delimiter = header(text)
            cells = next(csv.reader(io.StringIO(line), delimiter=delimiter))
            row = dict(zip(columns, cells, strict=False))
            return Outcome(incident=row.get("id", ""), notice=notice)

    def _append(self, text: str, line: str) -> None:
        """Write the file with one more row if that can be applied; else leave it as it was."""
        before = table_text(self._path)
        write_atomically(self._path, text + line)
        try:
            problems = self._load()
        except BaseException:
            self._restore(before)
            raise
        number = text.count("\n") + line.count("\n")
        for refused, error in problems:
            if refused == number:
                self._restore(before)
                raise error

    def _restore(self, text: str) -> None:
        write_atomically(self._path, text)
        self._load()

    def _load(self) -> Sequence[tuple[int, RowError]]:
        rows, unread = read_corrections(self._path)
        result = corrected(self._prepared, rows, file=self._path.name)
        self.incidents = {incident.id: incident for incident in result.incidents}
        self._by_document = _by_document(result.incidents)
        self._digest = self._file_digest()
        return (*result.refused, *map(_as_refused, unread))

    def _reload_if_changed(self) -> str:
        if self._file_digest() == self._digest:
            return ""
        self._load()
        return f"{self._path.name} was changed outside this window; the changes are shown here now."

    def _file_digest(self) -> str:
        try:
            return hashlib.sha256(self._path.read_bytes()).hexdigest()
        except FileNotFoundError:
            return ""


def _as_refused(problem: Problem) -> tuple[int, RowError]:
    """Return a row that could not be read as one that was refused."""
    line = int(problem.where.rpartition(" ")[2])
    return line, RowError(problem.what, problem.cure)


def _by_document(incidents: Sequence[Incident]) -> Mapping[str, Sequence[Incident]]:
    grouped: dict[str, list[Incident]] = {}
    for incident in incidents:
        for document in dict.fromkeys(passage.document for passage in incident.reports):
            grouped.setdefault(document, []).append(incident)
    return grouped
