"""The whole story: files → documents → mentions → reports → incidents → timeline. The only file that knows every stage."""

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import date
from functools import cache, partial
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from os import _exit
from pathlib import Path
from threading import Thread

from timeline import datasets, documents, temporal
from timeline.assembly import merged, timeline_of
from timeline.parsing.truecase import Caser
from timeline.errors import InputError
from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.gazetteer import Gazetteer, gazetteer
from timeline.lexicon.incident_types import incident_types
from timeline.lexicon.custom import with_own_actors, with_own_places
from timeline.lexicon.words import words
from timeline.mentions import Knowledge, article_countries, extract, index
from timeline.model.incidents import Report
from timeline.model.custom import OwnActor, OwnPlace
from timeline.model.text import Document, SectionKind
from timeline.model.timeline import TimelineData
from timeline.parsing import common_words, parse
from timeline.reports import reports_of
from timeline.settings import Settings

# Below this many documents a second process costs more than it gives.
WORTH_TWO = 40
# What a caller may be told while work goes on: (name of the stage, steps done, steps in all).
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


@cache
def knowledge() -> Knowledge:
    """Load what the rules know, once a process."""
    types = incident_types()
    return Knowledge(
        types=types, triggers=index(types.values()), actors=actor_lexicon(), gazetteer=gazetteer(), words=words()
    )


@cache
def own_knowledge(actors: tuple[OwnActor, ...], places: tuple[OwnPlace, ...]) -> Knowledge:
    """Put a user's own actors and places before what the rules know, once a process.

    Raises:
        LexiconError: They name a country, parent or side that is not known, or contradict each other.
    """
    known = knowledge()
    return replace(
        known, actors=with_own_actors(known.actors, actors), gazetteer=with_own_places(known.gazetteer, places)
    )


@cache
def caser(model: str, actors: tuple[OwnActor, ...] = (), places: tuple[OwnPlace, ...] = ()) -> Caser | None:
    """Make what writes texts in capitals as ordinary news would, once a process; None if the model lists no words."""
    known, common = own_knowledge(actors, places), common_words(model)
    if common is None:
        return None
    return Caser(common=common, actors=known.actors, gazetteer=known.gazetteer, words=known.words)


def read_document(document: Document, *, settings: Settings) -> list[Report]:
    """Turn one document into its reports: the part of the work that needs no other document.

    A text in capitals is read as ordinary news would write it; the passages stay slices of the document as it is.
    """
    reading = caser(settings.model, settings.actors, settings.places)
    cased = reading.recased(document) if reading is not None else document
    reports = _read(cased, settings=settings)
    return reports if cased is document else [_with_passages_of(report, document) for report in reports]


def _with_passages_of(report: Report, document: Document) -> Report:
    passages = (replace(one, text=document.text[one.start : one.end]) for one in report.passages)
    return replace(report, passages=tuple(passages))


def _read(document: Document, *, settings: Settings) -> list[Report]:
    known = own_knowledge(settings.actors, settings.places)
    sections = [(one.doc, one.offset) for one in parse(document, model=settings.model)]
    expressions = temporal.tag(
        document.text, anchor=document.published, sections=document.sections, mode=settings.dates
    )
    countries = article_countries([doc for doc, _ in sections])
    mentions = extract(document, sections, expressions, countries_named=countries, knowledge=known)
    told_from = [code for code in _dateline_countries(document, known.gazetteer) if code not in countries]
    near = (*countries, *told_from)
    return reports_of(document, mentions, actors=known.actors, gazetteer=known.gazetteer, countries=near)


def _dateline_countries(document: Document, gazetteer: Gazetteer) -> Iterator[str]:
    """Give the countries of the towns in which a document was written: its places are likelier there than elsewhere."""
    for section in document.sections:
        if section.kind is SectionKind.DATELINE:
            town = re.split(r"[,(/-]| \d", document.text[section.start : section.end])[0].strip()
            place = gazetteer.find(town.title()) if town.isupper() else None
            if place is not None and place.country is not None:
                yield place.country


def read_each(
    read: Sequence[Document], *, settings: Settings, jobs: int | None = 1, progress: Progress = silent
) -> Iterator[tuple[Document, list[Report]]]:
    """Turn documents into reports, on one process or several; the order, and so the result, is the same.

    Args:
        read: The documents.
        settings: What shapes the reading.
        jobs: Number of processes; None for one, or two when there are many documents.
        progress: Told after every document.

    Raises:
        InputError: A process was ended from outside.
    """
    processes = jobs or (2 if len(read) >= WORTH_TWO else 1)
    work = partial(read_document, settings=settings)
    own_knowledge(settings.actors, settings.places)  # builds the index of places once, before several processes would
    if processes <= 1 or len(read) < 2:
        for done, document in enumerate(read, 1):
            yield document, work(document)
            progress("reading", done, len(read))
        return
    chunk = max(1, min(4, len(read) // (4 * processes)))  # large ones leave a process idle at the end
    context = get_context("spawn")
    others = set(active_children())
    with ProcessPoolExecutor(min(processes, len(read)), mp_context=context, initializer=end_with_parent) as pool:
        try:
            for done, (document, reports) in enumerate(
                zip(read, pool.map(work, read, chunksize=chunk), strict=True), 1
            ):
                yield document, reports
                progress("reading", done, len(read))
        except BrokenProcessPool:
            for process in set(active_children()) - others:
                process.kill()  # one that was just being started is else waited for without end (CPython 3.11)
            what = "a process that read articles was ended from outside, perhaps for want of memory."
            raise InputError("reading", what, "Build again with --jobs 1.") from None


def end_with_parent() -> None:
    """End this process when the one that started it is killed, which otherwise leaves it waiting for work for ever."""
    parent = parent_process()
    if parent is None:
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        _exit(1)

    Thread(target=watch, args=(parent.sentinel,), daemon=True).start()


def read_documents(
    read: Sequence[Document], *, settings: Settings, jobs: int = 1, progress: Progress = silent
) -> Iterator[Report]:
    """Turn documents into their reports, in order; see `read_each`."""
    for _, reports in read_each(read, settings=settings, jobs=jobs, progress=progress):
        yield from reports


def build(
    paths: Sequence[Path],
    *,
    version: str,
    published: date | None = None,
    today: date | None = None,
    settings: Settings | None = None,
    jobs: int | None = None,
    progress: Progress = silent,
) -> TimelineData:
    """Build a timeline from files and folders.

    Args:
        paths: Files and folders.
        version: Version of this program, kept in the result.
        published: Publication day: wins for a single document, fills in for the undated among many.
        today: Today, against which dates in the future are reported; None for no such check. Never used to date anything.
        settings: What shapes the build.
        jobs: Number of processes; None for one, or two when there are many documents.
        progress: Told of every step.
    """
    chosen = settings or Settings()
    reading = documents.read(paths, published=published, today=today, claims=datasets.claims)
    coded = read_tables(reading.elsewhere, settings=chosen, progress=progress)
    told = read_each(reading.documents, settings=chosen, jobs=jobs, progress=progress)
    reports = [report for _, found in told for report in found]
    if coded.reports:
        progress("joining rows and reports", len(coded.reports), 0)
    found = merged(reports, reading.documents, settings=chosen, rows=coded.reports, datasets=coded.datasets)
    return timeline_of(
        found,
        documents=(*reading.documents, *coded.documents),
        problems=(*reading.problems, *coded.problems),
        settings=chosen,
        version=version,
        datasets=coded.datasets,
    )


def read_tables(paths: Sequence[Path], *, settings: Settings, progress: Progress = silent) -> datasets.Coded:
    """Read tables of coded incidents with what the settings add to what we know."""
    if not paths:
        return datasets.Coded()
    known = own_knowledge(settings.actors, settings.places)
    return datasets.read(
        paths,
        actors=known.actors,
        gazetteer=known.gazetteer,
        mapping=settings.mapping,
        tell=lambda name, rows: progress(name, rows, 0),
    )
