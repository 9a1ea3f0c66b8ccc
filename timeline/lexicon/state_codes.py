"""Codes of states: Gleditsch and Ward's, and those of the Correlates of War, with their years."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline.errors import LexiconError
from timeline.lexicon.countries import countries
from timeline.lexicon.validation import DATA

FILE = DATA / "codes" / "states.tsv"
COLUMNS = ("country", "gwno", "gw_from", "gw_to", "ccode", "cow_from", "cow_to")
# Last year of a code that still holds.
STILL = 9999
Spells = dict[str, list["Spell"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """The years in which a state bears a code.

    Attributes:
        code: The number.
        since: First year.
        until: Last year, itself included; `STILL` if it still holds.
    """

    code: int
    since: int
    until: int


def gwno(country: str | None, year: int) -> int | None:
    """Return Gleditsch and Ward's number of a state in a year; None if it was no state then.

    >>> gwno("SYR", 2015), gwno("SSD", 2010), gwno("SRB", 2012)
    (652, None, 340)
    """
    return _code(state_codes()[0], country, year)


def ccode(country: str | None, year: int) -> int | None:
    """Return the Correlates of War number of a state in a year; None if it was no member then.

    >>> ccode("DEU", 1989), ccode("DEU", 1990), ccode("SRB", 2012)
    (260, 255, 345)
    """
    return _code(state_codes()[1], country, year)


def _code(spells: Spells, country: str | None, year: int) -> int | None:
    """Return the code of the spell that began last among those of the year."""
    own = spells.get(country or "", [])
    valid = [spell for spell in own if spell.since <= year <= spell.until]
    if not valid:
        return None
    return max(valid, key=_since).code


def _since(spell: Spell) -> int:
    return spell.since


@cache
def state_codes(path: Path = FILE) -> tuple[Spells, Spells]:
    """Read once the spells of Gleditsch and Ward, and of the Correlates of War, by country.

    Raises:
        LexiconError: A line names no country of ours, or holds no years.
    """
    gleditsch_ward: Spells = {}
    correlates: Spells = {}
    for where, cells in _lines(path):
        country = cells[0]
        if countries().by_id(country) is None:
            raise LexiconError(
                where, f"there is no country {country!r}.", "Use an id we have."
            )
        _add(gleditsch_ward, country, cells[1:4], where)
        _add(correlates, country, cells[4:7], where)
    return gleditsch_ward, correlates


def _lines(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each row of the table with where it stands."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if line.startswith("#") or tuple(cells) == COLUMNS:
            continue
        where = f"{path.name}, line {number}"
        if len(cells) != len(COLUMNS):
            expected = ", ".join(COLUMNS)
            raise LexiconError(
                where, f"it has {len(cells)} cells.", f"Give {expected}."
            )
        yield where, cells


def _add(spells: Spells, country: str, cells: list[str], where: str) -> None:
    code, since, until = cells
    if not code:
        return
    try:
        spell = Spell(code=int(code), since=int(since), until=int(until or STILL))
    except ValueError:
        hint = "Write whole numbers; the last year may be empty."
        raise LexiconError(where, f"{cells} is not a code with years.", hint) from None
    spells.setdefault(country, []).append(spell)
