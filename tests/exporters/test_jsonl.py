"""Is incidents.jsonl what the contract says, field by field?"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.builders import day, incident, passage, timeline_data
from tests.model.strategies import timelines
from timeline.errors import InputError
from timeline.exporters import jsonl
from timeline.model.incidents import Correction, DocumentSpan, Relation, RelationKind
from timeline.model.timeline import TimelineData

LINK = Relation(
    kind=RelationKind.BEFORE,
    incident="i-2",
    evidence=DocumentSpan(document="doc", start=0, end=3),
)
FIX = Correction(
    field="date",
    was=None,
    now="2020-02-03",
    author="A. Reader",
    day=date(2021, 5, 4),
    reason="a slip",
)
DATE = ["start", "end", "precision", "basis", "text", "time_of_day"]
CASUALTY = [
    "kind",
    "group",
    "actor",
    "low",
    "best",
    "high",
    "part_of_total",
    "attribution",
]


def written(timeline: TimelineData, folder: Path) -> list[dict[str, Any]]:
    path = folder / "incidents.jsonl"
    jsonl.write(timeline, path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def at(record: Any, *keys: str | int) -> Any:
    for key in keys:
        record = record[key]
    return record


@pytest.mark.parametrize(
    ("where", "keys"),
    [
        (
            (),
            [
                "id", "headline", "type", "mode", "status", "disputed", "date", "actors", "places", "casualties",
                "attribution", "publishers", "salience", "confidence", "reports", "relations", "corrections",
                "joined", "summary", "headline_span", "genericity", "prominent", "killed", "attribution_side",
                "disputed_about", "signs", "soundness", "reviewed_by", "reviewed_on",
            ],
        ),
        (("date",), DATE),
        (("actors", 0), ["id", "name", "aliases", "role", "kind", "country"]),
        (("places", 0), ["id", "name", "aliases", "lat", "lon", "country", "admin1", "precision"]),
        (("casualties", 0), CASUALTY),
        (
            ("reports", 0),
            [
                "report", "document", "start", "end", "text", "trigger", "attribution", "status", "date", "casualties",
                "marks",
                "clause",
            ],
        ),
        (("reports", 0, "trigger"), ["start", "end"]),
        (("reports", 0, "date"), DATE),
        (("reports", 0, "casualties", 0), CASUALTY),
        (("reports", 0, "marks", 0), ["slot", "start", "end", "ref", "rule"]),
        (("relations", 0), ["kind", "incident", "evidence"]),
        (("relations", 0, "evidence"), ["document", "start", "end"]),
        (("corrections", 0), ["field", "was", "now", "author", "day", "reason"]),
    ],
)  # fmt: skip
def test_every_object_has_fields_of_contract_in_order(
    where: tuple[str | int, ...], keys: list[str], tmp_path: Path
) -> None:
    line = written(
        timeline_data(incident(relations=(LINK,), corrections=(FIX,))), tmp_path
    )[0]
    assert list(at(line, *where)) == keys


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("date", "start"), "2020-02-03"),
        (("date", "precision"), "day"),
        (("date", "basis"), "relative"),
        (("status",), "occurred"),
        (("mode",), "shelling"),
        (("actors", 0, "role"), "initiator"),
        (("actors", 0, "kind"), "armed-group"),
        (("places", 0, "lon"), 30.25),
        (("casualties", 0, "kind"), "killed"),
        (("attribution",), ["hospital official"]),
        (("reports", 0, "marks", 0, "slot"), "initiator"),
        (("relations", 0, "kind"), "before"),
    ],
)
def test_values_are_plain_json(
    where: tuple[str | int, ...], value: object, tmp_path: Path
) -> None:
    line = written(timeline_data(incident(relations=(LINK,))), tmp_path)[0]
    assert at(line, *where) == value


def test_lines_are_by_start_then_id_undated_last(tmp_path: Path) -> None:
    told = [
        incident(id="u", date=None),
        incident(id="b", date=day("2020-01-02")),
        incident(id="a", date=day("2020-01-02")),
        incident(id="z", date=day("2019-12-31")),
        incident(id="t", date=None),
        incident(id="last", date=day("9999-12-31")),
    ]
    assert [line["id"] for line in written(timeline_data(*told), tmp_path)] == [
        "z",
        "a",
        "b",
        "last",
        "t",
        "u",
    ]
    assert written(timeline_data(*told), tmp_path)[-1]["date"] is None


@pytest.mark.parametrize(
    "character", ["\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
)
def test_no_character_breaks_a_line_for_any_reader(
    character: str, tmp_path: Path
) -> None:
    text = f"a{character}b"
    lines = written(
        timeline_data(incident(headline=text, reports=(passage(text=text),))), tmp_path
    )
    assert [(line["headline"], line["reports"][0]["text"]) for line in lines] == [
        (text, text)
    ]


def test_other_writing_stays_readable(tmp_path: Path) -> None:
    jsonl.write(timeline_data(incident(headline="قصف سوبيك 😀")), tmp_path / "x.jsonl")
    assert "قصف سوبيك 😀" in (tmp_path / "x.jsonl").read_text(encoding="utf-8")


def test_a_timeline_without_incidents_is_an_empty_file(tmp_path: Path) -> None:
    assert written(timeline_data(incidents=()), tmp_path) == []


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(timeline=timelines())
def test_reading_gives_back_the_incidents_of_any_timeline(
    timeline: TimelineData, tmp_path: Path
) -> None:
    path = tmp_path / "incidents.jsonl"
    jsonl.write(timeline, path)
    assert set(jsonl.read(path)) == set(timeline.incidents)
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(timeline.incidents)


def test_a_wrong_line_is_named_with_its_field(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(
        jsonl.line_of(incident())
        + "\n\n"
        + jsonl.line_of(incident()).replace("occurred", "maybe", 1)
    )
    with pytest.raises(InputError) as caught:
        jsonl.read(path)
    message = str(caught.value)
    assert message.startswith(f"{path}, line 3: is not an incident: ")
    assert "status" in message
    assert message.endswith("Correct the line, or export the timeline again.")


def test_file_not_utf8_or_missing_is_input_error(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe")
    for name, reason in (
        ("x.jsonl", "it is not UTF-8"),
        ("none.jsonl", "no such file or directory"),
    ):
        with pytest.raises(InputError) as caught:
            jsonl.read(tmp_path / name)
        assert str(caught.value) == (
            f"{tmp_path / name}: cannot be read ({reason}). Give a file that timeline export wrote."
        )
