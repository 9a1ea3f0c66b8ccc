"""Are files of every generation of a collection read, and those that Excel saved in Europe?"""

from pathlib import Path
from typing import Any

import pytest

from tests.datasets.tables import (
    ACLED,
    GTD,
    ICEWS,
    SAMPLES,
    Cells,
    only,
    read,
    read_text,
    text_of,
    told,
)
from timeline.datasets.cameo import code_of_text, crossing_of
from timeline.model.actors import Role
from timeline.model.incidents import Report

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "samples"
ACLED_2016: Cells = {
    "GWNO": 652, "EVENT_ID_CNTY": "901SYR", "EVENT_ID_NO_CNTY": 901, "EVENT_DATE": "02-May-2016", "YEAR": 2016, "TIME_PRECISION": 1,
    "EVENT_TYPE": "Battle-No change of territory", "ACTOR1": "HTS: Hayat Tahrir al Sham", "ALLY_ACTOR_1": "Faylaq al-Sham", "INTER1": 2,
    "ACTOR2": "Military Forces of Syria (2000-)", "ALLY_ACTOR_2": "", "INTER2": 1, "INTERACTION": 12, "COUNTRY": "Syria", "ADMIN1": "Idleb",
    "ADMIN2": "", "ADMIN3": "", "LOCATION": "Saraqib", "LATITUDE": 35.86, "LONGITUDE": 36.8, "GEO_PRECISION": 1, "SOURCE": "Tern Post",
    "NOTES": "Invented.", "FATALITIES": 4,
}  # fmt: skip
# How GIS programs cut the names of the same columns to ten letters.
CUT = {
    "EVENT_ID_CNTY": "EVENT_ID_C",
    "TIME_PRECISION": "TIME_PRECI",
    "ALLY_ACTOR_1": "ALLY_ACTOR",
    "ALLY_ACTOR_2": "ALLY_ACT_1",
    "INTERACTION": "INTERACTIO",
    "GEO_PRECISION": "GEO_PRECIS",
}


def kind(report: Report) -> tuple[str, str | None]:
    return report.type, report.mode


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("ASSAULT", "clash")),
        ({"EVENT_TYPE": "Battle-Government regains territory"}, ("ASSAULT", "capture")),
        ({"EVENT_TYPE": "Remote violence"}, ("ASSAULT", None)),
        ({"EVENT_TYPE": "Riots/Protests", "ACTOR1": "Protesters (Syria)", "INTER1": 6}, ("PROTEST", "demonstration")),
        ({"EVENT_TYPE": "Riots/Protests", "ACTOR1": "Rioters (Syria)", "INTER1": 5}, ("PROTEST", "riot")),
        ({"EVENT_TYPE": "Violence against civilians", "ACTOR2": "Civilians (Syria)", "INTER2": 7}, ("ASSAULT", None)),
        ({"EVENT_TYPE": "Headquarters or base established"}, ("MOBILIZE", "deploy")),
        ({"EVENT_TYPE": "Non-violent transfer of territory"}, ("RETREAT", "withdraw")),
    ],
)  # fmt: skip
def test_acled_before_2018_is_read(
    changes: Cells, expected: tuple[str, str | None], tmp_path: Path
) -> None:
    assert kind(only(ACLED_2016, tmp_path, **changes)) == expected


def test_allies_of_old_acled_are_actors(tmp_path: Path) -> None:
    report = only(ACLED_2016, tmp_path)
    assert [actor.id for actor in report.actors] == [
        "hts",
        "sham-legion",
        "SYR-military",
    ]
    assert report.casualties[0].best == 4


def test_time_precision_of_old_acled_is_kept(tmp_path: Path) -> None:
    when = only(ACLED_2016, tmp_path, TIME_PRECISION=2).date
    assert when is not None
    assert (str(when.start), str(when.end)) == ("2016-04-29", "2016-05-05")


def test_acled_with_names_cut_to_ten_letters(tmp_path: Path) -> None:
    cut = {CUT.get(name, name): value for name, value in ACLED_2016.items()}
    wanted = only(ACLED_2016, tmp_path)
    report = only(cut, tmp_path)
    assert (report.actors, report.casualties, report.id) == (
        wanted.actors,
        wanted.casualties,
        wanted.id,
    )


def test_reduced_acled_without_inter_keeps_protests(tmp_path: Path) -> None:
    columns = ["event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "country", "location"]  # fmt: skip
    row = {**ACLED, "event_type": "Protests", "sub_event_type": "Peaceful protest", "actor1": "Protesters (Syria)"}  # fmt: skip
    [report] = read_text(text_of(row, columns=columns), tmp_path).reports
    assert kind(report) == ("PROTEST", "demonstration")
    assert [(actor.id, actor.role) for actor in report.actors] == [
        ("SYR-protesters", Role.INITIATOR)
    ]


def without(row: Cells, column: str) -> Cells:
    return {name: value for name, value in row.items() if name != column}


def test_icews_2017_is_read_by_event_text(tmp_path: Path) -> None:
    row = without(ICEWS, "CAMEO Code")
    dates = ("1/15/2017", "2/3/2017")
    rows = [
        {**row, "Event Date": date, "Event ID": number}
        for number, date in enumerate(dates)
    ]
    coded = read_text(text_of(*rows, delimiter="\t"), tmp_path, name="x.tab")
    assert [kind(report) for report in coded.reports] == [("COERCE", "arrest")] * 2
    assert [str(report.date.start) for report in coded.reports if report.date] == [
        "2017-01-15",
        "2017-02-03",
    ]
    assert told(coded) == [
        "x.tab, line 2: event_date '1/15/2017' shows that the month comes first in this column. "
        "Its other dates were read so."
    ]


def test_icews_needs_code_or_text(tmp_path: Path) -> None:
    row = without(without(ICEWS, "CAMEO Code"), "Event Text")
    coded = read_text(text_of(row, delimiter="\t"), tmp_path, name="x.tab")
    assert "it lacks the column cameo_code or event_text" in told(coded)[0]


@pytest.mark.skipif(
    not REAL.is_dir(), reason="the real samples (../shared) are not here"
)
def test_icews_event_texts_mean_what_codes_mean() -> None:
    lines = (
        (REAL / "icews/events.2018.sample.tab").read_text(encoding="utf-8").splitlines()
    )
    pairs = {(cells[6], cells[5]) for cells in (line.split("\t") for line in lines[1:])}
    differing = [
        (code, text)
        for code, text in pairs
        if (crossing_of(code).type, crossing_of(code).mode)
        != (crossing_of(code_of_text(text)).type, crossing_of(code_of_text(text)).mode)
    ]
    assert len(pairs) > 100
    assert differing == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"iyear": 2017, "imonth": 12, "iday": 31, "approxdate": "December 31-January 1"}, ("2017-12-31", "2018-01-01")),
        ({"approxdate": "May 1-4, 1988"}, ("1988-05-01", "1988-05-04")),
        ({"iday": 0, "approxdate": "Mid-May 1988"}, ("1988-05-11", "1988-05-20")),
        ({"iday": 0, "imonth": 0, "approxdate": "summer 1988"}, ("1988-06-01", "1988-08-31")),
        # words that contradict the numbers, or are no date, change nothing
        ({"approxdate": "June 1988"}, ("1988-05-02", "1988-05-02")),
        ({"iday": 0, "approxdate": "Before 05/20/1988"}, ("1988-05-01", "1988-05-31")),
    ],
)  # fmt: skip
def test_approxdate_of_gtd_is_an_interval(
    changes: Cells, expected: tuple[str, str], tmp_path: Path
) -> None:
    when = only(GTD, tmp_path, **changes).date
    assert when is not None
    assert (str(when.start), str(when.end)) == expected


def test_gtd_that_excel_saved_in_europe(tmp_path: Path) -> None:
    row = {**GTD, "city": "Huamanga Perú", "latitude": "-12,93", "longitude": "-74,25", "nkill": "4,0"}  # fmt: skip
    coded = read_text(text_of(row, delimiter=";"), tmp_path, encoding="cp1252")
    [report] = coded.reports
    [place] = report.places
    assert (place.name, place.lat, place.lon) == ("Huamanga Perú", -12.93, -74.25)
    assert report.casualties[0].best == 4


def test_ids_that_a_spreadsheet_rounded_lose_no_row(tmp_path: Path) -> None:
    rows = [{**GTD, "eventid": "1,98805E+11", "iday": day} for day in (2, 3)]
    coded = read_text(text_of(*rows), tmp_path)
    assert len({report.id for report in coded.reports}) == 2
    assert "a spreadsheet has rounded" in told(coded)[0]


@pytest.mark.parametrize("name", list(SAMPLES))
def test_every_format_declares_licence_and_citation(name: str, tmp_path: Path) -> None:
    [dataset] = read_text(text_of(SAMPLES[name]), tmp_path).datasets
    assert dataset.licence
    assert dataset.citation
    assert bool(dataset.restricted) == (name in ("acled", "gtd"))


def dates_of(cells: list[str], folder: Path) -> tuple[list[str | None], list[str]]:
    rows = [
        {**ACLED, "event_id_cnty": f"S{number}", "event_date": cell}
        for number, cell in enumerate(cells)
    ]
    coded = read_text(text_of(*rows), folder)
    return [str(report.date.start) for report in coded.reports if report.date], told(
        coded
    )


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["03/02/2023", "14/02/2023"], ["2023-02-03", "2023-02-14"]),
        (["03/02/2023", "02/14/2023"], ["2023-03-02", "2023-02-14"]),
        (
            ["03-02-2023", "02-14-2023"],
            ["2023-03-02", "2023-02-14"],
        ),  # hyphens are day first else
        (["03-02-2023"], ["2023-02-03"]),
        (["03/02/23", "14/02/23"], ["2023-02-03", "2023-02-14"]),
        (["3/2/2023 0:00", "14/2/2023 13:30"], ["2023-02-03", "2023-02-14"]),
        (["03.02.2023", "5/5/2023"], ["2023-02-03", "2023-05-05"]),
        (["14/02/2023", "02/14/2023", "03/02/2023"], ["2023-02-14", "2023-02-14"]),
        (["03/02/2023"], []),
    ],
)
def test_column_shows_order_of_day_and_month(
    cells: list[str], expected: list[str], tmp_path: Path
) -> None:
    dates, said = dates_of(cells, tmp_path)
    assert dates == expected
    if len(dates) < len(cells):
        assert any("can be 2023-02-03 or 2023-03-02" in line for line in said)


def test_the_order_of_a_column_is_said_once(tmp_path: Path) -> None:
    _, said = dates_of(["03/02/2023", "04/02/2023", "14/02/2023"], tmp_path)
    assert said == [
        "table.csv, line 4: event_date '14/02/2023' shows that the day comes first in this column. "
        "Its other dates were read so."
    ]


@pytest.mark.parametrize(
    ("cell", "latitude", "expected"),
    [
        ("1,250", "35.86", 1250),
        ("1.250", "35,86", 1250),
        ("1.250", "35.86", None),
        ("1,250", "35,86", None),
        ("1 250", "35.86", 1250),
        ("1'250", "35.86", 1250),
        ("1.250.000", "35.86", 1_250_000),
        ("3,0", "35,86", 3),
        ("3.0", "35.86", 3),
        ("2.5", "35.86", None),
        ("1e400", "35.86", None),
    ],
)
def test_commas_and_points_of_counts(
    cell: str, latitude: str, expected: Any, tmp_path: Path
) -> None:
    row = {**ACLED, "fatalities": cell, "latitude": latitude, "longitude": latitude}
    coded = read_text(text_of(row), tmp_path)
    [report] = coded.reports
    assert [figure.best for figure in report.casualties] == (
        [expected] if expected else []
    )
    assert bool(told(coded)) == (expected is None)
    assert report.places[0].lat == 35.86


def test_table_saved_twice_in_different_ways_is_same(tmp_path: Path) -> None:
    plain = tmp_path / "plain.csv"
    plain.write_text(text_of(ACLED), encoding="utf-8")
    european = {
        **ACLED,
        "latitude": "35,8644",
        "longitude": "36,8058",
        "event_date": "2/5/2016",
    }
    other = {**european, "event_id_cnty": "X", "event_date": "22/5/2016"}
    path = tmp_path / "european.csv"
    path.write_text(text_of(european, other, delimiter=";"), encoding="utf-16")
    first, second = read(plain).reports[0], read(path).reports[0]
    assert (first.places, first.casualties, first.actors) == (
        second.places,
        second.casualties,
        second.actors,
    )
    assert first.date is not None and second.date is not None
    assert first.date.start == second.date.start
