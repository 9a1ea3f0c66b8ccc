"""Judge the rows of corrections that readers send in, against the project and the rows it has."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.model.correction_fields import CORRECTION_FIELDS
from timeline.model.incidents import Correction
from timeline.model.text import Problem
from timeline.output.atomic import write_atomically
from timeline.output.cells import is_formula
from timeline.project.apply_corrections import CorrectionSession, apply_corrections
from timeline.project.corrections import (
    CorrectionRow,
    RowError,
    read_corrections,
    row_boundary,
)
from timeline.project.prepare import Prepared
from timeline.review.table import alone, csv_line, table_text, with_columns

# Such a cell empties a field, and is no formula.
EMPTIES = "-"
# What speaks against a row that needs one before it.
UNSETTLED = "it needs a row above that is not clear"
# Joiners that Persian and other scripts need; all else that cannot be seen is refused.
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One row that a reader sent in.

    Attributes:
        line: Line of the file on which it ends.
        row: The row; None where it cannot be read.
        headline: Headline of the incident that it is about; "" where there is none.
        changes: What it would change, in words.
        conflicts: Rows that say otherwise, each with its file, line, author and day.
        problem: Why it cannot be used; "" where it can.
        fix: What helps then.
        is_known: True when the project has this very row already, or has deleted what it deletes.
    """

    line: int
    row: CorrectionRow | None
    headline: str = ""
    changes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    problem: str = ""
    fix: str = ""
    is_known: bool = False

    @property
    def is_usable(self) -> bool:
        """Whether the row can be added."""
        return self.row is not None and not self.problem and not self.is_known

    @property
    def is_clear(self) -> bool:
        """Whether the row can be added and no other row says otherwise."""
        return self.is_usable and not self.conflicts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A row and the file in which it stands."""

    file: str
    row: CorrectionRow
    is_sent: bool


def suggestions(prepared: Prepared, own: Path, sent: Path) -> list[Suggestion]:
    """Judge each row of a file that a reader sent, in order of the file.

    A person's rows build on those that the same person wrote before them, and the last one counts:
    they do not contradict each other.

    Args:
        prepared: The project before corrections.
        own: The project's corrections file.
        sent: The file that was sent.

    Raises:
        InputError: A file is no table of corrections.
    """
    own_rows, _ = read_corrections(own)
    rows, unread = read_corrections(sent)
    session = CorrectionSession(prepared.incidents, prepared.resolver)
    standing = [
        _Place(file=own.name, row=row, is_sent=False)
        for row in _applied(session, own_rows)
    ]
    standing += [_Place(file=sent.name, row=row, is_sent=True) for row in rows]
    judged = [
        _with_conflicts(suggestion, standing)
        for suggestion in _each_judged(rows, own_rows, session)
    ]
    judged = list(_with_dependence(judged, session))
    judged += map(_unread, unread)
    return sorted(judged, key=_line)


def _line(suggestion: Suggestion) -> int:
    return suggestion.line


def _each_judged(
    rows: Sequence[CorrectionRow],
    own_rows: Sequence[CorrectionRow],
    session: CorrectionSession,
) -> Iterator[Suggestion]:
    """Yield what each row would change after those that the same person wrote before it."""
    own_cells = [(row.action, row.cells) for row in own_rows]
    by_author: dict[str, CorrectionSession] = {}
    for row in rows:
        author = row["author"]
        trial = by_author.get(author, session).copied()
        is_known = (row.action, row.cells) in own_cells or _is_deleted(row, session)
        suggestion = _judged(row, by_author.get(author, session), trial)
        if not is_known and not suggestion.problem:
            by_author[author] = trial
        yield replace(suggestion, is_known=is_known)


def _with_dependence(
    judged: Sequence[Suggestion], session: CorrectionSession
) -> Iterator[Suggestion]:
    """Yield suggestions; one that needs an earlier row that is not clear is not clear."""
    settled = session.copied()
    for suggestion in judged:
        row = suggestion.row
        if suggestion.is_clear and row is not None and not _is_applied(row, settled):
            suggestion = replace(suggestion, conflicts=(UNSETTLED,))
        yield suggestion


def _is_applied(row: CorrectionRow, session: CorrectionSession) -> bool:
    """Apply a row to a session; return whether that could be done."""
    try:
        with row_boundary():
            session.apply(row)
    except RowError:
        return False
    return True


def _is_deleted(row: CorrectionRow, session: CorrectionSession) -> bool:
    """Return whether a row deletes what is deleted already."""
    return row.action == "delete" and session.gone.get(row["id"]) == ""


def _unread(problem: Problem) -> Suggestion:
    """Return a row that could not be read."""
    line = int(problem.where.rpartition(" ")[2])
    return Suggestion(line=line, row=None, problem=problem.what, fix=problem.cure)


def accept(prepared: Prepared, own: Path, rows: Sequence[CorrectionRow]) -> None:
    """Add rows to the end of a project's corrections, all of them or none.

    Raises:
        RowError: One does not apply after those before it; nothing is written then.
        InputError: The file is no table of corrections.
        UsageError: It cannot be written.
        ProjectError: Another program holds it.
    """
    with alone(own):
        text = table_text(own)
        own_rows, _ = read_corrections(own)
        # a message names the line in the file that was sent
        above = text.count("\n")
        added = [replace(row, line=above + row.line) for row in rows]
        result = apply_corrections(
            prepared.incidents,
            [*own_rows, *added],
            resolver=prepared.resolver,
            file=own.name,
        )
        for line, error in result.refused:
            if line > above:
                what, fix = error.args
                raise RowError(f"line {line - above} no longer applies: {what}", fix)
        write_atomically(own, _with_rows(text, rows))


def _with_rows(text: str, rows: Sequence[CorrectionRow]) -> str:
    """Return the text of a corrections file with rows below those it has."""
    for row in rows:
        cells = {"action": row.action, **row.cells}
        text = with_columns(text, list(cells))
        text += csv_line(cells, text)
    return text


def _applied(
    session: CorrectionSession, rows: Sequence[CorrectionRow]
) -> Iterator[CorrectionRow]:
    """Apply rows and yield those that apply."""
    for row in rows:
        if _is_applied(row, session):
            yield row


def _judged(
    row: CorrectionRow, session: CorrectionSession, trial: CorrectionSession
) -> Suggestion:
    """Try one row on a copy of the project, and return what it would change."""
    edit = session.edits.get(row["id"])
    headline = edit.changed.headline if edit else ""
    try:
        _check_characters(row)
        with row_boundary():
            trial.apply(row)
    except RowError as error:
        problem, fix = error.args
        return Suggestion(
            line=row.line, row=row, headline=headline, problem=problem, fix=fix
        )
    changes = _WORDS[row.action](row, session, trial)
    return Suggestion(line=row.line, row=row, headline=headline, changes=tuple(changes))


def _check_characters(row: CorrectionRow) -> None:
    """Refuse cells that would harm or deceive who opens the file.

    Raises:
        RowError: A cell is a formula, or holds characters that cannot be seen.
    """
    for name, cell in row.cells.items():
        if _is_run_as_formula(cell):
            sign = cell.lstrip()[:1]
            problem = (
                f"{name!r} begins with {sign!r}, which a spreadsheet runs as a formula."
            )
            raise RowError(problem, "Put a word before it.")
        if not _is_visible(cell):
            problem = f"{name!r} holds characters that cannot be seen."
            raise RowError(problem, "Write it anew without them.")


def _is_run_as_formula(cell: str) -> bool:
    return is_formula(cell) and cell != EMPTIES


def _is_visible(cell: str) -> bool:
    shown = [char for char in cell if char not in _JOINERS]
    return "".join(shown).isprintable()


# What a row changes, in words, by its action: given the row, and the project before and after it.
_Words = Callable[[CorrectionRow, CorrectionSession, CorrectionSession], list[str]]


def _fix_words(
    row: CorrectionRow, before: CorrectionSession, after: CorrectionSession
) -> list[str]:
    earlier = len(before.edits[row["id"]].notes)
    return [_change_words(change) for change in after.edits[row["id"]].notes[earlier:]]


def _change_words(change: Correction) -> str:
    label = CORRECTION_FIELDS[change.field].label
    if change.was == change.now:
        return f"{label}: {change.now or 'nothing'}, as it is"
    return f"{label}: {change.was or 'nothing'} → {change.now or 'nothing'}"


def _merge_words(
    row: CorrectionRow, before: CorrectionSession, after: CorrectionSession
) -> list[str]:
    return [
        f"takes in: {before.edits[name].changed.headline}"
        for name in row.several("value")
    ]


def _actor_words(
    row: CorrectionRow, before: CorrectionSession, after: CorrectionSession
) -> list[str]:
    actor = before.actors[row["id"]]
    if row.action == "rename actor":
        return [f"{actor.name} is called {row['value']}"]
    return [f"{row['value']} is {actor.name}"]


_WORDS: Mapping[str, _Words] = {
    "fix": _fix_words,
    "check": lambda row, before, after: ["right as it is"],
    "delete": lambda row, before, after: ["not an incident"],
    "merge": _merge_words,
    "split": lambda row, before, after: [f"split off: {row['value']}"],
    "add": lambda row, before, after: [f"new {row['type']}: {row['quote']}"],
    "rename actor": _actor_words,
    "merge actors": _actor_words,
}


def _with_conflicts(suggestion: Suggestion, standing: Sequence[_Place]) -> Suggestion:
    """Return a suggestion with the rows that say otherwise."""
    row = suggestion.row
    if row is None or not suggestion.is_usable:
        return suggestion
    conflicts = [
        _conflict_words(place, said)
        for place in standing
        if place.row is not row and (said := _contradiction(row, place))
    ]
    return replace(suggestion, conflicts=tuple(conflicts))


def _conflict_words(place: _Place, said: str) -> str:
    row = place.row
    return f"{place.file}, line {row.line} ({row['author']}, {row.day}): {said}"


def _contradiction(row: CorrectionRow, place: _Place) -> str:
    """Return what another row says against a row; "" where both can stand."""
    held = place.row
    is_by_same = place.is_sent and row["author"] == held["author"]
    if is_by_same or _incidents(row).isdisjoint(_incidents(held)):
        return ""
    acts = (row.action, held.action)
    if acts == ("fix", "fix"):
        return _other_values(row, held)
    if acts == ("rename actor", "rename actor") and row["value"] != held["value"]:
        return held["value"]
    return _SAID[held.action] if held.action in _acts_against(row, place) else ""


def _acts_against(row: CorrectionRow, place: _Place) -> tuple[str, ...]:
    acts = _AGAINST_SENT if place.is_sent else _AGAINST
    return acts.get(row.action, ())


def _incidents(row: CorrectionRow) -> set[str]:
    """Return the incidents, or the actor, that a row names."""
    named = {row["id"]} if row["id"] else set()
    return named | set(row.several("value")) if row.action == "merge" else named


def _other_values(row: CorrectionRow, held: CorrectionRow) -> str:
    differing = []
    for name in row.fields:
        if name in held.cells and held[name] != row[name]:
            differing.append(f"{name} {held[name]}")
    return "; ".join(differing)


# Acts that speak against an act on the same incident. What the project has fixed is no word against
# a reader who finds it right now.
_AGAINST: Mapping[str, tuple[str, ...]] = {
    "fix": ("check",),
    "delete": ("check", "fix", "merge", "split"),
    "merge": ("split", "check"),
    "split": ("merge", "check"),
}
# Rows of several people in one file were written against the same page.
_AGAINST_SENT: Mapping[str, tuple[str, ...]] = {
    "fix": ("check", "delete"),
    "check": ("fix", "delete", "merge", "split"),
    "delete": ("check", "fix", "merge", "split"),
    "merge": ("split", "check", "delete"),
    "split": ("merge", "check", "delete"),
}
_SAID: Mapping[str, str] = {
    "fix": "it is an incident, with other values",
    "check": "it is right as it is",
    "delete": "it is not an incident",
    "merge": "it is the same as another",
    "split": "it is several",
}
