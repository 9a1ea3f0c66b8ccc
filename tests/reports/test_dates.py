"""When does a report say it happened, and what is assumed where it says nothing?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import day
from tests.mentions.factories import reports_as_built, reports_in
from tests.reports.factories import only
from timeline.model.types import Status
from timeline.model.when import Basis, DateInterval, Precision
from timeline.reports.dates import best_date, clamped

PUBLISHED = date(2020, 2, 6)  # a Thursday

# (text, start, end, basis)
WHEN = [
    (
        "Rebels shelled Jos a day after Monday's raid on Kano.",
        "2020-02-04",
        "2020-02-04",
        Basis.RELATIVE,
    ),
    (
        "Gunmen killed six men in Jos the day before Monday's vote.",
        "2020-02-02",
        "2020-02-02",
        Basis.RELATIVE,
    ),
    (
        "Gunmen killed six men in Jos early Friday.",
        "2020-02-07",
        "2020-02-07",
        Basis.RELATIVE,
    ),
    (
        "Gunmen killed six men in Jos on Monday.",
        "2020-02-03",
        "2020-02-03",
        Basis.RELATIVE,
    ),
    (
        "Gunmen killed six men in Jos on Thursday.",
        "2020-02-06",
        "2020-02-06",
        Basis.RELATIVE,
    ),
    (
        "Gunmen killed six men in Jos on 12 January 2020.",
        "2020-01-12",
        "2020-01-12",
        Basis.STATED,
    ),
    (
        "Gunmen killed six men in Jos yesterday.",
        "2020-02-05",
        "2020-02-05",
        Basis.RELATIVE,
    ),
    (
        "Gunmen killed six men in Jos in March 2019.",
        "2019-03-01",
        "2019-03-31",
        Basis.STATED,
    ),
    (
        "Gunmen killed six men in Jos last month.",
        "2020-01-01",
        "2020-01-31",
        Basis.RELATIVE,
    ),
    (
        "Serbian forces attacked Srebrenica in July 1995.",
        "1995-07-01",
        "1995-07-31",
        Basis.STATED,
    ),
    (
        "The 9 May bombing in Grozny killed six people.",
        "2019-05-09",
        "2019-05-09",
        Basis.RELATIVE,
    ),
    (
        "Gunmen killed six men in Jos in November.",
        "2019-11-01",
        "2019-11-30",
        Basis.RELATIVE,
    ),
    (
        "Rebels plan to kill 20 hostages in Jolo on Friday.",
        "2020-02-07",
        "2020-02-07",
        Basis.RELATIVE,
    ),
    (
        "The army will attack Mosul on Sunday.",
        "2020-02-09",
        "2020-02-09",
        Basis.RELATIVE,
    ),
    ("Gunmen killed six men in Jos.", "2020-02-05", "2020-02-06", Basis.ASSUMED),
    (
        "The army retook Kidal from the rebels after two days of battle.",
        "2020-02-05",
        "2020-02-06",
        Basis.ASSUMED,
    ),
    (
        "The army will attack Mosul next week.",
        "2020-02-10",
        "2020-02-16",
        Basis.RELATIVE,
    ),
    (
        "Six men were killed by gunmen in Jos this week.",
        "2020-02-03",
        "2020-02-06",
        Basis.RELATIVE,
    ),
]


# (text, type, start, end, basis): speech that acts is dated by the day on which it is said
SAID = [
    (
        "Chad said on Monday that it expected Sudan to withdraw its troops.",
        "REQUEST",
        "2020-02-03",
        "2020-02-03",
        Basis.RELATIVE,
    ),
    (
        "Chad called on Sudan to end the raids.",
        "REQUEST",
        "2020-02-05",
        "2020-02-06",
        Basis.ASSUMED,
    ),
    (
        "Chad has called on Sudan to end the raids.",
        "REQUEST",
        "2020-02-05",
        "2020-02-06",
        Basis.ASSUMED,
    ),
    (
        "Raiders burned Adre in 2006. Chad condemned the 2003 Abeche Agreement.",
        "ACCUSE",
        "2020-02-05",
        "2020-02-06",
        Basis.ASSUMED,
    ),
]


@pytest.mark.parametrize(("text", "kind", "start", "end", "basis"), SAID)
def test_speech_is_dated_by_the_day_of_saying(
    text: str, kind: str, start: str, end: str, basis: Basis
) -> None:
    when = only(text, kind).date
    assert when is not None
    assert (when.start.isoformat(), when.end.isoformat(), when.basis) == (
        start,
        end,
        basis,
    )


@pytest.mark.parametrize(("text", "start", "end", "basis"), WHEN)
def test_a_report_is_dated_by_its_words(
    text: str, start: str, end: str, basis: Basis
) -> None:
    when = only(text, "ASSAULT").date
    assert when is not None
    assert (when.start.isoformat(), when.end.isoformat(), when.basis) == (
        start,
        end,
        basis,
    )


# Happenings that no word dates and that need not be of the day of publication.
OPEN = [
    "The militia has killed six priests in Jos.",
    "The war has killed more than 100,000 people.",
    "If rebels attack Bor, the army will respond.",
]


@pytest.mark.parametrize("text", OPEN)
def test_undated_and_perhaps_old_has_no_day(text: str) -> None:
    assert all(one.date is None for one in reports_in(text))


# What looks back before the news has no day, however fresh the article.
OF_OLD = [
    "Norland has long accused Chad of arming rebels.",
    "Nurses fed families whose homes had been shelled by the army.",
    "As a candidate, Bello vowed to deport the migrants.",
    "Earlier, during the colonial war, soldiers killed farmers in Jos.",
    "The army once attacked the village of Bukuru.",
    "Under the former president, troops shot protesters in Jos.",
    "A sergeant previously attacked the village of Bukuru.",
]


@pytest.mark.parametrize("text", OF_OLD)
def test_what_looks_back_has_no_day(text: str) -> None:
    assert [one.date for one in reports_in(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Villagers said soldiers had attacked the market.",
        "Soldiers had attacked the market, villagers said.",
        "Soldiers once again attacked the market.",
    ],
)
def test_news_told_with_had_has_a_day(text: str) -> None:
    (one,) = reports_in(text)
    assert one.date is not None
    assert one.date.end == PUBLISHED


def test_looking_back_takes_no_day_told_before() -> None:
    text = "Gunmen killed six men in Jos on Monday. Soldiers had shot two farmers in Bukuru."
    dates = [one.date and one.date.start for one in reports_in(text)]
    assert dates == [date(2020, 2, 3), None]


# (text, type): the date is that of a noun or of another clause, and the deed has the news' days
ELSEWHERE = [
    ("The minister renewed the call for talks after Friday's bombing.", "REQUEST"),
    ("Bello urged Chad to act amid anger over Friday's bombing in Kano.", "REQUEST"),
    ("The union asked for a boycott of the 26 January ballot.", "REQUEST"),
    ("The union asked for a boycott of the 26 February ballot.", "REQUEST"),
    ("Soldiers arrested ten men in the wake of Friday's attack.", "COERCE"),
    ("Soldiers arrested ten men following the attack on Friday.", "COERCE"),
    (
        "Karim Bello, a veteran of the 1991-94 war, was shot by gunmen in Jos.",
        "ASSAULT",
    ),
    ("Rebels attacked Bor, the worst violence there since 1994.", "ASSAULT"),
    (
        "Troops shot a guard in Jos before Bello moved into the palace on Friday.",
        "ASSAULT",
    ),
    ("Bello has pledged to hold elections before the end of this year.", "AGREE"),
    ("The rebels agreed to free the hostages by Sunday.", "AGREE"),
]


@pytest.mark.parametrize(("text", "kind"), ELSEWHERE)
def test_date_inside_a_noun_dates_nothing_else(text: str, kind: str) -> None:
    when = only(text, kind).date
    assert when is not None
    assert (when.start, when.end, when.basis) == (
        date(2020, 2, 5),
        PUBLISHED,
        Basis.ASSUMED,
    )


def test_worst_attack_since_a_crisis_has_no_day() -> None:
    (one,) = reports_in("It was the worst attack on the town since the 1956 crisis.")
    assert one.date is None


# (text, first day, last day)
TO_THE_DAY = [
    (
        "Protesters clash with riot police in Jos, January 20, 2020.",
        "2020-01-20",
        "2020-01-20",
    ),
    (
        "Police watch as students march in Jos, Jan. 20, 2020.",
        "2020-01-20",
        "2020-01-20",
    ),
    ("Students marched Tuesday in Jos.", "2020-02-04", "2020-02-04"),
    ("Clashes that broke out Tuesday in Jos killed six.", "2020-02-04", "2020-02-04"),
    (
        "Shells killed 20 people over Monday and Tuesday in Bor.",
        "2020-02-03",
        "2020-02-04",
    ),
    (
        "Shells killed six men overnight between 25 and 26 January.",
        "2020-01-25",
        "2020-01-26",
    ),
]


@pytest.mark.parametrize(("text", "start", "end"), TO_THE_DAY)
def test_captions_and_bare_days_date_what_happened(
    text: str, start: str, end: str
) -> None:
    days = [
        (one.date.start.isoformat(), one.date.end.isoformat())
        for one in reports_in(text)
        if one.date is not None
    ]
    assert days == [(start, end)]


def test_a_day_later_counts_from_what_it_names() -> None:
    text = (
        "A bomb exploded in Jos on January 17, police said on Monday. "
        "It was followed two days later by a raid on a school."
    )
    days = [one.date.start for one in reports_in(text) if one.date is not None]
    assert days == [date(2020, 1, 17), date(2020, 1, 19)]


def test_an_article_without_a_publication_day_assumes_nothing() -> None:
    assert [
        one.date for one in reports_in("Gunmen killed six men in Jos.", published=None)
    ] == [None]


def test_since_is_no_date_of_the_killing() -> None:
    when = only(
        "The war has killed more than 100,000 people since 2011.", "ASSAULT"
    ).date
    assert when is None or when.end > date(2011, 12, 31)


def test_next_sentence_takes_date_as_assumption() -> None:
    text = "Gunmen killed six men in Jos on Monday. Soldiers shot two of the gunmen in Bukuru."
    assert [
        (one.date.start.isoformat(), one.date.basis)
        for one in reports_in(text)
        if one.date
    ] == [("2020-02-03", Basis.RELATIVE), ("2020-02-03", Basis.ASSUMED)]


def test_background_lends_its_year_to_nothing_else() -> None:
    text = "In 1982 the army killed thousands in Hama. Security forces shot dead six demonstrators in Daraa."
    last = max(reports_in(text), key=lambda one: one.passages[-1].start)
    assert last.date is None or last.date.start.year == 2020


def test_the_finest_date_wins() -> None:
    rough = DateInterval(
        start=date(2020, 1, 1),
        end=date(2020, 1, 31),
        precision=Precision.MONTH,
        basis=Basis.RELATIVE,
        text="January",
    )
    assert best_date([rough, day("2020-01-12")]) == day("2020-01-12")
    assert best_date([]) is None


@pytest.mark.parametrize(
    ("text", "day_told"),
    [
        ("The presidents of Chad and Mali meet on Saturday in Doha.", "2020-02-08"),
        ("The ceasefire takes effect on Sunday.", "2020-02-09"),
        ("The general faces trial Monday over the killing of six men.", "2020-02-10"),
    ],
)
def test_present_tense_with_day_to_come_is_planned(text: str, day_told: str) -> None:
    (report,) = reports_in(text)
    assert report.status is Status.PLANNED
    assert report.date is not None and report.date.start.isoformat() == day_told


def test_this_summer_in_winter_is_not_last_years() -> None:
    summer = DateInterval(
        start=date(2020, 6, 1),
        end=date(2020, 8, 31),
        precision=Precision.SEASON,
        basis=Basis.RELATIVE,
        text="this summer",
    )
    assert clamped(summer, PUBLISHED, happened=True) is None


def test_what_happened_cannot_lie_after_publication() -> None:
    later = DateInterval(
        start=date(2020, 2, 3),
        end=date(2020, 2, 9),
        precision=Precision.WEEK,
        basis=Basis.RELATIVE,
        text="this week",
    )
    cut = clamped(later, PUBLISHED, happened=True)
    assert cut is not None and (cut.start, cut.end) == (date(2020, 2, 3), PUBLISHED)
    assert clamped(later, PUBLISHED, happened=False) == later
    assert clamped(None, PUBLISHED, happened=True) is None


def test_news_has_the_day_stated_first() -> None:
    text = (
        "Troops entered Bor on Tuesday. "
        + "The governor spoke. " * 4
        + "Gunmen killed six men in Jos."
    )
    (killing,) = [
        one for one in reports_in(text) if one.type == "ASSAULT" and one.casualties
    ]
    assert killing.date is not None
    assert (killing.date.start, killing.date.end) == (
        date(2020, 2, 5),
        date(2020, 2, 6),
    )  # Tuesday is two days back
    (killing,) = [
        one
        for one in reports_in(text.replace("Tuesday", "Wednesday"))
        if one.type == "ASSAULT" and one.casualties
    ]
    assert killing.date is not None
    assert (killing.date.start, killing.date.precision, killing.date.basis) == (
        date(2020, 2, 5),
        Precision.DAY,
        Basis.ASSUMED,
    )


HISTORY = (
    "On 3 June 1975 rebels bombed a cafe in Jos. Police arrested nine students. "
    "The mayor spoke for an hour. Many came to listen. It rained. Gunmen killed six men in Kano."
)


def test_history_goes_on_from_its_last_date() -> None:
    (killing,) = [
        one
        for one in reports_in(HISTORY)
        if any(figure.best == 6 for figure in one.casualties)
    ]
    assert killing.date is not None
    assert (killing.date.start, killing.date.basis) == (date(1975, 6, 3), Basis.ASSUMED)


def test_an_article_with_news_is_no_history() -> None:
    (killing,) = [
        one
        for one in reports_in(f"{HISTORY} Police shot a man dead on Monday.")
        if any(figure.best == 6 for figure in one.casualties)
    ]
    assert killing.date is not None
    assert killing.date.end == PUBLISHED


def test_day_of_picture_dates_no_deed() -> None:
    text = (
        "A man walks past a house in Jos where gunmen killed six people, Jan. 5, 2020."
    )
    when = only(text, "ASSAULT").date
    assert when is not None
    assert (when.start, when.basis) == (date(2020, 2, 5), Basis.ASSUMED)


def test_speech_takes_no_day_of_the_news() -> None:
    text = "Gunmen killed six men in Jos on Wednesday. Chad condemned the killings."
    speech = only(text, "ACCUSE")
    assert speech.date is not None
    assert (speech.date.start, speech.date.end) == (date(2020, 2, 5), PUBLISHED)


def test_since_counts_for_all_verbs_of_a_list() -> None:
    reports = reports_in(
        "Rebels have bombed two towns and shelled a police station since talks failed on Feb. 2."
    )
    spans = {
        (one.date.start, one.date.end)
        for one in reports
        if one.date and one.type == "ASSAULT"
    }
    assert spans == {(date(2020, 2, 2), PUBLISHED)}


@pytest.mark.parametrize(
    "before",
    [
        "The fighting was the heaviest since clashes in November killed 16 people.",
        "Some 5,000 people have been killed since November.",
    ],
)
def test_date_after_since_dates_nothing_else(before: str) -> None:
    reports = reports_in(f"{before} Gunmen killed six men in Jos.")
    (killing,) = [
        one for one in reports if any(figure.best == 6 for figure in one.casualties)
    ]
    assert killing.date is not None
    assert killing.date.start == date(2020, 2, 5)


def test_worst_attack_since_a_year_has_own_dead() -> None:
    one = only(
        "The worst attack in Kano since 2018 killed 30 people on Monday.", "ASSAULT"
    )
    assert one.mode != "cumulative"
    assert one.date is not None
    assert one.date.start == date(2020, 2, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The truce is due to begin on Monday week.", "2020-02-17 planned"),
        ("A ceasefire took effect on Monday.", "2020-02-03 occurred"),
        ("The truce has held for a while.", None),
    ],
)
def test_truce_on_a_day_needs_no_names(text: str, expected: str | None) -> None:
    told = [
        f"{one.date.start} {one.status}" for one in reports_as_built(text) if one.date
    ]
    assert told == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("day_part", "stays"), [("early", True), ("morning", True), ("night", False)]
)
def test_morning_after_stamp_may_have_happened(day_part: str, stays: bool) -> None:
    after = PUBLISHED + timedelta(1)
    when = day(after.isoformat(), basis=Basis.RELATIVE, words="early Friday")
    morning = replace(when, time_of_day=day_part)
    found = clamped(morning, PUBLISHED, happened=True)
    assert found == (morning if stays else None)


@pytest.mark.parametrize(
    ("day_told", "wanted"), [("2020-03-10", None), ("2020-11-10", "2019-11-10")]
)
def test_yearless_day_far_ahead_is_last_years(
    day_told: str, wanted: str | None
) -> None:
    ahead = day(day_told, basis=Basis.RELATIVE, words="10 March")
    found = clamped(ahead, PUBLISHED, happened=True)
    assert (found.start.isoformat() if found else None) == wanted
