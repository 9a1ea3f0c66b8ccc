"""Tables of what was counted in the rows of a history."""

from collections.abc import Mapping, Sequence

from timeline.sequences.arrays import Rows
from timeline.sequences.history import History, merged
from timeline.sequences.table import Cell, Table


def table_of(
    history: History,
    rows: Rows,
    cells: Sequence[tuple[Cell, ...]],
    *,
    name: str,
    columns: Mapping[str, str],
    notes: tuple[str, ...],
    settings: Mapping[str, Cell],
) -> Table:
    """Return a table with what it counts, what was left out, and all settings.

    Args:
        history: The history; its choice is added to the settings.
        rows: The rows that were counted.
        cells: The rows of the table.
        name: Name of the question.
        columns: Meaning of each column.
        notes: What a reader has to know.
        settings: What else shaped the table.
    """
    return Table(
        name=name,
        columns=columns,
        rows=tuple(cells),
        counted=rows.counted(),
        left_out=merged(history.left_out, rows.left_out),
        notes=notes,
        settings={**settings, **history.choice.settings()},
    )


def joined_names(only: Sequence[str]) -> str | None:
    """Return the names of the one group that was asked for; None for all groups.

    >>> joined_names(("Army", "Police"))
    'Army and Police'
    """
    return " and ".join(only) or None


def rank_by_chance(
    p: Cell, count: Cell, label: object
) -> tuple[bool, Cell, float, str]:
    """Return what rows are sorted by: p, the untested last, then the greater count, then the label.

    >>> rank_by_chance(None, 3, "a")
    (True, 0.0, -3.0, 'a')
    """
    is_untested = p is None
    greatest_first = -float(count or 0)
    return is_untested, p or 0.0, greatest_first, str(label)
