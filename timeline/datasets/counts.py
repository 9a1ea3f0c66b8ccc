"""Count the rows of a large table without making records of them.

A database adds up. What cells mean is asked of the format's own reader, once for each combination
of cells that occurs, so that the sums are those of reading every row.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from timeline.datasets.build import Assembler
from timeline.datasets.large_table import WHERE_UNNAMED, Cells, Days, LargeTable
from timeline.datasets.messages import Notes
from timeline.datasets.resolve import Resolver
from timeline.model.datasets import Dataset
from timeline.model.incidents import Report
from timeline.model.text import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What rows are counted by.

    Attributes:
        parts: What tells rows apart besides days and kind: "place", its "country" alone, "sides".
        class_of: Returns what tells days apart, of the first and last day of a row.
        numbers_of: Returns what a report adds to the sums.
        width: How many sums there are.
    """

    parts: Collection[str]
    class_of: Callable[[date, date], Hashable]
    numbers_of: Callable[[Report], Sequence[int]]
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Rows that are alike in all that is counted by.

    Attributes:
        report: The report of one of them.
        days: First and last day of one of them.
        rows: How many there are.
        sums: Their numbers, added up.
    """

    report: Report
    days: Days
    rows: int
    sums: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The counts of a table.

    Attributes:
        dataset: The table.
        counts: Its rows.
        problems: Lines that could not be separated.
    """

    dataset: Dataset
    counts: tuple[Count, ...]
    problems: tuple[Problem, ...]


class CountedTable(LargeTable):
    """A large table whose rows are added up."""

    def counts(self, question: Question, resolver: Resolver) -> Iterator[Count]:
        """Yield the counts of all rows that can be read; of rows with one id the first counts."""
        days, on_days = self._days(question)
        units, on_units = self._units(question, resolver, on_days)
        if not units:
            return
        on_figures = self._figures(question, resolver)
        rows = f"{self.numbered} {on_days} {on_units} {on_figures}"
        names = [f"n{number}" for number in range(question.width)]
        if self._has_twice(rows):
            rows = self._first_of_each(rows, names)
        sums = ", ".join(f"sum({name})" for name in names)
        query = (
            f"SELECT unit, class, count(*), {sums} FROM {rows} "
            "GROUP BY unit, class ORDER BY unit, class"
        )
        for unit, number, count, *added in self.fetched(query):
            yield Count(
                report=units[unit],
                days=days[number],
                rows=count,
                sums=tuple(map(int, added)),
            )

    def _days(self, question: Question) -> tuple[list[Days], str]:
        """Return days of each class, and what joins the class to its rows."""
        keys = self.bulk.days.keys
        dated: dict[Cells, Days] = {}
        for cells in self.occurring(keys):
            days = self.meanings.days(self.bulk.days, cells)
            if days is not None:
                dated[cells] = days
        classes: dict[Hashable, int] = {}
        examples: list[Days] = []
        numbers = []
        for days in dated.values():
            key = question.class_of(*days)
            if key not in classes:
                classes[key] = len(examples)
                examples.append(days)
            numbers.append(classes[key])
        years = [self.year_in(days) for days in dated.values()]
        on_days = self.keep(
            "days",
            keys,
            list(dated),
            {"class": ("INTEGER", numbers), "year": ("INTEGER", years)},
        )
        return examples, f"JOIN days ON {on_days}"

    def _units(
        self, question: Question, resolver: Resolver, on_days: str
    ) -> tuple[list[Report], str]:
        """Return a report for each unit, and what joins its number to its rows.

        Who an actor is depends on the year.
        """
        keys = self._unit_keys(question)
        year = "days.year" if "sides" in question.parts else "0"
        cells = ", ".join(map(self.cell, keys))
        query = f"SELECT {cells}, {year}, min(number) FROM {self.numbered} {on_days} GROUP BY ALL"
        rows = sorted(self.fetched(query), key=itemgetter(-1))
        reports = self._reports([row[-1] for row in rows], resolver)
        readable = [row for row in rows if row[-1] in reports]
        numbers = list(range(len(readable)))
        years = [row[-2] for row in readable]
        on_units = self.keep(
            "units",
            keys,
            [row[:-2] for row in readable],
            {"unit": ("INTEGER", numbers), "of_year": ("INTEGER", years)},
        )
        units = [reports[row[-1]] for row in readable]
        return units, f"JOIN units ON {on_units} AND of_year = {year}"

    def _unit_keys(self, question: Question) -> tuple[str, ...]:
        """Return the keys of all columns that tell units apart, each once."""
        keys = [*self.bulk.kinds.keys, *self.bulk.status]
        for part in question.parts:
            keys += self._keys_of(part)
        return tuple(dict.fromkeys(keys))

    def _keys_of(self, part: str) -> tuple[str, ...]:
        """Return the keys of the columns on which a part depends."""
        if part != "country":
            return self.bulk.parts[part]
        if self.bulk.place_name not in self.positions:
            return self.bulk.parts["place"]
        return "country", WHERE_UNNAMED

    def _reports(self, numbers: Sequence[int], resolver: Resolver) -> dict[int, Report]:
        """Return the reports of rows by their numbers, but for rows that cannot be read."""
        assembler = self._assembler(resolver)
        reports = {}
        for line, cells in self.rows(numbers):
            evidence = assembler.evidence_of(cells, line)
            if evidence is None:
                continue
            number = line - self.table.header_line
            reports[number] = evidence.report
            self._template = cells
        return reports

    def _figures(self, question: Question, resolver: Resolver) -> str:
        """Return what joins the numbers of each row to it."""
        assembler = self._assembler(resolver)
        keys = tuple(key for key in self.bulk.figures if key in self.positions)
        figures: list[Cells] = [()]
        if keys:
            figures = self.occurring(keys)
        numbers = [self._numbers(question, assembler, keys, cells) for cells in figures]
        meanings = {}
        for place in range(question.width):
            values = [sums[place] for sums in numbers]
            meanings[f"n{place}"] = ("BIGINT", values)
        on_figures = self.keep("figures", keys, figures, meanings)
        return f"JOIN figures ON {on_figures or 'true'}"

    def _numbers(
        self,
        question: Question,
        assembler: Assembler,
        keys: Sequence[str],
        cells: Cells,
    ) -> Sequence[int]:
        """Return the numbers of a row with these figures; all else is as another row has it."""
        row = list(self._template)
        for key, cell in zip(keys, cells, strict=True):
            row[self.positions[key]] = cell
        evidence = assembler.evidence_of(row, 0)
        if evidence is None:
            return (0,) * question.width
        return question.numbers_of(evidence.report)

    def _assembler(self, resolver: Resolver) -> Assembler:
        return Assembler(
            "counted",
            self.format,
            self.table.header,
            self.table.rows,
            resolver,
            Notes(""),
            set(),
        )

    def _first_of_each(self, rows: str, names: Sequence[str]) -> str:
        """Return the rows of which none before has the same id."""
        columns = ", ".join(["unit", "class", *names])
        turn = f"row_number() OVER (PARTITION BY {self._id()} ORDER BY number) AS turn"
        numbered = f"SELECT {columns}, {turn} FROM {rows}"
        return f"(SELECT * FROM ({numbered}) WHERE turn = 1)"

    def _id(self) -> str:
        """Return by what rows are the same: their id, or their number if they have none."""
        cells = [self.cell(key) for key in self.bulk.ids]
        is_named = " AND ".join(f"{cell} <> ''" for cell in cells)
        named = f"concat_ws('|', {', '.join(cells)})"
        return f"CASE WHEN {is_named} THEN {named} ELSE concat('row ', number) END"

    def _has_twice(self, rows: str) -> bool:
        """Return whether two rows have one id."""
        query = (
            f"SELECT 1 FROM {rows} GROUP BY {self._id()} HAVING count(*) > 1 LIMIT 1"
        )
        return bool(self.fetched(query))
