"""Does each argument become the actor it means, once, under a stable id?"""

import pytest

from tests.builders import actor_role
from tests.mentions.factories import reports_in
from timeline.comparison import merged_actors
from timeline.model.actors import ActorKind, Role
from timeline.model.incidents import Casualty
from timeline.model.types import CasualtyKind
from timeline.reports.build import without_duplicates
from timeline.reports.names import slug


def test_a_slug_is_ascii_and_never_empty() -> None:
    assert slug("Íngrid  Betancourt") == "ingrid-betancourt"
    assert slug("…") == "unnamed"


def test_actor_in_one_role_is_one_with_aliases() -> None:
    one = actor_role("Front", Role.INITIATOR, aliases=("the Front",))
    other = actor_role("Front", Role.INITIATOR, aliases=("Front fighters",))
    (found,) = merged_actors([one, other])
    assert found.aliases == ("Front fighters", "the Front")


def test_an_actor_on_both_sides_keeps_both_roles() -> None:
    found = merged_actors(
        [actor_role("Front", Role.INITIATOR), actor_role("Front", Role.TARGET)]
    )
    assert {one.role for one in found} == {Role.INITIATOR, Role.TARGET}


def test_dead_are_people_in_words_of_article() -> None:
    (found,) = reports_in("Most of the dead were executed by rebels in Homs.")
    (target,) = (actor for actor in found.actors if actor.role is Role.TARGET)
    assert (target.name, target.aliases) == ("people", ("dead",))


ANCIENT = [
    (
        "Persian troops killed 300 hoplites near Thermopylae in 480 BC.",
        "persian-troops",
    ),
    ("In AD 70, Egyptian soldiers killed 300 men near Emesa.", "egyptian-soldiers"),
    ("Egyptian soldiers killed 300 men near Emesa in 1970.", "EGY-military"),
]


@pytest.mark.parametrize(("text", "actor"), ANCIENT)
def test_antiquity_knows_no_state_of_today(text: str, actor: str) -> None:
    (found,) = reports_in(text)
    assert [one.id for one in found.actors if one.role is Role.INITIATOR] == [actor]


def test_no_group_is_nobody_who_acts() -> None:
    text = (
        "A bomb killed four people in Yola. No group said that it had planted the bomb."
    )
    (found,) = reports_in(text)
    assert [one.name for one in found.actors] == ["people"]


def test_dead_men_are_not_the_government() -> None:
    (found,) = reports_in("Government soldiers executed nine men in Merawi.")
    assert [one.actor for one in found.casualties] == ["men"]


def figure(
    best: int | None, group: str | None = "people", **changes: object
) -> Casualty:
    values: dict[str, object] = {
        "kind": CasualtyKind.KILLED,
        "group": group,
        "low": best,
        "best": best,
        "high": best,
    }
    return Casualty(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        ([figure(12), figure(12)], [(12, False)]),
        ([figure(12), figure(None)], [(12, False)]),
        ([figure(None), figure(None)], [(None, False)]),
        (
            [figure(20), figure(12, "soldiers"), figure(8, "traders")],
            [(20, False), (12, True), (8, True)],
        ),
        ([figure(20), figure(12, "soldiers")], [(20, False), (12, False)]),
        ([figure(1, "priest"), figure(1, "judge")], [(1, False), (1, False)]),
    ],
)
def test_each_figure_is_once_with_parts_marked(
    figures: list[Casualty], wanted: list[tuple[int | None, bool]]
) -> None:
    assert [
        (one.best, one.part_of_total) for one in without_duplicates(figures)
    ] == wanted


def test_equal_figures_keep_all_who_give_them() -> None:
    (found,) = without_duplicates(
        [figure(12, attribution=("police",)), figure(12, attribution=("medics",))]
    )
    assert found.attribution == ("police", "medics")


def test_kinds_do_not_add_up_across() -> None:
    hurt = figure(8, kind=CasualtyKind.INJURED)
    found = without_duplicates([figure(20), figure(12, "soldiers"), hurt])
    assert not any(one.part_of_total for one in found)


def test_unknown_actor_has_kind_unknown() -> None:
    (found,) = merged_actors([actor_role("Xyz", Role.PARTY, kind=ActorKind.UNKNOWN)])
    assert found.kind is ActorKind.UNKNOWN
