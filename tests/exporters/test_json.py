"""Does timeline.json give back what was written, and say what is wrong with a file that is not ours?"""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.builders import document, incident, passage, timeline_data
from tests.model.strategies import timelines
from timeline.errors import InputError, UsageError
from timeline.exporters import json
from timeline.model.timeline import TimelineData

GOOD = json.to_text(timeline_data())
CURE = "Build the timeline again, or give a file that timeline build wrote."


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(timeline=timelines())
def test_reading_gives_back_any_timeline(
    timeline: TimelineData, tmp_path: Path
) -> None:
    path = tmp_path / "t.timeline.json"
    json.write(timeline, path)
    assert json.read(path) == timeline


def test_file_has_a_record_a_line() -> None:
    lines = GOOD.split("\n")
    assert lines[:2] == ["{", '"schema":"conflict-timeline/1",']
    assert (
        sum(line.startswith('{"id":') for line in lines) == 4
    )  # document, actor, place, incident
    assert GOOD.endswith("}\n")


def test_order_of_settings_leaves_no_trace() -> None:
    one = timeline_data(settings={"model": "m", "jobs": 2})
    assert json.to_text(one) == json.to_text(
        replace(one, settings={"jobs": 2, "model": "m"})
    )


def test_fields_of_later_versions_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text(
        GOOD.replace('"title":', '"colour":"red","title":', 1), encoding="utf-8"
    )
    assert json.read(path) == timeline_data()


def test_names_of_version_01_are_read_as_present(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    old = GOOD.replace('"basis":"relative"', '"basis":"reckoned"').replace(
        '"mode":"shelling"', '"mode":"toll"'
    )
    assert old != GOOD
    path.write_text(old, encoding="utf-8")
    incidents = json.read(path).incidents
    assert [incident.mode for incident in incidents] == ["cumulative"]
    assert incidents[0].date == timeline_data().incidents[0].date


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", ("is not JSON, or is damaged (", f"). {CURE}")),
        (GOOD[:200], ("is not JSON, or is damaged (", f"). {CURE}")),
        ("PK\x03\x04", ("is not JSON, or is damaged (", f"). {CURE}")),
        ("[1]", f"is not a timeline: it has no field 'schema'. {CURE}"),
        ('{"a":1}', f"is not a timeline: it has no field 'schema'. {CURE}"),
        (
            GOOD.replace("timeline/1", "timeline/9"),
            "has schema 'conflict-timeline/9'; this version reads 'conflict-timeline/1'. "
            "Build it again with this version.",
        ),
        (
            GOOD.replace('"start":"2020-02-03"', '"start":"2020-02-33"', 1),
            ("is damaged: ", "incidents[0].date.start", CURE),
        ),
        (
            GOOD.replace('"kind":"killed"', '"kind":"kiled"', 1),
            ("is damaged: ", "incidents[0].casualties[0].kind", CURE),
        ),
        (
            GOOD.replace('"salience":1.0', '"salience":"1"'),
            ("is damaged: ", "incidents[0].salience", CURE),
        ),
        (
            GOOD.replace('"headline":', '"headlin":'),
            ("is damaged: ", "headline", "incidents[0]", CURE),
        ),
    ],
)
def test_damaged_file_is_error_with_place_and_reason(
    content: str, message: str | tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "t.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        json.read(path)
    text = str(caught.value)
    if isinstance(message, str):
        assert text == f"{path}: {message}"
    else:  # the words between are those of the library that reads JSON
        assert text.startswith(f"{path}: {message[0]}")
        assert text.endswith(message[-1])
        assert all(part in text for part in message)


@pytest.mark.parametrize(
    ("timeline", "fault"),
    [
        (timeline_data(incident(), incident()), "two records are incident 'i-1'"),
        (
            timeline_data(documents=(document(), document())),
            "two records are document 'doc'",
        ),
        (
            timeline_data(documents=()),
            "incident 'i-1' is reported in document 'doc', which is not there",
        ),
        (
            timeline_data(incident(reports=(passage(start=1),))),
            "incident 'i-1' quotes words that document 'doc' does not have there",
        ),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(
    timeline: TimelineData, fault: str, tmp_path: Path
) -> None:
    path = tmp_path / "t.json"
    json.write(timeline, path)
    with pytest.raises(InputError) as caught:
        json.read(path)
    assert str(caught.value) == f"{path}: contradicts itself: {fault}. {CURE}"


def test_invalid_utf8_is_damage_and_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_bytes(GOOD.encode().replace(b"Subek", b"Sub\xff\xfe", 1))
    with pytest.raises(InputError, match="is not JSON, or is damaged"):
        json.read(path)


def test_missing_file_is_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    with pytest.raises(InputError) as caught:
        json.read(path)
    assert str(caught.value) == (
        f"{path}: cannot be read (no such file or directory). Give the path of a timeline.json."
    )


def test_a_failed_write_leaves_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    json.write(timeline_data(), path)
    unwritable = timeline_data(title="\ud800")  # half a surrogate pair has no UTF-8
    with pytest.raises(UnicodeEncodeError):
        json.write(unwritable, path)
    assert json.read(path) == timeline_data()
    assert [one.name for one in tmp_path.iterdir()] == ["t.json"]


def test_folder_that_is_not_there_is_usage_error(tmp_path: Path) -> None:
    path = tmp_path / "none" / "t.json"
    with pytest.raises(UsageError) as caught:
        json.write(timeline_data(), path)
    assert str(caught.value) == (
        f"{path}: cannot be written (there is no folder 'none'). Make that folder first, or give another path."
    )
