"""What do the words in the cells of a correction mean, and how are fields said in words?"""

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from timeline.lexicon.entries import ActorEntry
from timeline.lexicon.name_keys import slug
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty, Incident
from timeline.model.places import Place
from timeline.model.types import CasualtyKind, Genericity, IncidentType, Status
from timeline.model.when import Basis, DateInterval, Precision
from timeline.project.corrections import CLEARED, RowError

# Looks up an actor by its id or a name; and a place by a name.
FindActor = Callable[[str], ActorEntry | None]
FindPlace = Callable[[str], Place | None]

ROLES = {role.value: role for role in Role}
"""Columns of corrections that name actors, with the role that these have."""

_POINT = re.compile(
    r"^(?P<name>.+?)\s*\(\s*(?P<lat>-?\d+(?:\.\d+)?)\s*[,;]\s*(?P<lon>-?\d+(?:\.\d+)?)\s*\)$"
)
_FIGURE = re.compile(
    r"^(?P<kind>[a-z]+)\s+(?:(?P<none>-)|(?P<low>\d[\d,]*)(?:\s*[-–]\s*(?P<high>\d[\d,]*)|(?P<open>\+))?)(?:\s+(?P<group>\S.*))?$"
)
_DATE = "Write 2020-02-03, 2020-02-03/2020-02-05, 2020-02 or 2020, or - for no date."


def date_of(text: str) -> DateInterval | None:
    """Read a day, two days, a month or a year; "-" is no date.

    >>> date_of("2020-02").end
    datetime.date(2020, 2, 29)
    """
    if text == CLEARED:
        return None
    try:
        start, end, precision = _days(text)
    except ValueError:
        raise RowError(f"the date {text!r} cannot be read.", _DATE) from None
    if start > end:
        raise RowError(f"the date {text!r} ends before it begins.", "Swap the days.")
    return DateInterval(start=start, end=end, precision=precision, basis=Basis.STATED)


def _days(text: str) -> tuple[date, date, Precision]:
    if "/" in text:
        first, _, last = text.partition("/")
        return date.fromisoformat(first.strip()), date.fromisoformat(last.strip()), Precision.PERIOD
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31), Precision.YEAR
    if re.fullmatch(r"\d{4}-\d\d", text):
        year, month = int(text[:4]), int(text[5:])
        first_day = date(year, month, 1)
        return (
            first_day,
            first_day.replace(day=calendar.monthrange(year, month)[1]),
            Precision.MONTH,
        )
    day = date.fromisoformat(text)
    return day, day, Precision.DAY


def type_of(text: str, types: Mapping[str, IncidentType]) -> tuple[str, str | None]:
    """Read a type, or a type and its mode."""
    name, _, mode = (part.strip() for part in text.partition("/"))
    name = name.upper()
    if name not in types:
        raise RowError(f"there is no type {name!r}.", f"Types are: {', '.join(sorted(types))}.")
    if mode and mode not in types[name].modes:
        modes = ", ".join(sorted(types[name].modes))
        raise RowError(f"{name} has no mode {mode!r}.", f"Modes of {name} are: {modes}.")
    return name, mode or None


def status_of(text: str) -> Status:
    """Read a status."""
    if text not in [*Status]:
        raise RowError(f"there is no status {text!r}.", f"Use one of: {', '.join(Status)}.")
    return Status(text)


# Fields that are read without looking at the rest of the timeline.
PLAIN_FIELDS = frozenset({"type", "status", "date", "headline", "attribution", "genericity"})


def plain_change(
    name: str, text: str, parts: Sequence[str], types: Mapping[str, IncidentType]
) -> dict[str, object]:
    """Read the cell of a field that stands by itself, as changes of an incident's fields."""
    if name == "type":
        kind, mode = type_of(text, types)
        return {"type": kind, "mode": mode}
    if name == "headline":
        return {"headline": text, "headline_span": None}
    readers: dict[str, Callable[[], object]] = {
        "status": lambda: status_of(text),
        "date": lambda: date_of(text),
        "attribution": lambda: names_of(parts),
        "genericity": lambda: genericity_of(text),
    }
    return {name: readers[name]()}


def names_of(parts: Sequence[str]) -> tuple[str, ...]:
    """Read names, each once; "-" alone is none."""
    return () if list(parts) == [CLEARED] else tuple(dict.fromkeys(parts))


def genericity_of(text: str) -> Genericity:
    """Read whether one happening is meant or many at once."""
    if text not in [*Genericity]:
        fix = f"Use one of: {', '.join(Genericity)}."
        raise RowError(f"there is no genericity {text!r}.", fix)
    return Genericity(text)


def casualties_of(
    parts: Sequence[str], *, author: str
) -> tuple[dict[CasualtyKind, list[Casualty]], bool]:
    """Read figures by kind; "killed -" is no figure of that kind.

    Returns:
        The figures of every kind that is named, and whether all others go too ("-" alone).
    """
    if list(parts) == [CLEARED]:
        return {}, True
    found: dict[CasualtyKind, list[Casualty]] = {}
    for part in parts:
        match = _FIGURE.match(part)
        if (
            match is None
            or match["kind"] not in [*CasualtyKind]
            or (match["none"] and match["group"])
        ):
            cure = f"Write it like 'killed 4 soldiers', 'killed 9-12', 'killed 3+' or 'killed -', of: {', '.join(CasualtyKind)}."
            raise RowError(f"the casualties {part!r} cannot be read.", cure)
        kind = CasualtyKind(match["kind"])
        figures = found.setdefault(kind, [])
        if not match["none"]:
            figures.append(_figure(kind, match, part, author))
    return found, False


# More people than this were never counted in one incident; a longer number is a typing error.
MOST_PEOPLE = 100_000_000


def _figure(kind: CasualtyKind, match: re.Match[str], part: str, author: str) -> Casualty:
    low = _people(match["low"], part)
    if match["high"]:
        high: int | None = _people(match["high"], part)
    else:
        high = None if match["open"] else low
    if high is not None and high < low:
        raise RowError(f"the casualties {part!r} have a high below the low.", "Swap the numbers.")
    best = None if match["high"] else low
    return Casualty(
        kind=kind, group=match["group"], low=low, best=best, high=high, attribution=(author,)
    )


def _people(digits: str, part: str) -> int:
    plain = digits.replace(",", "")
    if len(plain) > len(str(MOST_PEOPLE)) or int(plain) > MOST_PEOPLE:
        problem = f"the casualties {part[:40]!r} are more than {MOST_PEOPLE:,} people."
        raise RowError(problem, "Correct the number.")
    return int(plain)


def places_of(
    parts: Sequence[str], *, known: Mapping[str, Place], find: FindPlace
) -> tuple[Place, ...]:
    """Read places: ids or names of this timeline, names of the gazetteer, or a name with its coordinates."""
    if list(parts) == [CLEARED]:
        return ()
    return tuple(_place(part, known, find) for part in parts)


def _place(part: str, known: Mapping[str, Place], find: FindPlace) -> Place:
    match = _POINT.match(part)
    if match:
        lat, lon = float(match["lat"]), float(match["lon"])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise RowError(
                f"the place {part!r} is not on Earth.", "Give latitude, then longitude, in degrees."
            )
        named = _place(match["name"], known, find)
        if (named.lat, named.lon) == (lat, lon):
            return named
        identity = f"place:{slug(match['name'])}"
        return Place(
            id=identity,
            name=match["name"],
            lat=lat,
            lon=lon,
            country=named.country,
            admin1=named.admin1,
        )
    return known.get(part.casefold()) or find(part) or Place(id=f"name:{slug(part)}", name=part)


def actors_of(
    parts: Sequence[str], role: Role, *, known: Mapping[str, ActorRole], find: FindActor
) -> tuple[ActorRole, ...]:
    """Read actors: ids or names of this timeline or of the lexicon; any other name is a new actor of unknown kind."""
    return (
        () if list(parts) == [CLEARED] else tuple(_actor(part, role, known, find) for part in parts)
    )


def _actor(part: str, role: Role, known: Mapping[str, ActorRole], find: FindActor) -> ActorRole:
    there = known.get(part) or known.get(part.casefold())
    if there is not None:
        return ActorRole(
            id=there.id, name=there.name, role=role, kind=there.kind, country=there.country
        )
    entry = find(part)
    if entry is not None:
        return ActorRole(
            id=entry.id, name=entry.name, role=role, kind=entry.kind, country=entry.country
        )
    return ActorRole(id=slug(part) or part, name=part, role=role, kind=ActorKind.UNKNOWN)


def field_words(incident: Incident, name: str) -> str | None:
    """Say a field of an incident in words, by the name of its column in corrections; None if it is empty."""
    if name in ROLES:
        return (
            "; ".join(actor.name for actor in incident.actors if actor.role is ROLES[name]) or None
        )
    said: dict[str, Callable[[], str | None]] = {
        "type": lambda: f"{incident.type}/{incident.mode}" if incident.mode else incident.type,
        "status": lambda: incident.status.value,
        "date": lambda: date_words(incident.date),
        "place": lambda: "; ".join(place.name for place in incident.places) or None,
        "casualties": lambda: (
            "; ".join(figure_words(figure) for figure in incident.casualties) or None
        ),
        "attribution": lambda: "; ".join(incident.attribution) or None,
        "headline": lambda: incident.headline or None,
        "genericity": lambda: incident.genericity.value,
    }
    return said[name]()


def date_words(when: DateInterval | None) -> str | None:
    """Say a date: its day or days, and what is not plain day or stated."""
    if when is None:
        return None
    days = f"{when.start}" if when.start == when.end else f"{when.start} to {when.end}"
    more = [] if when.precision is Precision.DAY else [when.precision.value]
    more += [when.basis.value] if when.basis is Basis.ASSUMED else []
    return f"{days} ({', '.join(more)})" if more else days


def figure_words(figure: Casualty) -> str:
    """Say a figure as it is written in corrections; "some" stands for a number that is not stated."""
    low = figure.low if figure.low is not None else figure.best
    if low is None and figure.high is None:
        number = "some"
    elif figure.high is None:
        number = f"{low}+"
    else:
        number = f"{low}" if low == figure.high else f"{low or 0}-{figure.high}"
    return f"{figure.kind.value} {number}" + (f" {figure.group}" if figure.group else "")
