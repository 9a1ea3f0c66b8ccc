"""Provenance in PROV-O: what was read, by which program, and what was made of it."""

from collections.abc import Iterator, Mapping

from timeline.exporters.linked_data import LABEL, OURS, TYPE, Link, Triple, node
from timeline.exporters.sorting import in_order
from timeline.exporters.xml_text import clean
from timeline.model.incidents import Incident
from timeline.model.text import Document, Provenance
from timeline.model.timeline import TimelineData

PROV = "http://www.w3.org/ns/prov#"
TERMS = "http://purl.org/dc/terms/"


def provenance(timeline: TimelineData) -> Iterator[Triple]:
    """Yield in PROV-O what was read, by which program, and which incidents were made of it."""
    build = node("build", timeline.title)
    yield build, TYPE, Link(f"{PROV}Activity")
    yield from _program(timeline.version, build)
    yield from _settings(timeline, build)
    for document in timeline.documents:
        yield from _document(document, build)
    for incident in in_order(timeline):
        yield from _incident(incident, build)


def _program(version: str, build: Link) -> Iterator[Triple]:
    program = node("program", version)
    yield program, TYPE, Link(f"{PROV}SoftwareAgent")
    yield program, LABEL, f"Timeline {version}"
    yield build, f"{PROV}wasAssociatedWith", program


def _settings(timeline: TimelineData, build: Link) -> Iterator[Triple]:
    settings = sorted(timeline.settings.items())
    for name, value in settings:
        if value is not None:
            words = clean(str(value))
            yield build, f"{OURS}setting-{name}", words


def _incident(incident: Incident, build: Link) -> Iterator[Triple]:
    subject = node("incident", incident.id)
    yield subject, f"{PROV}wasGeneratedBy", build
    names = dict.fromkeys(passage.document for passage in incident.reports)
    for name in names:
        document = node("document", name)
        yield subject, f"{PROV}wasDerivedFrom", document


def _document(document: Document, build: Link) -> Iterator[Triple]:
    """Yield where a document is from."""
    subject = node("document", document.id)
    yield build, f"{PROV}used", subject
    yield subject, TYPE, Link(f"{PROV}Entity")
    title = document.title or document.id
    yield subject, LABEL, clean(title)
    if document.published is not None:
        yield subject, f"{TERMS}issued", document.published
    article_facts = _article_facts(document)
    yield from _words(subject, article_facts)
    if document.provenance is not None:
        file_facts = _file_facts(document.provenance)
        yield from _words(subject, file_facts)


def _words(subject: Link, facts: Mapping[str, str | None]) -> Iterator[Triple]:
    for predicate, words in facts.items():
        if words:
            yield subject, predicate, clean(words)


def _article_facts(document: Document) -> dict[str, str | None]:
    return {
        f"{TERMS}publisher": document.publisher,
        f"{TERMS}source": document.url,
        f"{TERMS}language": document.lang,
        f"{OURS}readBy": document.read_by,
    }


def _file_facts(origin: Provenance) -> dict[str, str | None]:
    return {
        f"{OURS}file": origin.file,
        f"{OURS}sha256": origin.sha256,
        f"{TERMS}format": origin.format,
        f"{OURS}position": origin.position,
        f"{OURS}retrieved": origin.retrieved,
        f"{OURS}archived": origin.archived,
    }
