"""Is a table found below titles, in two-row headers, on the second sheet, behind Excel's own lines?"""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.factories import run
from tests.datasets.tables import ACLED, GED, Cells, read, read_text, text_of, told
from timeline.datasets import template_for
from timeline.datasets.headers import likely_header, together
from timeline.model.mapping import ColumnMapping

OWN: tuple[tuple[Any, ...], ...] = (
    ("Date", "Town", "Type", "Killed"),
    ("2021-01-05", "Bama", "Attack", 2),
    ("2021-01-06", "Gwoza", "Protest", 0),
)
MAPPING = ColumnMapping(date="Date", place="Town", type="Type", killed="Killed", types={"Attack": "ASSAULT", "Protest": "PROTEST"})  # fmt: skip
PIVOT = (("Year", "(Multiple Items)"), (2021, 2))


def book(folder: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    path = folder / "book.xlsx"
    made.save(path)
    return path


def towns(path: Path, mapping: ColumnMapping | None = MAPPING) -> list[str]:
    return [report.places[0].name for report in read(path, mapping=mapping).reports]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Incidents of 2021\n",
        "Incidents of 2021\n\nUpdated: 2021-03-04\n",
        "Register of incidents, first part\n",
        '"A title, with a comma"\n\n\n',
        ",,,\nOur list,,,\n",
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_titles_before_the_header_are_left_out(
    before: str, delimiter: str, tmp_path: Path
) -> None:
    names = [str(cell) for cell in OWN[0]]
    rows: list[Cells] = [dict(zip(names, row, strict=True)) for row in OWN[1:]]
    path = tmp_path / "mine.csv"
    path.write_text(before + text_of(*rows, delimiter=delimiter), encoding="utf-8")
    assert towns(path) == ["Bama", "Gwoza"]
    coded = read(path, mapping=MAPPING)
    assert coded.documents[0].line == before.count("\n") + 2
    assert 'date = "Date"' in template_for(path)


def test_titles_before_a_known_collection(tmp_path: Path) -> None:
    coded = read_text("GED, our copy\n\n" + text_of(GED), tmp_path)
    assert [report.id for report in coded.reports] == ["ucdp_ged:900001"]
    assert coded.documents[0].line == 4


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        (["", "", "Casualties", ""], ["Date", "Town", "Killed", "Injured"], ["Date", "Town", "Killed", "Injured"]),
        (["Date", "Town", "Killed", "", "Injured", ""], ["", "", "Low", "High", "Low", "High"],
         ["Date", "Town", "Killed Low", "Killed High", "Injured Low", "Injured High"]),
        (["Date", "Place", ""], ["", "Country", "Town"], ["Date", "Country", "Town"]),
    ],
)  # fmt: skip
def test_two_rows_make_the_names(
    upper: list[str], lower: list[str], expected: list[str]
) -> None:
    assert together(upper, lower) == expected
    datum = ["2021-01-05", *("1" for _ in expected[1:])]
    assert likely_header([(1, upper), (2, lower), (3, datum)]).cells == expected


def test_header_of_two_rows_is_mapped_and_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "When,,Where,Killed,\nDate,Type,Town,Low,High\n2021-01-05,Attack,Bama,2,5\n",
        encoding="utf-8",
    )
    mapping = ColumnMapping(date="Date", default_type="ASSAULT", place="Town", killed_low="Low", killed_high="High")  # fmt: skip
    [report] = read(path, mapping=mapping).reports
    assert [(figure.low, figure.high) for figure in report.casualties] == [(2, 5)]


def test_a_row_of_hxl_tags_is_no_incident(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "Date,Town,Type,Killed\n#date,#loc,#event,#affected\n2021-01-05,Bama,Attack,2\n",
        encoding="utf-8",
    )
    coded = read(path, mapping=MAPPING)
    assert (towns(path), told(coded)) == (["Bama"], [])


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
def test_the_separator_line_of_excel_is_skipped(delimiter: str, tmp_path: Path) -> None:
    text = f"sep={delimiter}\n" + text_of(ACLED, delimiter=delimiter)
    coded = read_text(text, tmp_path)
    assert [report.id for report in coded.reports] == ["acled:SYR900001"]
    assert coded.documents[0].line == 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_with_and_without_its_mark(encoding: str, tmp_path: Path) -> None:
    row = {**ACLED, "location": "Aïn Issa"}
    coded = read_text(text_of(row, delimiter="\t"), tmp_path, encoding=encoding)
    assert coded.reports[0].places[0].name == "Aïn Issa"


def test_rows_of_empty_cells_are_no_incidents(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "Date,Town,Type,Killed\n2021-01-05,Bama,Attack,2\n,,,\n,,,\n", encoding="utf-8"
    )
    assert towns(path) == ["Bama"]


def test_sheet_with_known_columns_is_read_and_named(tmp_path: Path) -> None:
    path = book(tmp_path, Summary=PIVOT, Events=OWN, Notes=(("Written by us",),))
    assert towns(path) == ["Bama", "Gwoza"]
    assert told(read(path, mapping=MAPPING)) == [
        "book.xlsx: of its 3 sheets (Summary, Events, Notes) 'Events' was read. "
        "Choose another one with --sheet NAME, or sheet = NAME in timeline.toml."
    ]


def test_of_sheets_alike_the_longest_is_read(tmp_path: Path) -> None:
    path = book(tmp_path, Old=OWN[:2], New=OWN, Draft=OWN[:1])
    assert towns(path) == ["Bama", "Gwoza"]


def test_a_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    path = book(tmp_path, Old=OWN, New=OWN[:2])
    settings = tmp_path / "timeline.toml"
    built = run("mapping", path, "--sheet", "old")
    assert built.code == 0
    assert 'sheet = "Old"' in built.out
    settings.write_text(built.out, encoding="utf-8")
    page = tmp_path / "x.html"
    assert "incidents  2 " in run("build", path, "--settings", settings, "-o", page).out
    found = run("build", path, "--settings", settings, "--sheet", "New", "-o", page)
    assert "incidents  1 " in found.out


def test_a_sheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = book(tmp_path, Summary=PIVOT, Events=OWN)
    found = run("build", path, "--sheet", "Event", "-o", tmp_path / "x.html")
    assert found.code == 1
    assert (
        "the workbook has no sheet 'Event'. Is it 'Events'? It has: Summary, Events."
        in found.err
    )


def test_no_sheet_with_known_columns_lists_them(tmp_path: Path) -> None:
    path = book(tmp_path, Summary=PIVOT, Other=(("Alpha", "Beta"), ("a", "b")))
    [said] = told(read(path))
    assert "none of its sheets (Summary, Other) has columns we know" in said
    assert "--sheet" in said


def test_the_template_is_of_the_sheet_best_understood(tmp_path: Path) -> None:
    text = template_for(book(tmp_path, Summary=PIVOT, Events=OWN))
    assert 'sheet = "Events"' in text
    assert 'killed = "Killed"' in text


def test_formulas_without_a_value_are_named(tmp_path: Path) -> None:
    rows = [[*row[:3], f"=1+{number}"] for number, row in enumerate(OWN)]
    rows[0] = list(OWN[0])
    coded = read(book(tmp_path, Events=rows), mapping=MAPPING)
    assert len(coded.reports) == 2
    assert told(coded) == [
        "book.xlsx, lines 2, 3: column D holds a formula without a stored value. "
        "Open the workbook in Excel or LibreOffice, save it, and give it again."
    ]


def test_a_day_that_excel_shows_as_a_number(tmp_path: Path) -> None:
    path = book(tmp_path, Events=(OWN[0], (44197, "Bama", "Attack", 2)))
    when = read(path, mapping=MAPPING).reports[0].date
    assert when is not None
    assert str(when.start) == "2021-01-01"


def test_a_workbook_with_a_damaged_sheet_is_named(tmp_path: Path) -> None:
    whole = book(tmp_path, Summary=PIVOT, Events=OWN)
    path = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if "sheet2" in name else data)
    coded = read(path, mapping=MAPPING)
    assert coded.reports == ()
    assert all(problem.where.startswith("damaged.xlsx") for problem in coded.problems)
