"""Do the parts of the temporal stage keep their word: feasts, the lexicon, numbers?"""

from datetime import date

import pytest

from timeline.errors import LexiconError
from timeline.temporal.holidays import NAMES, days_of_holiday
from timeline.temporal.tenses import tense
from timeline.temporal.tokens import tokenize
from timeline.temporal.values import days_of, moment_of
from timeline.temporal.words import Lexicon, lexicon

# Days on which the feasts fell, from calendars; Islamic days differ by one from country to country.
FEASTS = [
    ("Eid al-Fitr", 2014, date(2014, 7, 28)),
    ("Eid al-Fitr", 2020, date(2020, 5, 24)),
    ("Eid al-Fitr", 2023, date(2023, 4, 21)),
    ("Eid al-Adha", 2015, date(2015, 9, 24)),
    ("Eid al-Adha", 2023, date(2023, 6, 28)),
    ("Ramadan", 2011, date(2011, 8, 1)),
    ("Ramadan", 2024, date(2024, 3, 11)),
    ("Ashura", 2019, date(2019, 9, 10)),
    ("Nowruz", 2020, date(2020, 3, 20)),
    ("Easter", 2000, date(2000, 4, 23)),
    ("Easter", 2011, date(2011, 4, 24)),
    ("Orthodox Easter", 2014, date(2014, 4, 20)),
    ("Orthodox Easter", 2022, date(2022, 4, 24)),
    ("Good Friday", 2022, date(2022, 4, 15)),
    ("Tet", 1968, date(1968, 1, 30)),
    ("Yom Kippur", 1973, date(1973, 10, 6)),
    ("Simchat Torah", 2023, date(2023, 10, 7)),
    ("Passover", 2002, date(2002, 3, 28)),
    ("Thanksgiving", 2001, date(2001, 11, 22)),
]


@pytest.mark.parametrize(("name", "year", "day"), FEASTS)
def test_feast_covers_day_on_which_it_was_kept(name: str, year: int, day: date) -> None:
    assert any(first <= day <= last for first, _, last in days_of_holiday(name, year))


def test_year_2000_had_two_feasts_of_breaking_fast() -> None:
    assert [middle.month for _, middle, _ in days_of_holiday("Eid al-Fitr", 2000)] == [
        1,
        12,
    ]


@pytest.mark.parametrize("year", [1, 623, 1582, 1900, 2100, 8999, 9999])
def test_every_feast_has_an_answer_for_every_year(year: int) -> None:
    for name in (name for name in NAMES if name not in ("D-Day", "9/11")):
        assert all(
            first <= middle <= last
            for first, middle, last in days_of_holiday(name, year)
        )


def test_word_of_two_kinds_is_error_naming_both() -> None:
    tables = ("numbers", "ordinals", "seasons", "dayparts", "clockwords", "units")
    data = {"kinds": {"old": ["old"], "long": ["old"]}} | {
        table: {} for table in tables
    }
    with pytest.raises(LexiconError) as caught:
        Lexicon(data)
    assert str(caught.value) == (
        "temporal_en.toml, [kinds] long: the word 'old' is already of kind 'old'. Keep it in one of the two."
    )


def test_kinds_of_tokens_have_one_character_each() -> None:
    kinds = lexicon().kinds
    assert len(set(kinds.values())) == len(kinds)


TENSES = [
    ("Envoys will meet on X", "future"),
    ("Envoys are to meet on X", "future"),
    ("The accord should be signed on X", "future"),
    ("The truce was extended until X", "future"),
    ("The post was lost on X", "past"),
    ("Rebels attacked on X", "past"),
    ("He said on X", ""),
    ("They will see, he said on X", ""),
    ("Nobody knows since X", "past"),
]


@pytest.mark.parametrize(("text", "expected"), TENSES)
def test_nearest_verb_of_clause_tells_tense(text: str, expected: str) -> None:
    tokens = tokenize(text)
    assert tense(tokens, len(tokens.codes) - 1) == expected


VALUES = [
    ("2020", "2020-01-01", "2020-12-31"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("2020-02-06TMO", "2020-02-06", "2020-02-06"),
    ("2020-W01", "2019-12-30", "2020-01-05"),
    ("2020-W01-WE", "2020-01-04", "2020-01-05"),
    ("2020-Q4", "2020-10-01", "2020-12-31"),
    ("2020-H1", "2020-01-01", "2020-06-30"),
    ("2020-WI", "2020-12-01", "2021-02-28"),
    ("198", "1980-01-01", "1989-12-31"),
    ("19", "1901-01-01", "2000-12-31"),
    ("9999-12", "9999-12-01", "9999-12-31"),
]


@pytest.mark.parametrize(("value", "start", "end"), VALUES)
def test_a_value_covers_its_days(value: str, start: str, end: str) -> None:
    span = days_of(value)
    assert span is not None
    assert [str(day) for day in span[:2]] == [start, end]


@pytest.mark.parametrize(
    "value",
    ["PAST_REF", "P2D", "BC0490", "2020-02-30", "2020-W60", "XXXX-05-03", "", "0000"],
)
def test_a_value_without_days_has_none(value: str) -> None:
    assert days_of(value) is None


def test_years_before_christ_are_negative() -> None:
    moment = moment_of("BC0490-08")
    assert moment is not None
    assert (moment.year, moment.month, moment.day, moment.date) == (-490, 8, None, None)
