"""Does a timeline.toml mean what it says, own actors and places included, and is every slip told with its table?"""

from pathlib import Path

import pytest

from timeline.errors import SettingsError, TimelineError
from timeline.model.actors import ActorKind
from timeline.model.custom import CustomActor, CustomPlace
from timeline.model.mapping import ColumnMapping
from timeline.model.places import PlacePrecision
from timeline.settings import Settings, plain, read_settings

WHOLE = """
title = "The war of the two rivers"
about = "Subek"
separate = true
dates = "narrative"

[[actor]]
id = "river-guard"
name = "River Guard"
aliases = ["RG", "the Guard"]
kind = "armed-group"
country = "SDN"
from = 1999
to = 2004
side = "SDN"
parent = "SDN-military"

[[place]]
name = "Subek"
aliases = ["Soubek"]
lat = 12.5
lon = 30
country = "SDN"
precision = "site"
"""


def read(folder: Path, text: str) -> Settings:
    path = folder / "timeline.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_settings_actors_and_places_are_read(tmp_path: Path) -> None:
    guard = CustomActor(
        id="river-guard",
        name="River Guard",
        aliases=("RG", "the Guard"),
        kind=ActorKind.ARMED_GROUP,
        country="SDN",
        since=1999,
        until=2004,
        side="SDN",
        parent="SDN-military",
    )
    subek = CustomPlace(
        name="Subek",
        aliases=("Soubek",),
        lat=12.5,
        lon=30.0,
        country="SDN",
        precision=PlacePrecision.SITE,
    )
    found = read(tmp_path, WHOLE)
    assert found == Settings(
        title="The war of the two rivers",
        about="Subek",
        separate=True,
        dates="narrative",
        actors=(guard,),
        places=(subek,),
    )
    assert found.actors[0].where == "timeline.toml, actor 1 (river-guard)"
    assert found.places[0].where == "timeline.toml, place 1 (Subek)"


def test_days_and_mapping_are_read_as_plain_values(tmp_path: Path) -> None:
    text = 'from = "2012-01-01"\nto = "2012-12-31"\n[mapping]\ndate = "Day"\ndefault_type = "ASSAULT"\n'
    found = read(tmp_path, text)
    assert (found.since, found.until) == ("2012-01-01", "2012-12-31")
    assert found.mapping == ColumnMapping(date="Day", default_type="ASSAULT")
    assert plain(found)["since"] == "2012-01-01"
    assert '"date": "Day"' in str(plain(found)["own_mapping"])


def test_empty_file_gives_defaults_byte_order_mark_too(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Settings()
    assert read(tmp_path, '\ufefftitle = "x"').title == "x"


def test_plain_settings_hold_own_actors_only_if_any(tmp_path: Path) -> None:
    names = ["title", "model", "about", "since", "until", "separate", "dates"]
    assert list(plain(Settings())) == names
    found = plain(read(tmp_path, WHOLE))
    assert list(found) == [*names, "own_actors", "own_places"]
    assert '"since": 1999' in str(found["own_actors"])
    assert "where" not in str(found["own_places"])


ACTOR = '[[actor]]\nid = "a"\nname = "A"\n'
PLACE = '[[place]]\nname = "P"\n'
KINDS = "state, security-forces, armed-group, organisation, person, civilians, facility, unknown"
WRONG = [
    (
        "titel = 'x'",
        "timeline.toml: there is no setting 'titel'. There are: about, dates, from, model, no_rows, separate, sheet, title, to, and",
    ),
    ("title = 3", "timeline.toml: title is 3; expected a text. Correct this field."),
    ("separate = 'yes'", "timeline.toml: separate is 'yes'; expected true or false."),
    (
        "mapping = 1",
        "timeline.toml, mapping: it is not a table. Begin it with a line [mapping].",
    ),
    (
        "[mapping]\ndaet = 'x'",
        "timeline.toml, mapping: there is no field 'daet' here. Fields are: name, id, date,",
    ),
    (
        "[mapping]\ndate = 3",
        "timeline.toml, mapping: date is 3; expected a text. Correct this field.",
    ),
    (
        "dates = 'diary'",
        "dates: there is no mode 'diary'. Use one of: auto, news, narrative.",
    ),
    ("from = 'May'", "from: 'May' is not a date. Write it like \"2020-02-06\"."),
    (
        "from = '2020-05-02'\nto = '2020-05-01'",
        "from: 2020-05-02 lies after 2020-05-01. Swap or correct the days.",
    ),
    ("title = ", "timeline.toml: cannot be read ("),
    (
        "[actor]\nid = 'a'",
        "timeline.toml: 'actor' is not a list of tables. Begin each with a line [[actor]].",
    ),
    ("actor = 1", "timeline.toml: 'actor' is not a list of tables."),
    (
        "place = [1]",
        "timeline.toml: 'place' is not a list of tables. Begin each with a line [[place]].",
    ),
    (
        ACTOR + "alias = ['B']",
        "timeline.toml, actor 1 (a): there is no field 'alias' here. "
        "Fields are: id, name, aliases, kind, country, from, to, side, parent.",
    ),
    (
        ACTOR + "since = 1990",
        "timeline.toml, actor 1 (a): there is no field 'since' here.",
    ),
    (
        ACTOR + ACTOR.replace('"a"', '"b"') + "kind = 'army'",
        f"timeline.toml, actor 2 (b): kind is 'army'; expected one of: {KINDS}.",
    ),
    (
        ACTOR + "aliases = 'B'",
        "timeline.toml, actor 1 (a): aliases is 'B'; expected a list of texts.",
    ),
    (
        ACTOR + "aliases = [1]",
        "timeline.toml, actor 1 (a): aliases is [1]; expected a list of texts.",
    ),
    (
        ACTOR + "from = '1990'",
        "timeline.toml, actor 1 (a): from is '1990'; expected a whole number.",
    ),
    (
        ACTOR + "from = 199",
        "timeline.toml, actor 1 (a): 199 is not a year of our time. Use 1700 to 2100.",
    ),
    (
        ACTOR + "from = 2004\nto = 1999",
        "timeline.toml, actor 1 (a): it ends (1999) before it begins (2004). Swap or correct the years.",
    ),
    (
        "[[actor]]\nname = 'A'",
        "timeline.toml, actor 1 (A): the field 'id' is missing. Add this field.",
    ),
    ("[[actor]]", "timeline.toml, actor 1 (no name): the field 'id' is missing."),
    (
        "[[actor]]\nid = 'a'\nname = ' '",
        "timeline.toml, actor 1 (a): a name or id is empty. Write one, or leave",
    ),
    (
        ACTOR + ACTOR,
        "timeline.toml, actor 2 (a): the id 'a' is taken by timeline.toml, actor 1 (a). Choose another id or join",
    ),
    (
        PLACE + "lat = 3.0",
        "timeline.toml, place 1 (P): it has only one of lat and lon. Give both, in degrees, or",
    ),
    (
        PLACE + "lat = 91\nlon = 0",
        "timeline.toml, place 1 (P): 91, 0 is not on Earth. Give lat (-90 to 90) and lon",
    ),
    (
        PLACE + "precision = 'town'",
        "timeline.toml, place 1 (P): precision is 'town'; "
        "expected one of: site, city, district, province, country, region.",
    ),
    (
        PLACE + "centre = [1, 2]",
        "timeline.toml, place 1 (P): there is no field 'centre' here. Fields are: id, name,",
    ),
]


@pytest.mark.parametrize(
    ("text", "words"), WRONG, ids=[text.replace("\n", " ")[-30:] for text, _ in WRONG]
)
def test_every_error_names_file_table_and_fix(
    tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(SettingsError) as raised:
        read(tmp_path, text)
    assert str(raised.value).startswith(words)


def test_missing_or_binary_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(
        TimelineError,
        match=r"no\.toml: cannot be read \(no such file or directory\)\. Give the path",
    ):
        read_settings(tmp_path / "no.toml")
    (tmp_path / "timeline.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(
        SettingsError, match=r"timeline\.toml: cannot be read \(it is not UTF-8 text\)"
    ):
        read_settings(tmp_path / "timeline.toml")
