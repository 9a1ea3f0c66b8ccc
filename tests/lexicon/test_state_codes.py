"""Codes of states and cells of PRIO-GRID."""

from pathlib import Path

import pytest

from timeline.errors import LexiconError
from timeline.lexicon.countries import countries
from timeline.lexicon.prio_grid import cell_of, centre_of
from timeline.lexicon.state_codes import COLUMNS, ccode, gwno, state_codes


@pytest.mark.parametrize(
    ("country", "year", "gleditsch_ward", "correlates"),
    [
        ("USA", 1950, 2, 2),
        ("YEM", 1985, 678, 678),
        ("YEM", 2015, 678, 679),
        ("DEU", 1970, 260, 260),
        ("DEU", 2000, 260, 255),
        ("SRB", 1999, 345, 345),
        ("SRB", 2010, 340, 345),
        ("KIR", 1985, 970, None),
        ("KIR", 2005, 970, 946),
        ("SSD", 2010, None, None),
        ("SSD", 2011, 626, 626),
        ("CSK", 1980, 315, 315),
        ("CZE", 1993, 316, 316),
        ("SVM", 1970, 817, 817),
        ("PSE", 2015, None, None),
        (None, 2015, None, None),
    ],
)
def test_code_is_that_of_the_year(
    country: str | None, year: int, gleditsch_ward: int | None, correlates: int | None
) -> None:
    assert (gwno(country, year), ccode(country, year)) == (gleditsch_ward, correlates)


def test_states_of_today_share_no_code() -> None:
    states = [country for country in countries() if country.alpha2]
    for code in (gwno, ccode):
        numbers = [code(state.id, 2020) for state in states]
        known = [number for number in numbers if number is not None]
        assert len(known) == len(set(known))
        assert len(known) >= 193


def test_spells_begin_before_they_end() -> None:
    for spells in state_codes():
        for own in spells.values():
            assert all(spell.since <= spell.until for spell in own)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("XYZ\t1\t1900\t\t1\t1900\t", "no country 'XYZ'"),
        ("SYR\t652\tlong ago\t\t652\t1946\t", "not a code with years"),
        ("SYR\t652\t1946", "3 cells"),
    ],
)
def test_wrong_line_is_named(line: str, what: str, tmp_path: Path) -> None:
    file = tmp_path / "states.tsv"
    file.write_text("\t".join(COLUMNS) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=what) as error:
        state_codes(file)
    assert error.value.where == "states.tsv, line 2"


@pytest.mark.parametrize("lat", [-90, -0.01, 0, 12.5, 89.99, 90])
@pytest.mark.parametrize("lon", [-180, -0.01, 0, 30.25, 179.99, 180])
def test_point_lies_in_its_cell(lat: float, lon: float) -> None:
    north, east = centre_of(cell_of(lat, lon))
    assert abs(north - lat) <= 0.25
    assert abs(east - lon) <= 0.25
