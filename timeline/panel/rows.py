"""Rows of a panel: every unit in every period, with labels and codes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, product
from math import prod

from timeline.errors import UsageError
from timeline.lexicon.countries import countries
from timeline.lexicon.state_codes import ccode, gwno
from timeline.output.cells import Value
from timeline.panel.periods import bounds_of
from timeline.panel.plan import Plan
from timeline.panel.tally import COUNTS, Cell, Cells
from timeline.panel.units import Key, Unit

Row = dict[str, Value]
# Columns of a country.
COUNTRY = ("country", "iso3", "gwno", "ccode")
# Rows beyond which a panel with zeros is refused: as CSV some 500 MB.
MOST_ROWS = 10_000_000
# Digits after the point of a count that was spread over periods.
DIGITS = 6
SPARE = "Leave the zeros out (--no-zeros), narrow --from and --to, or count by less."


def columns_of(plan: Plan) -> tuple[str, ...]:
    """Return the names of the columns, in order."""
    columns: list[str] = []
    for name in dict.fromkeys(_unit_columns(plan)):
        columns += COUNTRY if name == "iso3" else (name,)
    if plan.grain is None:
        return (*columns, *COUNTS)
    return (*columns, plan.grain.name, *COUNTS, "across")


def _unit_columns(plan: Plan) -> list[str]:
    """Return the columns that name a unit, key by key."""
    return [name for key in plan.keys for name in key.columns]


def rows_of(cells: Cells, plan: Plan, *, zeros: bool) -> Iterator[Row]:
    """Yield the rows by unit, then period.

    Args:
        cells: What was counted.
        plan: What it was counted by.
        zeros: True for rows also where nothing was counted.

    Raises:
        UsageError: There would be more than `MOST_ROWS`.
    """
    places = _all_places(cells, plan) if zeros else sorted(cells, key=_order_of_place)
    empty = Cell()
    for unit, period in places:
        cell = cells.get((unit, period), empty)
        yield {
            **_labels(unit, period, plan),
            **_period_cells(period, cell, plan),
            **_counts(cell, plan),
        }


def _all_places(cells: Cells, plan: Plan) -> Iterable[tuple[Unit, int]]:
    """Return every unit in every period."""
    periods = _all_periods(cells, plan)
    groups = _groups(plan)
    values = [_values(cells, positions) for positions in groups]
    units = prod(len(own) for own in values)
    _check_size(len(periods) * units)
    if not cells:
        return ()
    return product(_all_units(values, groups), periods)


def _all_units(
    values: Sequence[Sequence[Unit]], groups: Sequence[Sequence[int]]
) -> list[Unit]:
    """Return each value of each group with each of the others, in order."""
    order = [position for positions in groups for position in positions]
    units = [_reordered(parts, order) for parts in product(*values)]
    units.sort(key=_order_of_unit)
    return units


def _check_size(rows: int) -> None:
    if rows > MOST_ROWS:
        raise UsageError("--by", f"the panel would have {rows:,} rows.", SPARE)


def _all_periods(cells: Cells, plan: Plan) -> Sequence[int]:
    """Return the periods of the panel, from the first to the last."""
    numbers = {period for _, period in cells}
    if plan.grain is None:
        return sorted(numbers)
    for day in (plan.since, plan.until):
        if day is not None:
            numbers.add(plan.grain.number_of(day))
    return _from_least_to_greatest(numbers)


def _from_least_to_greatest(numbers: Collection[int]) -> range:
    if not numbers:
        return range(0)
    return range(min(numbers), max(numbers) + 1)


def _groups(plan: Plan) -> list[list[int]]:
    """Return the positions in a unit that vary together: a province lies in one country."""
    places: list[int] = []
    groups: list[list[int]] = []
    for key, positions in _positions(plan):
        if key.is_place:
            places.extend(positions)
        else:
            groups.append(list(positions))
    if places:
        return [places, *groups]
    return groups


def _positions(plan: Plan) -> Iterator[tuple[Key, range]]:
    """Yield each key with the positions of its columns in a unit."""
    start = 0
    for key in plan.keys:
        end = start + len(key.columns)
        yield key, range(start, end)
        start = end


def _values(cells: Cells, positions: Sequence[int]) -> list[Unit]:
    """Return the values that occur at some positions of the units."""
    values = set()
    for unit, _ in cells:
        values.add(tuple(unit[position] for position in positions))
    return list(values)


def _reordered(parts: Sequence[Unit], order: Sequence[int]) -> Unit:
    """Return the unit made of the values of each group, in the order of the keys."""
    values = chain.from_iterable(parts)
    by_position = dict(zip(order, values, strict=True))
    return tuple(by_position[position] for position in sorted(order))


def _order_of_place(place: tuple[Unit, int]) -> tuple[object, int]:
    unit, period = place
    return _order_of_unit(unit), period


def _order_of_unit(unit: Unit) -> tuple[tuple[bool, float, str], ...]:
    return tuple(_order_of_value(value) for value in unit)


def _order_of_value(value: Value) -> tuple[bool, float, str]:
    """Return what puts numbers in order of size, before words in that of the alphabet."""
    if isinstance(value, int | float):
        return False, float(value), ""
    return True, 0.0, str(value)


def _labels(unit: Unit, period: int, plan: Plan) -> Row:
    columns = _unit_columns(plan)
    labels: Row = dict(zip(columns, unit, strict=True))
    code = labels.get("iso3")
    if code is None:
        return labels
    year = _year(period, plan)
    codes = _codes(str(code), year)
    return labels | codes


def _codes(iso3: str, year: int) -> Row:
    country = countries().by_id(iso3)
    return {
        "country": country.name if country else iso3,
        "gwno": gwno(iso3, year),
        "ccode": ccode(iso3, year),
    }


def _year(period: int, plan: Plan) -> int:
    """Return the year whose codes a period bears; without periods that of the panel's last day."""
    if plan.grain is not None:
        start, _ = bounds_of(period, plan.grain)
        return start.year
    last = plan.until or date.max
    return last.year


def _period_cells(period: int, cell: Cell, plan: Plan) -> Row:
    if plan.grain is None:
        return {}
    start, _ = bounds_of(period, plan.grain)
    label = plan.grain.label_of(start)
    share = _share_across(cell)
    return {plan.grain.name: label, "across": share}


def _share_across(cell: Cell) -> float:
    """Return the share of the incidents of a cell that have days in two periods."""
    if not cell.touching:
        return 0.0
    share = cell.across / cell.touching
    return round(share, DIGITS)


def _counts(cell: Cell, plan: Plan) -> Mapping[str, Value]:
    counts: dict[str, Value] = {}
    for name, total in zip(COUNTS, cell.sums, strict=True):
        if plan.is_spread:
            counts[name] = round(total, DIGITS)
        else:
            counts[name] = int(total)
    return counts
