"""Can a spreadsheet and a statistics program use incidents.csv without harm?"""

import csv
import io
from pathlib import Path

import pandas
import pytest

from tests.builders import actor_role, incident, place, timeline_data
from timeline.exporters.csv import HEADER, casualty_text, write
from timeline.model.actors import Role
from timeline.model.incidents import Casualty, Incident
from timeline.model.places import PlacePrecision
from timeline.model.types import CasualtyKind


def rows(folder: Path, *told: Incident) -> list[dict[str, str]]:
    write(timeline_data(*told), folder / "x.csv")
    content = (folder / "x.csv").read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_one_incident_is_one_row_with_every_column(tmp_path: Path) -> None:
    [row] = rows(tmp_path, incident())
    assert list(row) == list(HEADER)
    assert {name: value for name, value in row.items() if value} == {
        "id": "i-1",
        "headline": "Northern Front shelled Subek, killing 4",
        "type": "ASSAULT",
        "mode": "shelling",
        "status": "occurred",
        "disputed": "false",
        "start": "2020-02-03",
        "end": "2020-02-03",
        "precision": "day",
        "basis": "relative",
        "date_text": "Monday",
        "initiators": "Northern Front",
        "places": "Subek",
        "lat": "12.5",
        "lon": "30.25",
        "place_precision": "city",
        "country": "SDN",
        "killed_low": "4",
        "killed_best": "4",
        "killed_high": "4",
        "casualties": "4 people killed",
        "attribution": "hospital official",
        "publishers": "Daily Courier",
        "documents": "doc",
        "salience": "1.0",
        "confidence": "0.8",
        "genericity": "specific",
        "prominent": "false",
        "text": incident().reports[0].text,
    }


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("1=1", "1=1"),
        ("a;=1", "a;'=1"),
        ("a; =1", "a; '=1"),
        ("a\n+1", "a\n'+1"),
        ("a,=1", "a,'=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("Subek (1.5, -2)", "Subek (1.5, -2)"),
        ("", ""),
        ('a,"b"\nc', 'a,"b"\nc'),
        ("قصف", "قصف"),
    ],
)
def test_words_that_look_like_a_formula_are_defused(
    words: str, cell: str, tmp_path: Path
) -> None:
    [row] = rows(
        tmp_path,
        incident(
            headline=words,
            mode=words,
            publishers=(words,),
            actors=(actor_role(words, Role.TARGET),),
        ),
    )
    assert [row[name] for name in ("headline", "mode", "publishers", "targets")] == [
        cell
    ] * 4


def test_negative_coordinates_stay_numbers(tmp_path: Path) -> None:
    rows(tmp_path, incident(places=(place(lat=-12.5, lon=-0.25),)))
    table = pandas.read_csv(tmp_path / "x.csv")
    assert (table["lat"][0], table["lon"][0]) == (-12.5, -0.25)


def test_coordinates_grain_and_name_belong_to_same_place(tmp_path: Path) -> None:
    places = (
        place("Here", lat=None, lon=None, country=None),
        place("There", precision=PlacePrecision.PROVINCE),
    )
    [row] = rows(tmp_path, incident(places=places))
    assert (row["places"], row["lat"], row["place_precision"], row["country"]) == (
        "Here; There",
        "12.5",
        "province",
        "SDN",
    )


def killed(number: int | None, **changes: object) -> Casualty:
    fields: dict[str, object] = {
        "kind": CasualtyKind.KILLED,
        "low": number,
        "best": number,
        "high": number,
    }
    return Casualty(**(fields | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("casualties", "best"),
    [
        ((killed(4),), "4"),
        ((killed(4), killed(3, part_of_total=True)), "4"),
        ((killed(4, attribution=("army",)), killed(7, attribution=("rebels",))), ""),
        ((killed(3, group="soldiers"), killed(4, group="civilians")), "7"),
        ((killed(None),), ""),
        ((killed(0),), "0"),
        ((), ""),
    ],
)
def test_killed_is_the_sum_over_groups(
    casualties: tuple[Casualty, ...], best: str, tmp_path: Path
) -> None:
    [row] = rows(tmp_path, incident(casualties=casualties))
    assert row["killed_best"] == best


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (4, 4, 4, "4 killed"),
        (12, 12, None, "12 or more killed"),
        (None, None, 9, "up to 9 killed"),
        (3, None, 5, "3 to 5 killed"),
        (None, 5, None, "5 killed"),
        (None, None, None, "unstated number killed"),
    ],
)
def test_figures_in_words(
    low: int | None, best: int | None, high: int | None, words: str
) -> None:
    assert casualty_text(killed(None, low=low, best=best, high=high)) == words


def test_a_part_of_a_total_says_so() -> None:
    assert casualty_text(killed(2, part_of_total=True)) == "2 killed [part of a total]"


def test_undated_unknown_incident_has_empty_cells(tmp_path: Path) -> None:
    bare = incident(
        date=None,
        actors=(),
        places=(),
        casualties=(),
        attribution=(),
        publishers=(),
        reports=(),
        mode=None,
    )
    [row] = rows(tmp_path, bare)
    filled = {name for name, value in row.items() if value}
    always = {"id", "headline", "type", "status", "disputed", "salience", "confidence"}
    assert filled == always | {"genericity", "prominent"}


def test_lines_end_with_cr_lf_without_bom(tmp_path: Path) -> None:
    rows(tmp_path, incident())
    content = (tmp_path / "x.csv").read_bytes()
    assert content.startswith(b"id,headline,")
    assert content.count(b"\r\n") == content.count(b"\n") == 2
