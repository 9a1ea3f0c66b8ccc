"""The whole story: files → documents → mentions → reports → incidents → timeline. The only file that knows every stage."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from timeline import datasets, documents, temporal
from timeline.assembly import merged, timeline_of
from timeline.cluster.processes import map_in_processes
from timeline.lexicon.gazetteer import Gazetteer
from timeline.mentions import article_countries, extract
from timeline.mentions.knowledge import custom_knowledge
from timeline.model.custom import CustomActor, CustomPlace
from timeline.model.incidents import Report
from timeline.model.mentions import EventMention
from timeline.model.text import Document, SectionKind
from timeline.model.timeline import TimelineData
from timeline.parsing import common_words, parse
from timeline.parsing.truecase import Truecaser
from timeline.reports import reports_of
from timeline.settings import Settings

# Below this many documents a second process costs more than it gives.
WORTH_TWO = 40
# What a caller may be told while work goes on: (name of the stage, steps done, steps in all).
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


@cache
def truecaser(
    model: str, actors: tuple[CustomActor, ...] = (), places: tuple[CustomPlace, ...] = ()
) -> Truecaser | None:
    """Make what writes texts in capitals as ordinary news would, once a process; None if the model lists no words."""
    known, common = custom_knowledge(actors, places), common_words(model)
    if common is None:
        return None
    return Truecaser(
        common=common, actors=known.actors, gazetteer=known.gazetteer, words=known.words
    )


def read_document(document: Document, *, settings: Settings) -> list[Report]:
    """Turn one document into its reports: the part of the work that needs no other document.

    A text in capitals is read as ordinary news would write it; the passages stay slices of the document as it is.
    """
    reading = truecaser(settings.model, settings.actors, settings.places)
    cased = reading.truecased(document) if reading is not None else document
    reports = _read(cased, settings=settings)
    return (
        reports
        if cased is document
        else [_with_passages_of(report, document) for report in reports]
    )


def _with_passages_of(report: Report, document: Document) -> Report:
    passages = (replace(one, text=document.text[one.start : one.end]) for one in report.passages)
    return replace(report, passages=tuple(passages))


def _read(document: Document, *, settings: Settings) -> list[Report]:
    mentions, countries = mentions_of(document, settings=settings)
    lexicon = custom_knowledge(settings.actors, settings.places)
    return reports_of(
        document,
        mentions,
        actors=lexicon.actors,
        gazetteer=lexicon.gazetteer,
        countries=countries,
    )


def mentions_of(
    document: Document, *, settings: Settings
) -> tuple[Sequence[EventMention], Sequence[str]]:
    """Find the event mentions of one document and the countries it names, the most named first.

    Countries are ISO 3166 alpha-3 codes; those of datelines come last.
    """
    lexicon = custom_knowledge(settings.actors, settings.places)
    sections = [(section.doc, section.offset) for section in parse(document, model=settings.model)]
    expressions = temporal.tag(
        document.text, anchor=document.published, sections=document.sections, mode=settings.dates
    )
    named = article_countries([doc for doc, _ in sections])
    mentions = extract(document, sections, expressions, countries_named=named, knowledge=lexicon)
    datelines = _dateline_countries(document, lexicon.gazetteer)
    return mentions, (*named, *(code for code in datelines if code not in named))


def _dateline_countries(document: Document, gazetteer: Gazetteer) -> Iterator[str]:
    """Give the countries of the towns in which a document was written: its places are likelier there than elsewhere."""
    for section in document.sections:
        if section.kind is SectionKind.DATELINE:
            town = re.split(r"[,(/-]| \d", document.text[section.start : section.end])[0].strip()
            place = gazetteer.find(town.title()) if town.isupper() else None
            if place is not None and place.country is not None:
                yield place.country


def read_each(
    read: Sequence[Document],
    *,
    settings: Settings,
    jobs: int | None = 1,
    progress: Progress = silent,
) -> Iterator[tuple[Document, list[Report]]]:
    """Turn documents into reports, on one process or several; the order, and so the result, is the same.

    Args:
        read: The documents.
        settings: What shapes the reading.
        jobs: Number of processes; None for one, or two when there are many documents.
        progress: Called after every document.

    Raises:
        InputError: A process was ended from outside.
    """
    processes = jobs or (2 if len(read) >= WORTH_TWO else 1)
    work = partial(read_document, settings=settings)
    # builds the index of places once, before several processes would
    custom_knowledge(settings.actors, settings.places)
    if processes <= 1 or len(read) < 2:
        results: Iterator[list[Report]] = map(work, read)
    else:
        results = map_in_processes(work, read, processes=processes, stage="reading")
    for done, (document, reports) in enumerate(zip(read, results, strict=True), 1):
        yield document, reports
        progress("reading", done, len(read))


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
    reading = documents.read(paths, published=published, today=today, claims=datasets.is_table_file)
    coded = read_tables(reading.elsewhere, settings=chosen, progress=progress)
    told = read_each(reading.documents, settings=chosen, jobs=jobs, progress=progress)
    reports = [report for _, found in told for report in found]
    if coded.reports:
        progress("joining rows and reports", len(coded.reports), 0)
    found = merged(
        reports, reading.documents, settings=chosen, rows=coded.reports, datasets=coded.datasets
    )
    return timeline_of(
        found,
        documents=(*reading.documents, *coded.documents),
        problems=(*reading.problems, *coded.problems),
        settings=chosen,
        version=version,
        datasets=coded.datasets,
    )


def read_tables(
    paths: Sequence[Path], *, settings: Settings, progress: Progress = silent
) -> datasets.Coded:
    """Read tables of coded incidents with what the settings add to what we know."""
    if not paths:
        return datasets.Coded()
    known = custom_knowledge(settings.actors, settings.places)
    return datasets.read(
        paths,
        actors=known.actors,
        gazetteer=known.gazetteer,
        mapping=settings.mapping,
        progress=lambda name, rows: progress(name, rows, 0),
    )
