"""Do the reports of many documents become the incidents they tell of, whatever their order and company?"""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from tests.builders import actor_role, day, month, place
from tests.incidents.factories import by, dead, documents_of, incidents, on, report
from timeline.incidents import incidents_of
from timeline.incidents.blocking import MOST_MONTHS, SHORT_DAYS, keys, time_blocks
from timeline.incidents.cluster import Cluster
from timeline.incidents.profiles import Profiler, when
from timeline.incidents.similarity import Similarity
from timeline.incidents.similarity import compare as compare_with
from timeline.lexicon.incident_types import incident_types
from timeline.model.actors import ActorKind, Role
from timeline.model.incidents import Report
from timeline.model.places import PlacePrecision
from timeline.model.types import Status
from timeline.model.when import Basis, DateInterval, Precision

FAR = place("Torum", lat=20.0, lon=40.0)
NEAR = place("Subek al-Jadid", lat=12.55, lon=30.27)
COUNTRY = place(
    "Sudan", id="country:SDN", lat=None, lon=None, precision=PlacePrecision.COUNTRY
)
ABROAD = place(
    "Chad",
    id="country:TCD",
    lat=None,
    lon=None,
    country="TCD",
    precision=PlacePrecision.COUNTRY,
)
GUNMEN = by("gunmen")
STATE = by("Sudan", id="SDN", kind=ActorKind.STATE, country="SDN")
ARMY = by(
    "Sudanese military",
    id="SDN-military",
    kind=ActorKind.SECURITY_FORCES,
    country="SDN",
)
CHAD = by("Chad", id="TCD", kind=ActorKind.STATE, country="TCD")
ASSUMED = DateInterval(
    start=date(2020, 2, 3),
    end=date(2020, 2, 4),
    precision=Precision.PERIOD,
    basis=Basis.ASSUMED,
    text=None,
)


def compare(one: Report, other: Report) -> Similarity:
    """Compare two reports as the first two of an incident."""
    profiler = Profiler({})
    return compare_with(
        profiler.profile(one), Cluster(profiler.profile(other)), profiler
    )


# Changes that other words for the same incident may bring.
SAME: dict[str, dict[str, Any]] = {
    "in the same words": {},
    "with another toll": {"casualties": (dead(6),)},
    "without a toll": {"casualties": ()},
    "with a higher, open toll": {"casualties": (dead(10, low=10, high=None),)},
    "with a mode of the same family": {"mode": "missile"},
    "told as fighting": {"mode": "clash"},
    "without a mode": {"mode": None},
    "at a place close by": {"places": (NEAR,)},
    "by nobody named": {"actors": (on("villagers"),)},
    "by a vaguer actor": {"actors": (GUNMEN, on("villagers"))},
    "with an assumed date": {"date": ASSUMED},
    "in the country at large": {"places": (COUNTRY,)},
    "with an uncertain month": {"date": month("2020-02")},
}
# Changes that make it another incident.
OTHER: dict[str, dict[str, Any]] = {
    "on the next day": {"date": day("2020-02-04")},
    "in another month": {"date": month("2020-01")},
    "in another town": {"places": (FAR,)},
    "in another country": {"places": (ABROAD,)},
    "of another type": {"type": "COERCE", "mode": "siege"},
    "of another mode": {"mode": "abduction"},
    "in an unknown town": {"places": (place("Qwertabad", lat=None, lon=None),)},
    "a year earlier": {"date": day("2019-02-03")},
}


@pytest.mark.parametrize("name", SAME)
def test_one_incident_in_other_words_is_merged(name: str) -> None:
    found = incidents(report("a"), report("b", **SAME[name]))
    assert [documents_of(one) for one in found] == [["a", "b"]]


@pytest.mark.parametrize("name", OTHER)
def test_another_incident_is_never_merged(name: str) -> None:
    assert len(incidents(report("a"), report("b", **OTHER[name]))) == 2


def test_two_sides_shelling_one_town_stay_two() -> None:
    one = report("a", actors=(ARMY, on("villagers")))
    other = report("b", actors=(CHAD, on("soldiers")))
    assert len(incidents(one, other)) == 2


def test_army_and_rebels_are_not_one_initiator() -> None:
    rebels = by("Sudanese rebels", id="SDN-rebels", country="SDN")
    one = report("a", actors=(ARMY,), casualties=())
    other = report("b", actors=(rebels,), casualties=())
    assert compare(one, other).features["initiator"] <= 0


def test_a_state_and_its_army_are_one_initiator() -> None:
    one, other = (
        report("a", actors=(STATE, on("villagers"))),
        report("b", actors=(ARMY, on("villagers"))),
    )
    assert len(incidents(one, other)) == 1


def test_too_little_in_common_is_not_enough() -> None:
    one = report("a", actors=(), places=(COUNTRY,), casualties=(), mode=None)
    other = report("b", actors=(), places=(COUNTRY,), casualties=(), mode=None)
    assert len(incidents(one, other)) == 2


def test_reports_of_one_document_are_never_merged() -> None:
    assert len(incidents(report("a", 0), report("a", 100))) == 2


def test_reports_of_document_not_merged_through_another() -> None:
    found = incidents(report("a", 0), report("a", 100), report("b", 0))
    assert sorted(len(one.reports) for one in found) == [1, 2]


def test_single_account_corrects_a_massacre_reported_as_two() -> None:
    told: dict[str, Any] = {"mode": "massacre", "casualties": (dead(108),)}
    assert (
        len(
            incidents(
                report("a", 0, **told), report("a", 100, date=month("2020-02"), **told)
            )
        )
        == 2
    )
    (found,) = incidents(
        report("a", 0, **told),
        report("a", 100, date=month("2020-02"), **told),
        report("b", date=None, **told),
    )
    assert len(found.reports) == 3


def test_answer_is_not_taken_for_what_it_answers() -> None:
    town, army, rebels = (
        place(),
        by("Sudanese military", id="SDN-military"),
        by("Northern Front"),
    )
    one = report(
        "a", actors=(rebels, on("Sudanese military", id="SDN-military")), places=(town,)
    )
    other = report("b", actors=(army, on("Northern Front")), places=(town,))
    assert compare(one, other).forbidden == "sides reversed"
    assert (
        compare(
            one, report("b", actors=(rebels, on("villagers")), places=(town,))
        ).forbidden
        is None
    )


def test_a_week_may_miss_the_day_by_two() -> None:
    week = DateInterval(
        start=date(2020, 1, 27),
        end=date(2020, 2, 2),
        precision=Precision.WEEK,
        basis=Basis.RELATIVE,
        text="last week",
    )
    told: dict[str, Any] = {"casualties": (dead(120),)}
    assert (
        len(incidents(report("a", **told), report("b", **(told | {"date": week})))) == 1
    )
    assert (
        len(
            incidents(
                report("a", date=day("2020-02-06"), **told),
                report("b", **(told | {"date": week})),
            )
        )
        == 2
    )


def test_assumed_days_do_not_block_a_stated_day() -> None:
    told: dict[str, Any] = {"mode": "massacre", "casualties": (dead(108),)}
    late = DateInterval(
        start=date(2020, 2, 20),
        end=date(2020, 2, 20),
        precision=Precision.DAY,
        basis=Basis.ASSUMED,
        text=None,
    )
    days = {"b": date(2020, 2, 20), "c": date(2020, 2, 10)}
    found = incidents(
        report("a", **told),
        report("b", **(told | {"date": late})),
        report("c", **(told | {"date": None})),
        published=dict(days),
    )
    assert len(found) == 1


@pytest.mark.parametrize(("number", "one"), [(None, True), (2, False)])
def test_other_figures_are_no_retrospect_by_words_alone(
    number: int | None, one: bool
) -> None:
    first = report("a", casualties=(dead(120),), places=(), date=day("2020-01-10"))
    later = report(
        "b", casualties=(dead(number),) if number else (), places=(), date=ASSUMED
    )
    story = "Smugglers carried olive oil over the frozen lake to the lighthouse keeper of Subek."
    texts = {
        "a": story,
        "b": story,
        **{f"x{at}": f"Other things happened, number {at}." for at in range(20)},
    }
    days = {"a": date(2020, 1, 11), "b": date(2020, 2, 4)}
    found = incidents_of(
        [first, later], types=incident_types(), published=days, texts=texts
    )
    assert len(found) == (1 if one else 2)


def test_with_separate_nothing_is_merged() -> None:
    assert len(incidents(report("a"), report("b"), separate=True)) == 2


def test_a_plan_and_its_denial_elsewhere_stay_apart() -> None:
    plan, denied = report("a", status=Status.PLANNED), report("b", status=Status.DENIED)
    assert len(incidents(plan, denied)) == 2


def test_plan_and_deed_of_one_day_are_joined() -> None:
    (found,) = incidents(report("a", status=Status.PLANNED), report("b"))
    assert found.status is Status.OCCURRED


LOOKING_BACK: list[tuple[str, dict[str, Any], bool]] = [
    ("a town, the doer and the toll", {"casualties": (dead(108),)}, True),
    (
        "a town and a massacre",
        {"mode": "massacre", "casualties": (), "actors": (on("villagers"),)},
        True,
    ),
    (
        "a town and shelling, which it sees every day",
        {"casualties": (), "actors": (STATE, on("villagers"))},
        False,
    ),
    ("a town alone", {"casualties": (), "actors": (), "mode": None}, False),
    ("another town", {"casualties": (dead(108),), "places": (FAR,)}, False),
]


@pytest.mark.parametrize(("what", "changes", "one"), LOOKING_BACK)
@pytest.mark.parametrize("when_told", [None, ASSUMED])
def test_undated_retrospect_is_known_by_its_distinctive_words(
    what: str, changes: dict[str, Any], one: bool, when_told: DateInterval | None
) -> None:
    first = report(
        "a", **(changes | {"date": day("2020-01-10")} | ({"places": (place(),)}))
    )
    later = report("b", **(changes | {"date": when_told}))
    assert len(incidents(first, later, published={"a": date(2020, 1, 11)})) == (
        1 if one else 2
    ), what


@pytest.mark.parametrize(("toll", "count"), [(108, 2), (35, 1)])
def test_retrospect_with_another_toll_is_another_massacre(
    toll: int, count: int
) -> None:
    told: dict[str, Any] = {"mode": "massacre", "actors": (on("villagers"),)}
    first = report("a", **told, date=day("2020-01-10"), casualties=(dead(35),))
    later = report("b", **told, date=None, casualties=(dead(toll),))
    assert len(incidents(first, later, published={"a": date(2020, 1, 11)})) == count


def test_nothing_is_told_before_it_happened() -> None:
    told, early = (
        report("a", casualties=(dead(108),)),
        report("b", casualties=(dead(108),), date=None),
    )
    assert len(incidents(told, early, published={"b": date(2020, 2, 1)})) == 2


def test_undated_reports_in_the_same_words_meet() -> None:
    assert len(incidents(report("a", date=None), report("b", date=None))) == 1


def test_vague_reports_do_not_chain_two_incidents_together() -> None:
    one, other = report("a"), report("b", date=day("2020-02-05"))
    vague = report("c", date=month("2020-02"), places=(COUNTRY,), casualties=())
    for order in permutations((one, other, vague)):
        assert not any(
            set(documents_of(found)) >= {"a", "b"} for found in incidents(*order)
        )


# --- stability --------------------------------------------------------------------------------------------------------

MANY: tuple[Report, ...] = (
    report("a"),
    report("b", casualties=(dead(6),)),
    report("c", places=(FAR,), actors=(ARMY,)),
    report("d", date=day("2020-02-04")),
    report("e", 40, places=(FAR,), actors=(STATE,), casualties=()),
)


def test_the_order_of_the_documents_does_not_matter() -> None:
    wanted = incidents(*MANY)
    assert all(incidents(*order) == wanted for order in permutations(MANY))


def test_ids_are_stable_when_unrelated_document_is_added() -> None:
    before = {one.id for one in incidents(*MANY)}
    unrelated = report(
        "zz", places=(ABROAD,), actors=(CHAD,), date=day("2020-01-15"), mode="drone"
    )
    after = {one.id for one in incidents(*MANY, unrelated)}
    assert before < after
    assert len(after) == len(before) + 1


def test_unrelated_document_changes_nothing_even_sorted_first() -> None:
    before = incidents(*MANY)
    unrelated = report(
        "0", places=(ABROAD,), actors=(CHAD,), date=day("2020-01-15"), mode="drone"
    )
    after = incidents(*MANY, unrelated, published={"0": date(2020, 1, 16)})
    kept = [replace(one, salience=0.0) for one in after if documents_of(one) != ["0"]]
    assert kept == [
        replace(one, salience=0.0) for one in before
    ]  # what an incident weighs depends on its company


def test_later_report_of_same_incident_keeps_its_id() -> None:
    (before,) = incidents(report("a"))
    (after,) = incidents(report("a"), report("b"), published={"b": date(2020, 2, 9)})
    assert after.id == before.id


def test_ids_of_different_incidents_differ() -> None:
    found = incidents(*MANY)
    assert len({one.id for one in found}) == len(found)


def test_incidents_come_by_date_and_the_undated_last() -> None:
    undated = report("a", date=None, places=(FAR,))
    found = incidents(
        undated,
        report("b", date=day("2020-02-01")),
        report("c", date=day("2019-02-01")),
    )
    assert [documents_of(one) for one in found] == [["c"], ["b"], ["a"]]


# --- candidates -------------------------------------------------------------------------------------------------------


def test_reports_that_may_be_merged_share_a_block() -> None:
    profiler = Profiler({})
    first = {key for key, _ in keys(profiler.profile(report("a")), profiler)}
    for changes in SAME.values():
        assert first & {
            key for key, _ in keys(profiler.profile(report("b", **changes)), profiler)
        }


@pytest.mark.parametrize("shift", range(20))
def test_neighbouring_days_share_block_if_one_is_assumed(shift: int) -> None:
    start = date(2020, 1, 1) + timedelta(days=shift)
    stated = DateInterval(
        start=start, end=start, precision=Precision.DAY, basis=Basis.STATED
    )
    later = start + timedelta(days=1)
    assumed = DateInterval(
        start=later, end=later, precision=Precision.PERIOD, basis=Basis.ASSUMED
    )
    assert (
        {*time_blocks(when(stated))}
        & {*time_blocks(when(assumed))}
        & {f"day {start.toordinal()}"}
    )


def test_vague_date_is_not_spread_over_many_blocks() -> None:
    decade = DateInterval(
        start=date(1990, 1, 1),
        end=date(1999, 12, 31),
        precision=Precision.DECADE,
        basis=Basis.STATED,
    )
    assert time_blocks(when(decade)) == ["undated"]
    assert len(time_blocks(when(month("2020-02")))) <= MOST_MONTHS
    assert len(time_blocks(when(day("2020-02-03")))) <= SHORT_DAYS


def test_every_forbidden_merge_names_its_reason() -> None:
    reasons = {
        name: compare(report("a"), report("b", **changes)).forbidden
        for name, changes in OTHER.items()
    }
    assert reasons["on the next day"] == "date"
    assert reasons["in another town"] == "place"
    assert reasons["of another type"] == "type"
    assert reasons["of another mode"] == "mode"
    assert compare(report("a"), report("b")).forbidden is None


def test_party_of_clash_may_be_initiator_elsewhere() -> None:
    clash = report(
        "a",
        mode="clash",
        actors=(
            actor_role("Northern Front", Role.PARTY),
            actor_role("army", Role.PARTY),
        ),
    )
    assert compare(clash, report("b")).features["initiator"] == 1


@pytest.mark.parametrize(
    ("late", "number"),
    [({"casualties": ()}, 2), ({}, 1), ({"casualties": (dead(9),)}, 2)],
)
def test_month_alone_names_no_shelling(late: dict[str, Any], number: int) -> None:
    reports = report("a"), report("b", date=month("2020-02"), **late)
    assert len(incidents(*reports)) == number


def test_month_is_enough_for_an_agreement() -> None:
    deal: dict[str, Any] = {"type": "AGREE", "mode": "ceasefire", "casualties": ()}
    reports = report("a", **deal), report("b", date=month("2020-02"), **deal)
    assert len(incidents(*reports)) == 1


def test_massacre_is_known_by_its_month() -> None:
    massacre: dict[str, Any] = {"mode": "massacre", "casualties": ()}
    reports = report("a", **massacre), report("b", date=month("2020-02"), **massacre)
    assert len(incidents(*reports)) == 1
