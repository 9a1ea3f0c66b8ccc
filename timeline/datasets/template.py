"""A commented `[mapping]` for timeline.toml, guessed from a table's header and types."""

from collections.abc import Iterator, Sequence

from timeline.datasets.rows import column_key
from timeline.datasets.type_words import certain_type, proposed_types
from timeline.lexicon.incident_types import incident_types

# Words of headers from which the template guesses what a column holds, the likeliest first.
GUESSES = {
    "id": ("id", "event_id", "incident_id", "eventid", "key"),
    "date": (
        "date",
        "start_date",
        "date_start",
        "start",
        "day",
        "event_date",
        "incident_date",
        "date_of_incident",
        "date_of_event",
        "date_of_attack",
        "when",
    ),
    "end": ("end_date", "date_end", "end", "until"),
    "precision": ("date_precision", "precision", "date_prec", "time_precision"),
    "type": (
        *("type", "event_type", "incident_type", "type_of_incident", "type_of_event"),
        *(
            "attack_type",
            "type_of_attack",
            "category",
            "kind",
            "what",
            "sub_event_type",
        ),
    ),
    "status": ("status",),
    "initiators": (
        "initiators",
        "initiator",
        "perpetrator",
        "perpetrators",
        "attacker",
        "actor",
        "actor1",
        "who",
    ),
    "targets": (
        "targets",
        "target",
        "victim",
        "victims",
        "recipient",
        "actor2",
        "to_whom",
    ),
    "parties": ("parties", "party", "sides", "belligerents", "combatants"),
    "place": (
        "place",
        "places",
        "location",
        "city",
        "town",
        "village",
        "settlement",
        "where",
        "site",
    ),
    "admin1": ("admin1", "province", "governorate", "region", "state", "adm_1"),
    "country": ("country", "country_name", "nation", "iso3"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "place_precision": ("place_precision", "geo_precision", "where_prec"),
    "killed": (
        *(
            "killed",
            "total_killed",
            "fatalities",
            "total_fatalities",
            "deaths",
            "total_deaths",
        ),
        *(
            "dead",
            "number_killed",
            "people_killed",
            "killed_total",
            "killed_best",
            "best",
            "died",
        ),
    ),
    "killed_low": ("killed_low", "deaths_low", "fatalities_low", "low", "min_deaths"),
    "killed_high": (
        "killed_high",
        "deaths_high",
        "fatalities_high",
        "high",
        "max_deaths",
    ),
    "injured": (
        "injured",
        "total_injured",
        "wounded",
        "total_wounded",
        "injuries",
        "injured_best",
    ),
    "attribution": ("attribution", "cited", "according_to"),
    "publisher": ("publisher", "publishers", "source", "sources", "outlet", "media"),
    "url": ("url", "link", "source_url", "web"),
}


def template(
    name: str, header: Sequence[str], types: Sequence[str], *, sheet: str | None = None
) -> str:
    """Write a commented `[mapping]` for timeline.toml, guessed from a header.

    Args:
        name: Name of the file.
        header: Its columns.
        types: Words that stand in the column guessed to be the type.
        sheet: Name of the sheet, of a workbook that has several.
    """
    columns = guess(header)
    stem = name.rpartition(".")[0] or name
    listed = ", ".join(_one_line(cell) for cell in header)
    lines = [
        f"# For timeline.toml: what the columns of {_one_line(name)} mean."
        " Lines without # are guesses: check them.",
        f"# Columns: {listed}",
        "[mapping]",
        f"name = {quoted(stem)}  # the collection; stands as publisher",
    ]
    if sheet is not None:
        lines.append(f"sheet = {quoted(sheet)}")
    for field in GUESSES:
        column = columns.get(field)
        lines.append(f"{field} = {quoted(column)}" if column else f'# {field} = ""')
    lines.append('separator = ";"  # parts lists in a cell')
    lines.append(
        '# date_order = "day"  # or "month": what comes first in 03/02/2023, if no cell shows it'
    )
    return (
        "\n".join((*lines, *_lines_for_types(types, has_column="type" in columns)))
        + "\n"
    )


def _lines_for_types(types: Sequence[str], *, has_column: bool) -> Iterator[str]:
    """Yield what the words of the type column mean, and a question for each that is not known."""
    if not has_column:
        yield "# Which column says what happened? Give it above as type, or, if every row is of one"
        yield "# type, say which: build stops until one of both is given."
        yield '# default_type = ""'
    else:
        yield "# Rows whose type is not listed below are counted and left out, unless you say"
        yield "# what they are:"
        yield '# default_type = ""'
    yield ""
    yield "[mapping.types]  # what the type column holds = our type, or type/mode"
    yield f"# types: {', '.join(incident_types())}"
    certain = {word: certain_type(word) for word in types}
    for word, name in certain.items():
        if name is not None:
            yield f"{quoted(word)} = {quoted(name)}{_remark('or', proposed_types(word)[1:])}"
    open_words = [word for word, name in certain.items() if name is None]
    if open_words:
        yield "# Which types are these? Without one, their rows are counted and left out."
    for word in open_words:
        yield f'# {quoted(word)} = ""{_remark("perhaps", proposed_types(word))}'


def _remark(word: str, names: Sequence[str]) -> str:
    return f"  # {word} {', '.join(names)}" if names else ""


def guess(header: Sequence[str]) -> dict[str, str]:
    """Return what the columns of a header seem to hold, each column once.

    >>> guess(["Event ID", "Date", "Deaths", "Notes"])
    {'id': 'Event ID', 'date': 'Date', 'killed': 'Deaths'}
    """
    columns = {column_key(cell): cell for cell in reversed(header)}
    guesses: dict[str, str] = {}
    for field, words in GUESSES.items():
        for word in words:
            column = columns.get(word)
            if column is not None and column not in guesses.values():
                guesses[field] = column
                break
    return guesses


def _one_line(text: str) -> str:
    """Return a text with each control character replaced by a blank."""
    printable = [char if char.isprintable() else " " for char in text]
    return "".join(printable)


def quoted(text: str) -> str:
    r"""Return a text as a TOML string.

    >>> quoted('a "b"')
    '"a \\"b\\""'
    """
    escaped = _one_line(text).replace("\\", "\\\\")
    escaped = escaped.replace('"', '\\"')
    return f'"{escaped}"'
