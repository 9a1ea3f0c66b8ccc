"""Do a user's own actors and places go before those we know?"""

from pathlib import Path

import pytest

import timeline
from timeline.errors import LexiconError
from timeline.lexicon.actors import ActorLexicon, actor_lexicon
from timeline.lexicon.custom import with_custom_actors, with_custom_places
from timeline.lexicon.gazetteer import Gazetteer, gazetteer
from timeline.model.actors import ActorKind
from timeline.model.custom import CustomActor, CustomPlace
from timeline.model.places import PlacePrecision

ACTORS = (
    CustomActor(id="hts", name="HTS of mine", kind=ActorKind.ARMED_GROUP),
    CustomActor(
        id="nine",
        name="Band of Nine",
        aliases=("Nusra Front", "Hamas"),
        kind=ActorKind.ARMED_GROUP,
        parent="hts",
        side="SYR",
        since=2001,
    ),
)
PLACES = (
    CustomPlace(name="Orlo", aliases=("Damascus",), lat=1.0, lon=2.0, country="SDN"),
    CustomPlace(
        name="Orlo", lat=3.0, lon=4.0, country="TCD", precision=PlacePrecision.SITE
    ),
    CustomPlace(name="Nowhere Hill"),
)


@pytest.fixture(scope="module")
def actors() -> ActorLexicon:
    return with_custom_actors(actor_lexicon(), ACTORS)


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return with_custom_places(gazetteer(), PLACES)


@pytest.mark.parametrize(
    ("words", "year", "actor"),
    [
        ("Tahrir al-Sham", None, "hts"),
        ("Band of Nine", 2010, "nine"),
        ("the Band of Nine's", None, "nine"),
        ("Nusra Front", None, "nine"),
        ("Hamas", 2010, "nine"),
        ("Hamas militants", 2010, "nine"),
        ("Hamas", 1995, None),
        ("Hezbollah", None, "hezbollah"),
    ],
)
def test_own_actors_replace_shipped_ids_and_aliases(
    actors: ActorLexicon, words: str, year: int | None, actor: str | None
) -> None:
    found = actors.find(words, year=year)
    assert (found.id if found else None) == actor


def test_own_actor_keeps_name_years_and_groups(actors: ActorLexicon) -> None:
    nine = actors.by_id("nine")
    assert nine
    assert (nine.name, nine.since, nine.parents) == (
        "Band of Nine",
        2001,
        ("hts", "SYR"),
    )


@pytest.mark.parametrize(
    ("words", "countries", "lat"),
    [
        ("Orlo", (), 1.0),
        ("Orlo", ("TCD",), 3.0),
        ("the town of Orlo", ("SDN",), 1.0),
        ("ORLO", ("FRA",), 1.0),
        ("Damascus", ("SYR",), 1.0),
        ("Nowhere Hill", (), None),
    ],
)
def test_own_places_go_before_all_others(
    places: Gazetteer, words: str, countries: tuple[str, ...], lat: float | None
) -> None:
    found = places.find(words, countries=countries)
    assert found
    assert found.lat == lat


def test_shipped_gazetteer_and_other_places_are_unchanged(places: Gazetteer) -> None:
    assert places.find("Homs", countries=("SYR",)) == gazetteer().find(
        "Homs", countries=("SYR",)
    )
    assert [one.id for one in places.candidates("Orlo")][:2] == [
        "place:SDN-orlo",
        "place:TCD-orlo",
    ]
    assert gazetteer().find("Nowhere Hill") is None


def test_without_own_entries_nothing_is_made_anew() -> None:
    assert with_custom_actors(actor_lexicon(), ()) is actor_lexicon()
    assert with_custom_places(gazetteer(), ()) is gazetteer()


def actor(**changes: str) -> CustomActor:
    fields = {"id": "a", "name": "A", "where": "t.toml, actor 1 (a)"} | changes
    return CustomActor(**fields)  # type: ignore[arg-type]


WRONG_ACTORS = [
    (
        (actor(country="SY"),),
        "there is no country 'SY'. Use its ISO 3166 alpha-3 code, as SYR.",
    ),
    (
        (actor(parent="no"),),
        "there is no parent 'no'. Use the id of an actor or a country, or add a table for it.",
    ),
    (
        (actor(side="no"),),
        "there is no side 'no'. Use the id of an actor or a country, or add a table for it.",
    ),
    (
        (actor(id="b", name="X", where="t.toml, actor 0 (b)"), actor(name="x")),
        "the name 'x' is also claimed by t.toml, actor 0 (b). Drop it in one of the two.",
    ),
]


@pytest.mark.parametrize(("own", "words"), WRONG_ACTORS)
def test_what_an_own_actor_names_must_be_known(
    own: tuple[CustomActor, ...], words: str
) -> None:
    with pytest.raises(LexiconError) as raised:
        with_custom_actors(actor_lexicon(), own)
    assert str(raised.value) == f"t.toml, actor 1 (a): {words}"


WRONG_PLACES = [
    (
        (CustomPlace(name="P", country="Syria", where="t.toml, place 1 (P)"),),
        "there is no country 'Syria'. Use its ISO",
    ),
    (
        (
            CustomPlace(name="P", where="t.toml, place 0 (P)"),
            CustomPlace(name="p", where="t.toml, place 1 (P)"),
        ),
        "the name 'p' is also claimed by t.toml, place 0 (P). Drop it in one of the two, or give them different",
    ),
]


@pytest.mark.parametrize(("own", "words"), WRONG_PLACES)
def test_what_an_own_place_names_must_be_known(
    own: tuple[CustomPlace, ...], words: str
) -> None:
    with pytest.raises(LexiconError) as raised:
        with_custom_places(gazetteer(), own)
    assert str(raised.value).startswith(f"t.toml, place 1 (P): {words}")


def test_timeline_toml_adds_own_actors_and_places(tmp_path: Path) -> None:
    article = tmp_path / "2012-03-05.txt"
    article.write_text(
        "River Guard fighters shelled the town of Orlo on Monday, a police officer said.\n"
    )
    own = tmp_path / "own.toml"
    own.write_text(
        'title = "Rivers"\n[[actor]]\nid = "rg"\nname = "River Guard"\nkind = "armed-group"\ncountry = "SDN"\n'
        '[[place]]\nname = "Orlo"\nlat = 12.5\nlon = 30.25\ncountry = "SDN"\n'
    )
    plain, told = timeline.build(article), timeline.build(article, settings=own)
    assert "rg" not in [one.id for one in plain.actors]
    assert [(one.id, one.kind, one.country) for one in told.actors] == [
        ("rg", ActorKind.ARMED_GROUP, "SDN")
    ]
    assert [(one.id, one.lat) for one in told.places] == [("place:SDN-orlo", 12.5)]
    assert told.data.title == "Rivers"
    assert timeline.build(article, settings=own, title="Mine").data.title == "Mine"
