"""Plain words of the page for types, modes, statuses and grains."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.model.when import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Incident types that go together where seventeen are too many to be told apart.

    Attributes:
        id: Its name.
        label: Plain words for legends.
        types: Ids of the incident types in it.
    """

    id: str
    label: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Plain words that a lexicon gives.

    What is absent is named by our own labels, or made of the identifier.

    Attributes:
        types: By type id.
        modes: By type id and mode.
        countries: By ISO 3166 alpha-3 code.
    """

    types: Mapping[str, str] = field(default_factory=dict)
    modes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)


PLAIN = Wording()

FAMILIES = (
    Family(id="force", label="Armed force", types=("ASSAULT",)),
    Family(
        id="pressure",
        label="Pressure and troops",
        types=("COERCE", "MOBILIZE", "SANCTION", "THREATEN"),
    ),
    Family(id="flight", label="Flight", types=("DISPLACE",)),
    Family(
        id="talks",
        label="Talks and support",
        types=("AGREE", "CONSULT", "COOPERATE", "SUPPORT"),
    ),
    Family(id="relief", label="Aid and yielding", types=("AID", "CONCEDE", "RETREAT")),
    Family(
        id="words", label="Blame and demands", types=("ACCUSE", "REJECT", "REQUEST")
    ),
    Family(id="protest", label="Protest", types=("PROTEST",)),
)
OTHER_FAMILY = Family(id="other", label="Other", types=())

TYPE_LABELS = {
    "AGREE": "Agreement",
    "CONSULT": "Talks and visits",
    "SUPPORT": "Words of support",
    "COOPERATE": "Joint action",
    "AID": "Aid and rescue",
    "CONCEDE": "Concession",
    "RETREAT": "Withdrawal or surrender",
    "REQUEST": "Demand or appeal",
    "ACCUSE": "Accusation",
    "REJECT": "Refusal or denial",
    "THREATEN": "Threat",
    "PROTEST": "Protest",
    "SANCTION": "Sanction",
    "MOBILIZE": "Troop movement",
    "COERCE": "Arrest, siege or seizure",
    "ASSAULT": "Armed force",
    "DISPLACE": "Flight and displacement",
}

STATUS_LABELS = {
    "occurred": "happened",
    "ongoing": "going on",
    "planned": "planned",
    "threatened": "threatened",
    "demanded": "demanded",
    "possible": "possible",
    "denied": "denied",
    "failed": "failed or prevented",
}

STATUS_SENTENCES = {
    "occurred": "Reported as something that happened.",
    "ongoing": "Reported as something that was going on.",
    "planned": "Planned or announced. Nothing here says that it happened.",
    "threatened": "Threatened. Nothing here says that it happened.",
    "demanded": "Demanded or asked for. Nothing here says that it happened.",
    "possible": "Reported as only possible.",
    "denied": "Denied: those cited say that it did not happen.",
    "failed": "Attempted, but failed or was prevented.",
}

PRECISION_LABELS = {
    "time": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "season": "season",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
    "period": "some period",
}

BASIS_LABELS = {
    "stated": "stated",
    "relative": "derived from words",
    "assumed": "a guess",
}

PLACE_PRECISION_LABELS = {
    "site": "exact site",
    "city": "town or city",
    "district": "district",
    "province": "province",
    "country": "country only",
    "region": "wider region only",
}

ACTOR_KIND_LABELS = {
    "state": "state",
    "security-forces": "security forces",
    "armed-group": "armed group",
    "organisation": "organisation",
    "person": "person",
    "civilians": "civilians",
    "facility": "facility",
    "unknown": "",
}

SLOT_LABELS = {
    "trigger": "what",
    "initiator": "who",
    "target": "to whom",
    "party": "party",
    "place": "where",
    "date": "when",
    "casualties": "how many",
    "attribution": "says who",
    "status": "whether",
}

DISPUTE_LABELS = {
    "figure": "how many",
    "initiator": "who did it",
    "whether": "whether it happened",
}

FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "DISPLACE"})

RELATION_LABELS = {
    "before": "before",
    "coincides": "at the same time as",
    "part-of": "part of",
    "response-to": "in response to",
    "despite": "despite",
}

# Grains that may be drawn where they stand; anything coarser is a pale bar and never a dot.
FINE_GRAINS = frozenset({Precision.TIME, Precision.DAY, Precision.WEEK})


def lane_family(type_id: str) -> str:
    """Return the group of lanes that an incident type stands in: "force", "protest" or "words"."""
    if type_id in FORCE:
        return "force"
    return "protest" if type_id == "PROTEST" else "words"


def family_of(type_id: str) -> Family:
    """Return the family of an incident type; "other" for types that nobody has placed."""
    return next(
        (family for family in FAMILIES if type_id in family.types), OTHER_FAMILY
    )


def family_labels() -> dict[str, str]:
    """Return the plain words of the family of each type that has one."""
    return {type_id: family.label for family in FAMILIES for type_id in family.types}


def plain(identifier: str) -> str:
    """Make words of an identifier that has no label.

    >>> plain("suicide-bombing")
    'suicide bombing'
    """
    return identifier.replace("-", " ").replace("_", " ").lower()
