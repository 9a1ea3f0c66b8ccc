"""Do coded rows meet the articles and each other, and is a single row made an incident as any report is?"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.datasets.tables import (
    ACLED,
    GED,
    GTD,
    ICEWS,
    POLECAT,
    SAMPLES,
    SCAD,
    Cells,
    read,
    text_of,
)
from timeline.datasets import Coded
from timeline.incidents import incidents_of
from timeline.incidents.reconcile import incident_of
from timeline.incidents.rows import ENOUGH
from timeline.incidents.salience import salience
from timeline.incidents.single_row import Singles
from timeline.lexicon.incident_types import incident_types
from timeline.model.incidents import Incident, Report

TOWN: Cells = {
    "where_coordinates": "Saraqib",
    "latitude": 35.8644,
    "longitude": 36.8058,
    "adm_1": "Idlib governorate",
}
HERE: Cells = {**GED, **TOWN, "side_b": "HTS"}


def coded(folder: Path, *tables: Sequence[Cells]) -> Coded:
    paths = []
    for number, rows in enumerate(tables):
        paths.append(folder / f"{number}.csv")
        paths[-1].write_text(text_of(*rows), encoding="utf-8")
    return read(*paths)


def made(
    found: Coded, articles: Sequence[Report] = (), *, separate: bool = False
) -> list[Incident]:
    return incidents_of(
        articles,
        types=incident_types(),
        published={},
        rows=found.reports,
        datasets=found.datasets,
        separate=separate,
    )


def article(row: Report, **changes: object) -> Report:
    """Make the report of an article that tells what a row tells."""
    [passage] = row.passages
    told = replace(passage, report="news#0", document="news")
    whole = {
        "id": "news#0",
        "document": "news",
        "publisher": "Tern Post",
        "dataset": None,
        "outlets": (),
        "passages": (told,),
    }
    return replace(row, **{**whole, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("row", SAMPLES.values(), ids=SAMPLES)
def test_single_row_makes_incident_that_reconciling_makes(
    row: Cells, tmp_path: Path
) -> None:
    found = coded(tmp_path, [row])
    [report] = found.reports
    slow = incident_of([report], incident_types())
    fast = Singles(incident_types(), {one.id: one for one in found.datasets}).incident(
        report
    )
    trust = found.datasets[0].trust
    assert fast == replace(
        slow, salience=salience(slow), confidence=min(slow.confidence, trust)
    )


def test_row_and_article_are_one_incident(tmp_path: Path) -> None:
    found = coded(
        tmp_path,
        [HERE, {**HERE, "id": 2, "date_start": "2016-05-09", "date_end": "2016-05-09"}],
    )
    news = article(found.reports[0])
    joined, other = made(found, [news])
    assert [one.document for one in joined.reports] == ["news", "ucdp_ged:900001"]
    assert [(why.report, why.score >= ENOUGH) for why in joined.joined] == [
        ("ucdp_ged:900001", True)
    ]
    assert joined.publishers == ("Harbour Wire", "Tern Post", "UCDP GED")
    assert (
        joined.id
        == made(coded(tmp_path, [HERE]), [news])[0].id
        == incidents_of([news], types=incident_types(), published={})[0].id
    )
    assert [one.document for one in other.reports] == ["ucdp_ged:2"]


@pytest.mark.parametrize(
    "changes",
    [{"type": "PROTEST"}, {"mode": "cumulative"}, {"date": None}, {"places": ()}],
)
def test_what_differs_or_is_vague_stays_apart(
    changes: dict[str, object], tmp_path: Path
) -> None:
    found = coded(tmp_path, [HERE])
    assert len(made(found, [article(found.reports[0], **changes)])) == 2


def test_an_incident_takes_one_row_of_a_dataset(tmp_path: Path) -> None:
    found = coded(
        tmp_path, [HERE, {**HERE, "id": 2, "best": 99, "low": 99, "high": 99}]
    )
    first, second = made(found, [article(found.reports[0])])
    assert sorted(len(one.reports) for one in (first, second)) == [1, 2]


def test_rows_of_two_datasets_meet_never_of_one(tmp_path: Path) -> None:
    twin = {**HERE, "id": 2}
    assert len(made(coded(tmp_path, [HERE, twin]))) == 2
    both = made(coded(tmp_path, [HERE, twin], [{**ACLED, "assoc_actor_2": ""}]))
    assert sorted(len(one.reports) for one in both) == [1, 2]
    assert [one.publishers for one in both if len(one.reports) == 2] == [
        ("ACLED", "Harbour Wire", "Tern Post", "UCDP GED")
    ]


def test_separate_keeps_rows_apart_too(tmp_path: Path) -> None:
    found = coded(tmp_path, [HERE])
    assert len(made(found, [article(found.reports[0])], separate=True)) == 2


def test_equal_machine_coded_rows_are_one_incident(tmp_path: Path) -> None:
    again = {**ICEWS, "Event ID": 2, "Publisher": "Harbour Wire"}
    other = {**ICEWS, "Event ID": 3, "Event Date": "2016-05-03"}
    found = made(coded(tmp_path, [ICEWS, again, other]))
    assert [len(one.reports) for one in found] == [2, 1]
    assert found[0].publishers == ("Harbour Wire", "ICEWS", "Tern Post")


def test_a_machine_is_trusted_less(tmp_path: Path) -> None:
    [by_machine] = made(coded(tmp_path, [POLECAT]))
    [by_hand] = made(coded(tmp_path, [GTD]))
    assert by_machine.confidence <= 0.75 < by_hand.confidence


def test_headlines_of_rows_say_what_the_collection_knows(tmp_path: Path) -> None:
    lines = [
        one.headline
        for row in (GED, ACLED, SCAD)
        for one in made(coded(tmp_path, [row]))
    ]
    assert lines == [
        "Clash between Syria and Islamic State, Palmyra town: 7 to 10 killed",
        "Clash between Syrian military, Hayat Tahrir al-Sham and 2 others, Saraqib: 4 killed",
        "Demonstration by dockers against Guinea-Bissau, Bissau: people killed",
    ]


def test_state_and_its_opponents_keep_their_own_dead(tmp_path: Path) -> None:
    [found] = made(coded(tmp_path, [{**GED, "side_b": "Syrian insurgents"}]))
    assert [actor.id for actor in found.actors] == ["SYR", "SYR-insurgents"]
    assert [(one.best, one.actor) for one in found.casualties] == [
        (8, None),
        (2, "SYR"),
        (5, "SYR-insurgents"),
        (1, None),
    ]
