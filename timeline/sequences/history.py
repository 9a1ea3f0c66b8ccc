"""Which incidents make up a history, in which days, and which are left out and why?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from timeline.errors import UsageError
from timeline.lexicon.countries import countries
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Incident, RelationKind
from timeline.model.places import PlacePrecision
from timeline.model.types import CUMULATIVE, HAPPENED, Status
from timeline.model.when import Basis
from timeline.sequences.table import Cell, LeftOut

WEEK = 7  # days; a date of more days is coarse: who knows only the month does not know the order
LEVELS = ("type", "mode", "family")
SIDES = ("actor", "country")

WHY = {
    "undated": "no date is given",
    "guessed": "the date is a guess from the publication day",
    "coarse": f"dated to more than {WEEK} days (a month, a year, a longer time)",
    "possible": "told as possible only",
    "failed": "attempted, but failed or was prevented",
    "denied": "those cited deny that it happened",
    "disputed": "the reports contradict each other, and such incidents were not wanted",
    "cumulative": "counts the dead of a longer time and is no happening of its own",
    "double": "told by other outlets like another of its day: type, actors and places agree",
    "sides": "no two sides are named",
    "actors": "no actor is named",
    "places": "no place finer than a province is named",
    "mutual": "all are parties: nothing says which side acted",
    "days": "dated to more than one day",
    "plans": "planned, threatened or demanded, which counts only when its kind is asked for",
    "other": "of other actors, places or kinds than those asked for",
}
"""Every reason for leaving an incident out, in words."""

_FINE = (PlacePrecision.SITE, PlacePrecision.CITY, PlacePrecision.DISTRICT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which incidents count, and under which names.

    Attributes:
        disputed: Count incidents whose reports contradict each other.
        denied: Count incidents that those cited deny, as if they had happened.
        assumed: Count incidents whose date is a guess from the publication day.
        coarse: Count incidents dated to more than a week, in the earliest and in the latest order.
        doubles: Count incidents of one day that agree in type, actors and places each for itself, though no document and
            no publisher tells of both: most often they are one.
        mutual: In pairs and lags, count an incident with parties as an act of each side.
        level: What a kind of incident is: its "type", its type and "mode", or its "family".
        sides: Who an actor is: the "actor", or the "country" of a state and its security forces.
        families: Family of each type, for that level.
    """

    disputed: bool = True
    denied: bool = False
    assumed: bool = False
    coarse: bool = False
    doubles: bool = False
    mutual: bool = False
    level: str = "type"
    sides: str = "actor"
    families: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check the names."""
        for option, value, known in (("level", self.level, LEVELS), ("sides", self.sides, SIDES)):
            if value not in known:
                raise UsageError(
                    option, f"there is no {value!r}.", f"Use one of: {', '.join(known)}."
                )

    def told(self) -> dict[str, Cell]:
        """Give the choices by name, for the settings of a table."""
        return {name: value for name, value in asdict(self).items() if name != "families"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One incident as a step of a sequence.

    Attributes:
        incident: Its id.
        kind: Its type, mode or family; followed by its status in brackets when it did not happen.
        type: Its type.
        mode: How, or None.
        happened: False for what is planned, threatened or demanded: such steps are kinds of their own.
        first: First possible day, as a proleptic ordinal.
        last: Last possible day.
        initiators: Ids of those who acted.
        targets: Ids of those acted upon.
        parties: Ids of the sides of a symmetric incident.
        places: Ids of the places finer than a province.
        kinds_of_actors: Kinds of the initiators (or parties), then those of the targets, sorted.
        headline: Who did what to whom.
        answers: Ids of incidents that a report says this one answers.
    """

    incident: str
    kind: str
    type: str
    mode: str | None
    happened: bool
    first: int
    last: int
    initiators: tuple[str, ...]
    targets: tuple[str, ...]
    parties: tuple[str, ...]
    places: tuple[str, ...]
    kinds_of_actors: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    headline: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Steps in order of their first possible day, last possible day and id.

    Attributes:
        steps: The incidents that count.
        left_out: Those that do not, by reason.
        names: Name of each actor id.
        place_names: Name of each place id.
        choice: What was chosen.
    """

    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]
    names: Mapping[str, str]
    place_names: Mapping[str, str] = field(default_factory=dict)
    choice: Choice = Choice()

    @property
    def start(self) -> int:
        """First day on which any step may lie; 0 without steps."""
        return min((step.first for step in self.steps), default=0)

    @property
    def end(self) -> int:
        """Last day on which any step may lie, where observation ends; 0 without steps."""
        return max((step.last for step in self.steps), default=0)


def history(incidents: Iterable[Incident], *, choice: Choice | None = None) -> History:
    """Make the history of incidents.

    An incident counts once however many reports tell of it. Undated ones, guesses, those dated to more than a week,
    and those told as possible, failed or denied are left out and counted; `choice` lets some of them in.

    Args:
        incidents: The incidents, in any order.
        choice: Which count; None for the defaults.
    """
    chosen = choice or Choice()
    reasons: Counter[str] = Counter()
    names: dict[str, str] = {}
    places: dict[str, str] = {}
    steps: list[Step] = []
    seen: set[str] = set()
    same: dict[tuple[object, ...], set[str]] = {}
    for incident in sorted(incidents, key=lambda one: one.id):
        if incident.id in seen:
            continue
        seen.add(incident.id)
        reason = _reason(incident, chosen, same)
        if reason is not None:
            reasons[reason] += 1
            continue
        steps.append(_step(incident, chosen, names))
        places.update((place.id, place.name) for place in incident.places)
    steps.sort(key=lambda step: (step.first, step.last, step.incident))
    return History(
        steps=tuple(steps),
        left_out=left_out(reasons),
        names=names,
        place_names=places,
        choice=chosen,
    )


def left_out(reasons: Mapping[str, int]) -> tuple[LeftOut, ...]:
    """Put counts by reason into words, in the order of `WHY`."""
    return tuple(
        LeftOut(reason=name, why=WHY[name], incidents=reasons[name])
        for name in WHY
        if reasons.get(name)
    )


def merged(*parts: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Add up what was left out at several steps of the work."""
    reasons: Counter[str] = Counter()
    for part in parts:
        for one in part:
            reasons[one.reason] += one.incidents
    return left_out(reasons)


def _reason(
    incident: Incident, choice: Choice, same: dict[tuple[object, ...], set[str]]
) -> str | None:
    reason = _reason_of_state(incident, choice) or _reason_of_date(incident, choice)
    if reason is not None or choice.doubles:
        return reason
    key, tellers = _look(incident), _tellers(incident)
    if key is None or not tellers:
        return None
    before = same.setdefault(key, set())
    double = bool(before) and before.isdisjoint(tellers)
    before |= tellers
    return "double" if double else None


def _tellers(incident: Incident) -> set[str]:
    """Name the documents and publishers that tell of it: two rows of one coded file have one publisher."""
    documents = {f"document {passage.document}" for passage in incident.reports}
    return (
        documents | {f"publisher {name}" for name in incident.publishers}
        if documents
        else documents
    )


def _reason_of_state(incident: Incident, choice: Choice) -> str | None:
    if incident.mode == CUMULATIVE:
        return "cumulative"
    if incident.status in (Status.POSSIBLE, Status.FAILED) or (
        incident.status is Status.DENIED and not choice.denied
    ):
        return incident.status.value
    return "disputed" if incident.disputed and not choice.disputed else None


def _reason_of_date(incident: Incident, choice: Choice) -> str | None:
    if incident.date is None:
        return "undated"
    if incident.date.basis is Basis.ASSUMED and not choice.assumed:
        return "guessed"
    return "coarse" if incident.date.days > WEEK and not choice.coarse else None


def _look(incident: Incident) -> tuple[object, ...] | None:
    """Give what two tellings of one happening share; None when too little is known to say.

    Two in one document are told apart there, and two of coded data are told apart by the coder: see `_reason`.
    """
    date = incident.date
    if date is None or date.start != date.end or not incident.actors:
        return None
    who = tuple(sorted((actor.id, actor.role.value) for actor in incident.actors))
    return date.start, incident.type, incident.mode, incident.status, who, _places(incident)


def _step(incident: Incident, choice: Choice, names: dict[str, str]) -> Step:
    date = incident.date
    if date is None:
        raise ValueError(f"{incident.id} has no date")
    happened = incident.status in HAPPENED or incident.status is Status.DENIED
    return Step(
        incident=incident.id,
        kind=_kind(incident, choice)
        if happened
        else f"{_kind(incident, choice)} ({incident.status.value})",
        type=incident.type,
        mode=incident.mode,
        happened=happened,
        first=date.start.toordinal(),
        last=date.end.toordinal(),
        initiators=_who(incident, Role.INITIATOR, choice, names),
        targets=_who(incident, Role.TARGET, choice, names),
        parties=_who(incident, Role.PARTY, choice, names),
        places=_places(incident),
        kinds_of_actors=(
            tuple(
                sorted(
                    {actor.kind.value for actor in incident.actors if actor.role is not Role.TARGET}
                )
            ),
            tuple(
                sorted({actor.kind.value for actor in incident.actors if actor.role is Role.TARGET})
            ),
        ),
        headline=incident.headline,
        answers=tuple(
            one.incident for one in incident.relations if one.kind is RelationKind.RESPONSE_TO
        ),
    )


def _kind(incident: Incident, choice: Choice) -> str:
    if choice.level == "family":
        return choice.families.get(incident.type, incident.type)
    if choice.level == "mode" and incident.mode is not None:
        return f"{incident.type}/{incident.mode}"
    return incident.type


def _who(incident: Incident, role: Role, choice: Choice, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            _side(actor, choice, names) for actor in incident.actors if actor.role is role
        )
    )


def _side(actor: ActorRole, choice: Choice, names: dict[str, str]) -> str:
    joined = (
        actor.kind in (ActorKind.STATE, ActorKind.SECURITY_FORCES) and actor.country is not None
    )
    if choice.sides == "country" and joined and actor.country is not None:
        known = countries().by_id(actor.country)
        names.setdefault(actor.country, known.name if known else actor.country)
        return actor.country
    names.setdefault(actor.id, actor.name)
    return actor.id


def _places(incident: Incident) -> tuple[str, ...]:
    finest = next(
        (grain for grain in _FINE if any(place.precision is grain for place in incident.places)),
        None,
    )
    return tuple(dict.fromkeys(place.id for place in incident.places if place.precision is finest))
