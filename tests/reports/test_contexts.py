"""What stands above or beside a passage completes it, and never goes before its own words."""

from pathlib import Path

import pytest

import timeline
from tests.documents import made_files as made
from tests.documents.test_structure import ROWS, live_page
from timeline import Timeline
from timeline.reports.cell_numbers import first_number


def built(folder: Path, name: str, content: str | bytes) -> Timeline:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return timeline.build([path], progress=False)


def day_of(tl: Timeline, words: str) -> tuple[str, str, str] | None:
    """Return the days of the incident that a passage with some words reports."""
    for incident in tl.incidents:
        if any(words in passage.text for passage in incident.reports):
            when = incident.date
            return (str(when.start), str(when.end), when.basis.value) if when else None
    raise AssertionError(words)


CHRONOLOGY = """# Timeline of the war (2014)

## March 2014

### 3 March

Rebels attacked an army base near Kano, killing six soldiers. The army shelled Lagos the next day.

### 6 March

Gunmen killed nine people in Abuja on 2 March, police said. The rebels had burned a school in Jos.
"""


def test_headings_date_what_gives_no_day(tmp_path: Path) -> None:
    tl = built(tmp_path, "war.md", CHRONOLOGY)
    assert day_of(tl, "attacked an army base") == ("2014-03-03", "2014-03-03", "stated")


def test_own_words_go_before_a_heading(tmp_path: Path) -> None:
    tl = built(tmp_path, "war.md", CHRONOLOGY)
    next_day, own_day = day_of(tl, "shelled Lagos"), day_of(tl, "killed nine")
    assert next_day is not None and next_day[:2] == ("2014-03-04", "2014-03-04")
    assert own_day is not None and own_day[:2] == ("2014-03-02", "2014-03-02")


def test_look_back_is_not_of_headings_day(tmp_path: Path) -> None:
    when = day_of(built(tmp_path, "war.md", CHRONOLOGY), "burned a school")
    assert when is None or when[2] != "stated"


def test_a_week_dates_nothing_after_a_day(tmp_path: Path) -> None:
    text = (
        "# Attacks\n\n## 3-9 March 2014\n\nRebels attacked a base near Tarin on 5 March. Two guards of "
        "the mayor were abducted.\n\nGunners shelled the market of Subek.\n"
    )
    tl = built(tmp_path, "war.md", text)
    guards = day_of(tl, "abducted")
    market = day_of(tl, "shelled")
    assert guards is not None and guards[:2] == ("2014-03-05", "2014-03-05")
    assert market is not None and market[:2] == ("2014-03-03", "2014-03-09")


def test_rows_give_day_place_and_figures(tmp_path: Path) -> None:
    rows = [(*row[:1], row[1].replace("Tarin", "Kano"), *row[2:]) for row in ROWS]
    tl = built(tmp_path, "t.docx", made.docx("Attacks", made.docx_table(rows)))
    assert day_of(tl, "attacked an army base") == ("2014-03-03", "2014-03-03", "stated")
    first = tl.incidents[0]
    assert [place.name for place in first.places] == ["Kano"]
    figures = {
        figure.kind.value: (figure.low, figure.best, figure.high)
        for figure in first.casualties
    }
    assert figures == {"killed": (6, 6, 6), "injured": (10, 10, None)}


def test_words_of_entries_count_from_their_time(tmp_path: Path) -> None:
    page = live_page().replace("Rebels attacked", "Rebels this evening attacked")
    tl = built(tmp_path, "live.html", page)
    assert day_of(tl, "this evening attacked") == (
        "2014-03-04",
        "2014-03-04",
        "relative",
    )
    assert day_of(tl, "shelled the market") == ("2014-03-02", "2014-03-03", "assumed")


@pytest.mark.parametrize(
    ("words", "expected"),
    [("6", (6, 6, 6)), ("1,200", (1200, 1200, 1200)), ("at least 40", (40, 40, None))],
)
def test_numbers_of_cells_are_read(
    words: str, expected: tuple[int, int, int | None]
) -> None:
    number = first_number(words)
    assert number is not None
    assert (number.low, number.best, number.high) == expected


def test_cells_without_a_number_give_none() -> None:
    assert [first_number(words) for words in ("", "unknown", "-", "80%")] == [None] * 4
