"""The graph as XML can hold it: without lists, None and control characters."""

import re

from timeline.graph.build import Graph, Value, build
from timeline.model.timeline import TimelineData

Flat = dict[str, str | int | float | bool]
_NOT_IN_XML = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # XML 1.0, section 2.2


def flat_graph(timeline: TimelineData) -> Graph:
    """Build the graph with attributes that XML can hold.

    There is no None, lists are joined by '; ', characters that XML forbids are U+FFFD.
    """
    graph = build(timeline)
    title = clean(timeline.title)
    flat: Graph = graph.__class__(
        name=title, version=timeline.version, schema=timeline.schema
    )
    for node, data in graph.nodes(data=True):
        flat.add_node(clean(node), **_flat(data))
    for tail, head, key, data in graph.edges(keys=True, data=True):
        flat.add_edge(clean(tail), clean(head), key, **_flat(data))
    return flat


def clean(text: str) -> str:
    r"""Replace what XML 1.0 forbids.

    >>> clean("Subek\x0b") == "Subek\ufffd"
    True
    """
    return _NOT_IN_XML.sub("\ufffd", text)


def _flat(data: dict[str, Value]) -> Flat:
    flat: Flat = {}
    for name, value in data.items():
        if isinstance(value, tuple):
            flat[name] = clean("; ".join(value))
        elif isinstance(value, str):
            flat[name] = clean(value)
        elif value is not None:
            flat[name] = value
    return flat
