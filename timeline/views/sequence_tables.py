"""Tables with shuffled baselines, which the page's tab of sequences cannot compute.

They are for all incidents.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from timeline.model.timeline import TimelineData
from timeline.sequences import (
    aligned,
    curves,
    episodes,
    lags,
    motifs,
    pairs,
    similar,
    transitions,
)
from timeline.sequences.arrays import rows_by
from timeline.sequences.history import WHY, Choice, History, history
from timeline.sequences.query import QUESTIONS
from timeline.sequences.table import Cell, Table
from timeline.views.escape import clean
from timeline.views.labels import family_labels

# Incidents beyond which the page has no tables and names the command: they take up to five seconds
# of a build at this size ("built in" of tests/benchmarks/page.py), and twice as long at twice the
# size.
MOST = 10_000
ROWS = 60  # of each table; those that stand out most come first, and the others are counted
CURVES = 6  # pairs whose curve is shipped beside that of its shuffles
AROUND = 5  # kinds that the aligned view can be put around, besides bursts

SHIPPED: dict[str, dict[str, Any]] = {
    "lags": {},
    "transitions": {},
    "episodes": {},
    "motifs": {},
}
"""Questions that are answered with the options that the command has when none is given."""

BY = ("transitions", "episodes")
"""Questions that are answered by actor and by place too."""

_IDS = frozenset({"actor_id", "other_id"})  # as they stand in the list of actors
_NAMES = frozenset({"actor", "other"})  # of those ids; the page has each name once
_ANSWERS = {
    "pairs": pairs,
    "lags": lags,
    "transitions": transitions,
    "episodes": episodes,
    "aligned": aligned,
    "motifs": motifs,
    "similar": similar,
}


def sequences_row(
    timeline: TimelineData, *, part: bool = False, most: int = MOST
) -> dict[str, Any]:
    """Encode what the tab shows.

    Words for all questions, and the tables when the timeline is not too large.

    Args:
        timeline: The timeline.
        part: Whether it is only a part of a larger one, for which no comparison with chance would
            hold.
        most: Number of incidents beyond which there are no tables.

    Returns:
        `why` (reasons for leaving out), `notes` and `columns` by question, `most`, and `tables` by
        name; None in its place where they are left out. Names are questions, with what was asked
        for: "transitions actor" (by), "aligned ASSAULT" (around), "lags mutual" (an option),
        "curves a b" (who).
    """
    whole = not part and len(timeline.incidents) <= most
    return {
        "why": WHY,
        "notes": {name: list(module.NOTES) for name, module in _ANSWERS.items()},
        "columns": {name: dict(module.COLUMNS) for name, module in _ANSWERS.items()},
        "most": most,
        "tables": sequence_tables(timeline) if whole else None,
    }


def sequence_tables(
    timeline: TimelineData, *, options: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """Answer the questions of the page's tab, as plain data for `clean.island`.

    The answers are for the whole timeline.

    Ids of incidents become their numbers in the page, so that a click on a row can list its
    incidents. The numbers are those of `timeline sequences --format json`, to four digits.

    Args:
        timeline: The timeline.
        options: Options by question; None for those of `SHIPPED`, the curves of the strongest pairs
            and aligned views.

    Returns:
        By name: `columns`, `rows`, `more` (rows not shipped), `tested` and `findings` (rows),
        `counted`, `left_out` ([[why, number]]), `settings`.
    """
    numbers = {
        incident.id: number for number, incident in enumerate(timeline.incidents)
    }
    # Made once; `ask` would make it each time.
    events = history(timeline.incidents, choice=Choice(families=family_labels()))

    def answer(question: str, **chosen: Any) -> Table:  # noqa: ANN401 - options of any question
        return QUESTIONS.get(question)(events, **chosen)

    if options is not None:
        return {
            name: _plain(answer(name, **chosen), numbers)
            for name, chosen in options.items()
        }
    tables = {name: answer(name, **chosen) for name, chosen in SHIPPED.items()}
    for name, by in product(BY, ("actor", "place")):
        tables[f"{name} {by}"] = answer(name, by=by)
    for kind in around(events):
        tables[f"aligned {kind}"] = answer("aligned", around=kind)
    tables |= _curves(events, tables["lags"], "curves")
    if any(omission.reason == "mutual" for omission in tables["lags"].left_out):
        mutual = replace(events, choice=replace(events.choice, mutual=True))
        tables["lags mutual"] = lags.lags(mutual)
        tables |= _curves(mutual, tables["lags mutual"], "curves mutual")
    return {name: _plain(table, numbers) for name, table in tables.items()}


def _curves(events: History, table: Table, name: str) -> dict[str, Table]:
    """Return the curves of the strongest rows of a table of lags that were tested."""
    rows = [row for row in table.records()[:CURVES] if row["p"] is not None]
    tables: dict[str, Table] = {}
    for row in rows:
        actor = str(row["actor_id"])
        target = str(row["other_id"])
        tables[f"{name} {actor} {target}"] = curves.curves(events, actor, target)
    return tables


def around(events: History) -> list[str]:
    """List what the aligned view can be put around.

    The commonest kinds that happened on known days, then bursts.

    A kind comes first by the number of incidents, and by name among equals.
    """
    rows = rows_by(events, "pair")
    rows = rows.only(rows.happened & (rows.first == rows.last), "days")
    counts = Counter(rows.kinds[kind] for kind in rows.kind.tolist())
    common = sorted(counts, key=lambda kind: (-counts[kind], kind))
    return [*common[:AROUND], aligned.EPISODES] if common else []


def _plain(table: Table, numbers: Mapping[str, int]) -> dict[str, Any]:
    columns = [
        name for name in table.columns if name not in _NAMES or table.name != "lags"
    ]
    return {
        "columns": columns,
        "rows": [
            [_cell(name, row[name], numbers) for name in columns]
            for row in table.records()[:ROWS]
        ],
        "more": max(len(table.rows) - ROWS, 0),
        "tested": sum(row.get("p") is not None for row in table.records()),
        "findings": sum(bool(row.get("finding")) for row in table.records()),
        "counted": table.counted,
        "left_out": [[omission.why, omission.incidents] for omission in table.left_out],
        "settings": {
            name: clean(value) if isinstance(value, str) else value
            for name, value in table.settings.items()
        },
    }


def _cell(name: str, cell: Cell, numbers: Mapping[str, int]) -> Any:  # noqa: ANN401
    if name == "incidents":
        return _numbers(str(cell).split(), numbers)
    if name == "instances":
        return [
            _numbers(chain.split(" > "), numbers)
            for chain in str(cell).split("; ")
            if chain
        ]
    if name in _IDS:
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else float(f"{cell:.4g}")
    return clean(cell) if isinstance(cell, str) else cell


def _numbers(ids: list[str], numbers: Mapping[str, int]) -> list[int]:
    """Return the numbers of incidents.

    An id that was made elsewhere and holds a space is not found, and not listed.
    """
    return [numbers[incident] for incident in ids if incident in numbers]
