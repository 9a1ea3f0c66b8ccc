"""Does a timeline become the graph that the schema declares?"""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.builders import (
    actor_role,
    day,
    document,
    incident,
    passage,
    place,
    timeline_data,
)
from tests.model.strategies import timelines
from timeline.graph import schema
from timeline.graph.build import Graph, build
from timeline.model.actors import Actor, Role
from timeline.model.incidents import DocumentSpan, Relation, RelationKind
from timeline.model.timeline import TimelineData
from timeline.model.types import Status


def faults(graph: Graph) -> list[str]:
    """List everything in a graph that its schema does not declare."""
    found: list[str] = []
    for node, data in graph.nodes(data=True):
        prefix = schema.SPEAKER if data.get("cited_only") else data["kind"]
        if not node.startswith(f"{prefix}:"):
            found.append(f"{node}: prefix")
        found += _wrong(node, data, schema.NODE_KINDS[data["kind"]].attributes)
    for tail, head, key, data in graph.edges(keys=True, data=True):
        kind = schema.EDGE_KINDS[data["kind"]]
        if (key, graph.nodes[tail]["kind"], graph.nodes[head]["kind"]) != (
            kind.name,
            kind.tail,
            kind.head,
        ):
            found.append(f"{tail} {key} {head}: direction")
        found += _wrong(f"{tail} {key} {head}", data, kind.attributes)
    return found


def _wrong(
    where: str, data: dict[str, Any], attributes: tuple[schema.Attribute, ...]
) -> list[str]:
    declared = {attribute.name: attribute for attribute in attributes}
    found = [f"{where}: {name}" for name in set(data) ^ (set(declared) | {"kind"})]
    return found + [
        f"{where}: {name} {data[name]!r}"
        for name in set(declared) & set(data)
        if not declared[name].is_allowed(data[name])
    ]


def edges(graph: Graph) -> set[tuple[str, str, str]]:
    return {(tail, key, head) for tail, head, key in graph.edges(keys=True)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(timelines())
def test_nodes_and_edges_of_any_timeline_obey_schema(timeline: TimelineData) -> None:
    graph = build(timeline)
    assert faults(graph) == []
    kinds = [data["kind"] for _, data in graph.nodes(data=True)]
    assert kinds.count("incident") == len(timeline.incidents)
    assert kinds.count("document") == len(timeline.documents)


def test_checker_of_schema_sees_what_is_wrong() -> None:
    graph = build(timeline_data())
    graph.nodes["incident:i-1"]["salience"] = "much"
    del graph.nodes["document:doc"]["url"]
    graph.add_edge(
        "place:name:subek",
        "incident:i-1",
        "happened_at",
        **graph["incident:i-1"]["place:name:subek"]["happened_at"],
    )
    assert faults(graph) == [
        "incident:i-1: salience 'much'",
        "document:doc: url",
        "place:name:subek happened_at incident:i-1: direction",
    ]


def test_one_incident_makes_these_nodes_and_edges() -> None:
    graph = build(timeline_data())
    assert set(graph) == {
        "incident:i-1",
        "actor:northern-front",
        "place:name:subek",
        "document:doc",
        "speaker:hospital official",
    }
    assert edges(graph) == {
        ("actor:northern-front", "initiated", "incident:i-1"),
        ("incident:i-1", "happened_at", "place:name:subek"),
        ("incident:i-1", "reported_by", "document:doc"),
        ("incident:i-1", "attributed_to", "speaker:hospital official"),
    }


@pytest.mark.parametrize(
    ("role", "edge"),
    [
        (Role.INITIATOR, ("actor:a", "initiated", "incident:i-1")),
        (Role.TARGET, ("incident:i-1", "targeted", "actor:a")),
        (Role.PARTY, ("actor:a", "party_to", "incident:i-1")),
    ],
)
def test_role_decides_kind_and_direction_of_edge(
    role: Role, edge: tuple[str, str, str]
) -> None:
    assert edge in edges(
        build(timeline_data(incident(actors=(actor_role("A", role),))))
    )


@pytest.mark.parametrize(
    ("relation", "edge"),
    [
        (RelationKind.BEFORE, "before"),
        (RelationKind.COINCIDES, "coincides_with"),
        (RelationKind.PART_OF, "part_of"),
        (RelationKind.RESPONSE_TO, "response_to"),
        (RelationKind.DESPITE, "despite"),
    ],
)
def test_relation_runs_from_incident_that_states_it(
    relation: RelationKind, edge: str
) -> None:
    link = Relation(
        kind=relation,
        incident="i-2",
        evidence=DocumentSpan(document="doc", start=3, end=9),
    )
    graph = build(
        timeline_data(
            incident(relations=(link,)), incident(id="i-2", date=day("2021-01-01"))
        )
    )
    data = graph.edges["incident:i-1", "incident:i-2", edge]
    assert (data["document"], data["evidence_start"], data["evidence_end"]) == (
        "doc",
        3,
        9,
    )
    assert data["start"] == "2020-02-03"


def test_every_kind_of_relation_has_its_edge() -> None:
    links = tuple(Relation(kind=kind, incident="i-2") for kind in RelationKind)
    graph = build(timeline_data(incident(relations=links), incident(id="i-2")))
    assert graph.number_of_edges("incident:i-1", "incident:i-2") == len(RelationKind)


def test_relation_to_incident_outside_timeline_is_left_out() -> None:
    graph = build(
        timeline_data(
            incident(relations=(Relation(kind=RelationKind.BEFORE, incident="gone"),))
        )
    )
    assert "incident:gone" not in graph


def test_dates_and_status_are_on_incident_and_edges() -> None:
    graph = build(timeline_data(incident(status=Status.DENIED)))
    when = {
        "start": "2020-02-03",
        "end": "2020-02-03",
        "precision": "day",
        "status": "denied",
    }
    assert when.items() <= graph.nodes["incident:i-1"].items()
    assert all(when.items() <= data.items() for _, _, data in graph.edges(data=True))


def test_an_undated_incident_says_none_rather_than_nothing() -> None:
    node = build(timeline_data(incident(date=None))).nodes["incident:i-1"]
    assert (node["start"], node["end"], node["precision"], node["basis"]) == (
        None,
        None,
        None,
        None,
    )


def test_equal_ids_of_different_kinds_do_not_collide() -> None:
    one = incident(
        id="x",
        actors=(actor_role("x", Role.PARTY),),
        places=(place(id="x"),),
        attribution=("x.",),
    )
    graph = build(timeline_data(one, documents=(document(id="x"),)))
    assert {"incident:x", "actor:x", "place:x", "document:x", "speaker:x."} <= set(
        graph
    )


@pytest.mark.parametrize(
    ("cited", "node"),
    [
        ("Northern Front", "actor:nf"),
        ("NORTHERN FRONT", "actor:nf"),
        ("the Front", "actor:nf"),
        ("rebels", "speaker:rebels"),
        ("Ministry", "speaker:Ministry"),
    ],
)
def test_cited_name_is_an_actor_only_without_doubt(cited: str, node: str) -> None:
    actors = (
        Actor(id="nf", name="Northern Front", aliases=("the Front", "rebels")),
        Actor(id="sf", name="Southern Front", aliases=("rebels", "Northern Front")),
        Actor(id="m1", name="Ministry"),
        Actor(id="m2", name="Ministry"),
    )
    graph = build(timeline_data(incident(attribution=(cited,)), actors=actors))
    assert graph.has_edge("incident:i-1", node, "attributed_to")
    assert graph.nodes[node]["cited_only"] is node.startswith("speaker:")


def test_two_passages_of_document_are_one_counted_edge() -> None:
    graph = build(timeline_data(incident(reports=(passage(), passage(start=5)))))
    assert graph.edges["incident:i-1", "document:doc", "reported_by"]["passages"] == 2


def test_document_without_incidents_is_in_graph_all_same() -> None:
    assert "document:other" in build(
        timeline_data(documents=(document(), document(id="other")))
    )


def test_schema_explains_each_kind_and_attribute_once() -> None:
    declared = [kind.attributes for kind in schema.NODE_KINDS.values()]
    declared += [kind.attributes for kind in schema.EDGE_KINDS.values()]
    for attributes in declared:
        names = [attribute.name for attribute in attributes]
        assert len(names) == len(set(names))
        assert all(attribute.meaning for attribute in attributes)
    assert all(
        {"start", "end", "precision"} <= {a.name for a in kind.attributes}
        for kind in schema.EDGE_KINDS.values()
    )
