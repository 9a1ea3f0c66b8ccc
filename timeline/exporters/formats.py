"""The formats of files for other programs, by name.

To add a format: write a module with such a function, and add one line below.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from timeline.exporters import (
    acled,
    csv,
    geojson,
    gexf,
    graphml,
    ical,
    json,
    jsonl,
    parquet,
    polecat,
    rdf,
    timelinejs,
    traminer,
    xes,
)
from timeline.exporters.terms import write_terms
from timeline.model.timeline import TimelineData
from timeline.registry import Registry

Exporter: TypeAlias = Callable[[TimelineData, Path], None]

EXPORTERS: Registry[Exporter] = Registry("format")
EXPORTERS.add("acled", acled.write)
EXPORTERS.add("csv", csv.write)
EXPORTERS.add("geojson", geojson.write)
EXPORTERS.add("gexf", gexf.write)
EXPORTERS.add("graphml", graphml.write)
EXPORTERS.add("ical", ical.write)
EXPORTERS.add("json", json.write)
EXPORTERS.add("jsonl", jsonl.write)
EXPORTERS.add("parquet", parquet.write)
EXPORTERS.add("polecat", polecat.write)
EXPORTERS.add("rdf", rdf.write)
EXPORTERS.add("timelinejs", timelinejs.write)
EXPORTERS.add("timelinejs-csv", timelinejs.write_sheet)
EXPORTERS.add("traminer", traminer.write)
EXPORTERS.add("traminer-sts", traminer.write_states)
EXPORTERS.add("xes", xes.write)

# Extensions that are usual for a format of another name.
USUAL = {"ics": "ical", "ttl": "rdf"}


def format_of(path: Path) -> str:
    """Return the format from the extension of a file name, whatever its case.

    Raises:
        UnknownNameError: No format has that extension; the message lists those there are.

    >>> format_of(Path("war.timeline.json")), format_of(Path("war.GEXF"))
    ('json', 'gexf')
    >>> format_of(Path("war.pdf"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    timeline.errors.UnknownNameError: format 'pdf': there is none of that name. ...
    """
    name = path.suffix.removeprefix(".").lower()
    name = USUAL.get(name, name)
    EXPORTERS.get(name)
    return name


def export(timeline: TimelineData, path: Path, *, name: str | None = None) -> None:
    """Write a timeline in the format of that name, or in that of the path's extension.

    Raises:
        UnknownNameError: There is no such format.
        UsageError: The file cannot be written.
    """
    format_name = name or format_of(path)
    write = EXPORTERS.get(format_name)
    write(timeline, path)
    if write is not json.write:  # which holds the terms of its datasets
        write_terms(timeline.datasets, path.with_name(f"{path.name}.terms.txt"))
