"""No table that is exported becomes a formula in a spreadsheet, whatever separates its columns there."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.views.hostile import hostile
from timeline.exporters.formats import EXPORTERS
from timeline.output.cells import without_formulas

SIGNS = "=+-@＝＋－＠"
TABLES = ("csv", "acled", "polecat", "timelinejs-csv", "traminer", "traminer-sts")
STARTS = ("", " ", "a;", "a; ", "a\n", "a\r\n", "a\r", "a\t", "a;\u200b")


def cells_as_opened(text: str) -> Iterator[str]:
    """Yield all cells as programs see them that separate columns by a comma, a semicolon or a tab."""
    for delimiter in ",;\t":
        for row in csv.reader(text.splitlines(), delimiter=delimiter):
            yield from row


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("sign", SIGNS)
def test_words_are_no_formula(start: str, sign: str) -> None:
    words = without_formulas(f"{start}{sign}cmd|'/c calc'!A1")
    quoted = words.replace('"', '""')
    opened = cells_as_opened(f'1,"{quoted}",2')
    # After a comma, coordinates stand: only "=" counts there, and our own cells are in quotes.
    assert [
        cell for cell in opened if cell.lstrip(' \u200b"').startswith(tuple(SIGNS))
    ] == []


@pytest.mark.parametrize("name", [name for name in EXPORTERS.names() if name in TABLES])
def test_exported_table_of_hostile_words_has_no_formula(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "out"
    EXPORTERS.get(name)(hostile(), path)
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    for file in files:
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        found = [
            cell
            for cell in cells_as_opened(text)
            if cell.lstrip(' "').startswith(tuple(SIGNS))
        ]
        assert [cell for cell in found if not is_number(cell) and cell != "-"] == []
