"""A file of incidents that someone else coded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RestOfRows:
    """Rows of a large table that are incidents and were counted, not made records.

    Attributes:
        rows: How many there are.
        weeks: (Monday in days since 1970, rows) of those dated to a week or finer, in order.
        coarse: Rows dated more coarsely, or not at all.
    """

    rows: int
    weeks: tuple[tuple[int, int], ...] = ()
    coarse: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One table of coded incidents, as it was read.

    Attributes:
        id: Name of the file, made unique.
        name: Name of the collection ("UCDP GED"); the publisher of its rows.
        format: Name of the format it was read as ("ucdp_ged").
        columns: Columns of the table, in order; the cells of a row's document are joined by tabs in
            the same order.
        rows: Rows that became reports.
        by_machine: True when a program coded it, so that a row more or less of one day, two actors
            and one kind is the same happening told again.
        trust: Share of rows that are taken to be right, 0 to 1: a guess, not measured by us.
        licence: Its licence, or where its terms stand; "" if not known.
        citation: What the collection asks to be cited; "" if not known.
        restricted: Whose terms forbid that its rows are published ("ACLED's terms"); "" for
            nobody's.
        rest: Rows that were counted and became no records, of a table too large; None for none.
    """

    id: str
    name: str
    format: str
    columns: tuple[str, ...]
    rows: int
    by_machine: bool = False
    trust: float = 0.95
    licence: str = ""
    citation: str = ""
    restricted: str = ""
    rest: RestOfRows | None = None


def not_for_publication(datasets: Iterable[Dataset]) -> str | None:
    """Return the note that a timeline with rows of these tables carries; None where all is free.

    >>> acled = Dataset(
    ...     id="a.csv", name="ACLED", format="acled", columns=(), rows=1, restricted="ACLED's terms"
    ... )
    >>> not_for_publication([acled])
    "not for publication: ACLED's terms"
    """
    whose = dict.fromkeys(
        dataset.restricted for dataset in datasets if dataset.restricted
    )
    return f"not for publication: {', '.join(whose)}" if whose else None


def terms_of(datasets: Iterable[Dataset]) -> list[tuple[str, str]]:
    """Return licence and citation of each collection, and what may not be published, with labels.

    Empty where no collection states any.
    """
    collections = tuple(datasets)
    terms = list(_stated_terms(collections))
    note = not_for_publication(collections)
    if note is not None:
        terms.append(("NOTE", note))
    return list(dict.fromkeys(terms))


def _stated_terms(datasets: Iterable[Dataset]) -> Iterator[tuple[str, str]]:
    """Yield licence and citation of each collection, with labels."""
    for dataset in datasets:
        if dataset.licence:
            yield "licence", f"{dataset.name}: {dataset.licence}"
        if dataset.citation:
            yield "cite", dataset.citation
