"""incidents.ttl: the incidents as linked data in the Simple Event Model (SEM), Turtle."""

from collections.abc import Iterator
from pathlib import Path

from timeline.errors import UsageError
from timeline.exporters.linked_data import LABEL, OURS, TYPE, Link, Triple, node
from timeline.exporters.provenance import PROV, TERMS, provenance
from timeline.exporters.sorting import in_order
from timeline.exporters.xml_text import clean
from timeline.model.incidents import Incident
from timeline.model.places import Place
from timeline.model.timeline import TimelineData
from timeline.model.when import DateInterval
from timeline.output.atomic import write_atomically

SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
WITHIN = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf"


def write(timeline: TimelineData, path: Path) -> None:
    """Write incidents, actors, places and types; an interval is SEM's four time stamps.

    So nothing is dated too exactly: begin and end both lie between the first and the last day that
    are possible. Where an incident is from is said in PROV-O: its documents, their files and
    addresses, and the program that read them with its settings. Roles are
    `urn:conflict-timeline:initiator`, `target` and `party`, each a kind of `sem:hasActor`;
    casualties are only in csv and json.

    Raises:
        UsageError: The library rdflib is not installed, or the file cannot be written.
    """
    try:
        import rdflib  # an extra: only RDF needs it
    except ImportError:
        cure = "Install it: pip install 'conflict-timeline[rdf]'."
        raise UsageError("rdf", "writing RDF needs the library rdflib.", cure) from None
    graph = rdflib.Graph()
    for prefix, space in (
        ("sem", SEM),
        ("geo", GEO),
        ("prov", PROV),
        ("dcterms", TERMS),
        ("ct", OURS),
    ):
        graph.bind(prefix, rdflib.Namespace(space))
    for subject, predicate, value in triples(timeline):
        term = (
            rdflib.URIRef(value) if isinstance(value, Link) else rdflib.Literal(value)
        )
        triple = (rdflib.URIRef(subject), rdflib.URIRef(predicate), term)
        graph.add(triple)
    write_atomically(path, graph.serialize(format="turtle"))


def triples(timeline: TimelineData) -> Iterator[Triple]:
    """Yield the statements on a timeline; this needs no library."""
    yield f"{OURS}timeline", LABEL, clean(timeline.title)
    has_actor = Link(f"{SEM}hasActor")
    for role in ("initiator", "target", "party"):
        yield f"{OURS}{role}", WITHIN, has_actor
    for incident in in_order(timeline):
        yield from _incident(incident)
    yield from provenance(timeline)


def _incident(incident: Incident) -> Iterator[Triple]:
    subject = node("incident", incident.id)
    event_type = node("type", incident.type)
    yield from _named(subject, "Event", incident.headline)
    yield from _named(event_type, "EventType", incident.type)
    yield subject, f"{SEM}eventType", event_type
    yield subject, f"{OURS}status", incident.status.value
    if incident.date is not None:
        yield from _dated(subject, incident.date)
    for actor in incident.actors:
        agent = node("actor", actor.id)
        yield from _named(agent, "Actor", actor.name)
        yield subject, f"{SEM}hasActor", agent
        yield subject, f"{OURS}{actor.role.value}", agent
    for place in incident.places:
        yield subject, f"{SEM}hasPlace", node("place", place.id)
        yield from _place(place)


def _dated(subject: Link, when: DateInterval) -> Iterator[Triple]:
    for edge in ("Begin", "End"):
        yield subject, f"{SEM}hasEarliest{edge}TimeStamp", when.start
        yield subject, f"{SEM}hasLatest{edge}TimeStamp", when.end
    yield subject, f"{OURS}precision", when.precision.value
    yield subject, f"{OURS}basis", when.basis.value


def _place(place: Place) -> Iterator[Triple]:
    where = node("place", place.id)
    yield from _named(where, "Place", place.name)
    yield where, f"{OURS}precision", place.precision.value
    if place.lat is not None and place.lon is not None:
        yield where, f"{GEO}lat", place.lat
        yield where, f"{GEO}long", place.lon


def _named(subject: Link, kind: str, words: str) -> Iterator[Triple]:
    yield subject, TYPE, Link(f"{SEM}{kind}")
    yield subject, LABEL, clean(words)
