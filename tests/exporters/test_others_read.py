"""Does a parser of somebody else's read every file back, with everything in it?"""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import jsonschema
import networkx
import pyarrow.parquet
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings

from tests.builders import actor_role, day, incident, month, place, timeline_data
from tests.datasets.tables import read
from tests.model.strategies import timelines
from timeline.exporters import json as timeline_json
from timeline.exporters.formats import EXPORTERS, export
from timeline.exporters.tables import COLUMNS
from timeline.exporters.tables import write as write_tables
from timeline.model.actors import ActorKind, Role
from timeline.model.incidents import Casualty, KilledRange
from timeline.model.places import PlacePrecision
from timeline.model.timeline import TimelineData
from timeline.model.types import HAPPENED, CasualtyKind, Status

GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "properties": {"type": "object"},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {
                                    "type": {"enum": ["Point", "MultiPoint"]},
                                    "coordinates": {"type": "array", "minItems": 1},
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
}
DATE = {
    "type": "object",
    "required": ["year"],
    "additionalProperties": False,
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "dependentRequired": {"day": ["month"]},
}
TIMELINEJS = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date", "text", "unique_id"],
                "properties": {
                    "start_date": DATE,
                    "end_date": DATE,
                    "display_date": {"type": "string", "minLength": 4},
                    "text": {"type": "object", "required": ["headline", "text"]},
                },
            },
        }
    },
}

many = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def written(data: TimelineData, name: str, folder: Path) -> bytes:
    export(data, folder / "x", name=name)
    return (folder / "x").read_bytes()


def dated(data: TimelineData) -> int:
    return sum(one.date is not None for one in data.incidents)


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    stream = io.StringIO(text, newline="")
    if delimiter == "\t":
        return list(csv.DictReader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return list(csv.DictReader(stream))


def check_csv(data: TimelineData, content: bytes) -> None:
    assert len(rows(content.decode())) == len(data.incidents)


def check_geojson(data: TimelineData, content: bytes) -> None:
    found = json.loads(content)
    jsonschema.validate(found, GEOJSON)
    assert len(found["features"]) == len(data.incidents)


def check_timelinejs(data: TimelineData, content: bytes) -> None:
    found = json.loads(content)
    jsonschema.validate(found, TIMELINEJS)
    assert len(found["events"]) == dated(data)
    assert not any("<" in one["text"]["headline"] for one in found["events"])


def check_sheet(data: TimelineData, content: bytes) -> None:
    assert [bool(one["Year"]) for one in rows(content.decode())] == [True] * dated(data)


def check_ical(data: TimelineData, content: bytes) -> None:
    calendar: Any = icalendar.Calendar.from_ical(content)
    entries = calendar.walk("VEVENT")
    assert len(entries) == dated(data)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    by_id = {f"{one.id}@conflict-timeline": one for one in data.incidents}
    for entry in entries:
        one = by_id[str(entry["UID"])]
        assert one.date is not None
        assert entry["DTSTART"].dt == one.date.start
        assert (entry["DTEND"].dt - entry["DTSTART"].dt).days == one.date.days
        assert str(entry["X-DATE-PRECISION"]) == one.date.precision.value


def check_parquet(data: TimelineData, content: bytes) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(content))
    assert table.num_rows == len(data.incidents)
    starts = {one.id: one.date.start if one.date else None for one in data.incidents}
    assert (
        dict(zip(table["id"].to_pylist(), table["start"].to_pylist(), strict=True))
        == starts
    )


def check_gexf(data: TimelineData, content: bytes) -> None:
    graph = networkx.read_gexf(io.BytesIO(content))
    assert sum(one["kind"] == "incident" for _, one in graph.nodes(data=True)) == len(
        data.incidents
    )


def check_graphml(data: TimelineData, content: bytes) -> None:
    graph = networkx.read_graphml(io.BytesIO(content))
    assert sum(one["kind"] == "incident" for _, one in graph.nodes(data=True)) == len(
        data.incidents
    )


def check_rdf(data: TimelineData, content: bytes) -> None:
    graph = rdflib.Graph().parse(data=content.decode(), format="turtle")
    events = set(
        graph.subjects(
            rdflib.RDF.type,
            rdflib.URIRef("http://semanticweb.cs.vu.nl/2009/11/sem/Event"),
        )
    )
    assert len(events) == len(data.incidents)
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    derived = {
        (str(incident), str(document))
        for incident, document in graph.subject_objects(prov.wasDerivedFrom)
    }
    assert len(derived) == sum(
        len({passage.document for passage in incident.reports})
        for incident in data.incidents
    )
    assert len(set(graph.objects(None, prov.used))) == len(data.documents)


def check_acled(data: TimelineData, content: bytes) -> None:
    found = rows(content.decode(), "\t")
    assert len(found) == sum(
        one.date is not None and one.status in HAPPENED for one in data.incidents
    )
    assert all(len(one["event_date"]) == 10 for one in found)


def check_polecat(data: TimelineData, content: bytes) -> None:
    assert all(one["Event Type"] for one in rows(content.decode(), "\t"))


CHECKS: dict[str, Callable[[TimelineData, bytes], None]] = {
    "csv": check_csv,
    "geojson": check_geojson,
    "timelinejs": check_timelinejs,
    "timelinejs-csv": check_sheet,
    "ical": check_ical,
    "parquet": check_parquet,
    "gexf": check_gexf,
    "graphml": check_graphml,
    "rdf": check_rdf,
    "acled": check_acled,
    "polecat": check_polecat,
}
# Formats whose own tests read them back: json and jsonl give the same records, xes and traminer are those of sequences.
OWN = {"json", "jsonl", "xes", "traminer", "traminer-sts"}


def test_every_format_has_a_check() -> None:
    assert set(EXPORTERS.names()) <= CHECKS.keys() | OWN


@pytest.mark.parametrize("name", list(CHECKS))
@many
@given(data=timelines())
def test_any_timeline_is_read_back(
    name: str, data: TimelineData, tmp_path: Path
) -> None:
    CHECKS[name](data, written(data, name, tmp_path))


@many
@given(data=timelines())
def test_json_and_jsonl_give_the_same_bytes_again(
    data: TimelineData, tmp_path: Path
) -> None:
    first = written(data, "json", tmp_path)
    lines = written(data, "jsonl", tmp_path)
    (tmp_path / "t.json").write_bytes(first)
    again = timeline_json.read(tmp_path / "t.json")
    assert written(again, "json", tmp_path) == first
    assert written(again, "jsonl", tmp_path) == lines


@many
@given(data=timelines())
def test_linked_tables_link_to_rows_that_are_there(
    data: TimelineData, tmp_path: Path
) -> None:
    write_tables(data, tmp_path / "tables")
    found = {
        name: rows((tmp_path / "tables" / f"{name}.csv").read_bytes().decode())
        for name in COLUMNS
    }
    ids = {
        name: {one["id"] for one in found[name]}
        for name in ("incidents", "actors", "places")
    }
    assert len(found["incidents"]) == len(data.incidents)
    assert {
        one["incident"]
        for name in ("reports", "casualties", "incident_actors")
        for one in found[name]
    } <= ids["incidents"]
    assert {one["actor"] for one in found["incident_actors"]} <= ids["actors"]
    assert {one["place"] for one in found["incident_places"]} <= ids["places"]


def test_tables_into_a_file_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(
        Exception, match=r"cannot be made a folder \(there is a file of that name\)"
    ):
        write_tables(timeline_data(), tmp_path / "x")


@pytest.mark.parametrize(
    ("when", "start", "end", "shown"),
    [
        (day("2020-02-03"), {"year": 2020, "month": 2, "day": 3}, None, None),
        (month("2020-02"), {"year": 2020, "month": 2}, None, None),
    ],
)
def test_timelinejs_tells_grain_by_what_it_leaves_out(
    when: Any, start: Any, end: Any, shown: Any, tmp_path: Path
) -> None:
    [slide] = json.loads(
        written(timeline_data(incident(date=when)), "timelinejs", tmp_path)
    )["events"]
    assert (slide["start_date"], slide.get("end_date"), slide.get("display_date")) == (
        start,
        end,
        shown,
    )


def test_a_calendar_marks_what_is_not_certain(tmp_path: Path) -> None:
    told = [
        incident(id=status.value, status=status)
        for status in (Status.OCCURRED, Status.PLANNED, Status.DENIED)
    ]
    calendar: Any = icalendar.Calendar.from_ical(
        written(timeline_data(*told), "ical", tmp_path)
    )
    found = {
        str(one["UID"]).partition("@")[0]: str(one["STATUS"])
        for one in calendar.walk("VEVENT")
    }
    assert found == {
        "occurred": "CONFIRMED",
        "planned": "TENTATIVE",
        "denied": "CANCELLED",
    }


def test_written_acled_is_read_as_acled(tmp_path: Path) -> None:
    sides = (
        actor_role("Syria", Role.PARTY, id="SYR", kind=ActorKind.STATE),
        actor_role("Northern Front", Role.PARTY),
    )
    one = incident(
        mode="clash",
        actors=sides,
        places=(place("Subek", precision=PlacePrecision.PROVINCE, country="SYR"),),
        casualties=(
            Casualty(kind=CasualtyKind.KILLED, low=4, best=4, high=4),
            Casualty(kind=CasualtyKind.KILLED, low=7, best=7, high=7),
        ),
        killed=KilledRange(low=4, high=7),
    )
    content = written(timeline_data(one), "acled", tmp_path)
    (tmp_path / "x.tsv").write_bytes(content)
    [report] = read(tmp_path / "x.tsv").reports
    assert (report.type, report.mode) == ("ASSAULT", "clash")
    assert report.date is not None
    assert report.date.start == date(2020, 2, 3)
    assert [(actor.name, actor.role) for actor in report.actors] == [
        ("Syria", Role.PARTY),
        ("Northern Front", Role.PARTY),
    ]
    assert [one.best for one in report.casualties] == [4]
    assert report.places[0].precision is PlacePrecision.PROVINCE
    assert "[killed: 4 to 7]" in content.decode()


@pytest.mark.parametrize(
    ("type", "mode", "status", "expected"),
    [
        ("ASSAULT", "suicide-bombing", Status.OCCURRED, ("ASSAULT", "suicide-attack")),
        ("CONSULT", "visit", Status.PLANNED, ("AGREE", "")),
        ("RETREAT", "withdraw", Status.PLANNED, ("CONCEDE", "")),
        ("ASSAULT", "shelling", Status.THREATENED, ("THREATEN", "")),
        ("REQUEST", "demand", Status.DEMANDED, ("REQUEST", "")),
        ("DISPLACE", "flight", Status.OCCURRED, None),
        ("ASSAULT", "shelling", Status.DENIED, None),
    ],
)
def test_polecat_is_written_by_the_conventions_of_plover(
    type: str,
    mode: str,
    status: Status,
    expected: tuple[str, str] | None,
    tmp_path: Path,
) -> None:
    data = timeline_data(incident(type=type, mode=mode, status=status))
    (tmp_path / "x.tsv").write_bytes(written(data, "polecat", tmp_path))
    found = rows((tmp_path / "x.tsv").read_text(encoding="utf-8"), "\t")
    assert [(one["Event Type"], one["Event Mode"]) for one in found] == (
        [expected] if expected else []
    )
    if expected:
        assert read(tmp_path / "x.tsv").reports[0].type == expected[0]


def test_polecat_bears_codes_of_the_year(tmp_path: Path) -> None:
    sides = (
        actor_role("Germany", Role.INITIATOR, country="DEU", kind=ActorKind.STATE),
        actor_role("Hamas", Role.TARGET, country="PSE"),
    )
    incidents = [
        incident(id=f"i-{year}", actors=sides, date=day(f"{year}-06-01"))
        for year in (1985, 1995)
    ]
    (tmp_path / "x.tsv").write_bytes(
        written(timeline_data(*incidents), "polecat", tmp_path)
    )
    found = rows((tmp_path / "x.tsv").read_text(encoding="utf-8"), "\t")
    assert [row["Actor COW"] for row in found] == ["260", "255"]
    assert {row["Recipient COW"] for row in found} == {""}
