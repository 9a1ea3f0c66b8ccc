"""What happens to tables that are packed, damaged, shuffled, mislabelled or nothing we know?"""

import gzip
import random
import zipfile
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

from tests.datasets.tables import (
    GED,
    ICEWS,
    SAMPLES,
    Cells,
    flipped,
    read,
    read_text,
    text_of,
    told,
)
from timeline.datasets import Coded, is_table_file
from timeline.datasets.gdelt import FORMAT as GDELT
from timeline.model.mapping import ColumnMapping

ROWS: tuple[Cells, ...] = tuple({**GED, "id": 900_000 + number, "best": number, "low": 0, "high": 99,
                                 "deaths_a": number, "deaths_b": 0, "deaths_civilians": 0} for number in range(40))  # fmt: skip


def core(coded: Coded) -> list[object]:
    """Give what a table says, without where in the row it stands."""
    return [
        (one.id, one.type, one.date, one.actors, one.places, one.casualties)
        for one in coded.reports
    ]


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    return core(read_text(text_of(*ROWS), tmp_path_factory.mktemp("plain")))


def pack(kind: str, folder: Path) -> Path:
    text = text_of(*ROWS).encode()
    path = folder / f"table.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inner/any name.csv", text)
            archive.writestr("__MACOSX/inner/._any name.csv", b"\0\0")
            archive.writestr("codebook.pdf", b"%PDF-")
    elif kind == "csv.gz":
        path.write_bytes(gzip.compress(text))
    elif kind == "xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(list(ROWS[0]))
        for row in ROWS:
            sheet.append(list(row.values()))
        book.save(path)
    else:
        pyarrow.parquet.write_table(
            pyarrow.Table.from_pylist([dict(row) for row in ROWS]), path
        )
    return path


@pytest.mark.parametrize("kind", ["zip", "csv.gz", "xlsx", "parquet"])
def test_a_packed_or_typed_table_gives_the_same(
    kind: str, tmp_path: Path, wanted: list[object]
) -> None:
    coded = read(pack(kind, tmp_path))
    assert core(coded) == wanted
    assert coded.documents[0].line == 2


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"]
)
def test_the_encoding_does_not_matter(encoding: str, tmp_path: Path) -> None:
    row = {**GED, "where_coordinates": "Aïn Issa town"}
    coded = read_text(text_of(row), tmp_path, encoding=encoding)
    assert coded.reports[0].places[0].name == "Aïn Issa town"
    assert bool(coded.problems) == (encoding == "cp1252")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_does_not_matter(
    delimiter: str, tmp_path: Path, wanted: list[object]
) -> None:
    assert (
        core(read_text(text_of(*ROWS, delimiter=delimiter), tmp_path, name="x.tsv"))
        == wanted
    )


def test_the_order_of_columns_does_not_matter(
    tmp_path: Path, wanted: list[object]
) -> None:
    columns = list(GED)
    random.Random(1).shuffle(columns)
    assert core(read_text(text_of(*ROWS, columns=columns), tmp_path)) == wanted


def test_doubled_column_is_reported_and_first_one_read(
    tmp_path: Path, wanted: list[object]
) -> None:
    coded = read_text(text_of(*ROWS, columns=[*GED, "best"]), tmp_path)
    assert core(coded) == wanted
    assert told(coded) == [
        "table.csv, line 1: the header names a column twice: best. The first of each was read."
    ]


def test_rows_given_twice_are_read_once(tmp_path: Path, wanted: list[object]) -> None:
    coded = read_text(text_of(*ROWS, *ROWS), tmp_path)
    assert core(coded) == wanted
    assert told(coded) == [
        "table.csv, lines 42, 43, 44, 45, 46 and 35 more: the id of the row was given before. The first row of that id was kept."
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (
            [column for column in GED if column != "best"],
            "table.csv: this looks like UCDP GED, but it lacks the column best. Correct the header, or say which column is what: "
            "`timeline mapping table.csv` prints a template.",
        ),
        (
            [
                "best_est"
                if column == "best"
                else "countri"
                if column == "country"
                else column
                for column in GED
            ],
            "table.csv: this looks like UCDP GED, but it lacks the columns best, country (is it 'countri'?). Correct the header, "
            "or say which column is what: `timeline mapping table.csv` prints a template.",
        ),
        (
            ["alpha", "beta"],
            "table.csv: its columns (alpha, beta) are those of no collection we know (ACLED, GDELT, GTD, ICEWS, POLECAT, "
            "SCAD, UCDP GED). Correct the header, or say which column is what: `timeline mapping table.csv` prints a template.",
        ),
    ],
)
def test_a_header_that_fits_nothing_is_explained(
    header: list[str], said: str, tmp_path: Path
) -> None:
    coded = read_text(text_of(GED, columns=header), tmp_path)
    assert (told(coded), coded.reports) == ([said], ())


@pytest.mark.parametrize(
    ("changes", "said", "kept"),
    [
        ({"date_start": "2016-13-02"}, "table.csv, line 2: date_start '2016-13-02' is not a day. Write it as 2020-02-06.", False),
        ({"date_start": ""}, "table.csv, line 2: date_start is empty. Write it as 2020-02-06.", False),
        ({"date_end": "2015-01-01"}, "table.csv, line 2: date_end 2015-01-01 lies before date_start 2016-05-02. Correct the row.", False),
        ({"latitude": "95"}, "table.csv, line 2: latitude '95' lies beyond 90 degrees. The cell was left out.", True),
        ({"longitude": "E38"}, "table.csv, line 2: longitude 'E38' is not a number. The cell was left out.", True),
        ({"best": "eight"}, "table.csv, line 2: best 'eight' is not a number. The cell was left out.", True),
        ({"best": "-8"}, "table.csv, line 2: best '-8' is not a number of people. The cell was left out.", True),
        ({"where_prec": "9"}, "table.csv, line 2: where_prec '9' is none of 1 to 7. The place was taken for a region.", True),
        ({"type_of_violence": "7"}, "table.csv: 1 row of kinds that are none of our types: type_of_violence 7 (1). "
         "The tables in timeline/lexicon/data/crosswalks/ say which kinds are.", False),
    ],
)  # fmt: skip
def test_unreadable_cell_is_named_by_row_and_column(
    changes: Cells, said: str, kept: bool, tmp_path: Path
) -> None:
    coded = read_text(text_of({**GED, **changes}), tmp_path)
    assert told(coded)[0] == said
    assert bool(coded.reports) == kept


def test_row_with_extra_cell_is_named_others_stay(
    tmp_path: Path, wanted: list[object]
) -> None:
    lines = text_of(*ROWS).splitlines()
    lines[3] += ",x"
    coded = read_text("\n".join(lines), tmp_path)
    assert core(coded) == wanted[:2] + wanted[3:]
    assert told(coded)[0].startswith(
        f"table.csv, line 4: the row has {len(GED) + 1} cells, the header {len(GED)}."
    )


def test_unclosed_quote_is_an_error_with_its_line(tmp_path: Path) -> None:
    text = (
        text_of(*ROWS).replace('Two towns",Harbour', '"Two towns,Harbour', 1)
        + '"'
        + "x" * 1_100_000
    )
    coded = read_text(text, tmp_path)
    assert any(
        "a quote is opened and not closed" in line or "cells, the header" in line
        for line in told(coded)
    )


@pytest.mark.parametrize("name", list(SAMPLES))
@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_give_same_or_word_about_it(
    name: str, seed: int, tmp_path: Path
) -> None:
    plain = read_text(text_of(*[SAMPLES[name]] * 3), tmp_path)
    path = tmp_path / "flipped.csv"
    path.write_bytes(flipped(text_of(*[SAMPLES[name]] * 3), seed, bytes_=3))
    coded = read(path)
    assert len(coded.reports) <= 3
    if not coded.reports:
        assert coded.problems
    assert all(one.where and one.what and one.cure for one in coded.problems)
    assert len(plain.reports) == 1


OWN = "A list of ours\n\nWhen;;Dead;\nDate;Town;Low;High\n" + "".join(
    f"{day}/02/2021;Bama;{day};{day + 3}\n" for day in range(5, 25)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("seed", range(12))
def test_flipped_own_table_gives_rows_or_a_problem(
    seed: int, encoding: str, tmp_path: Path
) -> None:
    mapping = ColumnMapping(date="Date", place="Town", killed_low="Low", killed_high="High", default_type="ASSAULT")  # fmt: skip
    path = tmp_path / "mine.csv"
    path.write_bytes(OWN.encode(encoding))
    assert len(read(path, mapping=mapping).reports) == 20
    data = bytearray(path.read_bytes())
    draw = random.Random(seed)
    for _ in range(4):
        data[draw.randrange(len(data))] = draw.randrange(256)
    path.write_bytes(data)
    coded = read(path, mapping=mapping)
    assert len(coded.reports) == 20 or coded.problems
    assert all(
        one.where.startswith("mine.csv") and one.what and one.cure
        for one in coded.problems
    )
    assert "does not know" not in "".join(one.what for one in coded.problems)


@pytest.mark.parametrize("seed", range(20))
def test_flipped_bytes_of_workbook_give_rows_or_word(seed: int, tmp_path: Path) -> None:
    path = pack("xlsx", tmp_path)
    data = bytearray(path.read_bytes())
    draw = random.Random(seed)
    for _ in range(12):
        data[draw.randrange(len(data))] = draw.randrange(256)
    path.write_bytes(data)
    coded = read(path)
    assert len(coded.reports) == len(ROWS) or coded.problems
    assert all(
        one.where.startswith("table.xlsx") and one.what and one.cure
        for one in coded.problems
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the table is empty"),
        (b"\n\n", "the table is empty"),
        (b"one column\n1\n", "no tab, comma, semicolon or bar"),
        (b"PK\x03\x04broken", "this zip file is damaged"),
        (b"\x1f\x8bbroken", "its packing is damaged"),
        (gzip.compress(text_of(*ROWS).encode())[:-300], "its packing is damaged"),
    ],
)
def test_what_is_no_table_is_said(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(data)
    [problem] = read(path).problems
    assert said in problem.what
    assert problem.where.startswith("table.csv")


def test_file_made_to_fill_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.safety.limits.HARMLESS", 100_000)
    zeros = text_of(GED).encode() + b"0" * 5_000_000
    bomb = tmp_path / "bomb.csv.gz"
    bomb.write_bytes(gzip.compress(zeros))
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("table.csv", zeros)
    for path in (bomb, tmp_path / "bomb.zip"):
        [problem] = read(path).problems
        assert (
            problem.what == "unpacked it is larger than a file of this size should be."
        )


def test_a_table_of_gdelt_has_no_header(tmp_path: Path) -> None:
    for layout in GDELT.layouts:
        cells = {"GLOBALEVENTID": "77", "SQLDATE": "20160502", "Actor1Name": "SYRIA", "Actor1CountryCode": "SYR", "Actor1Type1Code": "MIL",
                 "EventCode": "194", "ActionGeo_Type": "4", "ActionGeo_FullName": "Homs, Hims, Syria", "ActionGeo_CountryCode": "SY",
                 "ActionGeo_Lat": "34.7", "ActionGeo_Long": "36.7", "DATEADDED": "20160502"}  # fmt: skip
        path = tmp_path / "20160502.export.CSV"
        path.write_text(
            "\t".join(cells.get(column, "") for column in layout) + "\n",
            encoding="utf-8",
        )
        [report] = read(path).reports
        assert (report.type, report.mode, report.actors[0].id) == (
            "ASSAULT",
            "shelling",
            "SYR-military",
        )
        assert report.places[0].country == "SYR"


def test_date_of_gdelt_years_off_is_left_open(tmp_path: Path) -> None:
    layout = GDELT.layouts[1]
    cells = {
        "GLOBALEVENTID": "77",
        "SQLDATE": "20070704",
        "Actor1Name": "X",
        "EventCode": "190",
        "DATEADDED": "20170701",
    }
    path = tmp_path / "x.tsv"
    path.write_text(
        "\t".join(cells.get(column, "") for column in layout) + "\n", encoding="utf-8"
    )
    coded = read(path)
    assert coded.reports[0].date is None
    assert "error" in coded.problems[0].what


def test_only_tables_are_claimed(tmp_path: Path) -> None:
    article, table, other = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.json"
    article.write_text(
        "Fighters shelled Subek, Aley, Orlo, Tern, Alder, and Nord on Monday.\n",
        encoding="utf-8",
    )
    table.write_text(text_of(ICEWS, delimiter="\t"), encoding="utf-8")
    other.write_text("{}", encoding="utf-8")
    assert [is_table_file(path) for path in (article, table, other)] == [
        False,
        True,
        False,
    ]
    assert is_table_file(tmp_path / "x.csv")
