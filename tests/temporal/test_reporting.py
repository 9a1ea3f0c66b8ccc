"""Do the words of a report count from the period that it covers?"""

from datetime import date

import pytest

from timeline.temporal import tag

PUBLISHED = date(2024, 5, 8)  # a Wednesday


def days_of(text: str, words: str) -> str | None:
    """Return the days of the expression of some words, as first/last day."""
    for expression in tag(text, anchor=PUBLISHED):
        if expression.text == words and expression.interval is not None:
            return f"{expression.interval.start}/{expression.interval.end}"
    return None


@pytest.mark.parametrize(
    "head",
    [
        "Protection update (29 April - 5 May 2024)",
        "This bulletin covers 29 April to 5 May.",
        "It covers the period from 29 April to 5 May.",
        "Reporting period: 29 April - 5 May 2024.",
        "The week under review was that of 29 April to 5 May.",
    ],
)
@pytest.mark.parametrize("words", ["the reporting period", "the week under review"])
def test_reporting_period_is_named_by_the_report(head: str, words: str) -> None:
    text = f"{head}\n\nNine people were killed in {words}."
    assert days_of(text, words) == "2024-04-29/2024-05-05"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tuesday", "2024-04-30/2024-04-30"),
        ("this week", "2024-04-29/2024-05-05"),
        ("yesterday", "2024-05-07/2024-05-07"),
    ],
)
def test_weekdays_of_weekly_report_are_its_weeks(words: str, expected: str) -> None:
    text = (
        f"This bulletin covers 29 April to 5 May.\n\nNine people were killed {words}."
    )
    assert days_of(text, words) == expected


@pytest.mark.parametrize(
    "head",
    [
        "This report covers January to March 2024.",  # no week
        "This bulletin covers 1 to 7 March.",  # long past
        "Police watched the protests from 29 April to 5 May.",  # no report
        "She covered the protests from 29 April to 5 May.",
    ],
)
def test_weekdays_of_other_texts_count_from_publication(head: str) -> None:
    assert (
        days_of(f"{head}\n\nNine were killed on Tuesday.", "Tuesday")
        == "2024-05-07/2024-05-07"
    )


def test_without_a_period_the_words_date_nothing() -> None:
    assert (
        days_of("Nine were killed in the reporting period.", "the reporting period")
        is None
    )
