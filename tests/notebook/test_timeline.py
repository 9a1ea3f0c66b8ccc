"""What a notebook does with a timeline: choose, look at, take as tables."""

import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import timeline
from tests.builders import (
    actor_role,
    day,
    document,
    incident,
    month,
    passage,
    place,
    timeline_data,
)
from timeline.errors import UnknownNameError, UsageError
from timeline.exporters import json as timeline_json
from timeline.model.actors import Role
from timeline.model.incidents import Casualty, Incident, Relation, RelationKind
from timeline.model.types import CasualtyKind, Status
from timeline.notebook.frames import LEVELS
from timeline.notebook.summary import counts_of, html, span_of

HOSTILE = '<script>alert("x")</script>\u202e'


def shelling(**changes: Any) -> Incident:
    """Return the shelling of Subek."""
    return incident(**{"id": "i3f2a", **changes})


def talks(**changes: Any) -> Incident:
    """Return talks in another town, later, with a link to the shelling."""
    fields: dict[str, Any] = {
        "id": "i3f9b",
        "type": "CONSULT",
        "mode": "talks",
        "date": day("2020-03-10"),
        "places": (place("Orlo", country="TCD", admin1="Borkou", lat=17.9, lon=19.1),),
        "actors": (
            actor_role(
                "Chad", Role.PARTY, id="TCD", country="TCD", aliases=("N'Djamena",)
            ),
        ),
        "casualties": (),
        "killed": None,
        "prominent": True,
        "relations": (Relation(kind=RelationKind.RESPONSE_TO, incident="i3f2a"),),
    }
    return incident(**(fields | changes))


@pytest.fixture
def tl() -> timeline.Timeline:
    """Return a timeline of both."""
    return timeline.Timeline(timeline_data(shelling(), talks()))


def ids(chosen: timeline.Timeline) -> list[str]:
    """Return the ids of the incidents."""
    return [each.id for each in chosen]


def test_has_length_order_and_members(tl: timeline.Timeline) -> None:
    assert len(tl) == 2
    assert ids(tl) == ["i3f2a", "i3f9b"]
    assert tl["i3f9"].type == "CONSULT"
    assert tl[0] is tl["i3f2a"]
    assert tl[-1] is tl["i3f9b"]
    assert timeline.Timeline(timeline_data(shelling())).filter(until="2019-01-01")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("i3f", "2 incidents begin with this: i3f2a, i3f9b"),
        ("x", "no incident has this id"),
    ],
)
def test_names_incident_that_is_meant(
    tl: timeline.Timeline, key: str, message: str
) -> None:
    with pytest.raises(UnknownNameError, match=message):
        _ = tl[key]
    with pytest.raises(IndexError):
        _ = tl[2]


@pytest.mark.parametrize(
    ("tests", "expected"),
    [
        ({"place": "subek"}, ["i3f2a"]),
        ({"place": "Chad"}, ["i3f9b"]),
        ({"place": "borkou"}, ["i3f9b"]),
        ({"place": "SDN"}, ["i3f2a"]),
        ({"actor": "northern front"}, ["i3f2a"]),
        ({"actor": "N'Djamena"}, ["i3f9b"]),
        ({"type": "assault"}, ["i3f2a"]),
        ({"type": "shelling"}, ["i3f2a"]),
        ({"type": "CONSULT/talks"}, ["i3f9b"]),
        ({"since": "2020-02-04"}, ["i3f9b"]),
        ({"until": date(2020, 2, 4)}, ["i3f2a"]),
        ({"since": "2021-01-01"}, []),
        ({"prominent": True}, ["i3f9b"]),
        ({"prominent": False, "place": "SDN"}, ["i3f2a"]),
        ({}, ["i3f2a", "i3f9b"]),
    ],
)
def test_filter_keeps_what_passes(
    tl: timeline.Timeline, tests: dict[str, Any], expected: list[str]
) -> None:
    assert ids(tl.filter(**tests)) == expected


def test_filter_keeps_what_belongs_together(
    tl: timeline.Timeline, tmp_path: Path
) -> None:
    chosen = tl.filter(type="CONSULT")
    assert [actor.id for actor in chosen.actors] == ["TCD"]
    assert [each.name for each in chosen.places] == ["Orlo"]
    assert chosen["i3f9b"].relations == ()
    assert tl["i3f9b"].relations != ()
    chosen.export(tmp_path / "part.json")
    assert timeline.load(tmp_path / "part.json").data == chosen.data


def test_filter_by_interval_keeps_what_overlaps() -> None:
    vague = timeline.Timeline(
        timeline_data(incident(date=month("2020-02")), incident(date=None))
    )
    assert len(vague.filter(since="2020-02-20", until="2020-03-20")) == 1


@pytest.mark.parametrize(
    ("tests", "message"),
    [
        ({"place": "Subeck"}, "Did you mean 'Subek'"),
        ({"actor": "zzz"}, "tl.actors"),
        ({"type": "BATTLE"}, "ASSAULT, ASSAULT/shelling"),
    ],
)
def test_filter_says_what_it_does_not_know(
    tl: timeline.Timeline, tests: dict[str, Any], message: str
) -> None:
    with pytest.raises(UnknownNameError, match=message):
        tl.filter(**tests)
    with pytest.raises(UsageError, match="2020-02-06"):
        tl.filter(since="last week")


@pytest.mark.parametrize("level", LEVELS)
def test_tables_have_their_types_also_when_empty(
    tl: timeline.Timeline, level: str
) -> None:
    full = tl.to_pandas(level)
    empty = tl.filter(until="1999-01-01").to_pandas(level)
    assert list(full.columns) == list(empty.columns) == list(LEVELS[level].columns)
    for name, kind in LEVELS[level].columns.items():
        assert str(full[name].dtype) == str(empty[name].dtype) == (kind or "object")


def test_incident_table_has_place_and_injured() -> None:
    injured = Casualty(kind=CasualtyKind.INJURED, low=7, best=8, high=9)
    tl = timeline.Timeline(timeline_data(shelling(casualties=(injured,))))
    row = tl.to_pandas().iloc[0]
    assert (row["lat"], row["lon"], row["country"]) == (12.5, 30.25, "SDN")
    assert (row["injured_low"], row["injured_best"], row["injured_high"]) == (7, 8, 9)
    assert row["attribution"] == "hospital official"
    assert row["text"].startswith("Northern Front fighters")


def test_report_and_casualty_tables_have_a_row_each() -> None:
    two = shelling(reports=(passage(), passage(start=0, report="doc#1")))
    tl = timeline.Timeline(timeline_data(two))
    reports = tl.to_pandas("reports")
    assert list(reports["report"]) == ["doc#24", "doc#1"]
    assert str(reports["published"].iloc[0].date()) == "2020-02-04"
    assert set(reports["publisher"]) == {"Daily Courier"}
    figures = tl.to_pandas("casualties")
    assert list(figures["best"]) == [4, 4]
    assert list(figures["kind"]) == ["killed", "killed"]


def test_unknown_table_is_named(tl: timeline.Timeline) -> None:
    with pytest.raises(UnknownNameError, match="incidents, reports, casualties"):
        tl.to_pandas("events")


def test_year_beyond_nanoseconds_is_a_day() -> None:
    old = timeline.Timeline(timeline_data(incident(date=day("1415-10-25"))))
    assert str(old.to_pandas()["start"].iloc[0].date()) == "1415-10-25"


def test_panel_is_a_table(tl: timeline.Timeline) -> None:
    table = tl.panel("country,month", since=date(2020, 2, 1))
    assert list(table["incidents"]) == [1, 0, 0, 1]
    assert table.attrs["counted"] == 2


class Tags(HTMLParser):
    """Collects the tags and the text of a block of HTML."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        """Add text."""
        self.text += data


def test_summary_shows_title_span_strip_and_quotations(tl: timeline.Timeline) -> None:
    tags = Tags()
    tags.feed(tl._repr_html_())
    assert "Test" in tags.text
    assert "2020-02-03 to 2020-03-10" in tags.text
    assert "shelled the town of Subek" in tags.text
    assert tags.tags.count("rect") == 2
    assert tags.tags.count("li") == 2


def test_summary_escapes_what_comes_from_outside() -> None:
    hostile = shelling(
        headline=HOSTILE,
        summary=HOSTILE,
        reports=(passage(text=HOSTILE, document=HOSTILE),),
    )
    block = html(
        timeline_data(hostile, title=HOSTILE, documents=(document(id=HOSTILE),))
    )
    tags = Tags()
    tags.feed(block)
    assert "script" not in tags.tags
    assert "\u202e" not in block
    assert "http" not in block.replace("http://www.w3.org/2000/svg", "")


def test_summary_of_nothing_is_a_title() -> None:
    block = html(timeline_data(shelling(date=None, reports=())))
    assert "none dated" in block
    assert "<svg" not in block
    empty = timeline.Timeline(timeline_data(shelling())).filter(until="1999-01-01")
    assert "<li>" not in empty._repr_html_()


def test_strip_counts_each_incident_once() -> None:
    incidents = [
        incident(date=day("2020-01-01")),
        incident(date=month("2020-02")),
        incident(date=day("2021-12-31")),
        incident(date=day("2020-06-01"), status=Status.PLANNED),
    ]
    span = span_of(incidents)
    assert span == (date(2020, 1, 1), date(2021, 12, 31))
    assert sum(counts_of(incidents, span)) == pytest.approx(3)


def test_show_opens_page_that_it_wrote(
    tl: timeline.Timeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    page = tl.show(tmp_path / "war.html")
    assert opened == [page.as_uri()]
    assert page.stat().st_size > 100_000
    other = tl.show()
    assert other.exists()
    other.unlink()
    other.parent.rmdir()


def test_load_takes_little_time_and_no_large_library(tmp_path: Path) -> None:
    path = tmp_path / "war.timeline.json"
    timeline_json.write(timeline_data(shelling()), path)
    code = (
        "import sys, time; start = time.process_time(); import timeline\n"
        "tl = timeline.load(sys.argv[1]); len(tl); used = time.process_time() - start\n"
        "large = {'spacy', 'pandas', 'plotly', 'networkx', 'numpy', 'trafilatura'}\n"
        "print(used < 0.5, sorted(large & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "True []", done.stderr
