"""Coded incidents: tables of several collections become reports, each row its own evidence.

To add a format, write `<format>.py` with a function `(row, resolver) -> Coding` in a `FORMAT`, and
add one line below.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from timeline.datasets import acled, gdelt, gtd, icews, polecat, scad, ucdp_ged
from timeline.datasets.about import telling_words
from timeline.datasets.archives import Opener, tables_in
from timeline.datasets.build import Assembler
from timeline.datasets.counts import Counted, CountedTable, Question
from timeline.datasets.detect import detect_format, detect_headless, doubled
from timeline.datasets.formats import Format
from timeline.datasets.large import Bounds, Selection, is_large, opened, select
from timeline.datasets.mapped import OWN, mapped_format
from timeline.datasets.resolve import Resolver
from timeline.datasets.sheets import Chosen, checked_sheet, choose
from timeline.datasets.tables import Table, read_table, sheets_of
from timeline.datasets.template import guess, template
from timeline.documents.article_table import is_article_table
from timeline.errors import InputError, reason_of
from timeline.lexicon.actors import ActorLexicon
from timeline.lexicon.gazetteer import Gazetteer
from timeline.model.datasets import Dataset, RestOfRows
from timeline.model.incidents import Report
from timeline.model.mapping import ColumnMapping
from timeline.model.text import Document, Problem
from timeline.output.garbage import gc_disabled
from timeline.registry import Registry
from timeline.safety.boundary import boundary, quiet
from timeline.safety.paths import name_of
from timeline.settings import Settings

FORMATS: Registry[Format] = Registry("dataset format")
FORMATS.add("acled", acled.FORMAT)
FORMATS.add("gdelt", gdelt.FORMAT)
FORMATS.add("gtd", gtd.FORMAT)
FORMATS.add("icews", icews.FORMAT)
FORMATS.add("polecat", polecat.FORMAT)
FORMATS.add("scad", scad.FORMAT)
FORMATS.add("ucdp_ged", ucdp_ged.FORMAT)

__all__ = [
    "EXTENSIONS",
    "FORMATS",
    "Bounds",
    "Coded",
    "Counted",
    "Question",
    "bounds_of",
    "count",
    "is_table_file",
    "read",
    "telling_words",
    "template_for",
]

EXTENSIONS = (".csv", ".tsv", ".tab", ".xlsx", ".parquet", ".zip", ".gz")
"""Files that can only be tables; `is_table_file` also takes .txt and .json with a known table."""
# Tables of articles are .csv and .tsv too.
_LOOKED_INTO = (".txt", ".json", ".csv", ".tsv")
# Rows whose type column fills a template, and the most types listed there.
LOOKED_AT, MOST_TYPES = 5_000, 40
_FEWEST_DELIMITERS = 5  # in the header of a table with the extension of a text
# Bytes of a .txt that are looked at to tell a table from an article.
_HEAD = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What was read from tables.

    Attributes:
        documents: One for each row that became a report: its evidence.
        reports: In order of the files and rows.
        datasets: The tables, by id.
        problems: What could not be read, and what was read with doubts.
    """

    documents: tuple[Document, ...] = ()
    reports: tuple[Report, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    problems: tuple[Problem, ...] = ()


# Is called with a table's name and the number of rows read so far.
Progress = Callable[[str, int], None]


def silent(name: str, rows: int) -> None:
    """Report no progress."""


def is_table_file(path: Path) -> bool:
    """Return whether a file is a table to be read rather than an article."""
    suffix = path.suffix.lower()
    if suffix not in _LOOKED_INTO:
        return suffix in EXTENSIONS
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return suffix in EXTENSIONS
    if suffix in EXTENSIONS:
        return not is_article_table(head)
    if suffix == ".json":
        return _is_answer(head)
    return _is_table(path, head)


def _is_answer(head: bytes) -> bool:
    """Return whether the beginning of a JSON file is an answer of ACLED's API."""
    return b'"event_id_cnty"' in head.lower()


def _is_table(path: Path, head: bytes) -> bool:
    first_line = head.partition(b"\n")[0]
    tabs = first_line.count(b"\t")
    commas = first_line.count(b",")
    if max(tabs, commas) < _FEWEST_DELIMITERS:
        return False
    name = name_of(path)
    try:
        with boundary(name):
            table = read_table(name, ".csv", lambda: path.open("rb"))
            _format_of(table, None)
    except InputError:
        return False
    return True


def bounds_of(settings: Settings) -> Bounds:
    """Return which rows of large tables the settings of a build ask for."""
    return Bounds(
        since=date.fromisoformat(settings.since) if settings.since else None,
        until=date.fromisoformat(settings.until) if settings.until else None,
        all_rows=settings.about is not None,
    )


@gc_disabled()
def read(
    paths: Sequence[Path],
    *,
    actors: ActorLexicon,
    gazetteer: Gazetteer,
    mapping: ColumnMapping | None = None,
    sheet: str | None = None,
    bounds: Bounds | None = None,
    progress: Progress = silent,
) -> Coded:
    """Read tables of coded incidents. Bad input becomes a problem and costs nothing else.

    Args:
        paths: Files: CSV, TSV, Excel, Parquet, ACLED's JSON, each also in a zip or gzip.
        actors: Known actors, the user's own among them.
        gazetteer: Known places.
        mapping: What the columns of a table of one's own mean; None for none.
        sheet: Name of the sheet to read of workbooks; None for that of the mapping, or the one
            whose columns are known.
        bounds: Which rows of large tables become records; None for those with most killed.
        progress: Is called now and then with the name of a table and its rows read so far.

    Raises:
        SettingsError: The mapping cannot be used.
    """
    own_format = mapped_format(mapping) if mapping else None
    own_sheet = mapping.sheet if mapping else None
    reader = _TablesReader(
        own_format, Resolver(actors, gazetteer), progress, sheet or own_sheet, bounds
    )
    for path in paths:
        try:
            with boundary(name_of(path)), quiet():
                for name, suffix, opened in tables_in(path, name_of(path)):
                    reader.read(path, name, suffix, opened)
        except InputError as error:
            reader.problems.append(_problem(error))
        except OSError as error:
            reader.problems.append(_unopened(path, error))
    return Coded(
        documents=tuple(reader.documents),
        reports=tuple(reader.reports),
        datasets=tuple(reader.datasets),
        problems=tuple(reader.problems),
    )


def count(
    path: Path, question: Question, *, actors: ActorLexicon, gazetteer: Gazetteer
) -> Counted | None:
    """Return counts of the rows of a large table; None for any other file, and without DuckDB.

    Args:
        path: The file.
        question: What is counted by.
        actors: Known actors.
        gazetteer: Known places.

    Raises:
        InputError: The table cannot be read.
    """
    if not path.is_file() or not is_large(path):
        return None
    resolver = Resolver(actors, gazetteer)
    with boundary(name_of(path)), quiet():
        table = read_table(name_of(path), path.suffix.lower(), lambda: path.open("rb"))
        table, format = _format_of(table, None)
        with opened(path, table, format, CountedTable) as counted:
            if counted is None:
                return None
            counts = tuple(counted.counts(question, resolver))
            problems = counted.rejected()
    rows = sum(alike.rows for alike in counts)
    dataset = _dataset_of(name_of(path), format, tuple(table.header), rows)
    return Counted(dataset=dataset, counts=counts, problems=problems)


def _problem(error: InputError) -> Problem:
    return Problem(where=error.where, what=error.what, cure=error.hint)


def _unopened(path: Path, error: OSError) -> Problem:
    reason = reason_of(error)
    return Problem(
        where=name_of(path),
        what=f"the file cannot be opened ({reason}).",
        cure="Check its permissions.",
    )


class _TablesReader:
    """Reads tables one after the other and collects what they hold."""

    def __init__(
        self,
        own_format: Format | None,
        resolver: Resolver,
        progress: Progress,
        sheet: str | None = None,
        bounds: Bounds | None = None,
    ) -> None:
        self._bounds = bounds or Bounds()
        self._own_format = own_format
        self._resolver = resolver
        self._progress = progress
        self._sheet = sheet
        self._seen_ids: set[str] = set()
        self.documents: list[Document] = []
        self.reports: list[Report] = []
        self.datasets: list[Dataset] = []
        self.problems: list[Problem] = []

    def read(self, path: Path, name: str, suffix: str, opened: Opener) -> None:
        """Read one table of a file; what is wrong with it becomes a problem."""
        try:
            with boundary(name):
                chosen = choose(
                    name, suffix, opened, sheet=self._sheet, recognise=self._recognised
                )
                selection = self._selection(path, chosen)
        except InputError as error:
            self.problems.append(_problem(error))
            return
        self.problems += chosen.problems
        if selection is None:
            self._read_rows(name, chosen.table, chosen.format)
            return
        self.problems += selection.problems
        table = replace(chosen.table, rows=selection.numbered)
        self._read_rows(name, table, chosen.format, selection)

    def _selection(self, path: Path, chosen: Chosen) -> Selection | None:
        """Return which rows of a large table become records; None where all do."""
        if chosen.format.bulk is None or not is_large(path):
            return None
        return select(path, chosen.table, chosen.format, self._bounds, self._resolver)

    def _recognised(self, table: Table) -> tuple[Table, Format]:
        return _format_of(table, self._own_format)

    def _read_rows(
        self,
        name: str,
        table: Table,
        format: Format,
        selection: Selection | None = None,
    ) -> None:
        assembler = Assembler(
            self._free_id(name),
            format,
            table.header,
            table.rows,
            self._resolver,
            table.notes,
            self._seen_ids,
        )
        count = 0
        broken = False
        try:
            with boundary(name):
                for evidence in assembler.read(
                    lambda count: self._progress(name, count)
                ):
                    count += 1
                    if self._is_wanted(evidence.report):
                        self.documents.append(evidence.document)
                        self.reports.append(evidence.report)
        except InputError as error:
            self.problems.append(_problem(error))
            broken = True
        self.problems += _doubled_columns(table)
        self.problems += table.notes.problems()
        self.problems += _unmapped(name, assembler)
        rest = selection.rest if selection else None
        if rest is not None:
            self.problems.append(_counted(name, rest, count, format))
        # Of a large table there may be no row of the days asked for.
        if count or selection is not None:
            dataset = _dataset_of(assembler.dataset, format, assembler.columns, count)
            self.datasets.append(replace(dataset, rest=rest))
        elif not broken:
            self.problems.append(_unusable(name, format))

    def _is_wanted(self, report: Report) -> bool:
        return self._bounds.is_wanted is None or self._bounds.is_wanted(report)

    def _free_id(self, name: str) -> str:
        """Return an id for a table of that name that no table before it has."""
        taken = {dataset.id for dataset in self.datasets}
        candidate = name
        number = 1
        while candidate in taken:
            number += 1
            candidate = f"{name}-{number}"
        return candidate


def _counted(name: str, rest: RestOfRows, incidents: int, format: Format) -> Problem:
    first = format.bulk.first if format.bulk else ""
    rows = rest.rows + incidents
    return Problem(
        where=name,
        what=f"of {rows:,} rows the {incidents:,} {first} became incidents; "
        "the others are counted by week.",
        cure="Narrow the build with --from and --to to have all of those days.",
        skipped=False,
    )


def _dataset_of(
    name: str, format: Format, columns: tuple[str, ...], rows: int
) -> Dataset:
    return Dataset(
        id=name,
        name=format.label,
        format=format.name,
        columns=columns,
        rows=rows,
        by_machine=format.by_machine,
        trust=format.trust,
        licence=format.terms.licence,
        citation=format.terms.citation,
        restricted=format.terms.restricted,
    )


def _unusable(name: str, format: Format) -> Problem:
    return Problem(
        where=name,
        what=f"the table was read as {format.label}, and none of its rows could be used.",
        cure="See what is said of its rows.",
    )


def _format_of(table: Table, own_format: Format | None) -> tuple[Table, Format]:
    """Return a table with its header, and its format; a mapping that fits is preferred.

    Raises:
        InputError: It has the columns of no format.
    """
    if own_format is not None:
        for candidate in table.headers():
            if own_format.can_read(candidate.header):
                return candidate, own_format
    formats = [format for _, format in FORMATS]
    headless = detect_headless(table.top[0][1], formats)
    if headless is not None:
        format, layout = headless
        return replace(table, header=list(layout), rows=table.headless), format
    for candidate in table.headers():
        if any(format.can_read(candidate.header) for format in formats):
            return candidate, detect_format(table.name, candidate.header, formats)
    return table, detect_format(table.name, table.header, formats)


def _doubled_columns(table: Table) -> Iterable[Problem]:
    twice = doubled(table.header)
    if twice:
        yield Problem(
            where=f"{table.name}, line {table.header_line}",
            what=f"the header names a column twice: {', '.join(twice)}.",
            cure="The first of each was read.",
            skipped=False,
        )


def _unmapped(name: str, assembler: Assembler) -> Iterable[Problem]:
    """Yield how many rows have codes that stand for no type of incident, and which codes."""
    total = sum(assembler.unmapped.values())
    if not total:
        return
    commonest = assembler.unmapped.most_common(5)
    codes = ", ".join(f"{code} ({count:,})" for code, count in commonest)
    more = len(assembler.unmapped) - len(commonest)
    if more > 0:
        codes += f" and {more} more codes"
    rows = "rows" if total > 1 else "row"
    yield Problem(
        where=name,
        what=f"{total:,} {rows} of kinds that are none of our types: {codes}.",
        cure=_cure_for_unmapped(assembler.format),
    )


def _cure_for_unmapped(format: Format) -> str:
    if format.name == OWN:
        return "Say which type each is under [mapping.types], or leave them out."
    return "The tables in timeline/lexicon/data/crosswalks/ say which kinds are."


def template_for(path: Path, sheet: str | None = None) -> str:
    """Write a commented `[mapping]` for timeline.toml, guessed from a table's header and rows.

    Args:
        path: The table.
        sheet: Name of the sheet of a workbook; None for the one whose columns are best understood.

    Raises:
        InputError: It is no table, or has no such sheet.
    """
    with boundary(name_of(path)), quiet():
        name, suffix, opened = next(iter(tables_in(path, name_of(path))))
        sheets = sheets_of(name, suffix, opened)
        title, table = _best_understood(
            name, suffix, opened, checked_sheet(name, sheets, sheet)
        )
        type_column = guess(table.header).get("type")
        types: list[str] = []
        if type_column is not None:
            types = _types_in(table, table.header.index(type_column))
        shown = title if len(sheets) > 1 else None
        return template(name, table.header, types, sheet=shown)


def _best_understood(
    name: str, suffix: str, opened: Opener, sheet: str | None
) -> tuple[str | None, Table]:
    """Return the sheet of that name with its title, or the one that is understood best."""
    titles: list[str | None] = [sheet]
    if sheet is None:
        titles += sheets_of(name, suffix, opened)
    if len(titles) > 1:
        titles.remove(None)
    tables = [(title, read_table(name, suffix, opened, title)) for title in titles]
    return max(tables, key=lambda pair: len(guess(pair[1].header)))


def _types_in(table: Table, column: int) -> list[str]:
    """Return the words of a column in the first rows, each once."""
    words: dict[str, None] = {}
    for _, cells in islice(table.rows(), LOOKED_AT):
        if column < len(cells):
            words.setdefault(cells[column].strip())
    return [word for word in words if word][:MOST_TYPES]
