"""Can a table of one's own be read with a mapping, and is the template a good guess?"""

import tomllib
from pathlib import Path

import msgspec
import pytest

from tests.datasets.tables import Cells, read, text_of, told
from timeline.datasets import template_for
from timeline.datasets.type_words import certain_type
from timeline.errors import SettingsError
from timeline.model.mapping import ColumnMapping

ROW: Cells = {
    "Event ID": "a1", "Date": "2020-02-03", "End date": "", "Kind": "shells", "Perpetrator": "Syrian army; Russia", "Victims": "civilians",
    "Town": "Saraqib", "Country": "SYR", "Lat": 35.86, "Lon": 36.8, "Deaths": 4, "Low": 3, "High": "", "Wounded": 2, "Source": "Tern Post",
}  # fmt: skip
MAPPING = ColumnMapping(
    name="Harbour list",
    id="Event ID",
    date="Date",
    end="End date",
    type="Kind",
    types={"shells": "ASSAULT/shelling"},
    initiators="Perpetrator",
    targets="Victims",
    place="Town",
    country="Country",
    lat="Lat",
    lon="Lon",
    killed="Deaths",
    killed_low="Low",
    killed_high="High",
    injured="Wounded",
    publisher="Source",
)


def table(folder: Path, *rows: Cells) -> Path:
    path = folder / "mine.csv"
    path.write_text(text_of(*rows), encoding="utf-8")
    return path


def test_a_mapped_table_is_read_field_by_field(tmp_path: Path) -> None:
    coded = read(table(tmp_path, ROW), mapping=MAPPING)
    assert told(coded) == []
    [report] = coded.reports
    assert (report.type, report.mode, report.publisher, report.outlets) == (
        "ASSAULT",
        "shelling",
        "Harbour list",
        ("Tern Post",),
    )
    assert [(one.id, one.role.value) for one in report.actors] == [
        ("SYR-military", "initiator"),
        ("RUS", "initiator"),
        ("civilians", "target"),
    ]
    assert [
        (one.kind.value, one.low, one.best, one.high) for one in report.casualties
    ] == [("killed", 3, 4, 4), ("injured", 2, 2, 2)]
    assert (report.places[0].name, report.places[0].country) == ("Saraqib", "SYR")


@pytest.mark.parametrize(
    ("told_date", "end", "expected"),
    [
        ("2020-02-03", "", ("2020-02-03", "2020-02-03", "day")),
        ("2020-02-03", "2020-02-05", ("2020-02-03", "2020-02-05", "week")),
        ("2020-02", "", ("2020-02-01", "2020-02-29", "month")),
        ("2020", "", ("2020-01-01", "2020-12-31", "year")),
        ("3 February 2020", "", ("2020-02-03", "2020-02-03", "day")),
    ],
)
def test_month_or_year_alone_is_kept_as_one(
    told_date: str, end: str, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    [report] = read(
        table(tmp_path, {**ROW, "Date": told_date, "End date": end}), mapping=MAPPING
    ).reports
    assert report.date is not None
    assert (
        str(report.date.start),
        str(report.date.end),
        report.date.precision.value,
    ) == expected


def test_unlisted_type_is_counted_without_a_default(tmp_path: Path) -> None:
    path = table(tmp_path, {**ROW, "Kind": "bread"})
    coded = read(path, mapping=MAPPING)
    assert coded.reports == ()
    assert told(coded)[0].startswith(
        "mine.csv: 1 row of kinds that are none of our types: Kind 'bread' (1)."
    )
    assert (
        read(path, mapping=ColumnMapping(date="Date", default_type="PROTEST"))
        .reports[0]
        .type
        == "PROTEST"
    )


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (ColumnMapping(), "mapping: it does not say which column is the date."),
        (
            ColumnMapping(date="Date"),
            "mapping: it does not say what kind of incident a row is.",
        ),
        (
            ColumnMapping(date="Date", default_type="WAR"),
            "mapping.types: there is no type 'WAR'.",
        ),
        (
            ColumnMapping(date="Date", type="Kind", types={"x": "ASSAULT/bread"}),
            "mapping.types: there is no type 'ASSAULT/bread'.",
        ),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(
    mapping: ColumnMapping, said: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError) as caught:
        read(table(tmp_path, ROW), mapping=mapping)
    assert str(caught.value).startswith(said)


def mapping_of(path: Path) -> ColumnMapping:
    return msgspec.convert(tomllib.loads(template_for(path))["mapping"], ColumnMapping)


def test_the_template_is_toml_that_reads_the_table(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        {**ROW, "Kind": "shelling"},
        {**ROW, "Event ID": "a2", "Kind": 'ra"ids'},
    )
    mapping = mapping_of(path)
    assert (mapping.id, mapping.date, mapping.killed, mapping.publisher) == (
        "Event ID",
        "Date",
        "Deaths",
        "Source",
    )
    coded = read(path, mapping=mapping)
    assert [report.mode for report in coded.reports] == ["shelling"]
    assert told(coded) == [
        "mine.csv: 1 row of kinds that are none of our types: Kind 'ra\"ids' (1). "
        "Say which type each is under [mapping.types], or leave them out."
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Protest", "PROTEST"),
        ("Kidnapping", "ASSAULT/abduction"),
        ("Air strike", "ASSAULT/aerial"),
        ("airstrikes", "ASSAULT/aerial"),
        ("Ceasefire", "AGREE/ceasefire"),
        ("ARRESTS", "COERCE/arrest"),
        ("Peaceful protest", "PROTEST/demonstration"),
        ("Shelling/artillery/missile attack", "ASSAULT/shelling"),
        ("Battle-No change of territory", "ASSAULT/clash"),
        ("Hostage Taking (Kidnapping)", "ASSAULT/abduction"),
        ("ASSAULT/drone", "ASSAULT/drone"),
        ("Riots and protests", "PROTEST"),
        ("Cyber attack", "COERCE/cyber"),
        ("shooting incidents", "ASSAULT/shooting"),
        ("Strategic developments", None),
        ("strike", None),
        ("Other", None),
        ("Accident", None),
        ("Attack or accident", None),
        ("3", None),
        ("", None),
    ],
)
def test_word_for_type_is_proposed_or_asked(word: str, expected: str | None) -> None:
    assert certain_type(word) == expected


def test_no_template_guesses_a_type_for_all_rows(tmp_path: Path) -> None:
    words = ["Protest", "strike", 'fo"o\tbar', "Strategic developments"]
    path = table(tmp_path, *({"Date": "2020-02-03", "Type": word} for word in words))
    text = template_for(path)
    mapping = mapping_of(path)
    assert (mapping.types, mapping.default_type) == ({"Protest": "PROTEST"}, None)
    assert '# "strike" = ""  # perhaps PROTEST/strike, ASSAULT' in text
    assert '# "fo\\"o bar" = ""' in text


def test_a_table_without_types_is_asked_for_them(tmp_path: Path) -> None:
    path = table(tmp_path, {"Date": "2020-02-03", "Town": "Saraqib"})
    with pytest.raises(SettingsError) as caught:
        read(path, mapping=mapping_of(path))
    assert "or, if all rows are of one type, default_type" in str(caught.value)
