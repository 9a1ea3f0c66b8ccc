"""war.xes: sequences of incidents by pair, as a log for process miners (XES, IEEE 1849: ProM, PM4Py, bupaR, Disco).

In Python `pm4py.read_xes("war.xes")`, in R `bupaR::read_xes("war.xes")`; ProM and Disco open the file as it is.
"""

from collections import defaultdict
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from timeline.exporters.xml_text import clean
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically
from timeline.sequences.arrays import BOTH, FIRST, Key, name_of, rows_by
from timeline.sequences.history import History, Step, history, merged

EXTENSIONS = (
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
    ("Organizational", "org", "http://www.xes-standard.org/org.xesext"),
)
ORDER = "Incidents of one day bear the same time, midnight UTC: their order is not known. Order is not cause."


def write(timeline: TimelineData, path: Path) -> None:
    """Write one trace for each pair of actors, with its incidents by day.

    `concept:name` is the kind, `concept:instance` the id of the incident, `time:timestamp` its day at midnight UTC,
    `org:resource` who acts. Only incidents dated to one day and with two sides are in it; the log's attribute
    `left_out` counts the others by reason.

    Raises:
        UsageError: The file cannot be written.
    """
    whole = history(timeline.incidents)
    rows = rows_by(whole, "pair")
    rows = rows.only(rows.first == rows.last, "days")
    log = _log(
        timeline.title, {one.reason: one.incidents for one in merged(whole.left_out, rows.left_out)}
    )
    traces: dict[int, list[tuple[Step, int]]] = defaultdict(list)
    for group, step, side in zip(
        rows.group.tolist(), rows.step.tolist(), rows.side.tolist(), strict=True
    ):
        traces[group].append((rows.steps[step], side))
    for group, told in traces.items():
        _trace(log, whole, rows.keys[group], told)
    ET.indent(log)
    write_atomically(
        path,
        '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(log, encoding="unicode") + "\n",
    )


def _log(title: str, left_out: dict[str, int]) -> ET.Element:
    log = ET.Element("log", {"xes.version": "1849-2016", "xmlns": "http://www.xes-standard.org/"})
    for name, prefix, uri in EXTENSIONS:
        ET.SubElement(log, "extension", {"name": name, "prefix": prefix, "uri": uri})
    _text(ET.SubElement(log, "global", {"scope": "trace"}), "concept:name", "")
    incidents = ET.SubElement(log, "global", {"scope": "event"})
    _text(incidents, "concept:name", "")
    ET.SubElement(
        incidents, "date", {"key": "time:timestamp", "value": "1970-01-01T00:00:00.000+00:00"}
    )
    ET.SubElement(log, "classifier", {"name": "Kind", "keys": "concept:name"})
    _text(log, "concept:name", title)
    _text(log, "order", ORDER)
    counts = ET.SubElement(log, "int", {"key": "left_out", "value": str(sum(left_out.values()))})
    for reason, number in left_out.items():
        ET.SubElement(counts, "int", {"key": reason, "value": str(number)})
    return log


def _trace(log: ET.Element, whole: History, key: Key, told: list[tuple[Step, int]]) -> None:
    trace = ET.SubElement(log, "trace")
    _text(trace, "concept:name", name_of(whole, key))
    _text(trace, "actor:first", key[0])
    _text(trace, "actor:second", key[1])
    for step, side in told:
        incident = ET.SubElement(trace, "event")
        _text(incident, "concept:name", step.kind)
        _text(incident, "concept:instance", step.incident)
        day = date.fromordinal(step.first).isoformat()
        ET.SubElement(
            incident, "date", {"key": "time:timestamp", "value": f"{day}T00:00:00.000+00:00"}
        )
        if side != BOTH:
            who = key[0 if side == FIRST else 1]
            _text(incident, "org:resource", whole.names.get(who, who))
        _text(incident, "incident:headline", step.headline)
        if step.mode is not None:
            _text(incident, "incident:mode", step.mode)


def _text(parent: ET.Element, key: str, value: str) -> None:
    ET.SubElement(parent, "string", {"key": key, "value": clean(value)})
