"""Tables that answer queries on sequences, with what went in, what was left out, and how."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from timeline.output.cells import Value, cell, csv_text

Cell: TypeAlias = Value


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Incidents that a table does not count.

    Attributes:
        reason: Short name of the reason, the same in every table ("undated", "coarse", …).
        why: The reason in words.
        incidents: Number of incidents.
    """

    reason: str
    why: str
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The answer to a query.

    Attributes:
        name: The query ("lags").
        columns: Name of each column to what it holds, in order.
        rows: One cell for each column; None where a number is not known or not given.
        counted: Number of incidents that went in.
        left_out: Incidents that did not, by reason.
        notes: How it was computed, what is corrected, and what it does not say.
        settings: Everything that shaped it, the seed of the shuffles included.
    """

    name: str
    columns: Mapping[str, str]
    rows: tuple[tuple[Cell, ...], ...]
    counted: int
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...] = ()
    settings: Mapping[str, Cell] = field(default_factory=dict)

    def records(self) -> list[dict[str, Cell]]:
        """Return each row as a dictionary."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Cell]:
        """Return one column."""
        position = list(self.columns).index(name)
        return [row[position] for row in self.rows]


def to_json(table: Table) -> str:
    """Return a table as one JSON object.

    Its fields are name, settings, counted, left_out, notes, columns, and rows as objects.
    """
    left_out = [
        {"reason": part.reason, "why": part.why, "incidents": part.incidents}
        for part in table.left_out
    ]
    content = {
        "name": table.name,
        "settings": dict(table.settings),
        "counted": table.counted,
        "left_out": left_out,
        "notes": list(table.notes),
        "columns": dict(table.columns),
        "rows": table.records(),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return text + "\n"


def to_csv(table: Table) -> str:
    """Return the rows as CSV (RFC 4180, lines ended by CR LF).

    What was left out is in `summary_lines` and in the JSON form. Words that a spreadsheet would
    take for a formula get an apostrophe before them.
    """
    return csv_text(list(table.columns), table.records())


def to_text(table: Table, columns: Sequence[str]) -> str:
    """Return some columns as lines for reading, and below them what was left out."""
    rows = [list(columns)]
    for record in table.records():
        rows.append([in_short(record[column]) for column in columns])
    widths = [
        max(len(row[position]) for row in rows) for position in range(len(columns))
    ]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join(cells).rstrip())
    lines += summary_lines(table)
    return "\n".join(lines) + "\n"


def summary_lines(table: Table) -> list[str]:
    """Return in lines what a table counts, what it leaves out and why, and how it was computed.

    >>> undated = LeftOut(reason="undated", why="no date is given", incidents=2)
    >>> table = Table(
    ...     name="lags",
    ...     columns={},
    ...     rows=(),
    ...     counted=7,
    ...     left_out=(undated,),
    ...     settings={"seed": 0},
    ... )
    >>> summary_lines(table)
    ['counted    7 incidents', 'left out   2: no date is given', 'settings   seed 0']
    """
    lines = [f"counted    {table.counted:,} incidents"]
    lines += [f"left out   {part.incidents:,}: {part.why}" for part in table.left_out]
    lines += [f"note       {note}" for note in table.notes]
    given = {name: value for name, value in table.settings.items() if value is not None}
    if given:
        settings = [f"{name} {cell(value)}" for name, value in given.items()]
        lines.append(f"settings   {', '.join(settings)}")
    return lines


def in_short(value: Cell) -> str:
    """Return a cell for a terminal: two or three digits of a number, yes and no, nothing for None.

    >>> in_short(0.12345), in_short(12.0), in_short(True), in_short(None), in_short(0.0004)
    ('0.123', '12', 'yes', '', '0.0004')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3g}"
    return cell(value)
