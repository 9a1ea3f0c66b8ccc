"""Does one line say who did what to whom, where, and tell the dead truly?"""

from typing import Any

import pytest

from tests.builders import place
from tests.incidents.factories import dead, incidents, report
from tests.reports.factories import marked
from timeline.incidents.casualties import account_tolls, killed_range, killed_text
from timeline.incidents.summary import listed
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Casualty
from timeline.model.places import Place
from timeline.model.types import CasualtyKind, Status


def line(**changes: Any) -> str:
    """Give the headline of an incident of one report."""
    (found,) = incidents(report("a", **changes))
    return found.headline


def party(name: str) -> ActorRole:
    return ActorRole(id=name, name=name, role=Role.PARTY)


def where(*names: str) -> tuple[Place, ...]:
    return tuple(place(name) for name in names)


SHELLED = "Shelling by Northern Front on villagers, Subek"
HEADLINES: list[tuple[str, dict[str, Any], str]] = [
    ("plain", {}, f"{SHELLED}: 4 killed"),
    ("no figures", {"casualties": ()}, SHELLED),
    ("a large figure", {"casualties": (dead(1200),)}, f"{SHELLED}: 1,200 killed"),
    ("an unstated number", {"casualties": (dead(None),)}, f"{SHELLED}: people killed"),
    (
        "a lower bound",
        {"casualties": (dead(12, high=None),)},
        f"{SHELLED}: at least 12 killed",
    ),
    (
        "an upper bound",
        {"casualties": (dead(60, low=None),)},
        f"{SHELLED}: up to 60 killed",
    ),
    (
        "two groups",
        {"casualties": (dead(7, group="soldiers"), dead(13, group="rebels"))},
        f"{SHELLED}: 20 killed",
    ),
    (
        "a part",
        {"casualties": (dead(20), dead(12, part_of_total=True))},
        f"{SHELLED}: 20 killed",
    ),
    ("the hurt", {"casualties": (dead(9, kind=CasualtyKind.INJURED),)}, SHELLED),
    (
        "the abducted",
        {"mode": "abduction", "casualties": ()},
        "Abduction by Northern Front of villagers, Subek",
    ),
    ("no actors", {"actors": ()}, "Shelling, Subek: 4 killed"),
    (
        "no mode",
        {"mode": None},
        "Attack by Northern Front on villagers, Subek: 4 killed",
    ),
    (
        "planned",
        {"status": Status.PLANNED, "casualties": ()},
        f"Planned: s{SHELLED[1:]}",
    ),
    ("denied", {"status": Status.DENIED, "casualties": ()}, f"Denied: s{SHELLED[1:]}"),
    ("planned deaths", {"status": Status.PLANNED}, f"Planned: s{SHELLED[1:]}"),
    ("demanded deaths", {"status": Status.DEMANDED}, f"Demanded: s{SHELLED[1:]}"),
    (
        "three places",
        {"places": where("Subek", "Torum", "Bor")},
        f"{SHELLED} and Torum: 4 killed",
    ),
    (
        "parties",
        {"mode": "clash", "actors": (party("army"), party("rebels"))},
        "Clash between army and rebels, Subek: 4 killed",
    ),
    (
        "one party",
        {"mode": "clash", "actors": (party("army"),)},
        "Clash involving army, Subek: 4 killed",
    ),
]
HEADLINES_KNOWN: dict[str, tuple[str, ...]] = {}


@pytest.mark.parametrize(
    ("what", "changes", "wanted"), marked(HEADLINES, HEADLINES_KNOWN)
)
def test_headline_says_who_did_what_to_whom_where(
    what: str, changes: dict[str, Any], wanted: str
) -> None:
    assert line(**changes) == wanted, what


def test_rival_tolls_of_two_reports_are_a_range() -> None:
    (found,) = incidents(report("a"), report("b", casualties=(dead(9),)))
    assert found.headline == f"{SHELLED}: 4 to 9 killed"


def test_long_lists_of_names_are_counted() -> None:
    assert listed(["A", "A", "B", "C", "D"]) == "A, B and 2 others"


# --- tolls ------------------------------------------------------------------------------------------------------------

POLICE, REBELS = ("police",), ("rebels",)
# (what, figures of one passage, toll in words)
TOLLS: list[tuple[str, tuple[Casualty, ...], str]] = [
    ("one figure", (dead(12),), "12"),
    ("different people", (dead(7, group="soldiers"), dead(13, group="rebels")), "20"),
    (
        "two groups of one size",
        (dead(3, group="soldiers"), dead(3, group="priests")),
        "6",
    ),
    (
        "a total and all its parts",
        (dead(20), dead(12, group="soldiers"), dead(8, group="traders")),
        "20",
    ),
    ("a total and its marked part", (dead(20), dead(12, part_of_total=True)), "20"),
    (
        "a lower bound and a figure",
        (dead(12, group="soldiers", high=None), dead(3, group="traders")),
        "at least 15",
    ),
    ("an unstated number beside", (dead(12), dead(None)), "12"),
    (
        "rival figures of two speakers",
        (dead(30, attribution=POLICE), dead(8, attribution=REBELS)),
        "8 to 30",
    ),
    (
        "a lower bound of one speaker and the figure of another",
        (dead(11, attribution=POLICE, high=None), dead(39, attribution=REBELS)),
        "11 to 39",
    ),
    (
        "a lower bound and a later figure of one speaker",
        (dead(11, attribution=POLICE, high=None), dead(39, attribution=POLICE)),
        "39",
    ),
]


@pytest.mark.parametrize(("what", "figures", "wanted"), TOLLS)
def test_killed_are_counted_as_told(
    what: str, figures: tuple[Casualty, ...], wanted: str
) -> None:
    assert killed_text(killed_range(account_tolls(figures))) == wanted, what


def test_no_number_gives_no_range() -> None:
    assert killed_range(account_tolls([dead(None)])) is None
    assert killed_text(None) == ""
