"""Do words find the actor they name, by name, by composition, with titles, and by year and country?"""

from pathlib import Path

import pytest

from timeline.errors import LexiconError
from timeline.lexicon.actor_files import check_entries, read_actors
from timeline.lexicon.actors import ActorEntry, actor_lexicon, compose, generic
from timeline.lexicon.countries import countries
from timeline.model.actors import ActorKind

FOUND = [
    ("Hay'at Tahrir al-Sham", "hts"),
    ("HTS", "hts"),
    ("hts", None),
    ("al-Shabab", "al-shabaab"),
    ("the Islamic State", "isis"),
    ("IS", "isis"),
    ("is", None),
    ("Tamil Tigers", "ltte"),
    ("the Observatory", "sohr"),
    ("U.N.", "un"),
    ("peshmerga", "peshmerga"),
    ("amnesty", None),
    ("Amnesty", "amnesty"),
    ("the Guardian", "guardian"),
    ("Guardian Council", "IRN-guardian-council"),
    ("Syria", "SYR"),
    ("Turks", "TUR"),
    ("turkey", None),
    ("Moscow", "RUS"),
    ("the Pentagon", "USA-defence-ministry"),
    ("the Assad regime", "SYR"),
    ("Latin America", "region:latin-america"),
    ("Syrian government forces", "SYR-military"),
    ("the Turkish army", "TUR-military"),
    ("Turkey's military", "TUR-military"),
    ("Turkey 's military", "TUR-military"),
    ("two Turkish soldiers", "TUR-military"),
    ("U.S. warplanes", "USA-military"),
    ("North Korean troops", "PRK-military"),
    ("Central African soldiers", "CAF-military"),
    ("Iraqi police", "IRQ-police"),
    ("Foreign Ministry of Iran", "IRN-foreign-ministry"),
    ("the government of Syria", "SYR"),
    ("British Parliament", "GBR-parliament"),
    ("Syrian villagers", "SYR-civilians"),
    ("Kurdish fighters", "kurdish-fighters"),
    ("Lebanese forces", "LBN-military"),
    ("Syrian Foreign Minister", "SYR-foreign-minister"),
    ("Syrian weather", None),
    ("Assad's forces", "SYR-military"),
    ("Haftar's forces", "lna"),
    ("Prigozhin's fighters", "wagner"),
    ("President Bashar al-Assad", "bashar-al-assad"),
    ("Turkish Foreign Minister Mevlut Cavusoglu", "mevlut-cavusoglu"),
    ("South African President Thabo Mbeki", "thabo-mbeki"),
    ("Gen. Abdel Fattah al-Burhan", "abdel-fattah-al-burhan"),
    ("Bulgarian President Bashar al-Assad", None),
    ("", None),
    ("the", None),
]


@pytest.mark.parametrize(("words", "actor"), FOUND)
def test_words_find_their_actor(words: str, actor: str | None) -> None:
    found = actor_lexicon().find(words)
    assert (found.id if found else None) == actor


BY_YEAR = [
    ("Assad", 1985, "hafez-al-assad"),
    ("Assad", 2015, "bashar-al-assad"),
    ("President Bush", 1990, "george-h-w-bush"),
    ("President Bush", 2004, "george-w-bush"),
    ("the Syrian president", 2010, "bashar-al-assad"),
    ("Russian president", 2010, "dmitry-medvedev"),
    ("Russian president", 2012, "RUS-president"),
    ("Israeli prime minister", 2014, "benjamin-netanyahu"),
    ("US Secretary of State", 2015, "john-kerry"),
    ("US Secretary of State", 2013, "USA-foreign-minister"),
    ("Hamas", 1970, None),
    ("Khrushchev", 2015, None),
    ("Nikita Khrushchev", 2015, "nikita-khrushchev"),
]


@pytest.mark.parametrize(("words", "year", "actor"), BY_YEAR)
def test_year_chooses_between_bearers_of_name_or_office(
    words: str, year: int, actor: str | None
) -> None:
    found = actor_lexicon().find(words, year=year)
    assert (found.id if found else None) == actor


BY_COUNTRY = [
    ("SLA", ["LBN"], "south-lebanon-army"),
    ("SLA", ["SDN"], "slm"),
    ("ELN", ["BOL"], "eln-bol"),
    ("ELN", [], "eln"),
    ("UPC", ["CAF"], "upc-car"),
    ("the army", ["SYR"], "SYR-military"),
    ("the foreign ministry", ["IRN"], "IRN-foreign-ministry"),
    ("the army", ["SYR", "TUR"], None),
    ("the army", [], None),
]


@pytest.mark.parametrize(("words", "codes", "actor"), BY_COUNTRY)
def test_the_countries_told_of_choose_between_actors(
    words: str, codes: list[str], actor: str | None
) -> None:
    found = actor_lexicon().find(words, countries=codes)
    assert (found.id if found else None) == actor


LONGEST = [
    ("Syrian government forces shelled the town", 0, 3, "SYR-military"),
    ("Hayat Tahrir al - Sham fighters fled", 0, 5, "hts"),
    ("President Bashar al - Assad 's troops fled", 0, 7, "SYR-military"),
    ("President Bashar al - Assad , who", 0, 5, "bashar-al-assad"),
    ("the United Nations Security Council met", 0, 5, "unsc"),
    ("U.S. officials said", 0, 2, "USA"),
    ("Syria 's neighbours", 0, 1, "SYR"),
    ("on Sunday , Hamas", 0, 0, None),
    ("and President Putin", 0, 0, None),
    (". Syria said", 0, 0, None),
    ("- Syria said", 0, 0, None),
    ("Security was tight", 0, 0, None),
    ("President in office", 0, 0, None),
    ("British Prime Minister Tony Blair met", 0, 5, "tony-blair"),
    ("us and them", 0, 0, None),
]


@pytest.mark.parametrize(("text", "start", "length", "actor"), LONGEST)
def test_the_longest_name_at_a_word_is_found(
    text: str, start: int, length: int, actor: str | None
) -> None:
    found = actor_lexicon().longest(text.split(), start)
    assert (found[0], found[1].id) == (length, actor) if found else actor is None


COMPOSED = [
    ("army", "SYR-military", "Syrian military", ActorKind.SECURITY_FORCES),
    ("air defences", "SYR-military", "Syrian military", ActorKind.SECURITY_FORCES),
    ("elite army units", "SYR-military", "Syrian military", ActorKind.SECURITY_FORCES),
    (
        "security forces",
        "SYR-security-forces",
        "Syrian security forces",
        ActorKind.SECURITY_FORCES,
    ),
    ("regime", "SYR", "Syria", ActorKind.STATE),
    (
        "Defense Ministry",
        "SYR-defence-ministry",
        "Syrian Defence Ministry",
        ActorKind.STATE,
    ),
    ("gunman", "SYR-gunmen", "Syrian gunmen", ActorKind.ARMED_GROUP),
    ("refugees", "SYR-refugees", "Syrian refugees", ActorKind.CIVILIANS),
    ("embassy", "SYR-embassy", "Syrian embassy", ActorKind.FACILITY),
]


@pytest.mark.parametrize(("words", "actor", "name", "kind"), COMPOSED)
def test_country_and_noun_compose_an_actor(
    words: str, actor: str, name: str, kind: ActorKind
) -> None:
    syria = countries().by_id("SYR")
    assert syria
    entry = compose(syria, words)
    assert entry
    assert (entry.id, entry.name, entry.kind, entry.country) == (
        actor,
        name,
        kind,
        "SYR",
    )


GENERIC = [
    ("gunmen", "armed", ActorKind.ARMED_GROUP),
    ("policeman", "forces", ActorKind.SECURITY_FORCES),
    ("air-defence", "forces", ActorKind.SECURITY_FORCES),
    ("aid worker", "civilians", ActorKind.CIVILIANS),
    ("spokesman", "government", ActorKind.STATE),
    ("commission", "organisation", ActorKind.ORGANISATION),
    ("checkpoint", "facility", ActorKind.FACILITY),
]


@pytest.mark.parametrize(("lemma", "actor_class", "kind"), GENERIC)
def test_a_common_noun_has_its_class(
    lemma: str, actor_class: str, kind: ActorKind
) -> None:
    noun = generic(lemma)
    assert noun
    assert (noun.actor_class, noun.kind) == (actor_class, kind)


def test_own_entries_replace_same_id_or_name() -> None:
    own = [
        ActorEntry(id="hts", name="HTS of mine", kind=ActorKind.ARMED_GROUP),
        ActorEntry(
            id="my-hamas",
            name="Hamas",
            aliases=("Band of Nine",),
            kind=ActorKind.ORGANISATION,
        ),
    ]
    lexicon = actor_lexicon().with_entries(own)
    for words, actor in (
        ("Tahrir al-Sham", own[0]),
        ("Hamas", own[1]),
        ("Band of Nine", own[1]),
        ("Hamas militants", own[1]),
    ):
        assert lexicon.find(words) == actor, words
    found = lexicon.longest(["the", "Band", "of", "Nine", "fled"], 1)
    assert found and found[1] == own[1]
    original = actor_lexicon().find("Hamas")
    assert original and original.id == "hamas"


def test_the_lexicon_is_as_broad_as_promised() -> None:
    entries = actor_lexicon().entries
    assert sum(entry.kind is ActorKind.ARMED_GROUP for entry in entries) >= 500
    assert sum(entry.kind is ActorKind.PERSON for entry in entries) >= 1000


CLASHES = [
    (
        {"country": "SYR"},
        {"country": "SYR"},
        "the name 'x' is also claimed by a (f.toml)",
    ),
    ({"country": "SYR"}, {"country": "LBN"}, None),
    ({"since": 1990, "until": 1995}, {"since": 2001}, None),
    (
        {"since": 1990},
        {},
        "Drop it in one, or give both different countries, years or prominence.",
    ),
    ({"prominence": 1}, {}, None),
    ({"country": "QQQ"}, {"prominence": 1}, "there is no country 'QQQ'"),
    ({"parents": ("nobody",)}, {"prominence": 1}, "there is no parent 'nobody'"),
    (
        {"aliases": ("the X",)},
        {"prominence": 1},
        "the name 'X' is there already. Leave it out: spellings are folded.",
    ),
]


@pytest.mark.parametrize(("one", "other", "complaint"), CLASHES)
def test_shared_name_needs_a_distinction(
    one: dict[str, object], other: dict[str, object], complaint: str | None
) -> None:
    first = ActorEntry(id="a", name="X", **one)  # type: ignore[arg-type]
    pairs = [("f.toml", first), ("g.toml", ActorEntry(id="b", name="X", **other))]  # type: ignore[arg-type]
    if complaint is None:
        check_entries(pairs)
        return
    with pytest.raises(LexiconError) as caught:
        check_entries(pairs)
    assert complaint in str(caught.value)


def test_a_kind_that_there_is_not_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(
        '[[actor]]\nid = "x"\nname = "X"\nkind = "militia"\n', encoding="utf-8"
    )
    with pytest.raises(LexiconError, match=r"militia.*Correct this field"):
        list(read_actors([file]))


def test_index_is_same_from_cache_and_without_one(tmp_path: Path) -> None:
    fresh = actor_lexicon(folder=tmp_path)
    actor_lexicon.cache_clear()
    kept = actor_lexicon(folder=tmp_path)
    assert list(fresh.entries) == list(kept.entries)
    assert len(list(tmp_path.iterdir())) == 1
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    actor_lexicon.cache_clear()
    assert len(actor_lexicon(folder=blocked)) == len(fresh)
