"""Coded incidents: tables of several collections become reports, each row its own evidence.

To add a format, write `<format>.py` with a function `(row, known) -> Coding` in a `FORMAT`, and add one line below.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.datasets import acled, gdelt, gtd, icews, polecat, scad, ucdp_ged
from timeline.datasets.archives import Opener, tables_in
from timeline.datasets.build import Assembler
from timeline.datasets.detect import doubled, headless, recognise
from timeline.datasets.formats import Format
from timeline.datasets.mapped import guess, mapped_format, template
from timeline.datasets.resolve import Known
from timeline.datasets.rows import column_key
from timeline.datasets.tables import Table, read_table
from timeline.errors import InputError
from timeline.lexicon.actors import ActorLexicon
from timeline.lexicon.gazetteer import Gazetteer
from timeline.model.datasets import Dataset
from timeline.model.incidents import Report
from timeline.model.mapping import ColumnMapping
from timeline.model.text import Document, Problem
from timeline.output.garbage import gc_disabled
from timeline.registry import Registry

FORMATS: Registry[Format] = Registry("dataset format")
FORMATS.add("acled", acled.FORMAT)
FORMATS.add("gdelt", gdelt.FORMAT)
FORMATS.add("gtd", gtd.FORMAT)
FORMATS.add("icews", icews.FORMAT)
FORMATS.add("polecat", polecat.FORMAT)
FORMATS.add("scad", scad.FORMAT)
FORMATS.add("ucdp_ged", ucdp_ged.FORMAT)

__all__ = ["EXTENSIONS", "FORMATS", "Coded", "claims", "read", "template_for"]

EXTENSIONS = (".csv", ".tsv", ".tab", ".xlsx", ".parquet", ".zip", ".gz")
"""Files that can only be tables; `claims` also takes .txt and .json that hold a table we know."""
_MAYBE = (".txt", ".json")
# Rows from which the words of a column of types are taken for a template, and the most of them listed.
LOOKED_AT, MOST_TYPES = 5_000, 40
Rows = Iterator[tuple[int, list[str]]]
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


# Told of a table's name and the rows gone through.
Tell = Callable[[str, int], None]


def silent(name: str, rows: int) -> None:
    """Tell nobody."""


def claims(path: Path) -> bool:
    """Say whether a file is a table for us to read rather than an article."""
    suffix = path.suffix.lower()
    if suffix not in _MAYBE:
        return suffix in EXTENSIONS
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        return _is_answer(head) if suffix == ".json" else _is_table(path, head)
    except OSError:
        return False


def _is_answer(head: bytes) -> bool:
    return b'"event_id_cnty"' in head.lower()


def _is_table(path: Path, head: bytes) -> bool:
    first = head.partition(b"\n")[0]
    if max(first.count(b"\t"), first.count(b",")) < 5:
        return False
    try:
        table = read_table(path.name, ".csv", lambda: path.open("rb"))
        _format_of(table, None)
    except InputError:
        return False
    return True


@gc_disabled()
def read(
    paths: Sequence[Path],
    *,
    actors: ActorLexicon,
    gazetteer: Gazetteer,
    mapping: ColumnMapping | None = None,
    tell: Tell = silent,
) -> Coded:
    """Read tables of coded incidents. Bad input becomes a problem; nothing else is lost by it.

    Args:
        paths: Files: CSV, TSV, Excel, Parquet, ACLED's JSON, each also in a zip or gzip.
        actors: Known actors, the user's own among them.
        gazetteer: Known places.
        mapping: What the columns of a table of one's own mean; None for none.
        tell: Told now and then how far it is.

    Raises:
        SettingsError: The mapping cannot be used.
    """
    own = mapped_format(mapping) if mapping else None
    known = Known(actors, gazetteer)
    made = _Made()
    for path in paths:
        try:
            for name, suffix, opened in tables_in(path, path.name):
                _read_one(name, suffix, opened, own, known, made, tell)
        except InputError as error:
            made.problems.append(_problem(error))
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            what = f"the file cannot be opened ({reason})."
            made.problems.append(Problem(where=path.name, what=what, cure="Check its permissions."))
    return Coded(
        documents=tuple(made.documents),
        reports=tuple(made.reports),
        datasets=tuple(made.datasets),
        problems=tuple(made.problems),
    )


def _problem(error: InputError) -> Problem:
    return Problem(where=error.where, what=error.what, cure=error.hint)


class _Made:
    """What grows while tables are read."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.reports: list[Report] = []
        self.datasets: list[Dataset] = []
        self.problems: list[Problem] = []
        self.seen: set[str] = set()

    def free_id(self, name: str) -> str:
        taken = {one.id for one in self.datasets}
        number, wanted = 1, name
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        return name


def _read_one(
    name: str,
    suffix: str,
    opened: Opener,
    own: Format | None,
    known: Known,
    made: _Made,
    tell: Tell,
) -> None:
    """Read one table; what is wrong with it becomes a problem, and the other tables of an archive are read."""
    assembler: Assembler | None = None
    table: Table | None = None
    try:
        table = read_table(name, suffix, opened)
        format, columns, rows = _format_of(table, own)
        assembler = Assembler(made.free_id(name), format, columns, known, table.notes, made.seen)
        before = len(made.reports)
        for told in assembler.read(rows(), lambda count: tell(name, count)):
            made.documents.append(told.document)
            made.reports.append(told.report)
        broken = False
    except InputError as error:
        made.problems.append(_problem(error))
        broken = True
    if assembler is None or table is None:
        return
    made.problems += [
        *_said_of_header(name, columns),
        *table.notes.problems(),
        *_unmapped(name, assembler),
    ]
    if len(made.reports) == before and broken:
        return
    if len(made.reports) == before:
        what = f"the table was read as {format.label}, and none of its rows could be used."
        made.problems.append(Problem(where=name, what=what, cure="See what is said of its rows."))
        return
    made.datasets.append(
        Dataset(
            id=assembler.dataset,
            name=format.label,
            format=format.name,
            columns=assembler.columns,
            rows=len(made.reports) - before,
            by_machine=format.by_machine,
            trust=format.trust,
        )
    )


def _format_of(
    table: Table, own: Format | None
) -> tuple[Format, Sequence[str], Callable[[], Rows]]:
    """Tell a table's format, its columns, and how to go through its rows; a mapping that fits goes before ours."""
    if own is not None and own.needs <= {column_key(cell) for cell in table.header}:
        return own, table.header, table.rows
    formats = [one for _, one in FORMATS]
    found = headless(table.header, formats)
    if found is not None:
        return found[0], found[1], table.headless
    return recognise(table.name, table.header, formats), table.header, table.rows


def _said_of_header(name: str, columns: Sequence[str]) -> Iterable[Problem]:
    twice = doubled(columns)
    if twice:
        what = f"the header names a column twice: {', '.join(twice)}."
        yield Problem(
            where=f"{name}, line 1", what=what, cure="The first of each was read.", skipped=False
        )


def _unmapped(name: str, assembler: Assembler) -> Iterable[Problem]:
    """Say how many rows have a code that is no incident of ours, and which codes these are."""
    total = sum(assembler.unmapped.values())
    if total:
        codes = ", ".join(
            f"{code} ({count:,})" for code, count in assembler.unmapped.most_common(5)
        )
        more = len(assembler.unmapped) - 5
        codes += f" and {more} more codes" if more > 0 else ""
        what = f"{total:,} row{'s' if total > 1 else ''} of kinds that are no incident of ours: {codes}."
        cure = "The tables in timeline/lexicon/data/crosswalks/ say which kinds are."
        yield Problem(where=name, what=what, cure=cure)


def template_for(path: Path) -> str:
    """Write a commented `[mapping]` for timeline.toml for a table, guessed from its header and first rows.

    Raises:
        InputError: It is no table.
    """
    name, suffix, opened = next(iter(tables_in(path, path.name)))
    table = read_table(name, suffix, opened)
    column = guess(table.header).get("type")
    words: dict[str, None] = {}
    if column is not None:
        at = table.header.index(column)
        for _, (_, cells) in zip(range(LOOKED_AT), table.rows(), strict=False):
            words.setdefault(cells[at].strip() if at < len(cells) else "")
    return template(name, table.header, [word for word in words if word][:MOST_TYPES])
