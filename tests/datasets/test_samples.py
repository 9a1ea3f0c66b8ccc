"""Do the real samples beside this project import whole: counts, precision, sums? They are not ours, and stay where they are."""

from collections import Counter
from pathlib import Path

import pytest

from tests.datasets.tables import read
from timeline.datasets import Coded
from timeline.model.incidents import Report
from timeline.model.types import CasualtyKind

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "samples"
pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(),
    reason="the real samples (../shared) are not beside this checkout",
)

GED = "ucdp_ged/ged231_sample1000.csv"
# file, format, rows in it, rows that became reports; the rest are kinds that are no incident of ours (CAMEO 01), or places of
# one happening (SCAD)
TABLE = (
    (GED, "ucdp_ged", 1000, 1000),
    ("icews/events.2018.sample.tab", "icews", 3705, 3104),
    ("gdelt/events1samp_50rows_rebuilt.tsv", "gdelt", 50, 46),
    ("gdelt/events2samp_50rows_rebuilt.tsv", "gdelt", 50, 47),
    ("gdelt/events2Transsamp_50rows_rebuilt.tsv", "gdelt", 50, 48),
    ("scad/scad2018africa_head.csv", "scad", 8, 6),
)


@pytest.fixture(scope="module")
def ged() -> Coded:
    return read(SAMPLES / GED)


def best(report: Report) -> int:
    return sum(
        one.best or 0
        for one in report.casualties
        if one.kind is CasualtyKind.KILLED and not one.part_of_total
    )


@pytest.mark.parametrize(("name", "form", "rows", "reports"), TABLE)
def test_every_row_of_sample_is_report_or_counted(
    name: str, form: str, rows: int, reports: int
) -> None:
    coded = read(SAMPLES / name)
    assert [(one.format, one.rows) for one in coded.datasets] == [(form, reports)]
    assert len(coded.reports) == len(coded.documents) == reports
    left = [one for one in coded.problems if one.skipped]
    assert len(left) == (1 if form in ("icews", "gdelt") else 0)
    if left:
        assert left[0].what.startswith(f"{rows - reports} row")
    for document, report in zip(coded.documents, coded.reports, strict=True):
        for passage in report.passages:
            assert document.text[passage.start : passage.end] == passage.text


def test_ged_dead_add_up_to_those_of_file(ged: Coded) -> None:
    lines = (SAMPLES / GED).read_text(encoding="utf-8").splitlines()
    column = lines[0].split(",").index("best") - len(
        lines[0].split(",")
    )  # from the end: cells before hold commas
    wanted = 0
    for document in ged.documents:
        cells = document.text.split("\t")
        wanted += int(cells[len(lines[0].split(",")) + column])
    assert sum(best(one) for one in ged.reports) == wanted == 9_561


def test_precision_of_ged_is_that_of_its_codes(ged: Coded) -> None:
    dates = Counter(one.date.precision.value for one in ged.reports if one.date)
    assert dates == {"day": 849, "week": 107 + 7, "month": 23, "period": 14}
    places = Counter(one.places[0].precision.value for one in ged.reports)
    assert places == {
        "city": 475,
        "district": 232 + 140,
        "province": 105,
        "region": 35 + 1,
        "country": 12,
    }


def test_contradictions_of_ged_are_said_and_stay(ged: Coded) -> None:
    told = {one.what: one.where for one in ged.problems}
    assert told["low is more than best: the row contradicts itself."].endswith(
        "and 3 more"
    )  # 8 rows
    assert len(ged.reports) == 1000


def test_most_ged_sides_are_resolved_by_id(ged: Coded) -> None:
    ids = Counter(actor.id for one in ged.reports for actor in one.actors)
    assert ids["SYR"] == 230
    assert ids["taliban"] == 119
    assert ids["isis"] == 88 + 1  # once in a list of groups
    assert ids["RUS"] == 29  # "Government of Russia (Soviet Union)"
    assert ids["civilians"] == 160
    assert "christian-car" not in ids
