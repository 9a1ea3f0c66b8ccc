"""Provenance in PROV-O: what was read, by which program, and what was made of it."""

from collections.abc import Iterator

from timeline.exporters.linked_data import LABEL, OURS, TYPE, Link, Triple, node
from timeline.exporters.sorting import in_order
from timeline.exporters.xml_text import clean
from timeline.model.text import Document
from timeline.model.timeline import TimelineData

PROV = "http://www.w3.org/ns/prov#"
TERMS = "http://purl.org/dc/terms/"


def provenance(timeline: TimelineData) -> Iterator[Triple]:
    """Yield in PROV-O what was read, by which program, and which incidents were made of it."""
    build = node("build", timeline.title)
    yield from _build(timeline, build)
    for document in timeline.documents:
        yield build, f"{PROV}used", node("document", document.id)
        yield from _document(document)
    for incident in in_order(timeline):
        subject = node("incident", incident.id)
        yield subject, f"{PROV}wasGeneratedBy", build
        for identifier in dict.fromkeys(passage.document for passage in incident.reports):
            yield subject, f"{PROV}wasDerivedFrom", node("document", identifier)


def _build(timeline: TimelineData, build: Link) -> Iterator[Triple]:
    """Yield the program that read the documents, and its settings."""
    program = node("program", timeline.version)
    yield program, TYPE, Link(f"{PROV}SoftwareAgent")
    yield program, LABEL, f"Timeline {timeline.version}"
    yield build, TYPE, Link(f"{PROV}Activity")
    yield build, f"{PROV}wasAssociatedWith", program
    for name, value in sorted(timeline.settings.items()):
        if value is not None:
            yield build, f"{OURS}setting-{name}", clean(str(value))


def _document(document: Document) -> Iterator[Triple]:
    """Yield where a document is from."""
    subject = node("document", document.id)
    yield subject, TYPE, Link(f"{PROV}Entity")
    yield subject, LABEL, clean(document.title or document.id)
    if document.published is not None:
        yield subject, f"{TERMS}issued", document.published
    facts = {**_article_facts(document), **_file_facts(document)}
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


def _file_facts(document: Document) -> dict[str, str | None]:
    origin = document.provenance
    if origin is None:
        return {}
    return {
        f"{OURS}file": origin.file,
        f"{OURS}sha256": origin.sha256,
        f"{TERMS}format": origin.format,
        f"{OURS}position": origin.position,
        f"{OURS}retrieved": origin.retrieved,
        f"{OURS}archived": origin.archived,
    }
