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
    has_tables = not part and len(timeline.incidents) <= most
    notes = {}
    columns = {}
    for name, module in _ANSWERS.items():
        notes[name] = list(module.NOTES)
        columns[name] = dict(module.COLUMNS)
    return {
        "why": WHY,
        "notes": notes,
        "columns": columns,
        "most": most,
        "tables": sequence_tables(timeline) if has_tables else None,
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
    # Made once; `query` would make it each time.
    events = history(timeline.incidents, choice=Choice(families=family_labels()))
    tables = _shipped(events) if options is None else _answers(events, options)
    numbers: dict[str, int] = {}
    for number, incident in enumerate(timeline.incidents):
        numbers[incident.id] = number
    return {name: _plain(table, numbers) for name, table in tables.items()}


def _answers(
    events: History, options: Mapping[str, Mapping[str, Any]]
) -> dict[str, Table]:
    return {name: _answer(events, name, **chosen) for name, chosen in options.items()}


def _answer(
    events: History,
    question: str,
    **chosen: Any,  # noqa: ANN401 - options of any question
) -> Table:
    answer = QUESTIONS.get(question)
    return answer(events, **chosen)


def _shipped(events: History) -> dict[str, Table]:
    """Return the tables of the page by name."""
    tables = _answers(events, SHIPPED)
    for name, by in product(BY, ("actor", "place")):
        tables[f"{name} {by}"] = _answer(events, name, by=by)
    for kind in around(events):
        tables[f"aligned {kind}"] = _answer(events, "aligned", around=kind)
    tables |= _curves(events, tables["lags"], "curves")
    if _has_mutual(tables["lags"]):
        tables |= _mutual_tables(events)
    return tables


def _has_mutual(table: Table) -> bool:
    """Return whether symmetric incidents were left out."""
    return any(omission.reason == "mutual" for omission in table.left_out)


def _mutual_tables(events: History) -> dict[str, Table]:
    """Return lags and curves with symmetric incidents as acts of both sides."""
    choice = replace(events.choice, mutual=True)
    mutual = replace(events, choice=choice)
    table = lags.lags(mutual)
    return {"lags mutual": table, **_curves(mutual, table, "curves mutual")}


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
    has_day = rows.first == rows.last
    rows = rows.only(rows.happened & has_day, "days")
    counts = Counter(rows.kinds[kind] for kind in rows.kind.tolist())
    if not counts:
        return []
    common = sorted(counts, key=lambda kind: (-counts[kind], kind))
    return [*common[:AROUND], aligned.EPISODES]


def _plain(table: Table, numbers: Mapping[str, int]) -> dict[str, Any]:
    records = table.records()
    columns = _shown_columns(table)
    rows = []
    for record in records[:ROWS]:
        rows.append([_cell(name, record[name], numbers) for name in columns])
    return {
        "columns": columns,
        "rows": rows,
        "more": max(len(records) - ROWS, 0),
        "tested": sum(record.get("p") is not None for record in records),
        "findings": sum(bool(record.get("finding")) for record in records),
        "counted": table.counted,
        "left_out": [[omission.why, omission.incidents] for omission in table.left_out],
        "settings": {name: _clean_cell(cell) for name, cell in table.settings.items()},
    }


def _shown_columns(table: Table) -> list[str]:
    """Return the columns of the page; it has the names of actors by their ids."""
    if table.name != "lags":
        return list(table.columns)
    return [name for name in table.columns if name not in _NAMES]


def _cell(name: str, cell: Cell, numbers: Mapping[str, int]) -> Any:  # noqa: ANN401
    if name == "incidents":
        return _numbers(str(cell).split(), numbers)
    if name == "instances":
        return _instances(str(cell), numbers)
    if name in _IDS:
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else float(f"{cell:.4g}")
    return _clean_cell(cell)


def _instances(cell: str, numbers: Mapping[str, int]) -> list[list[int]]:
    """Return the numbers of the incidents of each instance of a motif."""
    instances = filter(None, cell.split("; "))
    return [_numbers(instance.split(" > "), numbers) for instance in instances]


def _clean_cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return clean(cell)
    return cell


def _numbers(ids: list[str], numbers: Mapping[str, int]) -> list[int]:
    """Return the numbers of incidents.

    An id that was made elsewhere and holds a space is not found, and not listed.
    """
    return [numbers[incident] for incident in ids if incident in numbers]
