"""war.xes: sequences of incidents by pair, as a log for process miners (XES, IEEE 1849).

Read by ProM, PM4Py, bupaR and Disco. In Python `pm4py.read_xes("war.xes")`, in R
`bupaR::read_xes("war.xes")`; ProM and Disco open the file as it is.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from timeline.exporters.xml_text import clean
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically
from timeline.sequences.arrays import BOTH, FIRST, Key, name_of, rows_by
from timeline.sequences.history import History, Step, history, merged
from timeline.sequences.table import LeftOut

EXTENSIONS = (
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
    ("Organizational", "org", "http://www.xes-standard.org/org.xesext"),
)
ORDER = (
    "Incidents of one day have the same time, midnight UTC: their order is not known. "
    "Order is not cause."
)


def write(timeline: TimelineData, path: Path) -> None:
    """Write one trace for each pair of actors, with its incidents by day.

    `concept:name` is the kind, `concept:instance` the id of the incident, `time:timestamp` its day
    at midnight UTC, `org:resource` who acts. Only incidents dated to one day and with two sides are
    in it; the log's attribute `left_out` counts the others by reason.

    Raises:
        UsageError: The file cannot be written.
    """
    whole = history(timeline.incidents)
    rows = rows_by(whole, "pair")
    rows = rows.only(rows.first == rows.last, "days")
    left_out = merged(whole.left_out, rows.left_out)
    log = _log(timeline.title, left_out)
    columns = (rows.group.tolist(), rows.step.tolist(), rows.side.tolist())
    traces: dict[int, list[tuple[Step, int]]] = defaultdict(list)
    for group, step, side in zip(*columns, strict=True):
        traces[group].append((rows.steps[step], side))
    for group, steps in traces.items():
        _add_trace(log, whole, rows.keys[group], steps)
    ET.indent(log)
    declaration = '<?xml version="1.0" encoding="UTF-8"?>'
    xml = ET.tostring(log, encoding="unicode")
    write_atomically(path, f"{declaration}\n{xml}\n")


def _log(title: str, left_out: Sequence[LeftOut]) -> ET.Element:
    log = ET.Element(
        "log", {"xes.version": "1849-2016", "xmlns": "http://www.xes-standard.org/"}
    )
    for name, prefix, uri in EXTENSIONS:
        ET.SubElement(log, "extension", {"name": name, "prefix": prefix, "uri": uri})
    of_traces = ET.SubElement(log, "global", {"scope": "trace"})
    _add(of_traces, "string", "concept:name", "")
    global_cells = ET.SubElement(log, "global", {"scope": "event"})
    _add(global_cells, "string", "concept:name", "")
    _add(global_cells, "date", "time:timestamp", "1970-01-01T00:00:00.000+00:00")
    ET.SubElement(log, "classifier", {"name": "Kind", "keys": "concept:name"})
    _add(log, "string", "concept:name", title)
    _add(log, "string", "order", ORDER)
    total = sum(reason.incidents for reason in left_out)
    counts = _add(log, "int", "left_out", str(total))
    for reason in left_out:
        _add(counts, "int", reason.reason, str(reason.incidents))
    return log


def _add_trace(
    log: ET.Element, whole: History, key: Key, steps: list[tuple[Step, int]]
) -> None:
    trace = ET.SubElement(log, "trace")
    _add(trace, "string", "concept:name", name_of(whole, key))
    _add(trace, "string", "actor:first", key[0])
    _add(trace, "string", "actor:second", key[1])
    for step, side in steps:
        entry = ET.SubElement(trace, "event")
        _add(entry, "string", "concept:name", step.kind)
        _add(entry, "string", "concept:instance", step.incident)
        day = date.fromordinal(step.first).isoformat()
        _add(entry, "date", "time:timestamp", f"{day}T00:00:00.000+00:00")
        if side != BOTH:
            actor = key[0] if side == FIRST else key[1]
            _add(entry, "string", "org:resource", whole.names.get(actor, actor))
        _add(entry, "string", "incident:headline", step.headline)
        if step.mode is not None:
            _add(entry, "string", "incident:mode", step.mode)


def _add(parent: ET.Element, kind: str, key: str, value: str) -> ET.Element:
    """Add an attribute of a kind ("string", "date", "int") and return it."""
    return ET.SubElement(parent, kind, {"key": key, "value": clean(value)})
