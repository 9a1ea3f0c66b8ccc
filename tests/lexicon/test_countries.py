"""Do names, demonyms and seats find their country, and does the file keep its rules?"""

from pathlib import Path

import pytest

from timeline.errors import LexiconError
from timeline.lexicon.countries import countries, name_key, read_countries
from timeline.lexicon.name_keys import fold

NAMES = [
    ("Syria", "SYR"),
    ("the Comoros", "COM"),
    ("Burma", "MMR"),
    ("Ivory Coast", "CIV"),
    ("Côte d’Ivoire", "CIV"),
    ("DRC", "COD"),
    ("DPRK", "PRK"),
    ("the UAE", "ARE"),
    ("U.S.", "USA"),
    ("America", "USA"),
    ("Turkey's", "TUR"),
    ("Great Britain", "GBR"),
    ("the Soviet Union", "SUN"),
    ("Zaire", "ZAR"),
    ("Abkhazia", "ABK"),
    ("us", None),
    ("it", None),
    ("Atlantis", None),
]
DEMONYMS = [
    ("Syrian", "SYR"),
    ("Comorian", "COM"),
    ("Congolese", "COD"),
    ("Saudis", "SAU"),
    ("Iraqi", "IRQ"),
    ("Briton", "GBR"),
    ("Afghans", "AFG"),
    ("Turks", "TUR"),
    ("Frenchmen", "FRA"),
    ("Nigerien", "NER"),
    ("Nigerian", "NGA"),
    ("Soviet", "SUN"),
    ("us", None),
    ("Klingon", None),
]
SEATS = [
    ("the Kremlin", "RUS"),
    ("Damascus", "SYR"),
    ("Ankara", "TUR"),
    ("the White House", "USA"),
    ("Downing Street", "GBR"),
    ("the Élysée", "FRA"),
    ("Tel Aviv", "ISR"),
    ("Springfield", None),
]


@pytest.mark.parametrize(("words", "code"), NAMES)
def test_a_name_finds_its_country(words: str, code: str | None) -> None:
    found = countries().by_name(words)
    assert (found.id if found else None) == code


@pytest.mark.parametrize(("word", "code"), DEMONYMS)
def test_a_demonym_finds_its_country(word: str, code: str | None) -> None:
    found = countries().by_demonym(word)
    assert (found.id if found else None) == code


@pytest.mark.parametrize(("words", "code"), SEATS)
def test_a_seat_of_government_finds_its_country(words: str, code: str | None) -> None:
    found = countries().by_seat(words)
    assert (found.id if found else None) == code


def test_every_country_has_coordinates_and_an_iso_code() -> None:
    known = countries()
    for country in known:
        assert -90 <= country.centre[0] <= 90 and -180 <= country.centre[1] <= 180, (
            country.id
        )
        assert known.by_id(country.iso) is not None, country.id
        assert (
            country.since is None
            or country.until is None
            or country.since <= country.until
        ), country.id


def test_no_two_countries_of_today_share_a_name() -> None:
    owners: dict[str, str] = {}
    for country in countries():
        for name in (country.name, *country.names):
            assert owners.setdefault(name_key(name), country.id) == country.id, name


BROKEN = [
    ('[[country]]\nname = "X"\ncentre = [0.0, 0.0]', "missing required field `id`"),
    (
        '[[country]]\nid = "XXX"\nname = "X"\ncentre = [0.0, 0.0]\ncapitol = "Y"',
        "there is no field 'capitol' here. Fields are: alpha2, capital",
    ),
    (
        '[[country]]\nid = "XXX"\nname = "X"\ncentre = [0.0, 0.0]\nsince = 1990\nuntil = 1980',
        "it ends (1980) before it begins (1990)",
    ),
    (
        '[[country]]\nid = "XXX"\nname = "X"\ncentre = [0.0, 0.0]\nsince = 19',
        "19 is not a year of our time",
    ),
    (
        '[[country]]\nid = "A"\nname = "X"\ncentre = [0.0, 0.0]\n' * 2,
        "the id 'A' is taken in x.toml",
    ),
    (
        '[[nation]]\nid = "A"',
        "'nation' has no place here. Write [[country]] tables only.",
    ),
    ("[[country", "this is not TOML"),
]


@pytest.mark.parametrize(("content", "complaint"), BROKEN)
def test_broken_file_is_refused_with_place_and_fix(
    tmp_path: Path, content: str, complaint: str
) -> None:
    file = tmp_path / "x.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        read_countries(file)
    assert complaint in str(caught.value)
    assert str(caught.value).startswith("x.toml")
    assert caught.value.hint


SPELLINGS = [
    ("al-Shabaab", "Al Shabaab"),
    ("El Fasher", "al-Fasher"),
    ("Ash-Shaddadi", "al-Shaddadi"),
    ("Hay’at Tahrir al-Sham", "Hayat Tahrir al-Sham"),
    ("Mevlüt Çavuşoğlu", "Mevlut Cavusoglu"),
    ("Lashkar-e-Taiba", "Lashkar e Taiba"),
    ("the Taliban's", "Taliban"),
    ("rebels'", "rebels"),
    ("U.N.", "UN"),
    ("Bashar al - Assad", "Bashar al-Assad"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)
