"""timeline.gexf: the graph for Gephi (GEXF 1.2), with the days of each node and edge."""

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
    """Write the graph of `graph.schema`: unknown attributes are left out, lists joined by '; '.

    Incidents and their edges have one spell, from `start` to `end`, both included; an actor, place
    or document has the spells of its incidents, joined where they meet. What is undated, or linked
    to something undated, has no spell: Gephi shows it at all times.

    Raises:
        UsageError: The file cannot be written.
    """
    graph = flat_graph(timeline)
    spells = {node: _spells(graph, node) for node in graph}
    for node, node_spells in spells.items():
        _set_spells(graph.nodes[node], node_spells)
    for _, _, data in graph.edges(data=True):
        _set_spells(data, _own_spells(data))
        data["label"] = data["kind"]
    stream = io.BytesIO()
    networkx.write_gexf(graph, stream, encoding="utf-8")
    xml = stream.getvalue().decode("utf-8")
    # networkx writes the day of today; the same timeline is to give the same bytes tomorrow.
    undated = _WRITTEN_ON.sub("", xml, count=1)
    write_atomically(path, undated + "\n")


def _set_spells(data: dict[str, object], spells: list[Spell]) -> None:
    data.pop("start", None)
    data.pop("end", None)
    if spells:
        data["spells"] = spells


def _own_spells(data: dict[str, str]) -> list[Spell]:
    if "start" not in data:
        return []
    return [(data["start"], data["end"])]


def _spells(graph: Graph, node: str) -> list[Spell]:
    node_data = graph.nodes[node]
    if node_data["kind"] == schema.INCIDENT:
        return _own_spells(node_data)
    spells: list[Spell] = []
    for edges in (graph.in_edges, graph.out_edges):
        for _, _, data in edges(node, data=True):
            if "start" not in data:
                return []
            spells += _own_spells(data)
    return joined(spells)


def joined(spells: Iterable[Spell]) -> list[Spell]:
    """Return spells with those joined that share a day or follow each other.

    The spells of one element may not overlap.

    >>> joined([("2020-02-05", "2020-02-05"), ("2020-02-01", "2020-02-04")])
    [('2020-02-01', '2020-02-05')]
    """
    apart: list[Spell] = []
    for start, end in sorted(spells):
        if apart and start <= _day_after(apart[-1][1]):
            previous_start, previous_end = apart[-1]
            apart[-1] = (previous_start, max(previous_end, end))
        else:
            apart.append((start, end))
    return apart


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
