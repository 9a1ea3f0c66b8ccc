"""Do rows of a large table that a database chooses make the incidents that reading every row makes?"""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import timeline
from tests.datasets.tables import ACLED, GED, GTD, ICEWS, Cells, read, text_of
from timeline import datasets
from timeline.datasets import Bounds, Coded, large
from timeline.exporters.json import read as read_json
from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.gazetteer import gazetteer
from timeline.views.thinning import thinned

Saved = Callable[[str], bytes]


def rows() -> list[Cells]:
    """Rows of three years: some over weeks, some with cells that hold marks, one contradictory."""
    made: list[Cells] = []
    for number in range(90):
        year, month, day = 2015 + number % 3, number % 12 + 1, number % 27 + 1
        start = date(year, month, day)
        end = date(year, month, 28) if number % 10 == 0 else start
        made.append(
            {**GED, "id": 1000 + number, "date_start": f"{start} 00:00:00.000", "date_end": f"{end} 00:00:00.000",
             "date_prec": 4 if number % 10 == 0 else 1, "best": number, "low": 0, "high": 99, "deaths_a": number, "deaths_b": 0,
             "deaths_civilians": 0, "source_headline": 'A "quoted, headline', "where_coordinates": f"Village {number % 5}, north"}
        )  # fmt: skip
    return made


def table(folder: Path, data: bytes | None = None) -> Path:
    path = folder / "ged.csv"
    path.write_bytes(text_of(*rows()).encode() if data is None else data)
    return path


def chosen(path: Path, bounds: Bounds | None = None) -> Coded:
    return datasets.read(
        [path], actors=actor_lexicon(), gazetteer=gazetteer(), bounds=bounds
    )


@pytest.fixture
def every_table_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "LARGE", 0)


@pytest.mark.usefixtures("every_table_is_large")
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("before", ["", "GED, our copy\n", "\ufeff"])
def test_all_rows_are_the_same_in_any_layout(before: str, delimiter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    path = table(tmp_path, (before + text_of(*rows(), delimiter=delimiter)).encode())
    by_database = chosen(path)
    monkeypatch.setattr(large, "LARGE", 1_000_000)
    by_row = read(path)
    assert by_database == by_row
    assert len(by_row.reports) == 90


@pytest.mark.parametrize(
    ("since", "until"),
    [("2016-01-01", "2016-12-31"), ("2016-06-01", None), (None, "2015-06-30"), ("2030-01-01", None)],
)  # fmt: skip
def test_one_year_is_same_by_database_and_row(
    since: str | None,
    until: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = table(tmp_path)
    by_row = timeline.build(path, since=since, until=until)
    monkeypatch.setattr(large, "LARGE", 0)
    by_database = timeline.build(path, since=since, until=until)
    assert by_database.data.incidents == by_row.data.incidents
    assert by_database.data.documents == by_row.data.documents
    assert len(by_row.incidents) < 90


@pytest.mark.usefixtures("every_table_is_large")
def test_rows_far_from_the_days_become_no_records(tmp_path: Path) -> None:
    coded = chosen(
        table(tmp_path), Bounds(since=date(2016, 3, 1), until=date(2016, 3, 31))
    )
    assert 0 < len(coded.reports) < 20


@pytest.mark.usefixtures("every_table_is_large")
def test_of_too_many_rows_the_rest_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "MOST_RECORDS", 20)
    coded = chosen(table(tmp_path))
    assert [report.id for report in coded.reports] == [f"ucdp_ged:{number}" for number in range(1070, 1090)]  # fmt: skip
    rest = coded.datasets[0].rest
    assert rest is not None
    short = [row for row in rows()[:70] if span_of(row) < 7]
    counted = Counter(monday_of(row) for row in short)
    assert Counter(dict(rest.weeks)) == counted
    assert (rest.rows, rest.coarse) == (70, 70 - len(short))
    assert coded.problems[-1].what == (
        "of 90 rows the 20 with most killed became incidents; the others are counted by week."
    )


def day_of(row: Cells, column: str) -> date:
    return date.fromisoformat(str(row[column])[:10])


def span_of(row: Cells) -> int:
    return (day_of(row, "date_end") - day_of(row, "date_start")).days


def monday_of(row: Cells) -> int:
    """Return the Monday of the week of a row's middle, in days since 1970."""
    middle = day_of(row, "date_start").toordinal() + span_of(row) // 2
    day = date.fromordinal(middle)
    return (day - date(1970, 1, 1)).days - day.weekday()


@pytest.mark.usefixtures("every_table_is_large")
def test_page_and_file_count_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "MOST_RECORDS", 20)
    built = timeline.build(table(tmp_path))
    built.export(tmp_path / "x.json")
    data = read_json(tmp_path / "x.json")
    assert data == built.data
    part, whole = thinned(data)
    assert whole is not None
    assert (len(part.incidents), whole.incidents) == (20, 90)
    assert sum(week["count"] for week in whole.weeks) + whole.coarse == 90


@pytest.mark.usefixtures("every_table_is_large")
def test_words_choose_among_all_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "MOST_RECORDS", 5)
    built = timeline.build(table(tmp_path), about="Village 1")
    assert len(built.incidents) == 18


def acled_rows() -> list[Cells]:
    """Rows of ACLED in every way that its days are written, with weeks, months and other kinds."""
    kinds = (
        "Battles",
        "Strategic developments",
        "Riots/Protests",
        "Protests",
        "Something new",
    )
    return [
        {**ACLED, "event_id_cnty": f"SYR{number}", "event_type": kinds[number % 5], "sub_event_type": "",
         "event_date": written(number, date(2015 + number % 3, number % 12 + 1, number % 27 + 1)),
         "time_precision": 1 + number % 3, "fatalities": number % 40}
        for number in range(90)
    ]  # fmt: skip


def written(number: int, day: date) -> str:
    """Write a day as exports of ACLED do; the last way shows that the day comes first."""
    return (f"{day}", f"{day:%d %B %Y}", f"{day:%d-%b-%y}", f"{day:%d/%m/%Y}")[
        number % 4
    ]


def icews_rows() -> list[Cells]:
    """Rows of ICEWS, hostile and friendly."""
    return [
        {**ICEWS, "Event ID": number, "Event Date": f"201{5 + number % 3}-{number % 12 + 1:02}-{number % 27 + 1:02}",
         "CAMEO Code": ("173", "190", "040", "999")[number % 4], "Intensity": -(number % 11)}
        for number in range(90)
    ]  # fmt: skip


def gtd_rows() -> list[Cells]:
    """Rows of GTD: days, unknown days and months, words for days, long attacks."""
    return [
        {**GTD, "eventid": f"{201501010000 + number}", "iyear": 2015 + number % 3, "imonth": 0 if number % 9 == 0 else number % 12 + 1,
         "iday": 0 if number % 7 == 0 else number % 27 + 1, "nkill": (number % 40, -99, "")[number % 3],
         "approxdate": "spring 2015" if number % 11 == 0 else "", "extended": number % 2,
         "resolution": "" if number % 4 else "1/20/2017"}
        for number in range(90)
    ]  # fmt: skip


OTHERS = {"acled": acled_rows, "icews": icews_rows, "gtd": gtd_rows}


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize(
    ("since", "until"),
    [
        (None, None),
        ("2016-01-01", "2016-12-31"),
        ("2016-06-01", None),
        (None, "2015-06-30"),
    ],
)
def test_other_layouts_are_same_by_database(
    name: str,
    since: str | None,
    until: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / f"{name}.csv"
    path.write_text(text_of(*OTHERS[name]()))
    by_row = timeline.build(path, since=since, until=until)
    monkeypatch.setattr(large, "LARGE", 0)
    by_database = timeline.build(path, since=since, until=until)
    assert by_database.data.incidents == by_row.data.incidents
    assert by_database.data.documents == by_row.data.documents
    assert 0 < len(by_row.incidents) <= 90


def weight_of(row: Cells) -> int:
    """Return the number by which a row comes first: people killed, or how hostile it is."""
    if "Intensity" in row:
        return -int(str(row["Intensity"]))
    return max(0, int(str(row.get("fatalities", row.get("nkill", ""))) or 0))


@pytest.mark.usefixtures("every_table_is_large")
@pytest.mark.parametrize("name", OTHERS)
def test_other_layouts_keep_those_that_weigh_most(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"{name}.csv"
    path.write_text(text_of(*OTHERS[name]()))
    lines = {document.line for document in read(path).documents}
    incidents = len(lines)
    monkeypatch.setattr(large, "MOST_RECORDS", 20)
    coded = chosen(path)
    kept = {document.line for document in coded.documents}
    weights = dict(enumerate(map(weight_of, OTHERS[name]()), 2))
    assert len(kept) == 20
    assert min(weights[line or 0] for line in kept) >= max(
        weights[line or 0] for line in lines - kept
    )
    rest = coded.datasets[0].rest
    assert rest is not None
    assert rest.rows == incidents - 20
    assert sum(count for _, count in rest.weeks) + rest.coarse == rest.rows
    words = (
        "that are most hostile (lowest Intensity)"
        if name == "icews"
        else "with most killed"
    )
    assert f"the 20 {words} became incidents" in coded.problems[-1].what


def without_a_cell(text: str) -> bytes:
    lines = text.splitlines()
    lines[40] = lines[40].partition(",")[2]
    return "\n".join(lines).encode()


def with_a_wrong_byte(text: str) -> bytes:
    lines = text.encode().split(b"\n")
    lines[40] = lines[40].replace(b"Harbour", b"Harb\xf6r")
    return b"\n".join(lines)


def with_an_open_quote(text: str) -> bytes:
    return text.replace("near the oasis", '"near the oasis', 1).encode()


@pytest.mark.usefixtures("every_table_is_large")
@pytest.mark.parametrize(
    "damage", [without_a_cell, with_a_wrong_byte, with_an_open_quote]
)
def test_damage_costs_its_line_and_is_named(damage: Saved, tmp_path: Path) -> None:
    coded = chosen(table(tmp_path, damage(text_of(*rows()))))
    assert coded.problems
    assert all(problem.where.startswith("ged.csv") for problem in coded.problems)
    if damage is not with_an_open_quote:
        assert len(coded.reports) >= 89


@pytest.mark.usefixtures("every_table_is_large")
def test_utf_16_table_is_read_row_by_row(tmp_path: Path) -> None:
    assert len(chosen(table(tmp_path, text_of(*rows()).encode("utf-16"))).reports) == 90
