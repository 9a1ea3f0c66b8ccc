"""Cells of corrections as values of fields, and fields in words."""

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from timeline.datasets.rows import MOST_PEOPLE
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
    r"^(?P<kind>[a-z]+)\s+"
    r"(?:(?P<none>-)|(?P<some>some)\b|"
    r"(?P<low>\d[\d,]*)(?:\s*[-–]\s*(?P<high>\d[\d,]*)|(?P<open>\+))?)"
    r"(?:\s+(?P<group>\S.*))?$"
)
_DATE_FIX = (
    "Write 2020-02-03, 2020-02-03/2020-02-05, 2020-02 or 2020, or - for no date."
)


def date_of(text: str) -> DateInterval | None:
    """Read a day, two days, a month or a year; "-" is not a date.

    >>> date_of("2020-02").end
    datetime.date(2020, 2, 29)
    """
    if text == CLEARED:
        return None
    try:
        start, end, precision = _days(text)
    except ValueError:
        raise RowError(f"the date {text!r} cannot be read.", _DATE_FIX) from None
    if start > end:
        raise RowError(f"the date {text!r} ends before it begins.", "Swap the days.")
    return DateInterval(start=start, end=end, precision=precision, basis=Basis.STATED)


def _days(text: str) -> tuple[date, date, Precision]:
    """Read first and last day.

    Raises:
        ValueError: The text is not a date.
    """
    if "/" in text:
        first, _, last = text.partition("/")
        start = date.fromisoformat(first.strip())
        end = date.fromisoformat(last.strip())
        return start, end, Precision.PERIOD
    if re.fullmatch(r"\d{4}", text):
        year = int(text)
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    if re.fullmatch(r"\d{4}-\d\d", text):
        start = date(int(text[:4]), int(text[5:]), 1)
        _, days_in_month = calendar.monthrange(start.year, start.month)
        return start, start.replace(day=days_in_month), Precision.MONTH
    day = date.fromisoformat(text)
    return day, day, Precision.DAY


def type_of(text: str, types: Mapping[str, IncidentType]) -> tuple[str, str | None]:
    """Read a type, or a type and its mode."""
    before, _, after = text.partition("/")
    name = before.strip().upper()
    mode = after.strip()
    if name not in types:
        listed = ", ".join(sorted(types))
        raise RowError(f"there is no type {name!r}.", f"Types are: {listed}.")
    modes = types[name].modes
    if mode and mode not in modes:
        listed = ", ".join(sorted(modes))
        raise RowError(
            f"{name} has no mode {mode!r}.", f"Modes of {name} are: {listed}."
        )
    return name, mode or None


def status_of(text: str) -> Status:
    """Read a status."""
    if text not in [*Status]:
        raise RowError(
            f"there is no status {text!r}.", f"Use one of: {', '.join(Status)}."
        )
    return Status(text)


# Fields that are read without looking at the rest of the timeline.
PLAIN_FIELDS = frozenset({"type", "status", "date", "attribution", "genericity"})


def plain_values(
    name: str, text: str, parts: Sequence[str], types: Mapping[str, IncidentType]
) -> dict[str, object]:
    """Read the cell of a field that stands by itself, as values of an incident's fields."""
    if name == "type":
        incident_type, mode = type_of(text, types)
        return {"type": incident_type, "mode": mode}
    readers: dict[str, Callable[[], object]] = {
        "status": lambda: status_of(text),
        "date": lambda: date_of(text),
        "attribution": lambda: names_of(parts),
        "genericity": lambda: genericity_of(text),
    }
    return {name: readers[name]()}


def names_of(parts: Sequence[str]) -> tuple[str, ...]:
    """Read names, each once; "-" alone is none."""
    if list(parts) == [CLEARED]:
        return ()
    return tuple(dict.fromkeys(parts))


def genericity_of(text: str) -> Genericity:
    """Read whether one event is meant or many at once."""
    if text not in [*Genericity]:
        what = f"there is no genericity {text!r}."
        raise RowError(what, f"Use one of: {', '.join(Genericity)}.")
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
    figures: dict[CasualtyKind, list[Casualty]] = {}
    for part in parts:
        match = _figure_match(part)
        kind = CasualtyKind(match["kind"])
        of_kind = figures.setdefault(kind, [])
        if not match["none"]:
            of_kind.append(_casualty(kind, match, part, author))
    return figures, False


def _figure_match(part: str) -> re.Match[str]:
    """Parse a figure.

    Raises:
        RowError: It is none, or of no kind that there is.
    """
    match = _FIGURE.match(part)
    if match is not None and match["kind"] in [*CasualtyKind]:
        is_empty_group = match["none"] and match["group"]
        if not is_empty_group:
            return match
    kinds = ", ".join(CasualtyKind)
    examples = "'killed 4 soldiers', 'killed 9-12', 'killed 3+' or 'killed -'"
    what = f"the casualties {part!r} cannot be read."
    raise RowError(what, f"Write it like {examples}, of: {kinds}.")


def _casualty(
    kind: CasualtyKind, match: re.Match[str], part: str, author: str
) -> Casualty:
    if match["some"]:
        return Casualty(kind=kind, group=match["group"], attribution=(author,))
    low = _people(match["low"], part)
    best: int | None = low
    high: int | None = low
    if match["high"]:
        best = None
        high = _people(match["high"], part)
        if high < low:
            what = f"the casualties {part!r} have a high below the low."
            raise RowError(what, "Swap the numbers.")
    elif match["open"]:
        high = None
    return Casualty(
        kind=kind,
        group=match["group"],
        low=low,
        best=best,
        high=high,
        attribution=(author,),
    )


def _people(digits: str, part: str) -> int:
    """Read a number of people.

    Raises:
        RowError: It is more than there can be.
    """
    plain = digits.replace(",", "")
    if len(plain) > len(str(MOST_PEOPLE)) or int(plain) > MOST_PEOPLE:
        what = f"the casualties {part[:40]!r} are more than {MOST_PEOPLE:,} people."
        raise RowError(what, "Correct the number.")
    return int(plain)


def places_of(
    parts: Sequence[str], *, places: Mapping[str, Place], find: FindPlace
) -> tuple[Place, ...]:
    """Read places: by ids or names of this timeline, by names of the gazetteer, or new ones.

    Args:
        parts: What the cell holds; a place may have its coordinates in brackets.
        places: Places of the timeline, by id and name.
        find: Looks a place up by name.
    """
    if list(parts) == [CLEARED]:
        return ()
    return tuple(_place_of(part, places, find) for part in parts)


def _place_of(part: str, places: Mapping[str, Place], find: FindPlace) -> Place:
    match = _POINT.match(part)
    if match is None:
        place = places.get(part.casefold()) or find(part)
        return place or Place(id=f"name:{slug(part)}", name=part)
    name = match["name"]
    lat = float(match["lat"])
    lon = float(match["lon"])
    if not -90 <= lat <= 90 or not -180 <= lon <= 180:
        what = f"the place {part!r} is not on Earth."
        raise RowError(what, "Give latitude, then longitude, in degrees.")
    named = _place_of(name, places, find)
    if (named.lat, named.lon) == (lat, lon):
        return named
    return Place(
        id=f"place:{slug(name)}",
        name=name,
        lat=lat,
        lon=lon,
        country=named.country,
        admin1=named.admin1,
    )


def actors_of(
    parts: Sequence[str],
    role: Role,
    *,
    actors: Mapping[str, ActorRole],
    find: FindActor,
) -> tuple[ActorRole, ...]:
    """Read actors by ids or names of this timeline or of the lexicon.

    Any other name is a new actor of unknown kind.
    """
    if list(parts) == [CLEARED]:
        return ()
    return tuple(_actor_of(part, role, actors, find) for part in parts)


def _actor_of(
    part: str, role: Role, actors: Mapping[str, ActorRole], find: FindActor
) -> ActorRole:
    actor = actors.get(part) or actors.get(part.casefold()) or find(part)
    if actor is None:
        return ActorRole(
            id=slug(part) or part, name=part, role=role, kind=ActorKind.UNKNOWN
        )
    return ActorRole(
        id=actor.id, name=actor.name, role=role, kind=actor.kind, country=actor.country
    )


def field_words(incident: Incident, name: str) -> str | None:
    """Return a field of an incident in words, by its column in corrections; None if it is empty."""
    if name in ROLES:
        names = [actor.name for actor in incident.actors if actor.role is ROLES[name]]
        return "; ".join(names) or None
    return _FIELD_WORDS[name](incident)


def _type_words(incident: Incident) -> str:
    return f"{incident.type}/{incident.mode}" if incident.mode else incident.type


def _place_words(incident: Incident) -> str | None:
    names = [place.name for place in incident.places]
    return "; ".join(names) or None


def _casualty_words(incident: Incident) -> str | None:
    figures = [figure_words(figure) for figure in incident.casualties]
    return "; ".join(figures) or None


_FIELD_WORDS: dict[str, Callable[[Incident], str | None]] = {
    "type": _type_words,
    "status": lambda incident: incident.status.value,
    "date": lambda incident: date_words(incident.date),
    "place": _place_words,
    "casualties": _casualty_words,
    "attribution": lambda incident: "; ".join(incident.attribution) or None,
    "headline": lambda incident: incident.headline or None,
    "genericity": lambda incident: incident.genericity.value,
}


def date_words(when: DateInterval | None) -> str | None:
    """Return a date in words: its day or days, and what is not plain day or stated."""
    if when is None:
        return None
    days = str(when.start)
    if when.end != when.start:
        days += f" to {when.end}"
    remarks: list[str] = []
    if when.precision is not Precision.DAY:
        remarks.append(when.precision.value)
    if when.basis is Basis.ASSUMED:
        remarks.append(when.basis.value)
    return f"{days} ({', '.join(remarks)})" if remarks else days


def figure_words(figure: Casualty) -> str:
    """Return a figure as it is written in corrections; "some" is a number that is not stated."""
    words = f"{figure.kind.value} {_number_words(figure)}"
    return f"{words} {figure.group}" if figure.group else words


def _number_words(figure: Casualty) -> str:
    low = figure.best if figure.low is None else figure.low
    high = figure.high
    if high is None:
        return "some" if low is None else f"{low}+"
    return f"{low}" if low == high else f"{low or 0}-{high}"
