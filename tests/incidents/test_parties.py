"""Has a clash that reports tell from both sides one role for each side?"""

from tests.builders import actor_role
from tests.incidents.factories import by, on, report
from timeline.incidents.reconcile import incident_of
from timeline.lexicon.incident_types import incident_types
from timeline.model.actors import ActorKind, ActorRole, Role

GUARDS = {"kind": ActorKind.SECURITY_FORCES, "country": "SDN"}
MARCHERS = {"kind": ActorKind.CIVILIANS}


def roles_of(
    *told: tuple[ActorRole, ...], mode: str = "clash"
) -> list[tuple[str, str]]:
    """Give the actors and roles of the incident that reports tell of, one for each list of actors."""
    reports = [
        report(name, mode=mode, actors=actors)
        for name, actors in zip("abcd", told, strict=False)
    ]
    incident = incident_of(reports, incident_types())
    return sorted((actor.name, actor.role.value) for actor in incident.actors)


def test_those_who_attack_each_other_are_parties() -> None:
    guards_first = (by("guards", **GUARDS), on("marchers", **MARCHERS))
    both = (
        actor_role("guards", Role.PARTY, **GUARDS),
        actor_role("marchers", Role.PARTY),
    )
    assert roles_of(guards_first, both) == [("guards", "party"), ("marchers", "party")]


def test_clash_begun_by_both_sides_has_parties() -> None:
    guards_first = (by("guards", **GUARDS), on("marchers", **MARCHERS))
    marchers_first = (by("marchers", **MARCHERS), on("guards", **GUARDS))
    assert roles_of(guards_first, guards_first, marchers_first) == [
        ("guards", "party"),
        ("marchers", "party"),
    ]


def test_who_only_suffers_a_clash_stays_target() -> None:
    both = (
        actor_role("guards", Role.PARTY, **GUARDS),
        actor_role("marchers", Role.PARTY, **MARCHERS),
        on("shopkeepers", **MARCHERS),
    )
    assert ("shopkeepers", "target") in roles_of(both, both)


def test_clash_that_one_side_began_keeps_its_sides() -> None:
    begun = (by("marchers", **MARCHERS), on("guards", **GUARDS))
    assert roles_of(begun, begun) == [("guards", "target"), ("marchers", "initiator")]


def test_shelling_told_from_both_sides_has_no_parties() -> None:
    begun = (by("guards", **GUARDS), on("villagers", **MARCHERS))
    assert roles_of(begun, begun, mode="shelling") == [
        ("guards", "initiator"),
        ("villagers", "target"),
    ]
