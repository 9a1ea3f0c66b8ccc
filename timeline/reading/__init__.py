"""Read one document: parse it, tag its dates, find event mentions and make reports of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from timeline import temporal
from timeline.errors import InputError
from timeline.lexicon.gazetteer import Gazetteer
from timeline.mentions import Knowledge, article_countries, extract
from timeline.mentions.knowledge import custom_knowledge
from timeline.model.custom import CustomActor, CustomPlace
from timeline.model.incidents import Report
from timeline.model.mentions import EventMention
from timeline.model.text import Document, Problem, Section, SectionKind
from timeline.parsing import common_words, parse
from timeline.parsing.footnotes import without_footnote_marks
from timeline.parsing.truecase import Truecaser
from timeline.reports import reports_of
from timeline.reports.contexts import Contexts
from timeline.safety.boundary import boundary
from timeline.settings import Settings

# What follows the town in a dateline: "DAMASCUS, Syria (AP)", "GAZA 5 May".
_REPORT = "It was left out. Please report it, with the text if you may."
_AFTER_TOWN = re.compile(r"[,(/-]| \d")


def read_document(document: Document, *, settings: Settings) -> list[Report]:
    """Return the reports of one document: the part of the work that needs no other document.

    A text in capitals is read as ordinary news would write it, and footnote marks are not read;
    the passages stay slices of the document.

    Raises:
        InputError: The rules fail on it; the message names the document.
    """
    caser = truecaser(settings.model, settings.actors, settings.places)
    with boundary(document.id, failed="the rules fail on it", hint=_REPORT):
        readable = without_footnote_marks(document)
        if caser is not None:
            readable = caser.truecased(readable)
        reports = _reports(readable, settings)
        if readable is document:
            return reports
        return [_with_passages_of(report, document) for report in reports]


def read_or_problem(
    document: Document, *, settings: Settings
) -> list[Report] | Problem:
    """Return the reports of one document, or why the rules fail on it: the others are read."""
    try:
        return read_document(document, settings=settings)
    except InputError as error:
        return problem_of(error)


def problem_of(error: InputError) -> Problem:
    """Return an error as the problem of a document that was left out."""
    return Problem(where=error.where, what=error.what, cure=error.hint)


@cache
def truecaser(
    model: str,
    actors: tuple[CustomActor, ...] = (),
    places: tuple[CustomPlace, ...] = (),
) -> Truecaser | None:
    """Return what rewrites texts in capitals; None if the model lists no words."""
    knowledge = custom_knowledge(actors, places)
    common = common_words(model)
    if common is None:
        return None
    return Truecaser(
        common=common,
        actors=knowledge.actors,
        gazetteer=knowledge.gazetteer,
        words=knowledge.words,
    )


def _with_passages_of(report: Report, document: Document) -> Report:
    passages = (
        replace(passage, text=document.text[passage.start : passage.end])
        for passage in report.passages
    )
    return replace(report, passages=tuple(passages))


def _reports(document: Document, settings: Settings) -> list[Report]:
    mentions, countries = mentions_of(document, settings=settings)
    knowledge = knowledge_of(settings)
    return reports_of(
        document,
        mentions,
        actors=knowledge.actors,
        gazetteer=knowledge.gazetteer,
        countries=countries,
    )


def knowledge_of(settings: Settings) -> Knowledge:
    """Return what the rules know, with the own entries of the settings."""
    return custom_knowledge(
        settings.actors, settings.places, settings.triggers, settings.types
    )


def mentions_of(
    document: Document, *, settings: Settings
) -> tuple[Sequence[EventMention], Sequence[str]]:
    """Return the event mentions of one document and the countries it names, the most named first.

    Countries are ISO 3166 alpha-3 codes; those of datelines come last.
    """
    knowledge = knowledge_of(settings)
    parsed = parse(document, model=settings.model)
    expressions = temporal.tag(
        document.text,
        anchor=document.published,
        sections=document.sections,
        mode=settings.dates,
    )
    named = article_countries([section.doc for section in parsed])
    mentions = extract(
        document,
        [(section.doc, section.offset) for section in parsed],
        expressions,
        countries_named=named,
        knowledge=knowledge,
    )
    mentions = Contexts(document).completed(mentions)
    datelines = _dateline_countries(document, knowledge.gazetteer)
    return mentions, (*named, *(code for code in datelines if code not in named))


def _dateline_countries(document: Document, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the countries of the towns of datelines: the places of a document are likely there."""
    for section in document.sections:
        if section.kind is not SectionKind.DATELINE:
            continue
        town = _town(document, section)
        place = gazetteer.find(town.title()) if town.isupper() else None
        if place is not None and place.country is not None:
            yield place.country


def _town(document: Document, section: Section) -> str:
    text = document.text[section.start : section.end]
    return _AFTER_TOWN.split(text)[0].strip()
