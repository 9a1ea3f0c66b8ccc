"""The graph of a timeline."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import networkx

from timeline.graph import schema
from timeline.model.actors import Actor, ActorRole, Role
from timeline.model.incidents import DocumentSpan, Incident, RelationKind
from timeline.model.places import Place
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.model.when import DateInterval
from timeline.safety.addresses import web_address

Value: TypeAlias = str | int | float | bool | tuple[str, ...] | None
Graph: TypeAlias = (
    "networkx.MultiDiGraph[str]"  # in quotes: the class takes no parameter at run time
)

_RELATIONS = {
    RelationKind.BEFORE: schema.BEFORE,
    RelationKind.COINCIDES: schema.COINCIDES_WITH,
    RelationKind.PART_OF: schema.PART_OF,
    RelationKind.RESPONSE_TO: schema.RESPONSE_TO,
    RelationKind.DESPITE: schema.DESPITE,
}


# How an actor takes part in an incident, by its role.
_INVOLVEMENT = {
    Role.INITIATOR: schema.INITIATED,
    Role.TARGET: schema.TARGETED,
    Role.PARTY: schema.PARTY_TO,
}


def build(timeline: TimelineData) -> Graph:
    """Make the graph of a timeline; `graph.schema` says what its nodes and edges are and carry.

    Nodes and edges come in the order of the records, so the same timeline always makes the same
    graph. Someone cited under the name of an actor (or under an alias that only one actor has) is
    that actor; anyone else becomes a node "speaker:<name>" of kind `actor` with `cited_only`. A
    relation to an incident outside the timeline is left out.

    Args:
        timeline: The timeline; every document, actor and place that its incidents name is among its
            records.

    Returns:
        A directed multigraph; an edge's key is its kind. Its own attributes are `title`, `version`
        and `schema`.
    """
    graph: Graph = networkx.MultiDiGraph(
        title=timeline.title, version=timeline.version, schema=timeline.schema
    )
    _add_records(graph, timeline)
    speakers = _names(timeline.actors)
    for incident in timeline.incidents:
        _link(graph, incident)
        _cite(graph, incident, speakers)
    for incident in timeline.incidents:
        _relate(graph, incident)
    return graph


def _add_records(graph: Graph, timeline: TimelineData) -> None:
    """Add the nodes of all records."""
    for incident in timeline.incidents:
        _add_node(graph, schema.INCIDENT, incident.id, _of_incident(incident))
    for actor in timeline.actors:
        _add_node(graph, schema.ACTOR, actor.id, _of_actor(actor))
    for place in timeline.places:
        _add_node(graph, schema.PLACE, place.id, _of_place(place))
    for document in timeline.documents:
        _add_node(graph, schema.DOCUMENT, document.id, _of_document(document))


def _link(graph: Graph, incident: Incident) -> None:
    """Add the edges of an incident to actors, places and documents."""
    node = schema.node_id(schema.INCIDENT, incident.id)
    attributes = _of_incident_edge(incident)
    for actor in incident.actors:
        _link_actor(graph, node, actor, attributes)
    for place in incident.places:
        _link_place(graph, node, place, attributes)
    for document, passages in _passages_by_document(incident).items():
        with_passages = attributes | {"passages": passages}
        _link_document(graph, node, document, with_passages)


def _passages_by_document(incident: Incident) -> Counter[str]:
    return Counter(passage.document for passage in incident.reports)


def _link_place(
    graph: Graph, incident_node: str, place: Place, attributes: dict[str, Value]
) -> None:
    node = _node(graph, schema.PLACE, place.id, _of_place(place))
    _add_edge(graph, incident_node, node, schema.HAPPENED_AT, attributes)


def _node(graph: Graph, kind: str, record: str, attributes: dict[str, Value]) -> str:
    """Return the node of a record; add it where the timeline does not list the record."""
    node = schema.node_id(kind, record)
    if node not in graph:
        graph.add_node(node, kind=kind, **attributes)
    return node


def _link_document(
    graph: Graph, incident_node: str, document: str, attributes: dict[str, Value]
) -> None:
    # A part of a timeline, taken without its documents, still has its graph.
    record = _of_document(Document(id=document, text=""))
    node = _node(graph, schema.DOCUMENT, document, record)
    _add_edge(graph, incident_node, node, schema.REPORTED_BY, attributes)


def _link_actor(
    graph: Graph, incident_node: str, actor: ActorRole, attributes: dict[str, Value]
) -> None:
    node = _node(graph, schema.ACTOR, actor.id, _of_actor(actor))
    kind = _INVOLVEMENT[actor.role]
    if actor.role is Role.TARGET:
        _add_edge(graph, incident_node, node, kind, attributes)
    else:
        _add_edge(graph, node, incident_node, kind, attributes)


def _cite(graph: Graph, incident: Incident, speakers: dict[str, str]) -> None:
    """Add the edges of an incident to those who are cited for it."""
    node = schema.node_id(schema.INCIDENT, incident.id)
    attributes = _of_incident_edge(incident)
    for name in incident.attribution:
        speaker = _speaker_node(name, speakers)
        if speaker not in graph:
            graph.add_node(speaker, kind=schema.ACTOR, **_of_speaker(name))
        _add_edge(graph, node, speaker, schema.ATTRIBUTED_TO, attributes)


def _speaker_node(name: str, speakers: dict[str, str]) -> str:
    """Return the node of an actor of that name; a speaker's where there is none."""
    actor = speakers.get(name.casefold())
    if actor:
        return schema.node_id(schema.ACTOR, actor)
    return schema.node_id(schema.SPEAKER, name)


def _relate(graph: Graph, incident: Incident) -> None:
    """Add the edges of an incident to those that it is related to."""
    node = schema.node_id(schema.INCIDENT, incident.id)
    for relation in incident.relations:
        related = schema.node_id(schema.INCIDENT, relation.incident)
        if related in graph:
            kind = _RELATIONS[relation.kind]
            attributes = _of_incident_edge(incident) | _of_evidence(relation.evidence)
            _add_edge(graph, node, related, kind, attributes)


def _of_evidence(words: DocumentSpan | None) -> dict[str, Value]:
    """Return where the words stand that relate two incidents."""
    return {
        "document": words.document if words else None,
        "evidence_start": words.start if words else None,
        "evidence_end": words.end if words else None,
    }


def _names(actors: Iterable[Actor]) -> dict[str, str]:
    """Return actor ids by name in lower case.

    Canonical names are preferred to aliases; what two actors share is left out.
    """
    all_actors = tuple(actors)
    canonical = {actor.name.casefold() for actor in all_actors}
    names = _unshared((actor.name, actor.id) for actor in all_actors)
    aliases = _unshared(_aliases(all_actors))
    return names | _without(aliases, canonical)


def _aliases(actors: Iterable[Actor]) -> Iterator[tuple[str, str]]:
    """Yield each alias with the actor's id."""
    for actor in actors:
        for alias in actor.aliases:
            yield alias, actor.id


def _unshared(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the actor of each name that only one actor has."""
    actors: dict[str, str] = {}
    shared: set[str] = set()
    for name, actor in pairs:
        folded = name.casefold()
        if actors.setdefault(folded, actor) != actor:
            shared.add(folded)
    return _without(actors, shared)


def _without(actors: dict[str, str], names: set[str]) -> dict[str, str]:
    return {name: actor for name, actor in actors.items() if name not in names}


def _add_node(
    graph: Graph, kind: str, record: str, attributes: dict[str, Value]
) -> None:
    graph.add_node(schema.node_id(kind, record), kind=kind, **attributes)


def _add_edge(
    graph: Graph, tail: str, head: str, kind: str, attributes: dict[str, Value]
) -> None:
    if not graph.has_edge(tail, head, kind):  # the first of two equal statements stands
        graph.add_edge(tail, head, kind, kind=kind, **attributes)


def _of_incident(incident: Incident) -> dict[str, Value]:
    return {
        "record": incident.id,
        "label": incident.headline,
        "type": incident.type,
        "mode": incident.mode,
        "disputed": incident.disputed,
        **_of_incident_edge(incident),
        "basis": incident.date.basis.value if incident.date else None,
        "publishers": incident.publishers,
        "salience": incident.salience,
        "confidence": incident.confidence,
    }


def _of_incident_edge(incident: Incident) -> dict[str, Value]:
    return {**_of_date(incident.date), "status": incident.status.value}


def _of_date(date: DateInterval | None) -> dict[str, Value]:
    if date is None:
        return {"start": None, "end": None, "precision": None}
    return {
        "start": date.start.isoformat(),
        "end": date.end.isoformat(),
        "precision": date.precision.value,
    }


def _of_actor(actor: Actor | ActorRole) -> dict[str, Value]:
    return {
        "record": actor.id,
        "label": actor.name,
        "aliases": actor.aliases,
        "actor_kind": actor.kind.value,
        "country": actor.country,
        "cited_only": False,
    }


def _of_speaker(name: str) -> dict[str, Value]:
    return {
        "record": name,
        "label": name,
        "aliases": (),
        "actor_kind": "unknown",
        "country": None,
        "cited_only": True,
    }


def _of_place(place: Place) -> dict[str, Value]:
    return {
        "record": place.id,
        "label": place.name,
        "aliases": place.aliases,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1,
        "place_precision": place.precision.value,
    }


def _of_document(document: Document) -> dict[str, Value]:
    return {
        "record": document.id,
        "label": document.title or document.id,
        "publisher": document.publisher,
        "published": document.published.isoformat() if document.published else None,
        "url": web_address(document.url),
    }
