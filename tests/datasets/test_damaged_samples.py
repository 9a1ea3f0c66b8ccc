"""What becomes of a real file that somebody saved wrongly: the same, or a word about where it is wrong?"""

import csv
import io
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.datasets.tables import flipped, read, told
from tests.datasets.test_samples import SAMPLES, TABLE
from timeline.datasets import Coded

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(),
    reason="the real samples (../shared) are not beside this checkout",
)

MOST = 120  # lines of a sample that are damaged; a whole one takes long
Rows = list[list[str]]


def rows_of(name: str) -> tuple[Rows, str]:
    """Read the first lines of a sample as cells, with the delimiter that parts them."""
    text = (SAMPLES / name).read_text(encoding="utf-8-sig")
    delimiter = "\t" if name.endswith((".tab", ".tsv")) else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))[
        :MOST
    ], delimiter


def text_of(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    told_as = io.StringIO(newline="")
    csv.writer(told_as, delimiter=delimiter).writerows(rows)
    return told_as.getvalue()


def core(coded: Coded) -> list[object]:
    """Give what a table says, without where in the row or the file it stands."""
    return [
        (one.type, one.date, one.actors, one.places, one.casualties)
        for one in coded.reports
    ]


def shuffled(rows: Rows, delimiter: str) -> bytes:
    order = list(range(len(rows[0])))
    random.Random(3).shuffle(order)
    return text_of([[row[at] for at in order] for row in rows], delimiter).encode()


def doubled(rows: Rows, delimiter: str) -> bytes:
    return text_of([[*row, row[0]] for row in rows], delimiter).encode()


def parted_by_bars(rows: Rows, _: str) -> bytes:
    return text_of(rows, "|").encode()


def in_utf_16(rows: Rows, delimiter: str) -> bytes:
    return text_of(rows, delimiter).encode("utf-16")


def in_utf_16_without_its_mark(rows: Rows, delimiter: str) -> bytes:
    return text_of(rows, delimiter).encode("utf-16-le")


def cut_off(rows: Rows, delimiter: str) -> bytes:
    data = text_of(rows, delimiter).encode()
    return data[
        : data.rindex(delimiter.encode(), 0, len(data) - len(data) // 7)
    ]  # in the middle of a row


def below_a_title(rows: Rows, delimiter: str) -> bytes:
    return b"A copy of ours\r\n\r\n" + text_of(rows, delimiter).encode()


def below_the_separator_line(rows: Rows, _: str) -> bytes:
    return b"sep=;\r\n" + text_of(rows, ";").encode()


def with_decimal_commas(rows: Rows, _: str) -> bytes:
    """Save as Excel does in Europe: semicolons, and commas in numbers with decimals."""
    decimal = re.compile(r"-?\d+\.\d+")
    comma = [[cell.replace(".", ",") if decimal.fullmatch(cell) else cell for cell in row] for row in rows]  # fmt: skip
    return text_of(comma, ";").encode("cp1252", errors="replace")


def with_empty_rows(rows: Rows, delimiter: str) -> bytes:
    empty = [""] * len(rows[0])
    return text_of([*rows[:5], empty, *rows[5:], empty, empty], delimiter).encode()


def with_codes_as_decimals(rows: Rows, delimiter: str) -> bytes:
    """Save as pandas does where a column of numbers has gaps: 3 becomes 3.0."""
    at = [number for number, name in enumerate(rows[0]) if name in {"best", "low", "high", "where_prec", "date_prec", "ndeath"}]  # fmt: skip
    saved = [[f"{cell}.0" if number in at and cell.isdigit() else cell for number, cell in enumerate(row)] for row in rows]  # fmt: skip
    return text_of(saved, delimiter).encode()


SAVED: dict[str, Callable[[Rows, str], bytes]] = {
    function.__name__: function
    for function in (
        shuffled,
        doubled,
        parted_by_bars,
        in_utf_16,
        in_utf_16_without_its_mark,
        cut_off,
        below_a_title,
        below_the_separator_line,
        with_decimal_commas,
        with_empty_rows,
        with_codes_as_decimals,
    )
}


@pytest.mark.parametrize("way", SAVED)
@pytest.mark.parametrize("name", [name for name, *_ in TABLE])
def test_resaved_real_file_gives_same_or_a_problem(
    name: str, way: str, tmp_path: Path
) -> None:
    rows, delimiter = rows_of(name)
    plain = tmp_path / "plain.csv"
    plain.write_text(text_of(rows, delimiter), encoding="utf-8", newline="")
    wanted = read(plain)
    other = tmp_path / "other.csv"
    other.write_bytes(SAVED[way](rows, delimiter))
    coded = read(other)
    assert wanted.reports
    said = [
        line
        for line in told(coded)
        if line.replace("other.csv", "plain.csv") not in told(wanted)
    ]
    assert core(coded) == core(wanted) or said
    assert all(
        one.where.startswith("other.csv") and one.what and one.cure
        for one in coded.problems
    )


@pytest.mark.parametrize("name", [name for name, form, *_ in TABLE if form != "gdelt"])
def test_real_file_on_second_sheet_gives_the_same(name: str, tmp_path: Path) -> None:
    rows, delimiter = rows_of(name)
    plain = tmp_path / "plain.csv"
    plain.write_text(text_of(rows, delimiter), encoding="utf-8", newline="")
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Contents", "pages"])
    sheet = book.create_sheet("Rows")
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "other.xlsx")
    assert core(read(tmp_path / "other.xlsx")) == core(read(plain))


@pytest.mark.parametrize("name", [name for name, form, *_ in TABLE if form != "gdelt"])
def test_missing_column_is_named_or_not_needed(name: str, tmp_path: Path) -> None:
    rows, delimiter = rows_of(name)
    plain = tmp_path / "table.csv"
    plain.write_text(text_of(rows, delimiter), encoding="utf-8", newline="")
    wanted = core(read(plain))
    for at, column in enumerate(rows[0]):
        plain.write_text(
            text_of([[*row[:at], *row[at + 1 :]] for row in rows], delimiter),
            encoding="utf-8",
            newline="",
        )
        coded = read(plain)
        left_out = any(column.lower().replace(" ", "_") in line for line in told(coded))
        assert core(coded) == wanted or left_out or len(coded.reports) == len(wanted), (
            column
        )
        assert coded.reports or left_out, column


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", [name for name, *_ in TABLE])
def test_flipped_bytes_of_real_file_give_no_traceback(
    name: str, seed: int, tmp_path: Path
) -> None:
    rows, delimiter = rows_of(name)
    path = tmp_path / "flipped.csv"
    path.write_bytes(flipped(text_of(rows, delimiter), seed, bytes_=20))
    coded = read(path)
    assert coded.reports or coded.problems
    assert all(
        one.where.startswith("flipped.csv") and one.what and one.cure
        for one in coded.problems
    )
