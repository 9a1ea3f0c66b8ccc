"""Mapping of the columns of a user's own table."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """The `[mapping]` table of a timeline.toml: names of columns as in the header; None for none.

    Attributes:
        name: Name of the collection; the publisher of its rows.
        id: Id of a row, stable from version to version; without it the line number serves.
        date: The day of an incident of one day, or its first day.
        date_order: What comes first in dates like 03/02/2023 where no cell of the column shows
            it: "day" or "month".
        end: The last day, itself included.
        precision: Grain of the date: time, day, week, month, season, quarter, year, decade, period.
        type: Words or codes for what happened; `types` says what they mean.
        types: From what stands in that column to a type of ours, or type and mode
            ("ASSAULT/shelling").
        default_type: Type, or type and mode, of rows whose type is not in `types`; None to count
            and leave them out.
        status: occurred, ongoing, planned, threatened, demanded, possible, denied, failed.
        initiators: Who did it, a list parted by `separator`.
        targets: To whom.
        parties: Each side, where none is known to have begun.
        place: Name of the place.
        admin1: First-order division.
        country: Country, by name or alpha-3 code.
        lat: Degrees north.
        lon: Degrees east.
        place_precision: site, city, district, province, country, region.
        killed: People killed.
        killed_low: Least number.
        killed_high: Greatest number.
        injured: People injured.
        attribution: Who is cited, a list.
        publisher: Outlets, a list.
        url: Address of the article.
        separator: What parts a list in a cell.
        sheet: Name of the sheet of a workbook; None for the one that has these columns.
    """

    name: str = "Table"
    id: str | None = None
    date: str | None = None
    date_order: str | None = None
    end: str | None = None
    precision: str | None = None
    type: str | None = None
    types: dict[str, str] = field(default_factory=dict)
    default_type: str | None = None
    status: str | None = None
    initiators: str | None = None
    targets: str | None = None
    parties: str | None = None
    place: str | None = None
    admin1: str | None = None
    country: str | None = None
    lat: str | None = None
    lon: str | None = None
    place_precision: str | None = None
    killed: str | None = None
    killed_low: str | None = None
    killed_high: str | None = None
    injured: str | None = None
    attribution: str | None = None
    publisher: str | None = None
    url: str | None = None
    separator: str = ";"
    sheet: str | None = None
