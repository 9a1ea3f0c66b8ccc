"""Are the dead of other places, of a whole day or country kept out of the incident of one place?"""

import pytest

from tests.builders import document
from tests.mentions.factories import PUBLISHED, reports_as_built
from timeline import pipeline
from timeline.assembly import merged
from timeline.model.types import CasualtyKind
from timeline.settings import Settings

# A text, and the numbers of dead of each incident that it tells.
APART = [
    (
        "A raid on Subek killed 90 people on Friday. Some 20 more people died in "
        "fighting elsewhere in Syria that day.",
        [[20], [90]],
    ),
    (
        "Soldiers shot dead five protesters in Homs on Friday. Another nine people were "
        "killed in other parts of the country.",
        [[5], [9]],
    ),
    (
        "Soldiers shot dead five protesters in Homs on Friday. In several other cities "
        "14 people were killed, activists said.",
        [[5], [14]],
    ),
    (
        "Soldiers shot 19 people dead in Homs on Friday. Activists put the day's toll "
        "across the country at 62.",
        [[19], [62]],
    ),
]


def numbers_of(text: str) -> list[list[int | None]]:
    """Return the numbers of dead of each incident that a text tells."""
    numbers = []
    for report in reports_as_built(text):
        dead = [
            figure.low if figure.best is None else figure.best
            for figure in report.casualties
            if figure.kind is CasualtyKind.KILLED
        ]
        if dead:
            numbers.append(dead)
    return sorted(numbers, key=str)


@pytest.mark.parametrize(("text", "numbers"), APART)
def test_wider_counts_are_incidents_of_their_own(
    text: str, numbers: list[list[int]]
) -> None:
    assert numbers_of(text) == sorted(numbers, key=str)


def test_same_number_elsewhere_stays_one_incident() -> None:
    text = (
        "A raid on Subek killed nine people on Friday. The nine people were killed "
        "before help could come from elsewhere."
    )
    assert numbers_of(text) == [[9]]


def merged_numbers(*texts: str) -> list[list[int]]:
    """Return the numbers of dead of each incident that several articles tell."""
    settings = Settings()
    articles = [
        document(text, id=f"a{number}", published=PUBLISHED)
        for number, text in enumerate(texts)
    ]
    reports = [
        report
        for article in articles
        for report in pipeline.read_document(article, settings=settings)
    ]
    return sorted(
        sorted(figure.best for figure in incident.casualties if figure.best)
        for incident in merged(reports, articles, settings=settings)
        if incident.casualties
    )


def test_toll_of_country_joins_no_town() -> None:
    town = "Soldiers shot dead five protesters in Homs on Friday, activists said."
    country = "Soldiers shot dead 36 protesters across Syria on Friday, activists said."
    assert merged_numbers(town, country) == [[5], [36]]


def test_same_toll_of_two_articles_is_one_incident() -> None:
    town = "Soldiers shot dead five protesters in Homs on Friday, activists said."
    again = "On Friday five protesters were shot dead by soldiers in Homs."
    assert merged_numbers(town, again) == [[5]]
