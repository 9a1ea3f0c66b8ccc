"""Are reports merged in parts the same incidents as merged whole?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from tests.benchmarks.merge import archive
from tests.builders import place
from tests.incidents.factories import PUBLISHED, by, dead, merged_in_parts, on, report
from timeline.incidents.cluster_reports import clusters
from timeline.incidents.parts import MergedGroup, Merging, parts_of
from timeline.model.actors import ActorKind
from timeline.model.incidents import Joined, Report

Groups = list[tuple[list[str], tuple[Joined, ...]]]


def whole_groups(
    reports: Sequence[Report], published: Mapping[str, date | None]
) -> Groups:
    groups = clusters(reports, published)
    return sorted(([one.id for one in group.reports], group.joined) for group in groups)


def groups_in_parts(reports: Sequence[Report], groups: Iterable[MergedGroup]) -> Groups:
    return sorted(
        ([reports[number].id for number in group.numbers], group.joined)
        for group in groups
    )


def pairs(groups: Groups) -> set[tuple[str, str]]:
    return {pair for reports, _ in groups for pair in combinations(sorted(reports), 2)}


def with_own_civilians(one: Report) -> Report:
    """Return a report whose villagers are those of its war, and not the same in all wars."""
    war = one.places[0].country
    return replace(
        one,
        actors=tuple(
            replace(actor, id=f"{war}-villagers")
            if actor.kind is ActorKind.CIVILIANS
            else actor
            for actor in one.actors
        ),
    )


def test_four_wars_in_parts_are_as_whole() -> None:
    _, made, published = archive(900)
    reports = [with_own_civilians(one) for one in made]
    assert len(parts_of(reports)) == 4
    groups = groups_in_parts(reports, merged_in_parts(reports, published))
    assert groups == whole_groups(reports, published)


def test_shared_actors_change_few_pairs() -> None:
    """Blocks hold the latest incidents only: whole, those of other wars take places in them."""
    _, reports, published = archive(1200, seed=3)
    whole = pairs(whole_groups(reports, published))
    parts = pairs(groups_in_parts(reports, merged_in_parts(reports, published)))
    assert len(whole ^ parts) <= 0.001 * len(whole)


def test_every_report_is_in_one_part() -> None:
    _, reports, _ = archive(300)
    numbers = [number for part in parts_of(reports).values() for number in part]
    assert sorted(numbers) == list(range(len(reports)))


def test_countries_named_together_are_one_war() -> None:
    town, border = place(id="t", country="AAA"), place(id="b", country="BBB")
    reports = [
        report("a", 0, places=(town,)),
        report("a", 9, places=(town,)),
        report("a", 20, places=(border,)),
        report("b", 0, places=(border,)),
    ]
    assert [len(part) for part in parts_of(reports).values()] == [4]
    assert [len(part) for part in parts_of(reports, most=3).values()] == [2, 2]


def across() -> list[Report]:
    """Make reports of two countries of which the last tells, without a place, of the first."""
    killed = (dead(137),)
    fields = {"mode": "massacre", "casualties": killed}
    home = place(id="t", name="Subek", country="AAA")
    abroad = place(id="b", name="Abroad", country="BBB")
    return [
        report(
            "a",
            0,
            places=(home,),
            actors=(by("Northern Front"), on("villagers")),
            **fields,
        ),
        report("b", 0, places=(abroad,), type="CONSULT", mode="talks", casualties=()),
        report(
            "b", 50, places=(), actors=(by("Northern Front"), on("villagers")), **fields
        ),
    ]


def test_a_landmark_joins_incidents_of_two_parts() -> None:
    reports = across()
    published = dict.fromkeys("ab", PUBLISHED)
    parts = parts_of(reports, most=1)
    assert len(parts) == 3
    merging = Merging(reports, published, {})
    by_part = {name: list(merging.part(numbers)) for name, numbers in parts.items()}
    assert sum(map(len, by_part.values())) == 3
    groups = groups_in_parts(reports, merging.across(by_part))
    assert groups == whole_groups(reports, published)
    assert ["a#0", "b#50"] in [names for names, _ in groups]


def test_what_excludes_a_merge_excludes_it_across_parts() -> None:
    first, talks, last = across()
    later = replace(last, actors=(by("villagers"), on("Northern Front")))
    reports = [first, talks, later]
    groups = list(merged_in_parts(reports, dict.fromkeys("ab", PUBLISHED), most=1))
    assert len(groups) == 3


def test_articles_without_country_go_with_largest_war() -> None:
    town, border = place(id="t", country="AAA"), place(id="b", country="BBB")
    reports = [
        report("a", 0, places=(town,)),
        report("a", 9, places=(town,)),
        report("b", 0, places=(border,)),
        report("c", 0, places=(), actors=(by("guards"), on("crowd"))),
    ]
    together = {frozenset(numbers) for numbers in parts_of(reports).values()}
    assert together == {frozenset({0, 1, 3}), frozenset({2})}
    without_room = {
        frozenset(numbers) for numbers in parts_of(reports, most=2).values()
    }
    assert without_room == {frozenset({0, 1}), frozenset({2, 3})}
