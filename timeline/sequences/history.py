"""History: which incidents count, on which days, and which are left out and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
    "possible": "reported as only possible",
    "failed": "attempted, but failed or was prevented",
    "denied": "those cited deny that it happened",
    "disputed": "the reports contradict each other, and such incidents are not included",
    "cumulative": "counts the dead of a longer time and is not an incident of its own",
    "double": "reported by other outlets like another of its day: type, actors and places agree",
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
        doubles: Count incidents of one day that agree in type, actors and places each for itself,
            though no document and no publisher tells of both: most often they are one.
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
        _check_choice("level", self.level, LEVELS)
        _check_choice("sides", self.sides, SIDES)

    def settings(self) -> dict[str, Cell]:
        """Return the choices by name, for the settings of a table."""
        values = asdict(self)
        del values["families"]
        return values


def _check_choice(option: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        cure = f"Use one of: {', '.join(choices)}."
        raise UsageError(option, f"there is no {value!r}.", cure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One incident as a step of a sequence.

    Attributes:
        incident: Its id.
        kind: Its type, mode or family; followed by its status in brackets when it did not happen.
        type: Its type.
        mode: How, or None.
        happened: False for what is planned, threatened or demanded: such steps are kinds of their
            own.
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
    """Return the history of incidents.

    An incident counts once however many reports mention it. Undated ones, guesses, those dated to
    more than a week, and those reported as possible, failed or denied are left out and counted;
    `choice` lets some of them in.

    Args:
        incidents: The incidents, in any order.
        choice: Which count; None for the defaults.
    """
    chosen = choice or Choice()
    reasons: Counter[str] = Counter()
    counted = list(_counted(incidents, chosen, reasons))
    names: dict[str, str] = {}
    steps = [_step(incident, chosen, names) for incident in counted]
    steps.sort(key=lambda step: (step.first, step.last, step.incident))
    return History(
        steps=tuple(steps),
        left_out=left_out(reasons),
        names=names,
        place_names=_place_names(counted),
        choice=chosen,
    )


def observed_until(history: History) -> int:
    """Return the last day that was surely observed: the latest first day of what happened."""
    days = [step.first for step in history.steps if step.happened]
    return max(days, default=0)


def _counted(
    incidents: Iterable[Incident], choice: Choice, reasons: Counter[str]
) -> Iterator[Incident]:
    """Yield the incidents that count, by id; count the reasons against the others."""
    duplicates = _Duplicates()
    by_id = {incident.id: incident for incident in reversed(list(incidents))}
    for _, incident in sorted(by_id.items()):
        reason = _reason(incident, choice, duplicates)
        if reason is None:
            yield incident
        else:
            reasons[reason] += 1


def _place_names(incidents: Iterable[Incident]) -> dict[str, str]:
    """Return the names of all places, by id."""
    names = {}
    for incident in incidents:
        for place in incident.places:
            names[place.id] = place.name
    return names


def left_out(reasons: Mapping[str, int]) -> tuple[LeftOut, ...]:
    """Return counts by reason with the reason in words, in the order of `WHY`."""
    parts = []
    for name, why in WHY.items():
        number = reasons.get(name)
        if number:
            parts.append(LeftOut(reason=name, why=why, incidents=number))
    return tuple(parts)


def merged(*parts: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Return the sums of what was left out at several steps of the work."""
    reasons: Counter[str] = Counter()
    for part in parts:
        for left in part:
            reasons[left.reason] += left.incidents
    return left_out(reasons)


class _Duplicates:
    """Finds incidents that look like an earlier one of other documents and publishers."""

    def __init__(self) -> None:
        self._sources: dict[tuple[object, ...], set[str]] = {}

    def has_seen(self, incident: Incident) -> bool:
        """Return whether an incident is a duplicate, and remember it.

        Two in one document are distinct there, and two of one coded data set are kept distinct by
        its coder.
        """
        appearance = _appearance(incident)
        sources = _sources(incident)
        if appearance is None or not sources:
            return False
        earlier = self._sources.setdefault(appearance, set())
        is_duplicate = bool(earlier) and earlier.isdisjoint(sources)
        earlier |= sources
        return is_duplicate


def _appearance(incident: Incident) -> tuple[object, ...] | None:
    """Return what two reports of one incident share; None when too little is known to say."""
    date = incident.date
    if date is None or date.start != date.end:
        return None
    if not incident.actors:
        return None
    actors = sorted((actor.id, actor.role.value) for actor in incident.actors)
    return (
        date.start,
        incident.type,
        incident.mode,
        incident.status,
        tuple(actors),
        _places(incident),
    )


def _sources(incident: Incident) -> set[str]:
    """Return the documents and publishers that report it; none where there is no document."""
    documents = {f"document {passage.document}" for passage in incident.reports}
    if not documents:
        return set()
    publishers = {f"publisher {name}" for name in incident.publishers}
    return documents | publishers


def _reason(incident: Incident, choice: Choice, duplicates: _Duplicates) -> str | None:
    """Return why an incident does not count; None where it does."""
    reason = _reason_of_state(incident, choice) or _reason_of_date(incident, choice)
    if reason is not None or choice.doubles:
        return reason
    return "double" if duplicates.has_seen(incident) else None


def _reason_of_state(incident: Incident, choice: Choice) -> str | None:
    status = incident.status
    if incident.mode == CUMULATIVE:
        return "cumulative"
    if status in (Status.POSSIBLE, Status.FAILED):
        return status.value
    if status is Status.DENIED and not choice.denied:
        return status.value
    if incident.disputed and not choice.disputed:
        return "disputed"
    return None


def _reason_of_date(incident: Incident, choice: Choice) -> str | None:
    date = incident.date
    if date is None:
        return "undated"
    if date.basis is Basis.ASSUMED and not choice.assumed:
        return "guessed"
    if date.days > WEEK and not choice.coarse:
        return "coarse"
    return None


def _step(incident: Incident, choice: Choice, names: dict[str, str]) -> Step:
    """Return an incident as a step; note the names of its sides."""
    date = incident.date
    if date is None:
        raise ValueError(f"{incident.id} has no date")
    return Step(
        incident=incident.id,
        kind=_kind_and_status(incident, choice),
        type=incident.type,
        mode=incident.mode,
        happened=_has_happened(incident),
        first=date.start.toordinal(),
        last=date.end.toordinal(),
        initiators=_actors(incident, Role.INITIATOR, choice, names),
        targets=_actors(incident, Role.TARGET, choice, names),
        parties=_actors(incident, Role.PARTY, choice, names),
        places=_places(incident),
        kinds_of_actors=_kinds_of_actors(incident),
        headline=incident.headline,
        answers=_answered(incident),
    )


def _has_happened(incident: Incident) -> bool:
    return incident.status in HAPPENED or incident.status is Status.DENIED


def _kind_and_status(incident: Incident, choice: Choice) -> str:
    """Return the kind; in brackets the status of what was only planned or threatened."""
    kind = _kind(incident, choice)
    if _has_happened(incident):
        return kind
    return f"{kind} ({incident.status.value})"


def _answered(incident: Incident) -> tuple[str, ...]:
    """Return the ids of the incidents that this one is said to answer."""
    return tuple(
        relation.incident
        for relation in incident.relations
        if relation.kind is RelationKind.RESPONSE_TO
    )


def _kinds_of_actors(incident: Incident) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds of those who act, and of the targets."""
    acting: list[ActorRole] = []
    targets: list[ActorRole] = []
    for actor in incident.actors:
        side = targets if actor.role is Role.TARGET else acting
        side.append(actor)
    return _actor_kinds(acting), _actor_kinds(targets)


def _actor_kinds(actors: Iterable[ActorRole]) -> tuple[str, ...]:
    return tuple(sorted({actor.kind.value for actor in actors}))


def _kind(incident: Incident, choice: Choice) -> str:
    if choice.level == "family":
        return choice.families.get(incident.type, incident.type)
    if choice.level == "mode" and incident.mode is not None:
        return f"{incident.type}/{incident.mode}"
    return incident.type


def _actors(
    incident: Incident, role: Role, choice: Choice, names: dict[str, str]
) -> tuple[str, ...]:
    """Return the sides in a role, each once, and note their names."""
    sides = [
        _side(actor, choice, names) for actor in incident.actors if actor.role is role
    ]
    return tuple(dict.fromkeys(sides))


def _side(actor: ActorRole, choice: Choice, names: dict[str, str]) -> str:
    """Return the id of an actor, or of the country of a state and its security forces."""
    country = actor.country
    is_state = actor.kind in (ActorKind.STATE, ActorKind.SECURITY_FORCES)
    if country is None or not is_state or choice.sides != "country":
        names.setdefault(actor.id, actor.name)
        return actor.id
    entry = countries().by_id(country)
    names.setdefault(country, entry.name if entry else country)
    return country


def _places(incident: Incident) -> tuple[str, ...]:
    """Return the places of the finest grain that is finer than a province, each once."""
    for precision in _FINE:
        places = dict.fromkeys(
            place.id for place in incident.places if place.precision is precision
        )
        if places:
            return tuple(places)
    return ()
