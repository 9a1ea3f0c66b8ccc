"""Collect the results of shards: the documents and reports of one timeline."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from timeline.cluster.shard_files import (
    ShardDocument,
    content_key,
    read_result,
    result_path,
    with_document_id,
)
from timeline.cluster.shards import Plan, check_engine, read_plan, unread
from timeline.documents.build import Entry, documents
from timeline.documents.sections import Layout
from timeline.errors import InputError
from timeline.model.incidents import Report
from timeline.model.text import Document, Problem
from timeline.reading import read_or_problem
from timeline.settings import Settings

# Missing shards that a message names.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What was read in shards.

    Attributes:
        plan: What was to be read.
        documents: Ordered by id.
        reports: In the order of the documents, and of the text.
        problems: What could not be read, and what was read with doubts.
    """

    plan: Plan
    documents: tuple[Document, ...]
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def collect(folder: Path, *, today: date | None, lost: Mapping[str, Problem]) -> Collected:
    """Collect all results in a folder of shards.

    Args:
        folder: The folder.
        today: Today, against which dates in the future are reported; None for no such check.
        lost: By the names of shards that could not be read, why; the others must be there.

    Raises:
        InputError: There is no plan, a shard has not been read, or a file is damaged.
    """
    plan = read_plan(folder)
    _check_complete(plan, folder, lost)
    problems: list[Problem] = list(plan.problems)
    entries: list[tuple[Entry, Layout]] = []
    reports_by_key: dict[str, list[Report] | Problem] = {}
    for shard in plan.shards:
        if shard.name in lost:
            problems.append(lost[shard.name])
            continue
        header, shard_documents = read_result(result_path(folder, shard.name))
        problems += header.problems
        for read in shard_documents:
            entries.append((read.entry, read.layout))
            if read.key:
                reports_by_key[read.key] = read.result
    made, doubts = documents(entries, published=plan.published, today=today)
    failures: dict[str, Problem] = {}
    reports = list(_reports(made, reports_by_key, plan.settings, failures))
    return Collected(
        plan=plan,
        documents=tuple(document for document in made if document.id not in failures),
        reports=tuple(reports),
        problems=(*problems, *doubts, *failures.values()),
    )


def _reports(
    made: Sequence[Document],
    reports_by_key: Mapping[str, list[Report] | Problem],
    settings: Settings,
    failures: dict[str, Problem],
) -> Iterator[Report]:
    """Yield the reports of documents under the ids that they have in the whole timeline."""
    for document in made:
        result = reports_by_key.get(content_key(document))
        if result is None:
            # Its day changed, as it turned out to be the only document.
            result = read_or_problem(document, settings=settings)
        if isinstance(result, Problem):
            failures[document.id] = replace(result, where=document.id)
        else:
            yield from with_document_id(result, document.id)


def _check_complete(plan: Plan, folder: Path, lost: Mapping[str, Problem]) -> None:
    """Raise InputError that numbers the shards which have not been read."""
    missing = {shard.name for shard in unread(plan.shards, folder) if shard.name not in lost}
    if not missing:
        return
    numbers = [str(number) for number, shard in enumerate(plan.shards, 1) if shard.name in missing]
    named = ", ".join(numbers[:MOST_NAMED])
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    problem = f"{len(missing)} of {len(plan.shards)} shards are not read yet: {named}{more}."
    hint = "Run `timeline read` with the same paths again; only these are read."
    raise InputError(str(folder), problem, hint)


def reports_in(
    folder: Path, documents_wanted: Sequence[Document], settings: Settings
) -> dict[str, list[Report]]:
    """Return reports that a folder of shards has of some documents, by the documents' ids.

    Documents that it does not hold are missing in the answer. Shards that are not read yet are
    passed over.

    Args:
        folder: The folder.
        documents_wanted: The documents.
        settings: With which they are to be read.

    Raises:
        InputError: There is no plan, or a file is damaged.
        UsageError: The shards were read in another way.
    """
    plan = read_plan(folder)
    check_engine(plan, settings, folder)
    ids: dict[str, list[str]] = {}
    for document in documents_wanted:
        ids.setdefault(content_key(document), []).append(document.id)
    return {
        name: with_document_id(read.reports, name)
        for read in _all_documents(plan, folder)
        if read.failure is None
        for name in ids.get(read.key, ())
    }


def _all_documents(plan: Plan, folder: Path) -> Iterator[ShardDocument]:
    for shard in plan.shards:
        path = result_path(folder, shard.name)
        if path.is_file():
            _, shard_documents = read_result(path)
            yield from shard_documents
