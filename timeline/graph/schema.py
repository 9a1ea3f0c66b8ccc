"""Kinds of node and edge in the graph, and what each carries.

This is the only place where they are named; `build` writes them, `queries` and the exporters read
them, and a test checks every built graph against them. Every attribute is always present; one
marked `unknown` may be None.
"""

from dataclasses import dataclass

INCIDENT = "incident"
ACTOR = "actor"
PLACE = "place"
DOCUMENT = "document"
SPEAKER = "speaker"
"""Prefix of ids only: someone cited who is no known actor is an `actor` with `cited_only`."""

INITIATED = "initiated"
TARGETED = "targeted"
PARTY_TO = "party_to"
HAPPENED_AT = "happened_at"
REPORTED_BY = "reported_by"
ATTRIBUTED_TO = "attributed_to"
BEFORE = "before"
COINCIDES_WITH = "coincides_with"
PART_OF = "part_of"
RESPONSE_TO = "response_to"
DESPITE = "despite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute of a node or edge.

    Attributes:
        name: Key in the attribute dictionary.
        type: Python type of the value; `tuple` means a tuple of str.
        meaning: What it says, in one line.
        unknown: True when None, for "not known", may stand in its place.
    """

    name: str
    type: type
    meaning: str
    unknown: bool = False

    def is_allowed(self, value: object) -> bool:
        """Return whether this attribute may have that value.

        Types are exact, so an enum member is no str here.
        """
        if value is None:
            return self.unknown
        if type(value) is not self.type:
            return False
        return not isinstance(value, tuple) or _are_texts(value)


def _are_texts(values: tuple[object, ...]) -> bool:
    return all(type(value) is str for value in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeKind:
    """One kind of node. Its ids are "<name>:<record id>", so that ids of two kinds never collide.

    Attributes:
        name: Value of the attribute `kind`.
        meaning: What such a node stands for.
        attributes: What it carries beside `kind`.
    """

    name: str
    meaning: str
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeKind:
    """One kind of edge.

    Its name is also the edge's key, so two nodes have at most one edge of a kind each way.

    Attributes:
        name: Value of the attribute `kind`.
        tail: Kind of the node where it begins.
        head: Kind of the node where it ends.
        meaning: What it says, read from tail to head.
        attributes: What it carries beside `kind`.
    """

    name: str
    tail: str
    head: str
    meaning: str
    attributes: tuple[Attribute, ...]


_RECORD = Attribute(
    name="record",
    type=str,
    meaning="Id of the record in timeline.json; a speaker's name",
)
_COUNTRY = Attribute(
    name="country", type=str, meaning="ISO 3166 alpha-3 code", unknown=True
)
_ALIASES = Attribute(
    name="aliases", type=tuple, meaning="Surface forms seen in the texts, sorted"
)

_WHEN = (
    Attribute(
        name="start",
        type=str,
        meaning="First possible day of the incident, ISO",
        unknown=True,
    ),
    Attribute(
        name="end",
        type=str,
        meaning="Last possible day, itself included, ISO",
        unknown=True,
    ),
    Attribute(
        name="precision",
        type=str,
        meaning="Grain of the words that date it",
        unknown=True,
    ),
)
_STATUS = Attribute(
    name="status",
    type=str,
    meaning="Whether the incident happened: occurred, ongoing, planned, denied…",
)
_INCIDENT_EDGE = (*_WHEN, _STATUS)
_RELATION_EDGE = (
    *_INCIDENT_EDGE,
    Attribute(
        name="document",
        type=str,
        meaning="Id of the document whose words say so",
        unknown=True,
    ),
    Attribute(
        name="evidence_start",
        type=int,
        meaning="Offset of those words in its text",
        unknown=True,
    ),
    Attribute(name="evidence_end", type=int, meaning="Offset after them", unknown=True),
)

_NODES = (
    NodeKind(
        name=INCIDENT,
        meaning="A happening, from all its reports",
        attributes=(
            _RECORD,
            Attribute(
                name="label", type=str, meaning="Headline: who did what to whom, where"
            ),
            Attribute(name="type", type=str, meaning="Incident type"),
            Attribute(
                name="mode",
                type=str,
                meaning="How: aerial, shelling, clash…",
                unknown=True,
            ),
            _STATUS,
            Attribute(
                name="disputed", type=bool, meaning="Reports contradict each other"
            ),
            *_WHEN,
            Attribute(
                name="basis",
                type=str,
                meaning="How the days are known: stated, relative, assumed",
                unknown=True,
            ),
            Attribute(name="publishers", type=tuple, meaning="Outlets that carry it"),
            Attribute(
                name="salience",
                type=float,
                meaning="How much it matters in this timeline, 0 or more",
            ),
            Attribute(
                name="confidence",
                type=float,
                meaning="Share of such incidents that are right, 0 to 1",
            ),
        ),
    ),
    NodeKind(
        name=ACTOR,
        meaning="An actor that takes part in an incident, or one who is only cited",
        attributes=(
            _RECORD,
            Attribute(name="label", type=str, meaning="Canonical name"),
            _ALIASES,
            Attribute(
                name="actor_kind",
                type=str,
                meaning="state, armed-group, person…; unknown for a cited speaker",
            ),
            _COUNTRY,
            Attribute(
                name="cited_only",
                type=bool,
                meaning="Cited for incidents, and no actor of the timeline",
            ),
        ),
    ),
    NodeKind(
        name=PLACE,
        meaning="A place where something happened",
        attributes=(
            _RECORD,
            Attribute(name="label", type=str, meaning="Canonical name"),
            _ALIASES,
            Attribute(
                name="lat", type=float, meaning="Degrees north, WGS 84", unknown=True
            ),
            Attribute(
                name="lon", type=float, meaning="Degrees east, WGS 84", unknown=True
            ),
            _COUNTRY,
            Attribute(
                name="admin1", type=str, meaning="First-order division", unknown=True
            ),
            Attribute(
                name="place_precision",
                type=str,
                meaning="Grain: site, city, district, province, country, region",
            ),
        ),
    ),
    NodeKind(
        name=DOCUMENT,
        meaning="A document that was read, also if it reports no incident",
        attributes=(
            _RECORD,
            Attribute(
                name="label", type=str, meaning="Title, or the id where it has none"
            ),
            Attribute(name="publisher", type=str, meaning="The outlet", unknown=True),
            Attribute(
                name="published",
                type=str,
                meaning="Day of publication, ISO",
                unknown=True,
            ),
            Attribute(
                name="url", type=str, meaning="Where it was published", unknown=True
            ),
        ),
    ),
)

_EDGES = (
    EdgeKind(
        name=INITIATED,
        tail=ACTOR,
        head=INCIDENT,
        meaning="did it",
        attributes=_INCIDENT_EDGE,
    ),
    EdgeKind(
        name=TARGETED,
        tail=INCIDENT,
        head=ACTOR,
        meaning="was done to",
        attributes=_INCIDENT_EDGE,
    ),
    EdgeKind(
        name=PARTY_TO,
        tail=ACTOR,
        head=INCIDENT,
        meaning="was one side of",
        attributes=_INCIDENT_EDGE,
    ),
    EdgeKind(
        name=HAPPENED_AT,
        tail=INCIDENT,
        head=PLACE,
        meaning="took place in",
        attributes=_INCIDENT_EDGE,
    ),
    EdgeKind(
        name=REPORTED_BY,
        tail=INCIDENT,
        head=DOCUMENT,
        meaning="is told in",
        attributes=(
            *_INCIDENT_EDGE,
            Attribute(
                name="passages", type=int, meaning="Number of passages that report it"
            ),
        ),
    ),
    EdgeKind(
        name=ATTRIBUTED_TO,
        tail=INCIDENT,
        head=ACTOR,
        meaning="is said by",
        attributes=_INCIDENT_EDGE,
    ),
    EdgeKind(
        name=BEFORE,
        tail=INCIDENT,
        head=INCIDENT,
        meaning="came before",
        attributes=_RELATION_EDGE,
    ),
    EdgeKind(
        name=COINCIDES_WITH,
        tail=INCIDENT,
        head=INCIDENT,
        meaning="happened along with",
        attributes=_RELATION_EDGE,
    ),
    EdgeKind(
        name=PART_OF,
        tail=INCIDENT,
        head=INCIDENT,
        meaning="is a part of",
        attributes=_RELATION_EDGE,
    ),
    EdgeKind(
        name=RESPONSE_TO,
        tail=INCIDENT,
        head=INCIDENT,
        meaning="answers",
        attributes=_RELATION_EDGE,
    ),
    EdgeKind(
        name=DESPITE,
        tail=INCIDENT,
        head=INCIDENT,
        meaning="happened in spite of",
        attributes=_RELATION_EDGE,
    ),
)

NODE_KINDS: dict[str, NodeKind] = {kind.name: kind for kind in _NODES}
EDGE_KINDS: dict[str, EdgeKind] = {kind.name: kind for kind in _EDGES}
INVOLVEMENT = (INITIATED, TARGETED, PARTY_TO)
"""Edges that say who took part, as against who was cited."""


def node_id(kind: str, record: str) -> str:
    """Make the id of a node from its kind and the id of its record.

    >>> node_id(ACTOR, "SYR"), node_id(PLACE, "geonames:170063")
    ('actor:SYR', 'place:geonames:170063')
    """
    return f"{kind}:{record}"
