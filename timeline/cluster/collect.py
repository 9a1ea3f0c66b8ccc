"""Collect the results of shards: the documents and reports of one timeline."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from timeline.cluster.merge import MergeFolder
from timeline.cluster.shard_files import (
    ShardDocument,
    content_key,
    read_entries,
    read_result,
    result_path,
    with_document_id,
)
from timeline.cluster.shards import Plan, check_engine, read_plan, unread
from timeline.documents.build import Entry, asked_id, documents, made_documents
from timeline.documents.sections import Layout
from timeline.errors import InputError
from timeline.model.incidents import Report
from timeline.model.text import Document, Problem
from timeline.output.record_file import RecordFile, write_records
from timeline.reading import read_or_problem
from timeline.settings import Settings

# Reports of each document, in the folder of what is merged.
READS = "reads.records"
# What was read of a document, or why it could not be.
Result: TypeAlias = list[Report] | Problem
# Missing shards that a message names.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What was read in shards.

    Attributes:
        documents: Ordered by id.
        reports: In the order of the documents, and of the text.
        problems: What could not be read, and what was read with doubts.
    """

    documents: Sequence[Document]
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def collect(
    folder: Path, plan: Plan, *, today: date | None, lost: Mapping[str, Problem]
) -> Collected:
    """Collect all results in a folder of shards.

    Args:
        folder: The folder.
        plan: What was to be read.
        today: Today, against which dates in the future are reported; None for no such check.
        lost: By the names of shards that could not be read, why; the others must be there.

    Raises:
        InputError: A shard has not been read, or a file is damaged.
    """
    shards = _Shards(folder, plan, lost)
    entries, results = _in_memory(shards)
    made, doubts = documents(entries, published=plan.published, today=today)
    failures: dict[str, Problem] = {}
    reports = tuple(_reports(made, results, plan.settings, failures))
    read_documents = tuple(document for document in made if document.id not in failures)
    problems = (*shards.problems(), *doubts, *failures.values())
    return Collected(documents=read_documents, reports=reports, problems=problems)


def collect_into(
    folder: Path,
    plan: Plan,
    merge_folder: MergeFolder,
    *,
    today: date | None,
    lost: Mapping[str, Problem],
) -> Collected:
    """Collect all results in a folder of shards into files of another folder.

    The documents of the result are one of these files; the reports, which it has not, another one.
    See `collect` for the other arguments and what is raised.
    """
    shards = _Shards(folder, plan, lost)
    asked: list[str] = []
    keys: dict[str, int | Problem] = {}
    path = merge_folder.path / READS
    write_records(path, _numbered(shards.documents(), asked, keys))
    doubts: list[Problem] = []
    made = merge_folder.sorted_documents(
        made_documents(
            shards.entries(),
            asked,
            published=plan.published,
            today=today,
            problems=doubts,
        )
    )
    results = _Stored(keys, RecordFile(path, list[Report]))
    failures: dict[str, Problem] = {}
    merge_folder.write_reports(_reports(made, results, plan.settings, failures))
    path.unlink()
    if failures:
        made = merge_folder.sorted_documents(
            document for document in made if document.id not in failures
        )
    merge_folder.write_documents(made)
    problems = (*shards.problems(), *doubts, *failures.values())
    return Collected(documents=made, reports=(), problems=problems)


class _Shards:
    """The shards of a plan, read one by one."""

    def __init__(self, folder: Path, plan: Plan, lost: Mapping[str, Problem]) -> None:
        _check_complete(plan, folder, lost)
        self._folder = folder
        self._plan = plan
        self._lost = lost
        self._problems_in: dict[str, Sequence[Problem]] = {}

    def documents(self) -> Iterator[ShardDocument]:
        """Yield what was read of each document; note the problems."""
        for shard in self._plan.shards:
            if shard.name in self._lost:
                self._problems_in[shard.name] = (self._lost[shard.name],)
                continue
            header, shard_documents = read_result(result_path(self._folder, shard.name))
            self._problems_in[shard.name] = header.problems
            yield from shard_documents

    def entries(self) -> Iterator[tuple[Entry, Layout]]:
        """Yield the draft and layout of each document, in the same order."""
        for shard in self._plan.shards:
            if shard.name not in self._lost:
                yield from read_entries(result_path(self._folder, shard.name))

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of the plan and of the shards whose documents were read."""
        of_shards = chain.from_iterable(self._problems_in.values())
        return (*self._plan.problems, *of_shards)


def _in_memory(shards: _Shards) -> tuple[list[tuple[Entry, Layout]], dict[str, Result]]:
    """Return the drafts and layouts of all documents, and by key what was read of each."""
    entries = []
    results = {}
    for read in shards.documents():
        entries.append((read.entry, read.layout))
        if read.key:
            results[read.key] = read.result
    return entries, results


def _numbered(
    shard_documents: Iterable[ShardDocument],
    asked: list[str],
    keys: dict[str, int | Problem],
) -> Iterator[list[Report]]:
    """Yield lists of reports, each once.

    Args:
        shard_documents: What was read of each document.
        asked: Where the ids that the documents ask for are noted.
        keys: Where numbers of lists are noted by key, or why there are none.
    """
    count = 0
    for read in shard_documents:
        asked.append(asked_id(read.entry))
        if not read.key or read.key in keys:
            continue
        if read.failure is not None:
            keys[read.key] = read.failure
            continue
        keys[read.key] = count
        count += 1
        yield read.reports


class _Stored(Mapping[str, Result]):
    """Reports of documents, by their keys, in a file; or why a document could not be read."""

    def __init__(
        self, keys: dict[str, int | Problem], lists: RecordFile[list[Report]]
    ) -> None:
        self._keys = keys
        self._lists = lists

    def __getitem__(self, key: str) -> Result:
        number = self._keys[key]
        return number if isinstance(number, Problem) else self._lists[number]

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)


def _reports(
    made: Sequence[Document],
    reports_by_key: Mapping[str, Result],
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
    missing = {
        shard.name for shard in unread(plan.shards, folder) if shard.name not in lost
    }
    if not missing:
        return
    numbers = [
        str(number)
        for number, shard in enumerate(plan.shards, 1)
        if shard.name in missing
    ]
    named = ", ".join(numbers[:MOST_NAMED])
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    problem = (
        f"{len(missing)} of {len(plan.shards)} shards are not read yet: {named}{more}."
    )
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
