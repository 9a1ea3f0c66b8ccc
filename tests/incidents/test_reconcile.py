"""Do disagreements between reports stay side by side, and is nothing lost or averaged?"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders import day, month, place
from tests.incidents.factories import by, dead, incidents, on, report
from timeline.incidents.salience import Setting, confidence, salience
from timeline.model.actors import ActorKind
from timeline.model.incidents import Casualty, Incident
from timeline.model.places import PlacePrecision
from timeline.model.types import CasualtyKind, Status
from timeline.model.when import Basis, DateInterval, Precision

ASSUMED = DateInterval(
    start=date(2020, 2, 3),
    end=date(2020, 2, 4),
    precision=Precision.PERIOD,
    basis=Basis.ASSUMED,
    text=None,
)


def one_of(*changes: dict[str, Any]) -> Incident:
    (found,) = incidents(
        *(report(name, **some) for name, some in zip("abcdef", changes, strict=False))
    )
    return found


def test_equal_figures_are_one_with_all_sources() -> None:
    first, second = dead(4, attribution=("police",)), dead(4, attribution=("medics",))
    found = one_of({"casualties": (first,)}, {"casualties": (second,)})
    assert [(one.best, one.attribution) for one in found.casualties] == [
        (4, ("police", "medics"))
    ]


def test_different_figures_stay_side_by_side() -> None:
    found = one_of({"casualties": (dead(4),)}, {"casualties": (dead(7),)})
    assert [one.best for one in found.casualties] == [4, 7]


DISPUTES = [
    ((dead(4),), (dead(7),), True),
    ((dead(4),), (dead(4),), False),
    ((dead(4, high=None),), (dead(7),), False),
    ((dead(10, high=None),), (dead(7),), True),
    ((dead(4),), (), False),
    ((dead(4),), (dead(None),), False),
    ((dead(4),), (dead(7, kind=CasualtyKind.INJURED),), False),
    ((dead(7), dead(3, part_of_total=True)), (dead(7),), False),
    ((dead(None, low=20, high=25),), (dead(60),), True),
    ((dead(None, low=20, high=25),), (dead(22),), False),
]


@pytest.mark.parametrize(("first", "second", "disputed"), DISPUTES)
def test_figures_that_exclude_each_other_make_it_disputed(
    first: tuple[Casualty, ...], second: tuple[Casualty, ...], disputed: bool
) -> None:
    assert one_of({"casualties": first}, {"casualties": second}).disputed is disputed


def test_the_third_report_can_dispute_the_second() -> None:
    open_ended = dead(3, high=None)
    assert one_of(
        {"casualties": (open_ended,)},
        {"casualties": (dead(4),)},
        {"casualties": (dead(9),)},
    ).disputed


def test_later_figure_of_outlet_replaces_its_earlier_one() -> None:
    found = one_of(
        {"publisher": "Wire", "casualties": (dead(4),)},
        {"publisher": "Wire", "casualties": (dead(9),)},
    )
    assert not found.disputed
    assert found.headline.endswith(": 9 killed")
    assert [one.best for one in found.casualties] == [4, 9]


def test_figures_of_two_outlets_stand_side_by_side() -> None:
    found = one_of(
        {"publisher": "Wire", "casualties": (dead(2),)},
        {"publisher": "Post", "casualties": (dead(4),)},
        {"publisher": "Wire", "casualties": (dead(9),)},
    )
    assert found.disputed
    assert found.headline.endswith(": 4 to 9 killed")


def test_one_articles_hour_does_not_outvote_days() -> None:
    hour = replace(day("2020-02-03"), precision=Precision.TIME, time_of_day="pre-dawn")
    plain = day("2020-02-03")
    for told, wanted in (
        ((hour,), hour),
        ((hour, plain), hour),
        ((hour, plain, plain), plain),
    ):
        assert one_of(*({"date": one} for one in told)).date == wanted


def test_majority_names_come_first_without_lone_role_reversals() -> None:
    right = (by("Northern Front"), on("villagers"))
    wrong = (by("Southern Front"), on("Northern Front"), on("villagers"))
    found = one_of(
        {"actors": right},
        {"actors": right},
        {"actors": (*right, by("Eastern Front"))},
        {"actors": right},
    )
    assert [one.name for one in found.actors] == [
        "Northern Front",
        "Eastern Front",
        "villagers",
    ]
    mixed = one_of(*[{"actors": right}] * 4, {"actors": wrong})
    assert [
        (one.name, one.role.value)
        for one in mixed.actors
        if one.name == "Northern Front"
    ] == [("Northern Front", "initiator")]


def test_a_denial_makes_what_happened_disputed() -> None:
    found = one_of({}, {"status": Status.DENIED})
    assert found.disputed
    assert found.status is Status.OCCURRED


def test_everyone_cited_and_every_publisher_is_kept() -> None:
    found = one_of({"attribution": ("police",)}, {"attribution": ("medics", "police")})
    assert found.attribution == ("police", "medics")
    assert found.publishers == ("The A Post", "The B Post")


def test_finest_stated_date_wins_over_assumed_and_rough() -> None:
    assert one_of({"date": month("2020-02")}, {"date": day("2020-02-03")}).date == day(
        "2020-02-03"
    )
    assert one_of({"date": ASSUMED}, {"date": day("2020-02-03")}).date == day(
        "2020-02-03"
    )


def test_incident_without_date_is_assumed_where_guesses_overlap() -> None:
    later = DateInterval(
        start=date(2020, 2, 4),
        end=date(2020, 2, 5),
        precision=Precision.PERIOD,
        basis=Basis.ASSUMED,
        text=None,
    )
    found = one_of({"date": ASSUMED}, {"date": later})
    assert found.date is not None
    assert (found.date.start, found.date.end, found.date.basis) == (
        date(2020, 2, 4),
        date(2020, 2, 4),
        Basis.ASSUMED,
    )


def test_an_undated_incident_stays_undated() -> None:
    assert one_of({"date": None}).date is None


def test_most_specific_place_is_first_with_joined_aliases() -> None:
    country = place(
        "Sudan", id="country:SDN", lat=None, lon=None, precision=PlacePrecision.COUNTRY
    )
    found = one_of(
        {"places": (country, place(aliases=("Subek",)))},
        {"places": (place(aliases=("Soubek",)),)},
    )
    assert [one.name for one in found.places] == ["Subek", "Sudan"]
    assert found.places[0].aliases == ("Soubek", "Subek")


def test_unnamed_actor_gives_way_to_named_one() -> None:
    unknown = by("attackers", kind=ActorKind.UNKNOWN)
    found = one_of({"actors": (unknown, on("villagers"))}, {})
    assert [one.name for one in found.actors] == ["Northern Front", "villagers"]


def test_the_mode_most_reports_give_wins() -> None:
    assert (
        one_of({"mode": "missile"}, {"mode": "shelling"}, {"mode": "shelling"}).mode
        == "shelling"
    )
    assert one_of({"mode": None}, {"mode": "shelling"}).mode == "shelling"


def test_incident_has_every_passage_as_its_report_gave() -> None:
    found = one_of({"casualties": (dead(4),)}, {"casualties": (dead(7),)})
    assert [(one.document, one.casualties[0].best) for one in found.reports] == [
        ("a", 4),
        ("b", 7),
    ]


# --- weight -----------------------------------------------------------------------------------------------------------


def test_more_dead_documents_and_publishers_weigh_more() -> None:
    plain = one_of({})
    assert salience(one_of({"casualties": (dead(40),)})) > salience(plain)
    assert salience(one_of({}, {})) > salience(plain)


def test_retrospect_weighs_more_than_news_history_less() -> None:
    found = one_of({})
    weights = [
        salience(
            found, Setting(published={"a": date(2020, 2, 3) + timedelta(days=gap)})
        )
        for gap in (0, 30, 900)
    ]
    assert weights[1] > weights[0] > weights[2]


def test_a_day_that_is_only_assumed_weighs_less() -> None:
    assert salience(one_of({"date": ASSUMED})) < salience(one_of({})) / 2


def test_copies_of_one_text_are_one_voice() -> None:
    told = one_of({}, {}, {})
    copies = Setting(voices={"b": "a", "c": "a"})
    assert salience(one_of({})) < salience(told, copies) < salience(told)


def test_running_total_adds_little_and_war_total_nothing() -> None:
    great = salience(one_of({"casualties": (dead(200),)}))
    assert salience(one_of({"casualties": (dead(20_000),)})) == great
    assert salience(
        one_of({"mode": "cumulative", "casualties": (dead(20_000),)})
    ) < salience(one_of({"casualties": ()}))


def test_articles_on_another_country_than_most_weigh_less() -> None:
    here = [
        report(f"h{n}", places=(place(f"Town{n}", lat=n, lon=n),)) for n in range(8)
    ]
    there = report(
        "t", actors=(), places=(place("Oslo", country="NOR", lat=60.0, lon=10.0),)
    )
    found = incidents(*here, there)
    weights = {one.places[0].name: one.salience for one in found}
    assert weights["Oslo"] < weights["Town1"] / 2


def test_what_did_not_happen_weighs_half() -> None:
    happened = one_of({"casualties": ()})
    planned = one_of({"casualties": (), "status": Status.PLANNED})
    assert salience(planned) == pytest.approx(salience(happened) / 2, abs=1e-3)


def test_force_weighs_more_than_words() -> None:
    words_only = one_of({"type": "ACCUSE", "mode": "blame", "casualties": ()})
    assert salience(one_of({"casualties": ()})) > salience(words_only)


def test_confidence_grows_with_evidence_and_stays_a_share() -> None:
    bare = one_of({"actors": (), "places": (), "casualties": (), "date": ASSUMED})
    full = one_of({}, {})
    assert 0 < confidence(bare) < confidence(one_of({})) <= confidence(full) <= 1


def test_a_headline_names_whom_most_reports_name() -> None:
    army = by("Sudanese military", id="SDN-military")
    reports = [report(name, actors=(army, on("villagers"))) for name in "abcd"]
    (found,) = incidents(
        *reports, report("e", actors=(by("armed men"), on("villagers")))
    )
    assert "armed men" not in found.headline
    assert "Sudanese military" in found.headline
    assert {"Sudanese military", "armed men"} <= {one.name for one in found.actors}


def test_article_alone_makes_no_landmark() -> None:
    back: dict[str, date | None] = {"a": date(2020, 8, 1), "b": date(2020, 8, 1)}
    (alone,) = incidents(report("a"), published=back)
    (shared,) = incidents(report("a"), report("b"), published=back)
    assert shared.salience > 4 * alone.salience


def test_what_is_of_a_month_weighs_little() -> None:
    back: dict[str, date | None] = {"a": date(2020, 8, 1)}
    (of_day,) = incidents(report("a"), published=back)
    (of_month,) = incidents(report("a", date=month("2020-01")), published=back)
    assert of_month.salience < of_day.salience / 4


def test_town_that_reads_as_person_is_no_actor() -> None:
    town = by("Subek", kind=ActorKind.PERSON)
    found = one_of({"actors": (town, on("villagers"))})
    assert [actor.name for actor in found.actors] == ["villagers"]


def salience_with_late_report(**changes: Any) -> float:
    """Give the salience of a shelling of which a second article tells a month after the first."""
    later: dict[str, date | None] = {"b": date(2020, 3, 2)}
    late = report("b", casualties=(), **changes)
    (found,) = incidents(report("a"), late, published=later)
    return found.salience


def test_only_who_gives_the_day_recalls() -> None:
    vague = salience_with_late_report(date=ASSUMED)
    assert salience_with_late_report() > 2 * vague


def test_what_happens_once_needs_no_day() -> None:
    deal: dict[str, Any] = {"type": "AGREE", "mode": "agreement"}
    later: dict[str, date | None] = {"b": date(2020, 3, 2)}
    reports = report("a", **deal), report("b", date=ASSUMED, **deal)
    (late,) = incidents(*reports, published=later)
    (fresh,) = incidents(*reports)
    assert late.salience > 2 * fresh.salience
