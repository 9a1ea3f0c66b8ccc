"""Do place names find the place that is meant, and is the index built whole or not at all?"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.errors import LexiconError
from timeline.lexicon import gazetteer_index
from timeline.lexicon.gazetteer import Gazetteer, gazetteer
from timeline.lexicon.gazetteer_index import index_path, place_key
from timeline.lexicon.regions import read_places, read_regions
from timeline.model.places import PlacePrecision

HARD = [
    (
        "SYR",
        "Saraqeb Binnish Taftanaz Kisweh Deraa Quneitra Douma Kobani Afrin Manbij Hasakeh Palmyra Qusayr Tartous Azaz Jableh",
    ),
    (
        "IRQ",
        "Basra Fallujah Ramadi Sinjar Tikrit Samarra Hawija Baquba Hillah Irbil Halabja",
    ),
    ("AFG", "Sangin Marjah Kunduz Herat Khost Ghazni Jalalabad Bagram Zaranj"),
    ("SDN", "Geneina Nyala Kadugli Omdurman Kutum Sirba"),
    ("COD", "Goma Bukavu Bunia Beni Rutshuru Masisi"),
    ("UKR", "Bakhmut Sloviansk Kramatorsk Avdiivka Debaltseve Kharkov Izyum Kiev"),
    ("BIH", "Srebrenica Gorazde Bihac Zvornik Tuzla"),
    ("YEM", "Hodeidah Taiz Marib Saada Zinjibar"),
    ("PSE", "Jenin Rafah Jabalia Nablus Tulkarem"),
    ("SOM", "Kismayo Baidoa Beledweyne Mogadishu"),
    ("COL", "Toribio Saravena Tumaco Buenaventura"),
    ("SLV", "Chalatenango Usulutan Soyapango"),
]


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer()


def test_town_of_war_wins_over_a_namesake(places: Gazetteer) -> None:
    for countries in ((), ("SYR",), ("SYR", "ETH")):
        place = places.find("Deraa", countries=countries)
        assert place is not None
        assert place.country == "SYR"


@pytest.mark.parametrize(("country", "names"), HARD)
def test_towns_of_war_are_found_in_their_country(
    places: Gazetteer, country: str, names: str
) -> None:
    for name in names.split():
        found = places.find(name, countries=[country])
        assert found and found.country == country, name
        assert found.lat is not None and found.lon is not None, name


FOUND: list[tuple[str, list[str], str | None, str | None, PlacePrecision | None]] = [
    ("Tripoli", [], None, "LBY", PlacePrecision.CITY),
    ("Tripoli", ["LBN", "SYR"], None, "LBN", PlacePrecision.CITY),
    ("Idlib", ["SYR"], None, "SYR", PlacePrecision.CITY),
    ("Idlib province", ["SYR"], None, "SYR", PlacePrecision.PROVINCE),
    ("Idlib", ["SYR"], "province", "SYR", PlacePrecision.PROVINCE),
    ("Helmand", [], None, "AFG", PlacePrecision.PROVINCE),
    ("Anbar province", [], None, "IRQ", PlacePrecision.PROVINCE),
    ("the city of Homs", ["SYR"], None, "SYR", PlacePrecision.CITY),
    ("Maaret al-Numan", ["SYR"], None, "SYR", PlacePrecision.CITY),
    ("El Fasher", [], None, "SDN", PlacePrecision.CITY),
    ("al-Fasher", ["SDN"], None, "SDN", PlacePrecision.CITY),
    ("Deir ez-Zor", [], None, "SYR", PlacePrecision.CITY),
    ("Bala Baluk", ["AFG"], None, "AFG", PlacePrecision.CITY),
    ("northern Syria", [], None, "SYR", PlacePrecision.COUNTRY),
    ("Syria", [], None, "SYR", PlacePrecision.COUNTRY),
    ("Georgia", [], None, "GEO", PlacePrecision.COUNTRY),
    ("Georgia", ["USA"], "province", "USA", PlacePrecision.PROVINCE),
    ("Gaza", ["ISR"], None, "PSE", PlacePrecision.REGION),
    ("Gaza City", ["PSE"], None, "PSE", PlacePrecision.CITY),
    ("Darfur", [], None, "SDN", PlacePrecision.REGION),
    ("Donbas", ["UKR"], None, "UKR", PlacePrecision.REGION),
    ("Anjouan", ["COM"], None, "COM", PlacePrecision.PROVINCE),
    ("island of Anjouan", ["COM"], None, "COM", PlacePrecision.PROVINCE),
    ("Van", ["TUR"], None, "TUR", PlacePrecision.CITY),
    ("Split", ["HRV"], None, "HRV", PlacePrecision.CITY),
    ("Fort Lamy", ["TCD"], None, "TCD", PlacePrecision.CITY),
    # the one town of the very name, though the text names another country and that has a name like it
    ("Kupyansk", ["RUS"], None, "UKR", PlacePrecision.CITY),
    ("Vukovar", ["SRB"], None, "HRV", PlacePrecision.CITY),
]


@pytest.mark.parametrize(("name", "countries", "kind", "country", "precision"), FOUND)
def test_context_chooses_between_places_of_a_name(
    places: Gazetteer,
    name: str,
    countries: list[str],
    kind: str | None,
    country: str,
    precision: PlacePrecision,
) -> None:
    found = places.find(name, countries=countries, kind=kind)
    assert found
    assert (found.country, found.precision) == (country, precision)


NOT_PLACES = [
    ("March", ["GBR"]),
    ("Of", ["TUR"]),
    ("Police", ["POL"]),
    ("Obama", ["USA"]),
    ("Reading", ["SYR"]),
    ("Mobile", []),
    ("Hassan", ["IRQ"]),
    ("Strike", ["SYR"]),
    ("Foobarville", []),
    # an old fort by which a town elsewhere is also known
    ("Fort McHenry", []),
    ("", []),
]


@pytest.mark.parametrize(("name", "countries"), NOT_PLACES)
def test_ordinary_words_and_first_names_are_no_places(
    places: Gazetteer, name: str, countries: list[str]
) -> None:
    assert places.find(name, countries=countries) is None


def test_town_elsewhere_is_not_taken_for_unknown_village(places: Gazetteer) -> None:
    elsewhere = places.find("Concord", countries=["SYR"])
    assert elsewhere is None or (places.population(elsewhere) or 0) >= 50_000


def test_nearness_chooses_where_countries_do_not(places: Gazetteer) -> None:
    lebanese = places.find("Tripoli", near=(33.9, 35.5))
    libyan = places.find("Tripoli", near=(32.4, 15.1))
    assert lebanese and libyan
    assert (lebanese.country, libyan.country) == ("LBN", "LBY")


def test_candidates_come_with_their_population_the_greatest_first(
    places: Gazetteer,
) -> None:
    found = places.candidates("Tripoli")
    assert {"LBY", "LBN", "GRC"} <= {place.country for place in found}
    assert found[0].country == "LBY"
    assert (places.population(found[0]) or 0) > 1_000_000


SPELLINGS = [
    ("Ash Shaddadi", "al-Shaddadi"),
    ("Ar-Raqqah", "al-Raqqah"),
    ("Dayr az Zawr", "Dayr al-Zawr"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_the_arabic_article_is_levelled(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


@pytest.fixture
def one_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    town = {
        "geonameid": 1,
        "name": "Tārib",
        "latitude": 36.0,
        "longitude": 37.0,
        "countrycode": "SY",
        "population": 900,
        "admin1code": "12",
        "alternatenames": ["Tareb", "ATB", "تارب"],
    }
    file = tmp_path / "cities.json"
    file.write_text(json.dumps({"1": town}), encoding="utf-8")
    monkeypatch.setattr(gazetteer_index, "_cities_path", lambda: file)
    yield tmp_path / "cache"


def test_index_is_built_once_and_leaves_no_drafts(one_town: Path) -> None:
    file = index_path(one_town)
    made = file.stat().st_mtime_ns
    assert index_path(one_town) == file and file.stat().st_mtime_ns == made
    assert list(one_town.iterdir()) == [file]
    small = Gazetteer(file)
    found = small.find("Tareb")
    assert found
    assert (found.id, found.name, found.country, found.admin1) == (
        "geonames:1",
        "Tarib",
        "SYR",
        "Idlib",
    )
    assert small.find("ATB") is None
    small.close()


def test_a_failed_build_leaves_nothing_behind(
    one_town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(file: Path) -> None:
        file.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(gazetteer_index, "_fill", fail)
    with pytest.raises(OSError, match="disk full"):
        index_path(one_town)
    assert list(one_town.iterdir()) == []


def test_the_hand_tables_keep_their_rules() -> None:
    assert len(read_regions()) > 200
    assert len(read_places()) > 150


BROKEN = [
    ('[[region]]\nname = "X"', "it needs either a centre or the code"),
    ('[[region]]\nname = "X"\ncentre = [95.0, 0.0]', "(95.0, 0.0) is not on Earth"),
    (
        '[[region]]\nname = "X"\ncentre = [5.0, 0.0]\ncountry = "QQQ"',
        "there is no country 'QQQ'",
    ),
]


@pytest.mark.parametrize(("content", "complaint"), BROKEN)
def test_a_broken_region_is_refused(
    tmp_path: Path, content: str, complaint: str
) -> None:
    file = tmp_path / "x.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        read_regions(file)
    assert complaint in str(caught.value)


def test_suez_is_the_city_and_not_the_canal() -> None:
    places = gazetteer()
    city, canal = places.find("Suez"), places.find("Suez Canal")
    assert city is not None and canal is not None
    assert city.name == "Suez" and city.id != canal.id
