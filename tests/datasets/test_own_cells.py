"""Are the cells of a table of one's own read like the dates and figures of a sentence?"""

from pathlib import Path

import pytest

from tests.datasets.tables import read, text_of, told
from timeline.datasets.dates import read_interval
from timeline.model.mapping import ColumnMapping

MAPPING = ColumnMapping(date="Date", end="End", default_type="ASSAULT", place="Town", killed="Killed", injured="Injured")  # fmt: skip


def table(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "mine.csv"
    whole = ({"Date": "2021-01-01", "End": "", "Town": "Bama", "Killed": "", "Injured": "", **row} for row in rows)  # fmt: skip
    path.write_text(text_of(*whole), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("44197", ("2021-01-01", "2021-01-01", "day")),
        ("44197.75", ("2021-01-01", "2021-01-01", "day")),
        ("Jan 5, 2021", ("2021-01-05", "2021-01-05", "day")),
        ("5th of January 2021", ("2021-01-05", "2021-01-05", "day")),
        ("Tuesday, 5 January 2021", ("2021-01-05", "2021-01-05", "day")),
        ("5-6 January 2021", ("2021-01-05", "2021-01-06", "week")),
        ("5/6 January 2021", ("2021-01-05", "2021-01-06", "week")),
        ("January 5-8, 2021", ("2021-01-05", "2021-01-08", "week")),
        ("30 January - 2 February 2021", ("2021-01-30", "2021-02-02", "week")),
        ("December 31-January 1, 2021", ("2020-12-31", "2021-01-01", "week")),
        ("30-31/01/2021", ("2021-01-30", "2021-01-31", "week")),
        ("2021-01-05 to 2021-01-08", ("2021-01-05", "2021-01-08", "week")),
        ("Between 3 and 5 March 2016", ("2016-03-03", "2016-03-05", "week")),
        ("2021-02", ("2021-02-01", "2021-02-28", "month")),
        ("02/2021", ("2021-02-01", "2021-02-28", "month")),
        ("February 2021", ("2021-02-01", "2021-02-28", "month")),
        ("2021-02-00", ("2021-02-01", "2021-02-28", "month")),
        ("early February 2021", ("2021-02-01", "2021-02-09", "month")),
        ("2021", ("2021-01-01", "2021-12-31", "year")),
        ("Q2 2021", ("2021-04-01", "2021-06-30", "quarter")),
        ("2021-W05", ("2021-02-01", "2021-02-07", "week")),
        ("summer 2020", ("2020-06-01", "2020-08-31", "season")),
        ("2021-03-04T00:00:00.000Z", ("2021-03-04", "2021-03-04", "day")),
        ("c. 5 January 2021", ("2021-01-05", "2021-01-05", "day")),
    ],
)
def test_a_date_is_read_as_in_a_sentence(
    cell: str, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    [report] = read(table(tmp_path, {"Date": cell}), mapping=MAPPING).reports
    assert report.date is not None
    assert (
        str(report.date.start),
        str(report.date.end),
        report.date.precision.value,
    ) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "31-Feb-2021", "30 February 2021", "before 5 May 2020", "last Monday", "January", "12/13/14/2021", "soon", "99999", "0",
        "5 January 2021, again in March", "Q5 2021", "2021-13", "1 to 3", "5 January 2021?x",
    ],
)  # fmt: skip
def test_date_that_is_none_is_refused_by_name(cell: str, tmp_path: Path) -> None:
    coded = read(table(tmp_path, {"Date": cell}), mapping=MAPPING)
    assert coded.reports == ()
    assert told(coded)[0] == (
        f"mine.csv, line 2: Date {cell!r} is not a day, month or year. Write it as 2020-02-06, 2020-02 or 2020."
    )


def test_words_around_a_date_make_it_no_statement() -> None:
    bases = [read_interval(cell) for cell in ("5 January 2021", "about 5 January 2021")]
    assert [days.basis.value for days in bases if days] == ["stated", "relative"]


def test_a_row_without_a_date_stays_undated(tmp_path: Path) -> None:
    coded = read(table(tmp_path, {"Date": "", "Killed": "10-15"}), mapping=MAPPING)
    [report] = coded.reports
    assert report.date is None
    assert told(coded)[0] == "mine.csv, line 2: Date is empty. The row has no date."


def test_a_date_of_two_readings_is_left_open(tmp_path: Path) -> None:
    path = table(tmp_path, {"Date": "12/03/2021"})
    coded = read(path, mapping=MAPPING)
    assert coded.reports[0].date is None
    assert "'12/03/2021' can be 2021-03-12 or 2021-12-03" in told(coded)[0]
    chosen = ColumnMapping(date="Date", date_order="month", default_type="ASSAULT")
    when = read(path, mapping=chosen).reports[0].date
    assert when is not None
    assert str(when.start) == "2021-12-03"


def test_the_column_shows_the_order_of_own_dates(tmp_path: Path) -> None:
    path = table(
        tmp_path, {"Date": "12/03/2021"}, {"Date": "13/03/2021", "End": "15/03/2021"}
    )
    coded = read(path, mapping=MAPPING)
    dates = [report.date for report in coded.reports]
    assert [str(when.end) for when in dates if when] == ["2021-03-12", "2021-03-15"]
    assert len(told(coded)) == 1


def test_a_serial_day_of_excel_is_said_once(tmp_path: Path) -> None:
    coded = read(table(tmp_path, {"Date": "44197"}, {"Date": "44198"}), mapping=MAPPING)
    assert told(coded) == [
        "mine.csv, line 2: Date is a number such as 44197, which Excel stores for a day. "
        "It was read so: 44197 is 2021-01-01."
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,250", (1250, 1250, 1250)),
        ("2+", (2, 2, None)),
        ("at least 3", (3, 3, None)),
        ("At least three", (3, 3, None)),
        (">20", (20, 20, None)),
        ("~40", (None, 40, None)),
        ("about 40", (None, 40, None)),
        ("c. 40", (None, 40, None)),
        ("10-15", (10, None, 15)),
        ("10 – 15", (10, None, 15)),
        ("10 to 15 people", (10, None, 15)),
        ("between 10 and 15", (10, None, 15)),
        ("<5", (None, 5, 5)),
        ("up to 5", (None, 5, 5)),
        ("twelve", (12, 12, 12)),
        ("3 dead", (3, 3, 3)),
        ("dozens", (None, None, None)),
        ("several", (None, None, None)),
    ],
)
@pytest.mark.parametrize("column", ["Killed", "Injured"])
def test_a_count_keeps_its_bounds(
    column: str, cell: str, expected: tuple[int | None, ...], tmp_path: Path
) -> None:
    coded = read(table(tmp_path, {column: cell}), mapping=MAPPING)
    [figure] = coded.reports[0].casualties
    assert (figure.low, figure.best, figure.high) == expected
    assert told(coded) == []


@pytest.mark.parametrize("cell", ["unknown", "n/a", "?", "-", "0", "", "Unknown."])
def test_a_count_that_is_not_known_is_nobody(cell: str, tmp_path: Path) -> None:
    coded = read(table(tmp_path, {"Killed": cell}), mapping=MAPPING)
    assert coded.reports[0].casualties == ()
    assert told(coded) == []


@pytest.mark.parametrize("cell", ["3 and a dog", "15-Oct", "many goats", "-4", "2 soldiers, 3 civilians"])  # fmt: skip
def test_a_count_that_is_not_understood_is_named(cell: str, tmp_path: Path) -> None:
    coded = read(table(tmp_path, {"Killed": cell}), mapping=MAPPING)
    assert coded.reports[0].casualties == ()
    assert cell in told(coded)[0]
