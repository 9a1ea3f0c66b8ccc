"""Build a timeline: files → documents → mentions → reports → incidents → timeline."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from timeline import datasets, documents
from timeline.assembly import is_chosen, merged_through_files, timeline_of, types_of
from timeline.assembly.isolation import assembled, joined, read_documents
from timeline.assembly.readers import marked_documents
from timeline.cluster.collect import collect, collect_into
from timeline.cluster.large import is_large, merge_folder_of, merged_groups
from timeline.cluster.processes import map_in_processes
from timeline.cluster.shards import Plan, check_engine, read_plan
from timeline.incidents.single_row import Singles
from timeline.incidents.summary import headline_words
from timeline.mentions.knowledge import custom_knowledge
from timeline.model.incidents import Report
from timeline.model.text import Document, Problem
from timeline.model.timeline import TimelineData
from timeline.output.progress import Progress, silent
from timeline.readers.model import ModelReader
from timeline.readers.outcome import Verified
from timeline.readers.verified import verified
from timeline.reading import mentions_of, read_document, read_or_problem, truecaser
from timeline.settings import Settings

__all__ = [
    "build",
    "build_from_shards",
    "mentions_of",
    "read_document",
    "read_each",
    "read_tables",
    "truecaser",
]

# Documents below which a second process costs more than it gains.
WORTH_TWO = 40


def build(
    paths: Sequence[Path],
    *,
    version: str,
    published: date | None = None,
    today: date | None = None,
    settings: Settings | None = None,
    jobs: int | None = None,
    progress: Progress = silent,
    model: ModelReader | None = None,
) -> TimelineData:
    """Build a timeline from files and folders.

    Args:
        paths: Files and folders.
        version: Version of this program, which the result names.
        published: Publication day: wins for a single document, fills in for the undated among many.
        today: Today, to report publication dates in the future; None for no check. It dates
            nothing.
        settings: What shapes the build.
        jobs: Number of processes; None for one, or two when there are many documents.
        progress: Called after every step.
        model: Reads with a language model, as the settings say; None to read by the rules.
    """
    chosen = settings or Settings()
    files = documents.read(
        paths, published=published, today=today, claims=datasets.is_table_file
    )
    is_alone = not files.documents and len(files.elsewhere) == 1
    tables = read_tables(
        files.elsewhere, settings=chosen, is_alone=is_alone, progress=progress
    )
    failures: dict[str, Problem] = model.failures if model is not None else {}
    read = read_by(
        model,
        files.documents,
        settings=chosen,
        jobs=jobs,
        failures=failures,
        progress=progress,
    )
    reports = [report for _, reports_of_one in read for report in reports_of_one]
    return _assembled(
        files.documents,
        reports,
        tables,
        problems=files.problems,
        failures=failures,
        settings=chosen,
        version=version,
        progress=progress,
    )


def build_from_shards(
    folder: Path,
    *,
    version: str,
    today: date | None = None,
    settings: Settings | None = None,
    lost: Mapping[str, Problem] | None = None,
    address: str | None = None,
    progress: Progress = silent,
) -> TimelineData:
    """Build a timeline from articles that were read in shards, the same as `build` of their files.

    Args:
        folder: The folder of the shards.
        version: Version of this program, which the result names.
        today: Today, to report publication dates in the future; None for no check.
        settings: What shapes the build; None for the settings of the reading.
        lost: By the names of shards that could not be read, why.
        address: Of a cluster that merges the reports of a large timeline; None to merge here.
        progress: Called after every step.

    Raises:
        InputError: A shard has not been read, or a file is damaged.
        UsageError: The settings, or this program, would read the articles in another way.
    """
    plan = read_plan(folder)
    chosen = settings or plan.settings
    check_engine(plan, chosen, folder)
    if is_large(plan, folder) and not plan.tables and not chosen.separate:
        return _large(
            folder, plan, chosen, version, today, lost or {}, address, progress
        )
    collected = collect(folder, plan, today=today, lost=lost or {})
    tables = read_tables(plan.tables, settings=chosen, progress=progress)
    return _assembled(
        collected.documents,
        collected.reports,
        tables,
        problems=collected.problems,
        failures={},
        settings=chosen,
        version=version,
        progress=progress,
    )


def _large(
    folder: Path,
    plan: Plan,
    settings: Settings,
    version: str,
    today: date | None,
    lost: Mapping[str, Problem],
    address: str | None,
    progress: Progress,
) -> TimelineData:
    """Build a timeline of more reports than memory holds; they and the incidents are in files."""
    with merge_folder_of(folder, plan, lost) as merge_folder:
        collected = collect_into(folder, plan, merge_folder, today=today, lost=lost)
        groups = merged_groups(merge_folder, address=address, progress=progress)
        incidents = merged_through_files(
            groups,
            merge_folder.reports(),
            collected.documents,
            settings=settings,
            folder=merge_folder.path,
        )
    return timeline_of(
        incidents,
        documents=collected.documents,
        problems=collected.problems,
        settings=settings,
        version=version,
    )


def _assembled(
    articles: Sequence[Document],
    reports: Sequence[Report],
    tables: datasets.Coded,
    *,
    problems: Sequence[Problem],
    failures: Mapping[str, Problem],
    settings: Settings,
    version: str,
    progress: Progress,
) -> TimelineData:
    """Merge what articles and tables report, and make a timeline of it."""
    if tables.reports:
        progress("joining rows and reports", len(tables.reports), 0)
    read = read_documents(articles, failures)
    whole = joined(
        reports, read, settings=settings, rows=tables.reports, datasets=tables.datasets
    )
    marked = marked_documents(read, settings, by_rules=failures)
    make = partial(
        timeline_of,
        documents=whole.remaining((*marked, *tables.documents)),
        problems=(*problems, *tables.problems, *failures.values(), *whole.problems),
        settings=settings,
        version=version,
        datasets=tables.datasets,
    )
    return assembled(whole.incidents, make)


def read_by(
    model: ModelReader | None,
    unread: Sequence[Document],
    *,
    settings: Settings,
    jobs: int | None = 1,
    failures: dict[str, Problem] | None = None,
    progress: Progress = silent,
) -> Iterator[tuple[Document, list[Report]]]:
    """Yield documents with their reports, read by a language model; by the rules if there is none.

    The other arguments are those of `read_each`.
    """
    if model is None:
        return read_each(
            unread, settings=settings, jobs=jobs, failures=failures, progress=progress
        )
    by_rules = partial(read_each, settings=settings, jobs=jobs, failures=failures)

    def verify(document: Document, content: object, rule: str) -> Verified:
        return verified(document, content, settings=settings, rule=rule)

    return model.read_each(unread, by_rules=by_rules, verify=verify, progress=progress)


def read_each(
    unread: Sequence[Document],
    *,
    settings: Settings,
    jobs: int | None = 1,
    failures: dict[str, Problem] | None = None,
    progress: Progress = silent,
) -> Iterator[tuple[Document, list[Report]]]:
    """Yield documents with their reports, in the same order for any number of processes.

    Args:
        unread: The documents.
        settings: What shapes the reading.
        jobs: Number of processes; None for one, or two when there are many documents.
        failures: Where documents on which a rule fails are noted, by id; they have no reports.
        progress: Called after every document.

    Raises:
        InputError: A process was ended from outside.
    """
    # builds the index of places once, before several processes would
    custom_knowledge(settings.actors, settings.places)
    work = partial(read_or_problem, settings=settings)
    processes = _processes(jobs, len(unread))
    results: Iterator[list[Report] | Problem] = map(work, unread)
    if processes > 1 and len(unread) > 1:
        results = map_in_processes(work, unread, processes=processes, stage="reading")
    noted = {} if failures is None else failures
    for done, (document, result) in enumerate(zip(unread, results, strict=True), 1):
        if isinstance(result, Problem):
            noted[document.id] = result
            result = []
        yield document, result
        progress("reading", done, len(unread))


def _processes(jobs: int | None, documents: int) -> int:
    """Return the number of processes: as asked, else two for many documents."""
    if jobs:
        return jobs
    return 2 if documents >= WORTH_TWO else 1


def read_tables(
    paths: Sequence[Path],
    *,
    settings: Settings,
    is_alone: bool = False,
    progress: Progress = silent,
) -> datasets.Coded:
    """Read tables of coded incidents; the settings' own actors and places count as well.

    Args:
        paths: The tables.
        settings: What shapes the build.
        is_alone: True for the only table where there are no articles: each of its rows is an
            incident by itself, and those that the settings do not choose are not kept.
        progress: Called now and then.
    """
    if not paths:
        return datasets.Coded()
    knowledge = custom_knowledge(settings.actors, settings.places)
    return datasets.read(
        paths,
        actors=knowledge.actors,
        gazetteer=knowledge.gazetteer,
        mapping=settings.mapping,
        sheet=settings.sheet,
        bounds=_bounds(settings, is_alone=is_alone),
        progress=lambda name, rows: progress(name, rows, 0),
    )


def _bounds(settings: Settings, *, is_alone: bool) -> datasets.Bounds:
    """Return which rows of tables are kept."""
    bounds = datasets.bounds_of(settings)
    if settings.about is None or not is_alone:
        return bounds
    types = types_of(settings)
    singles = Singles(types, {})
    return replace(
        bounds,
        words=datasets.telling_words(settings.about, headline_words(types)),
        is_wanted=lambda report: is_chosen(singles.incident(report), settings),
    )
