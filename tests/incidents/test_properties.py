"""Whatever reports come, is what must never be put together kept apart, and do ids stay?"""

from datetime import date, timedelta
from itertools import combinations
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import actor_role, place
from tests.incidents.factories import dead, incidents, report
from timeline.comparison import same_date, same_places
from timeline.model.actors import ActorKind, Role
from timeline.model.incidents import Incident, Report
from timeline.model.places import PlacePrecision
from timeline.model.when import Basis, DateInterval, Precision

FIRST = date(2020, 2, 1)
LENGTHS = {
    Precision.DAY: 0,
    Precision.WEEK: 6,
    Precision.MONTH: 28,
    Precision.PERIOD: 1,
}
WARS = ("SDN", "TCD")
TOWNS = [
    place(f"{war} town {n}", lat=10.0 + 3 * n, lon=30.0 - 20 * at, country=war)
    for at, war in enumerate(WARS)
    for n in range(3)
]
COUNTRIES = [
    place(
        war,
        id=f"country:{war}",
        lat=None,
        lon=None,
        country=war,
        precision=PlacePrecision.COUNTRY,
    )
    for war in WARS
]
DOERS = [
    actor_role(
        f"{war} military", Role.INITIATOR, kind=ActorKind.SECURITY_FORCES, country=war
    )
    for war in WARS
] + [actor_role("Northern Front", Role.INITIATOR), actor_role("gunmen", Role.INITIATOR)]


@st.composite
def dates(draw: st.DrawFn) -> DateInterval | None:
    """Give no date, or one of some length and basis in February."""
    if draw(st.integers(0, 5)) == 0:
        return None
    precision = draw(st.sampled_from(sorted(LENGTHS)))
    start = FIRST + timedelta(days=draw(st.integers(0, 8)))
    basis = Basis.ASSUMED if precision is Precision.PERIOD else Basis.RELATIVE
    return DateInterval(
        start=start,
        end=start + timedelta(days=LENGTHS[precision]),
        precision=precision,
        basis=basis,
    )


@st.composite
def archives(draw: st.DrawFn) -> list[Report]:
    """Give reports, each of a document of its own, that have much in common."""
    made = []
    for number in range(draw(st.integers(2, 12))):
        figure = draw(st.sampled_from([None, 4, 12, 108]))
        made.append(
            report(
                f"d{number:02}",
                mode=draw(st.sampled_from(["shelling", "missile", "massacre", None])),
                date=draw(dates()),
                places=tuple(
                    draw(
                        st.lists(
                            st.sampled_from([*TOWNS, *COUNTRIES]),
                            max_size=2,
                            unique=True,
                        )
                    )
                ),
                actors=tuple(
                    draw(st.lists(st.sampled_from(DOERS), max_size=2, unique=True))
                ),
                casualties=() if figure is None else (dead(figure),),
            )
        )
    return made


QUICK = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)


def reports_of(found: Incident, archive: list[Report]) -> list[Report]:
    documents = {one.document for one in found.reports}
    return [one for one in archive if one.document in documents]


@QUICK
@given(archives())
def test_reports_of_an_incident_have_no_disjoint_dates(archive: list[Report]) -> None:
    for found in incidents(*archive):
        for one, other in combinations(reports_of(found, archive), 2):
            assert same_date(one.date, other.date) >= 0


@QUICK
@given(archives())
def test_reports_of_an_incident_name_no_two_towns(archive: list[Report]) -> None:
    for found in incidents(*archive):
        for one, other in combinations(reports_of(found, archive), 2):
            assert same_places(one.places, other.places) >= 0


@QUICK
@given(archives(), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(
    archive: list[Report], chance: Random
) -> None:
    shuffled = list(archive)
    chance.shuffle(shuffled)
    assert incidents(*shuffled) == incidents(*archive)


@QUICK
@given(archives())
def test_every_report_is_in_one_explained_incident(archive: list[Report]) -> None:
    found = incidents(*archive)
    assert sorted(passage.report for one in found for passage in one.reports) == sorted(
        one.id for one in archive
    )
    for one in found:
        assert len(one.joined) == len({passage.report for passage in one.reports}) - 1
        assert {joined.report for joined in one.joined} <= {
            passage.report for passage in one.reports
        }
        assert all(
            abs(sum(points for _, points in joined.points) - joined.score) < 0.05
            for joined in one.joined
        )


@QUICK
@given(archives())
def test_an_unrelated_article_changes_no_id(archive: list[Report]) -> None:
    unrelated = report(
        "0", type="PROTEST", mode="demonstration", places=(place("Oslo", country="NOR", lat=60.0, lon=10.0),),
        actors=(actor_role("students", Role.INITIATOR, country="NOR"),), casualties=(),
    )  # fmt: skip
    before = {
        one.id: {passage.report for passage in one.reports}
        for one in incidents(*archive)
    }
    after = incidents(*archive, unrelated, published={"0": FIRST})
    assert {
        one.id: {passage.report for passage in one.reports}
        for one in after
        if "0" not in documents(one)
    } == before


@QUICK
@given(archives(), st.integers(0, 11))
def test_later_article_on_known_incident_keeps_all_ids(
    archive: list[Report], at: int
) -> None:
    told = archive[at % len(archive)]
    again = report(
        "z",
        mode=told.mode,
        date=told.date,
        places=told.places,
        actors=told.actors,
        casualties=told.casualties,
    )
    before = {one.id for one in incidents(*archive)}
    after = {
        one.id for one in incidents(*archive, again, published={"z": date(2020, 3, 30)})
    }
    assert (
        len(before - after) <= 1
    )  # a vague report may find a better home, and the incident it made is gone
    assert len(after - before) <= 1


def documents(found: Incident) -> set[str]:
    return {passage.document for passage in found.reports}
