"""Is corrections.csv read as it is documented, and every slip told with its line?"""

from datetime import date
from pathlib import Path

import pytest

from tests.project.factories import SIGNED, table
from timeline.docs import page
from timeline.errors import InputError
from timeline.model.correction_fields import COLUMNS
from timeline.project.corrections import ACTIONS, read_corrections

HEAD = ",".join(COLUMNS) + "\n"


def read(
    folder: Path, text: str | bytes
) -> tuple[list[tuple[int, str, dict[str, str]]], list[str]]:
    path = folder / "corrections.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    rows, problems = read_corrections(path)
    assert all(one.skipped for one in problems)
    plain = [
        (
            row.line,
            row.action,
            {key: value for key, value in row.cells.items() if key not in SIGNED},
        )
        for row in rows
    ]
    return plain, [f"{one.where}: {one.what} {one.cure}" for one in problems]


def test_rows_have_order_lines_and_filled_cells(tmp_path: Path) -> None:
    text = table(
        {"action": "rename actor", "id": "front", "value": "Northern Front"},
        {"action": "Merge-Actors", "id": "front", "value": "a; b"},
        {
            "action": "fix",
            "id": "i1",
            "date": "2020-02",
            "casualties": "killed 4; injured 2",
        },
        {"action": "merge", "id": "i1", "value": "i2"},
        {"action": "split", "id": "i1", "value": "a#3"},
        {"action": "delete", "id": "i1"},
        {
            "action": "add",
            "type": "ASSAULT",
            "document": "a",
            "quote": "two\nlines,  of words",
        },
    )
    assert read(tmp_path, text) == (
        [
            (2, "rename actor", {"id": "front", "value": "Northern Front"}),
            (3, "merge actors", {"id": "front", "value": "a; b"}),
            (
                4,
                "fix",
                {"id": "i1", "date": "2020-02", "casualties": "killed 4; injured 2"},
            ),
            (5, "merge", {"id": "i1", "value": "i2"}),
            (6, "split", {"id": "i1", "value": "a#3"}),
            (7, "delete", {"id": "i1"}),
            (
                9,
                "add",
                {"type": "ASSAULT", "document": "a", "quote": "two lines, of words"},
            ),
        ],
        [],
    )


def test_a_row_keeps_who_when_and_why(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(table({"action": "delete", "id": "i1"}), encoding="utf-8")
    row = read_corrections(path)[0][0]
    assert (row["author"], row.day, row["reason"]) == (
        "L. Baker",
        date(2021, 5, 4),
        "checked on the ground",
    )


SHORT = "action,id,author,day,reason\ndelete,i1,L. Baker,2021-05-04,why\n"


@pytest.mark.parametrize(
    "text",
    [
        SHORT,
        SHORT.replace(",", ";"),
        "\ufeff" + SHORT.replace("\n", "\r\n"),
        "\n\n" + SHORT + ",,,,\n\n",
        SHORT.replace("action,id", "Action , ID"),
        "reason,day,author,id,action\nwhy,2021-05-04,L. Baker,i1,delete\n",
    ],
    ids=[
        "few columns",
        "semicolons",
        "from a spreadsheet",
        "blank lines",
        "case and spaces",
        "another order",
    ],
)
def test_tables_as_spreadsheets_write_them_are_read(tmp_path: Path, text: str) -> None:
    rows, problems = read(tmp_path, text)
    assert [(action, cells) for _, action, cells in rows] == [("delete", {"id": "i1"})]
    assert problems == []


def test_no_file_and_empty_one_hold_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "no.csv") == ([], [])
    assert read(tmp_path, " \n") == ([], [])
    assert read(tmp_path, HEAD) == ([], [])


SLIPS = [
    (
        {"action": "bogus"},
        "there is no action 'bogus'. Actions are: rename actor, merge actors, fix, merge, split,",
    ),
    ({"id": "i1"}, "the action is missing. Actions are: rename actor,"),
    ({"action": "delete"}, "'delete' needs an id. Fill the column 'id'."),
    (
        {"action": "merge", "id": "i1"},
        "'merge' needs a value. Fill the column 'value'.",
    ),
    (
        {"action": "add", "document": "a", "quote": "x"},
        "'add' needs a type. Fill the column 'type'.",
    ),
    (
        {"action": "delete", "id": "i1", "author": " "},
        "'delete' needs an author. Fill the column 'author'.",
    ),
    (
        {"action": "delete", "id": "i1", "reason": ""},
        "'delete' needs a reason. Fill the column 'reason'.",
    ),
    (
        {"action": "delete", "id": "i1", "day": ""},
        "'delete' needs a day. Fill the column 'day'.",
    ),
    (
        {"action": "delete", "id": "i1", "day": "4 May"},
        "the day '4 May' is not a day. Write it like 2024-05-17.",
    ),
    (
        {"action": "delete", "id": "i1", "date": "2020"},
        "'date' means nothing for 'delete'. Leave it empty; 'delete' ta",
    ),
    (
        {"action": "fix", "id": "i1", "value": "x", "date": "2020"},
        "'value' means nothing for 'fix'. Leave it empty;",
    ),
    (
        {"action": "fix", "id": "i1"},
        "'fix' fixes nothing. Fill one of: type, status, date, place, casualties, initiat",
    ),
]


@pytest.mark.parametrize(
    ("row", "words"), SLIPS, ids=[words[:30] for _, words in SLIPS]
)
def test_malformed_row_is_named_by_line_others_read(
    tmp_path: Path, row: dict[str, str], words: str
) -> None:
    good = {"action": "delete", "id": "i1"}
    rows, problems = read(tmp_path, table(good, row, good))
    assert [line for line, _, _ in rows] == [2, 4]
    assert len(problems) == 1
    assert problems[0].startswith(f"corrections.csv, line 3: {words}")


def test_a_row_with_too_many_cells_is_told(tmp_path: Path) -> None:
    _, problems = read(tmp_path, SHORT + "delete,i1,Baker, Lea,2021-05-04,why\n")
    assert problems == [
        'corrections.csv, line 3: 6 cells are under 5 columns. Put cells that hold a comma between quotes: "…".'
    ]


UNUSABLE = [
    (
        SHORT.replace("reason", "reasn"),
        "there is no column 'reasn'. Did you mean 'reason'? Columns are: action, id,",
    ),
    (
        SHORT.replace("reason", ""),
        "there is no column ''. Columns are: action, id, value,",
    ),
    (
        SHORT.replace(",reason", ""),
        "the column 'reason' is missing. Begin the file with: action,id,value,",
    ),
    (
        SHORT.replace("author", "id"),
        "the column 'id' is there twice. Keep one of the two.",
    ),
    (b"action,id\xff", "this is not valid UTF-8. Save it as CSV in UTF-8."),
]


@pytest.mark.parametrize(("text", "words"), UNUSABLE)
def test_table_that_cannot_be_used_stops_build(
    tmp_path: Path, text: str | bytes, words: str
) -> None:
    with pytest.raises(InputError) as raised:
        read(tmp_path, text)
    assert str(raised.value).startswith(f"corrections.csv: {words}")


def test_broken_quotes_and_a_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(
        InputError,
        match=r"corrections\.csv, line \d: this is not CSV from here on \(.+\)\. Check the q",
    ):
        read(tmp_path, SHORT + 'delete,"i1"x,L. Baker,2021-05-04,why\n')
    (tmp_path / "folder").mkdir()
    with pytest.raises(
        InputError,
        match=r"folder: cannot be read \(is a directory\)\. Check its permissions\.",
    ):
        read_corrections(tmp_path / "folder")


def test_manual_names_columns_and_actions() -> None:
    readme = page("corrections")
    assert [name for name in (*COLUMNS, *ACTIONS) if f"`{name}`" not in readme] == []
