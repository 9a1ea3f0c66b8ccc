"""Queries of the graph: incidents of an actor, of a pair, in a range of days.

Actors and incidents are given and answered as node ids ("actor:SYR"). Answers are ordered by start
date (undated last), then id. Planned, threatened and denied incidents are among them: look at
`status` before counting what happened.
"""

from collections.abc import Collection, Iterable
from datetime import date

from timeline.errors import UnknownNameError
from timeline.graph import schema
from timeline.graph.build import Graph, Value


def incidents_of(
    graph: Graph, actor: str, *, roles: Collection[str] = schema.INVOLVEMENT
) -> list[str]:
    """Return the incidents that an actor takes part in.

    Args:
        graph: A graph made by `build`.
        actor: Node id of the actor.
        roles: Kinds of edge that count; {"attributed_to"} gives the incidents that it is cited for.

    Raises:
        UnknownNameError: The graph has no such actor.

    >>> import networkx
    >>> graph = networkx.MultiDiGraph()
    >>> graph.add_node("actor:a", kind="actor")
    >>> graph.add_node("incident:1", kind="incident", start="2020-02-03", end="2020-02-03")
    >>> _ = graph.add_edge("actor:a", "incident:1", "initiated")
    >>> incidents_of(graph, "actor:a"), incidents_of(graph, "actor:a", roles={"targeted"})
    (['incident:1'], [])
    """
    _check(graph, actor)
    incidents = set()
    for _, head, kind in graph.out_edges(actor, keys=True):
        if kind in roles:
            incidents.add(head)
    for tail, _, kind in graph.in_edges(actor, keys=True):
        if kind in roles:
            incidents.add(tail)
    return _ordered(graph, incidents)


def incidents_between(
    graph: Graph, first: str, second: str, *, directed: bool = False
) -> list[str]:
    """Return the incidents that two actors share.

    Args:
        graph: A graph made by `build`.
        first: Node id of one actor.
        second: Node id of the other.
        directed: Only those that the first initiated and that targeted the second.

    Raises:
        UnknownNameError: The graph lacks one of them.

    >>> import networkx
    >>> graph = networkx.MultiDiGraph()
    >>> for actor in ("actor:a", "actor:b"):
    ...     graph.add_node(actor, kind="actor")
    >>> graph.add_node("incident:1", kind="incident", start=None, end=None)
    >>> _ = graph.add_edge("actor:a", "incident:1", "initiated")
    >>> _ = graph.add_edge("incident:1", "actor:b", "targeted")
    >>> incidents_between(graph, "actor:b", "actor:a")
    ['incident:1']
    >>> incidents_between(graph, "actor:b", "actor:a", directed=True)
    []
    """
    acting = {schema.INITIATED} if directed else schema.INVOLVEMENT
    affected = {schema.TARGETED} if directed else schema.INVOLVEMENT
    of_first = incidents_of(graph, first, roles=acting)
    of_second = incidents_of(graph, second, roles=affected)
    return _ordered(graph, set(of_first) & set(of_second))


def incidents_in(graph: Graph, start: date, end: date) -> list[str]:
    """Return the incidents that may have happened on a day from `start` to `end`.

    Both days are included; undated incidents never are.

    >>> import networkx
    >>> graph = networkx.MultiDiGraph()
    >>> graph.add_node("incident:1", kind="incident", start="2020-02-01", end="2020-02-29")
    >>> incidents_in(graph, date(2020, 2, 29), date(2020, 3, 5))
    ['incident:1']
    >>> incidents_in(graph, date(2020, 3, 1), date(2020, 3, 5))
    []
    """
    incidents = []
    for node, data in graph.nodes(data=True):
        if data["kind"] == schema.INCIDENT and _is_within(data, start, end):
            incidents.append(node)
    return _ordered(graph, incidents)


def _is_within(data: dict[str, Value], start: date, end: date) -> bool:
    """Return whether an incident may have happened from one day to another."""
    first = data["start"]
    last = data["end"]
    if not isinstance(first, str) or not isinstance(last, str):
        return False
    if first > end.isoformat():
        return False
    return start.isoformat() <= last


def _check(graph: Graph, actor: str) -> None:
    if actor not in graph or graph.nodes[actor]["kind"] != schema.ACTOR:
        raise UnknownNameError(
            f"actor {actor!r}",
            "the graph has no such actor.",
            "Node ids of actors look like 'actor:<id of the actor>'.",
        )


def _ordered(graph: Graph, incidents: Iterable[str]) -> list[str]:
    def key(node: str) -> tuple[bool, str, str]:
        start = graph.nodes[node]["start"]
        return start is None, start or "", node

    return sorted(incidents, key=key)
