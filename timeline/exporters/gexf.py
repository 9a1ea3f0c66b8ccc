"""timeline.gexf: the graph for Gephi, with the days on which each node and edge exists (GEXF 1.2, dynamic)."""

import io
import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import networkx

from timeline.exporters.xml_text import flat_graph
from timeline.graph import schema
from timeline.graph.build import Graph
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically

Spell = tuple[str, str]
_WRITTEN_ON = re.compile(r' lastmodifieddate="[^"]*"')


def write(timeline: TimelineData, path: Path) -> None:
    """Write the graph of `graph.schema`: an unknown attribute is left out, lists are joined by '; '.

    Incidents and their edges have one spell, from `start` to `end`, both included; an actor, place or document has the
    spells of its incidents, run together where they meet. What is undated, or joined to something undated, has no
    spell: Gephi shows it at all times.

    Raises:
        UsageError: The file cannot be written.
    """
    graph = flat_graph(timeline)
    spells = {node: _spells(graph, node) for node in graph}
    for node, found in spells.items():
        _set(graph.nodes[node], found)
    for _, _, data in graph.edges(data=True):
        _set(data, _own(data))
        data["label"] = data["kind"]
    stream = io.BytesIO()
    networkx.write_gexf(graph, stream, encoding="utf-8")
    # networkx writes the day of today; the same timeline is to give the same bytes tomorrow
    write_atomically(path, _WRITTEN_ON.sub("", stream.getvalue().decode("utf-8"), count=1) + "\n")


def _set(data: dict[str, object], spells: list[Spell]) -> None:
    data.pop("start", None)
    data.pop("end", None)
    if spells:
        data["spells"] = spells


def _own(data: dict[str, str]) -> list[Spell]:
    return [(data["start"], data["end"])] if "start" in data else []


def _spells(graph: Graph, node: str) -> list[Spell]:
    data = graph.nodes[node]
    if data["kind"] == schema.INCIDENT:
        return _own(data)
    edges = [data for _, _, data in graph.in_edges(node, data=True)]
    edges += [data for _, _, data in graph.out_edges(node, data=True)]
    if not all("start" in data for data in edges):
        return []
    return run_together((data["start"], data["end"]) for data in edges)


def run_together(spells: Iterable[Spell]) -> list[Spell]:
    """Join spells that share a day or follow each other, because the spells of one element may not overlap.

    >>> run_together([("2020-02-05", "2020-02-05"), ("2020-02-01", "2020-02-03"), ("2020-02-04", "2020-02-04")])
    [('2020-02-01', '2020-02-05')]
    """
    joined: list[Spell] = []
    for start, end in sorted(spells):
        if joined and date.fromisoformat(start) <= date.fromisoformat(joined[-1][1]) + timedelta(
            days=1
        ):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
