"""timeline.graphml: the graph for yEd, Cytoscape, igraph and R, with dates as ISO strings."""

import io
from pathlib import Path

import networkx

from timeline.exporters.xml_text import flat_graph
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically


def write(timeline: TimelineData, path: Path) -> None:
    """Write the graph of `graph.schema`: unknown attributes are left out, lists joined by '; '.

    Raises:
        UsageError: The file cannot be written.
    """
    stream = io.BytesIO()
    networkx.write_graphml_xml(flat_graph(timeline), stream, encoding="utf-8")
    xml = stream.getvalue().decode("utf-8")
    write_atomically(path, xml + "\n")
