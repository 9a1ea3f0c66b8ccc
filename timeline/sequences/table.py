"""What does every question about sequences answer with? A table that says what went in, what was left out, and how."""

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
    """An answer.

    Attributes:
        name: What was asked ("lags").
        columns: Name of each column to what it holds, in order.
        rows: One cell for each column; None where a number is not known or not given.
        counted: Number of incidents that went in.
        left_out: Incidents that did not, by reason.
        notes: How it was reckoned, what is corrected, and what it does not say.
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
        """Give each row as a dictionary."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Cell]:
        """Give one column."""
        at = list(self.columns).index(name)
        return [row[at] for row in self.rows]


def to_json(table: Table) -> str:
    """Write a table as one JSON object: name, settings, counted, left_out, notes, columns, rows as objects."""
    whole = {
        "name": table.name,
        "settings": dict(table.settings),
        "counted": table.counted,
        "left_out": [
            {"reason": one.reason, "why": one.why, "incidents": one.incidents}
            for one in table.left_out
        ],
        "notes": list(table.notes),
        "columns": dict(table.columns),
        "rows": table.records(),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def to_csv(table: Table) -> str:
    """Write the rows as CSV (RFC 4180, lines ended by CR LF); what was left out is in `told` and in the JSON form.

    Words that a spreadsheet would take for a formula get an apostrophe before them.
    """
    return csv_text(list(table.columns), table.records())


def to_text(table: Table, columns: Sequence[str]) -> str:
    """Write some columns as lines for reading, and below them what was left out."""
    cells = [list(columns), *([in_short(row[one]) for one in columns] for row in table.records())]
    wide = [max(len(row[at]) for row in cells) for at in range(len(columns))]
    lines = [
        "  ".join(one.ljust(width) for one, width in zip(row, wide, strict=True)).rstrip()
        for row in cells
    ]
    return "\n".join([*lines, *told(table)]) + "\n"


def told(table: Table) -> list[str]:
    """Say in lines what a table counts, what it leaves out and why, and how it was reckoned.

    >>> left = LeftOut(reason="undated", why="no date is given", incidents=2)
    >>> told(Table(name="lags", columns={}, rows=(), counted=7, left_out=(left,), settings={"seed": 0}))
    ['counted    7 incidents', 'left out   2: no date is given', 'settings   seed 0']
    """
    lines = [f"counted    {table.counted:,} incidents"]
    lines += [f"left out   {one.incidents:,}: {one.why}" for one in table.left_out]
    lines += [f"note       {note}" for note in table.notes]
    shaped = ", ".join(
        f"{name} {cell(value)}" for name, value in table.settings.items() if value is not None
    )
    return [*lines, f"settings   {shaped}"] if shaped else lines


def in_short(value: Cell) -> str:
    """Write a cell for a terminal: two or three digits of a number, yes and no, nothing for None.

    >>> in_short(0.12345), in_short(12.0), in_short(True), in_short(None), in_short(0.0004)
    ('0.123', '12', 'yes', '', '0.0004')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.3g}" if isinstance(value, float) else cell(value)
