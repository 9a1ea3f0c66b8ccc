"""Does a row of every collection become what its codebook says?"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.datasets.tables import (
    ACLED,
    GED,
    GTD,
    ICEWS,
    POLECAT,
    SAMPLES,
    SCAD,
    Cells,
    only,
    read,
    read_text,
    text_of,
    told,
)
from timeline.model.actors import Role
from timeline.model.incidents import Casualty, Report
from timeline.model.places import PlacePrecision
from timeline.model.types import CasualtyKind, Status

PARTY, INITIATOR, TARGET = Role.PARTY, Role.INITIATOR, Role.TARGET


def figures(report: Report) -> list[tuple[Any, ...]]:
    return [
        (one.kind.value, one.group, one.low, one.best, one.high, one.part_of_total)
        for one in report.casualties
    ]


def dated(report: Report) -> tuple[str, str, str]:
    assert report.date is not None
    return str(report.date.start), str(report.date.end), report.date.precision.value


def sides(report: Report) -> list[tuple[str, Role]]:
    return [(actor.id, actor.role) for actor in report.actors]


def test_ged_row_keeps_figures_by_side_and_range(tmp_path: Path) -> None:
    report = only(GED, tmp_path)
    assert (report.id, report.type, report.mode, report.status) == (
        "ucdp_ged:900001",
        "ASSAULT",
        "clash",
        Status.OCCURRED,
    )
    assert sides(report) == [("SYR", PARTY), ("isis", PARTY)]
    assert figures(report) == [
        ("killed", None, 7, 8, 10, False),
        ("killed", "on the side of Syria", 2, 2, 2, True),
        ("killed", "on the side of Islamic State", 5, 5, 5, True),
        ("killed", "civilians", 1, 1, 1, True),
    ]
    assert report.attribution == ("army", "a medic")
    assert (report.publisher, report.outlets) == (
        "UCDP GED",
        ("Harbour Wire", "Tern Post"),
    )
    [place] = report.places
    assert (place.name, place.country, place.admin1, place.precision) == (
        "Palmyra town",
        "SYR",
        "Homs",
        PlacePrecision.CITY,
    )


def test_ged_dead_without_range_are_one_figure(tmp_path: Path) -> None:
    report = only(
        GED, tmp_path, deaths_a=0, deaths_b=3, deaths_civilians=0, best=3, low=3, high=3
    )
    assert report.casualties == (
        Casualty(
            kind=CasualtyKind.KILLED,
            group="on the side of Islamic State",
            actor="isis",
            low=3,
            best=3,
            high=3,
        ),
    )


@pytest.mark.parametrize(
    ("prec", "start", "end", "expected"),
    [
        (1, "2016-05-02", "2016-05-02", "day"),
        (2, "2016-05-02", "2016-05-05", "week"),
        (3, "2016-05-02", "2016-05-08", "week"),
        (4, "2016-05-01", "2016-05-31", "month"),
        (5, "2016-05-01", "2016-08-31", "period"),
        (1, "2016-05-02", "2016-05-20", "month"),  # contradicts itself: the days win
        ("x", "2016-05-02", "2016-05-02", "day"),
    ],
)
def test_date_prec_of_ged_is_precision_of_interval(
    prec: object, start: str, end: str, expected: str, tmp_path: Path
) -> None:
    report = only(
        GED,
        tmp_path,
        date_prec=prec,
        date_start=f"{start} 00:00:00.000",
        date_end=f"{end} 00:00:00.000",
    )
    assert dated(report) == (start, end, expected)


@pytest.mark.parametrize(
    ("prec", "name", "expected", "known_as"),
    [
        (1, "Palmyra town", PlacePrecision.CITY, "at:34.5624,38.2840:palmyra-town"),
        (2, "Palmyra town", PlacePrecision.DISTRICT, "at:34.5624,38.2840:palmyra-town"),
        (
            3,
            "Tadmur district",
            PlacePrecision.DISTRICT,
            "at:34.5624,38.2840:tadmur-district",
        ),
        (4, "Homs governorate", PlacePrecision.PROVINCE, "admin1:SY.11"),
        (5, "the desert", PlacePrecision.REGION, "at:34.5624,38.2840:desert"),
        (6, "Syria", PlacePrecision.COUNTRY, "country:SYR"),
    ],
)
def test_where_prec_of_ged_is_grain_of_place(
    prec: int, name: str, expected: PlacePrecision, known_as: str, tmp_path: Path
) -> None:
    [place] = only(GED, tmp_path, where_prec=prec, where_coordinates=name).places
    assert (place.precision, place.id) == (expected, known_as)


def test_ged_row_over_months_is_a_cumulative_total(tmp_path: Path) -> None:
    assert only(GED, tmp_path, date_prec=5, date_end="2016-09-30").mode == "cumulative"


def test_one_sided_violence_targets_civilians(tmp_path: Path) -> None:
    report = only(GED, tmp_path, type_of_violence=3, side_a="IS", side_b="Civilians")
    assert sides(report) == [("isis", INITIATOR), ("civilians", TARGET)]
    assert report.mode is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"low": 9}, "table.csv, line 2: low is more than best: the row contradicts itself. It was read as it is."),
        ({"high": 5}, "table.csv, line 2: high is less than best: the row contradicts itself. It was read as it is."),
        ({"deaths_a": 4}, "table.csv, line 2: the dead of the sides do not add up to best. The row was read as it stands."),
        ({"code_status": "Check deaths"}, "table.csv, line 2: code_status says that the row is provisional. "
         "It was read; look at it in a final release."),
    ],
)  # fmt: skip
def test_contradictory_ged_row_warns_and_stays(
    changes: Cells, said: str, tmp_path: Path
) -> None:
    coded = read_text(text_of({**GED, **changes}), tmp_path)
    assert told(coded) == [said]
    assert len(coded.reports) == 1
    assert not coded.problems[0].skipped


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("2016-05-02", "2016-05-02", "day")),
        ({"event_date": "2016-05-02"}, ("2016-05-02", "2016-05-02", "day")),
        ({"event_date": "02-05-2016"}, ("2016-05-02", "2016-05-02", "day")),
        ({"time_precision": 2}, ("2016-04-29", "2016-05-05", "week")),
        ({"time_precision": 3}, ("2016-05-01", "2016-05-31", "month")),
    ],
)
def test_acled_dates_in_every_spelling(
    changes: Cells, expected: Any, tmp_path: Path
) -> None:
    assert dated(only(ACLED, tmp_path, **changes)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [("SYR-military", PARTY), ("hts", PARTY), ("sham-legion", PARTY), ("jaysh-al-izza", PARTY)]),
        (
            {"event_type": "Violence against civilians", "sub_event_type": "Attack", "actor2": "Civilians (Syria)", "inter2": "7",
             "assoc_actor_2": ""},
            [("SYR-military", INITIATOR), ("SYR-civilians", TARGET)],
        ),
        (
            {"event_type": "Protests", "sub_event_type": "Peaceful protest", "actor1": "Protesters (Syria)", "inter1": "Protesters",
             "actor2": "", "inter2": "", "assoc_actor_2": ""},
            [("SYR-protesters", INITIATOR)],
        ),
        (
            {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike", "assoc_actor_2": ""},
            [("SYR-military", PARTY), ("hts", PARTY)],
        ),
    ],
)  # fmt: skip
def test_acled_sides_are_parties_unless_kind_directs_them(
    changes: Cells, expected: list[tuple[str, Role]], tmp_path: Path
) -> None:
    assert sides(only(ACLED, tmp_path, **changes)) == expected


def test_acled_counts_dead_once_and_nobody_for_zero(tmp_path: Path) -> None:
    assert figures(only(ACLED, tmp_path)) == [("killed", None, 4, 4, 4, False)]
    assert figures(only(ACLED, tmp_path, fatalities=0)) == []


def test_acled_takes_upper_case_columns_and_api_answers(tmp_path: Path) -> None:
    upper = {name.upper(): value for name, value in ACLED.items()}
    wanted = only(ACLED, tmp_path)
    assert read_text(text_of(upper), tmp_path).reports[0].actors == wanted.actors
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"status": 200, "data": [ACLED]}), encoding="utf-8")
    assert read(path).reports[0].casualties == wanted.casualties


def test_icews_gives_its_deepest_place_and_composes_actors(tmp_path: Path) -> None:
    report = only(ICEWS, tmp_path)
    assert (report.id, report.type, report.mode) == (
        "icews:1-2016-05-02",
        "COERCE",
        "arrest",
    )
    assert sides(report) == [("IND-police", INITIATOR), ("IND-civilians", TARGET)]
    assert [place.precision for place in report.places] == [PlacePrecision.PROVINCE]
    assert report.outlets == ("Tern Post",)


def test_polecat_is_read_type_by_type(tmp_path: Path) -> None:
    report = only(POLECAT, tmp_path)
    assert (report.type, report.mode) == ("ASSAULT", "aerial")
    assert sides(report) == [("ISR", INITIATOR), ("hamas", TARGET), ("pij", TARGET)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("1988-05-02", "1988-05-02", "day")),
        ({"iday": 0}, ("1988-05-01", "1988-05-31", "month")),
        ({"iday": 0, "imonth": 0}, ("1988-01-01", "1988-12-31", "year")),
        (
            {"extended": 1, "resolution": "1988-05-09"},
            ("1988-05-02", "1988-05-09", "period"),
        ),
    ],
)
def test_gtd_day_0_is_unknown_day_of_month(
    changes: Cells, expected: Any, tmp_path: Path
) -> None:
    assert dated(only(GTD, tmp_path, **changes)) == expected


def test_gtd_keeps_claims_own_dead_and_failures(tmp_path: Path) -> None:
    report = only(GTD, tmp_path)
    assert report.attribution == ("Shining Path (SL)",)
    assert figures(report) == [
        ("killed", None, 4, 4, 4, False),
        ("killed", "attackers", 1, 1, 1, True),
    ]
    assert only(GTD, tmp_path, success=0).status is Status.FAILED
    assert only(GTD, tmp_path, suicide=1).mode == "suicide-bombing"


def test_scad_rows_of_one_event_are_one_report(tmp_path: Path) -> None:
    second = {
        **SCAD,
        "ilocal": "Gabu",
        "sublocal": 2,
        "latitude": 12.28,
        "longitude": -14.22,
    }
    coded = read_text(text_of(SCAD, second), tmp_path)
    [report], [document] = coded.reports, coded.documents
    assert [place.name for place in report.places] == ["Bissau", "Gabu"]
    assert figures(report) == [("killed", None, None, None, None, False)]
    assert [document.text[one.start : one.end] for one in report.passages] == [
        one.text for one in report.passages
    ]
    assert len(report.passages) == 2


@pytest.mark.parametrize("name", list(SAMPLES))
def test_every_mark_is_on_its_source_cell(name: str, tmp_path: Path) -> None:
    coded = read_text(text_of(SAMPLES[name]), tmp_path)
    [document], [report], [dataset] = coded.documents, coded.reports, coded.datasets
    [passage] = report.passages
    cells = dict(zip(dataset.columns, document.text.split("\t"), strict=False))
    keyed = {column.lower().replace(" ", "_"): cell for column, cell in cells.items()}
    assert document.text[passage.start : passage.end] == passage.text
    assert (document.dataset, document.line) == (dataset.id, 2)
    assert passage.marks
    for mark in passage.marks:
        assert passage.text[mark.start : mark.end] == keyed[mark.rule]
