"""What does the page's tab show of sequences that it cannot reckon itself? Tables with shuffled baselines, for all incidents."""

from collections.abc import Mapping
from typing import Any

from timeline.model.timeline import TimelineData
from timeline.sequences.ask import ask
from timeline.sequences.table import Table
from timeline.views.clean import clean
from timeline.views.labels import family_labels

SHIPPED: dict[str, dict[str, Any]] = {
    "lags": {},
    "transitions": {},
    "episodes": {},
    "motifs": {},
}
"""Questions that the page answers, with their options; others are asked on the command line."""

ROWS = 200  # of each table; those that stand out most come first


def sequence_tables(
    timeline: TimelineData, *, options: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """Answer the questions of the page's tab for the whole timeline, as plain data for `clean.island`.

    Ids of incidents become their numbers in the page, so that a click on a row can list its incidents. The numbers are
    those of `timeline sequences --format json`.

    Args:
        timeline: The timeline.
        options: Options by question; None for those of `SHIPPED`.

    Returns:
        By question: `columns`, `rows`, `more` (rows not shipped), `counted`, `left_out` ([[why, number]]), `notes`, `settings`.
    """
    numbers = {incident.id: number for number, incident in enumerate(timeline.incidents)}
    asked = SHIPPED if options is None else options
    return {
        name: _plain(ask(timeline.incidents, name, families=family_labels(), **chosen), numbers)
        for name, chosen in asked.items()
    }


def _plain(table: Table, numbers: Mapping[str, int]) -> dict[str, Any]:
    columns = list(table.columns)
    return {
        "columns": columns,
        "rows": [
            [_cell(name, cell, numbers) for name, cell in zip(columns, row, strict=True)] for row in table.rows[:ROWS]
        ],
        "more": max(len(table.rows) - ROWS, 0),
        "counted": table.counted,
        "left_out": [[one.why, one.incidents] for one in table.left_out],
        "notes": list(table.notes),
        "settings": dict(table.settings),
    }


def _cell(name: str, cell: Any, numbers: Mapping[str, int]) -> Any:  # noqa: ANN401 - plain data of any kind
    if name == "incidents":
        return [numbers[one] for one in str(cell).split()]
    if name == "instances":
        return [[numbers[one] for one in chain.split(" > ")] for chain in str(cell).split("; ") if chain]
    if isinstance(cell, float):
        return round(cell, 4)
    return clean(cell) if isinstance(cell, str) else cell
