"""Do GEXF, GraphML and GeoJSON hold what the graph holds, when someone else reads them?"""

import json
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import networkx
import pytest
from hypothesis import HealthCheck, given, settings

from tests.builders import actor_role, day, incident, month, place, timeline_data
from tests.model.strategies import timelines
from timeline.exporters import geojson, gexf, graphml
from timeline.exporters.xml_text import flat_graph
from timeline.graph.build import Graph
from timeline.model.actors import Role
from timeline.model.timeline import TimelineData

relaxed = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def edges(graph: Graph) -> list[tuple[str, str, str]]:
    return sorted(
        (tail, data["kind"], head) for tail, head, data in graph.edges(data=True)
    )


def gexf_of(path: Path) -> Graph:
    graph: Any = networkx.read_gexf(path)
    return cast(Graph, graph)


def graphml_of(path: Path) -> Graph:
    graph: Any = networkx.read_graphml(path, force_multigraph=True)
    return cast(Graph, graph)


def lines(value: object) -> object:
    """Give a value as an XML parser does, which reads every line end as LF."""
    return (
        value.replace("\r\n", "\n").replace("\r", "\n")
        if isinstance(value, str)
        else value
    )


@relaxed
@given(timeline=timelines())
def test_networkx_reads_back_the_graphml_of_any_timeline(
    timeline: TimelineData, tmp_path: Path
) -> None:
    graphml.write(timeline, tmp_path / "t.graphml")
    read = graphml_of(tmp_path / "t.graphml")
    flat = flat_graph(timeline)
    assert edges(read) == edges(flat)
    for node, data in flat.nodes(data=True):
        # an empty string may come back as no attribute at all
        assert {k: lines(v) for k, v in read.nodes[node].items() if v != ""} == {
            k: lines(v) for k, v in data.items() if v != ""
        }


@relaxed
@given(timeline=timelines())
def test_networkx_reads_back_the_gexf_of_any_timeline(
    timeline: TimelineData, tmp_path: Path
) -> None:
    gexf.write(timeline, tmp_path / "t.gexf")
    read = gexf_of(tmp_path / "t.gexf")
    flat = flat_graph(timeline)
    assert edges(read) == edges(flat)
    for node, data in flat.nodes(data=True):
        want = {k: v for k, v in data.items() if k not in {"start", "end"} and v != ""}
        assert {
            k: v for k, v in read.nodes[node].items() if k != "spells" and v != ""
        } == want
        if data["kind"] == "incident":
            assert read.nodes[node].get("spells", []) == (
                [(data["start"], data["end"])] if "start" in data else []
            )


def told() -> TimelineData:
    actors = (actor_role("A", Role.INITIATOR), actor_role("B", Role.TARGET))
    return timeline_data(
        incident(id="1", date=day("2020-01-31"), actors=actors),
        incident(id="2", date=month("2020-02"), actors=actors[:1]),
        incident(id="3", date=day("2020-05-01"), actors=actors[:1]),
        incident(id="4", date=None, actors=(actor_role("B", Role.PARTY),)),
    )


def test_actor_has_spells_of_its_incidents_run_together(tmp_path: Path) -> None:
    gexf.write(told(), tmp_path / "t.gexf")
    read = gexf_of(tmp_path / "t.gexf")
    assert read.nodes["actor:a"]["spells"] == [
        ("2020-01-31", "2020-02-29"),
        ("2020-05-01", "2020-05-01"),
    ]


def test_edge_to_undated_incident_has_no_spell(tmp_path: Path) -> None:
    gexf.write(told(), tmp_path / "t.gexf")
    read = gexf_of(tmp_path / "t.gexf")
    assert "spells" not in read.nodes["actor:b"]
    assert "spells" not in read.nodes["incident:4"]


def test_gexf_has_iso_days_and_not_today(tmp_path: Path) -> None:
    gexf.write(told(), tmp_path / "t.gexf")
    text = (tmp_path / "t.gexf").read_text(encoding="utf-8")
    graph = ElementTree.fromstring(text.encode()).find(
        "{http://www.gexf.net/1.2draft}graph"
    )
    assert graph is not None
    assert (
        graph.get("mode"),
        graph.get("timeformat"),
        graph.get("defaultedgetype"),
    ) == ("dynamic", "date", "directed")
    assert "lastmodifieddate" not in text


def test_gexf_edges_are_dated_and_labelled_by_kind(tmp_path: Path) -> None:
    gexf.write(told(), tmp_path / "t.gexf")
    read = gexf_of(tmp_path / "t.gexf")
    [data] = [
        data
        for tail, head, data in read.edges(data=True)
        if (tail, head) == ("incident:1", "actor:b")
    ]
    assert (data["label"], data["kind"], data["spells"]) == (
        "targeted",
        "targeted",
        [("2020-01-31", "2020-01-31")],
    )


def test_graphml_keeps_iso_days_as_strings(tmp_path: Path) -> None:
    graphml.write(told(), tmp_path / "t.graphml")
    read = graphml_of(tmp_path / "t.graphml")
    assert (read.nodes["incident:2"]["start"], read.nodes["incident:2"]["end"]) == (
        "2020-02-01",
        "2020-02-29",
    )
    assert "start" not in read.nodes["incident:4"]


@pytest.mark.parametrize(
    ("places", "geometry"),
    [
        ((), None),
        ((place(lat=None, lon=None),), None),
        ((place(),), {"type": "Point", "coordinates": [30.25, 12.5]}),
        (
            (
                place(),
                place("Nowhere", lat=None, lon=None),
                place("Oma", lat=-1.0, lon=2.0),
            ),
            {"type": "MultiPoint", "coordinates": [[30.25, 12.5], [2.0, -1.0]]},
        ),
    ],
)
def test_geojson_puts_longitude_first_and_null_for_unknown(
    places: tuple[object, ...], geometry: object, tmp_path: Path
) -> None:
    geojson.write(timeline_data(incident(places=places)), tmp_path / "t.geojson")
    collection = json.loads((tmp_path / "t.geojson").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    [feature] = collection["features"]
    assert (feature["type"], feature["id"], feature["geometry"]) == (
        "Feature",
        "i-1",
        geometry,
    )
    points = (
        {"Point": 1, "MultiPoint": 2}.get(geometry["type"], 0)
        if isinstance(geometry, dict)
        else 0
    )
    assert len(feature["properties"]["place_precision"]) == points


def test_geojson_properties_hold_date_precision_and_figures(tmp_path: Path) -> None:
    geojson.write(timeline_data(), tmp_path / "t.geojson")
    [feature] = json.loads((tmp_path / "t.geojson").read_text(encoding="utf-8"))[
        "features"
    ]
    data = feature["properties"]
    assert (data["start"], data["precision"], data["status"]) == (
        "2020-02-03",
        "day",
        "occurred",
    )
    assert data["casualties"][0]["best"] == 4
    assert data["actors"] == [
        {"id": "northern-front", "name": "Northern Front", "role": "initiator"}
    ]
