"""Are dates of other languages found by the names and phrases of their locales?"""

from datetime import date

import pytest

from timeline.errors import UsageError
from timeline.model.when import Basis
from timeline.temporal.languages import tag_language

PUBLISHED = date(2017, 5, 16)  # a Tuesday

VALUES = [
    (
        "es",
        "El 4 de abril murieron dos; hace 3 días, otros.",
        ["2017-04-04", "2017-05-13"],
    ),
    ("es", "La semana pasada cayó el puente.", ["2017-W19"]),
    (
        "fr",
        "Le 1er mai 2012, puis hier et samedi.",
        ["2012-05-01", "2017-05-15", "2017-05-13"],
    ),
    ("fr", "Les combats de mars 2011.", ["2011-03"]),
    ("de", "Am 5. Dezember brannte es, gestern auch.", ["2016-12-05", "2017-05-15"]),
    ("de", "Das Haus brannte am 12.05.2011.", ["2011-05-12"]),
    ("ru", "Взрыв 3 мая 2012 года; ещё один вчера.", ["2012-05-03", "2017-05-15"]),
    ("uk", "Це сталося 5 травня 2012 року.", ["2012-05-05"]),
    ("pt", "No dia 1 de maio, segunda-feira.", ["2017-05-01", "2017-05-15"]),
    ("tr", "Köprü 5 Mayıs 2012 günü düştü.", ["2012-05-05"]),
    ("hu", "A híd 2012. május 5. napján.", ["2012-05-05"]),
    ("ar", "قتل شخصان في 5 مايو 2012", ["2012-05-05"]),
    ("es", "El 31 de febrero no existe.", []),
]


@pytest.mark.parametrize(
    ("language", "text", "values"), VALUES, ids=[row[1] for row in VALUES]
)
def test_dates_of_a_language_have_their_values(
    language: str, text: str, values: list[str]
) -> None:
    dates = tag_language(text, anchor=PUBLISHED, language=language)
    assert [expression.value for expression in dates] == values
    assert all(text[date.start : date.end] == date.text for date in dates)


def test_only_a_date_with_its_year_is_stated() -> None:
    text = "El 4 de abril de 2012 y el 5 de abril."
    bases = [
        expression.interval.basis
        for expression in tag_language(text, anchor=PUBLISHED, language="es")
        if expression.interval
    ]
    assert bases == [Basis.STATED, Basis.RELATIVE]


def test_without_publication_day_only_full_dates_are_found() -> None:
    text = "Ayer, el lunes, el 5 de abril y el 4 de abril de 2012."
    dates = tag_language(text, anchor=None, language="es")
    assert [expression.text for expression in dates] == ["4 de abril de 2012"]


@pytest.mark.parametrize("language", ["xx", "ja", "es/..", ""])
def test_other_codes_are_refused_with_the_way_out(language: str) -> None:
    with pytest.raises(UsageError, match="English translation"):
        tag_language("", anchor=None, language=language)
