"""Does a map get the outlines around its places, and no more?"""

import json

import pytest

from timeline.views.outlines import outlines_near


def names(*points: tuple[float, float]) -> set[str]:
    found = outlines_near(points)
    assert found is not None
    return {name for name, _ in found["countries"]}


@pytest.mark.parametrize(
    ("point", "near", "far"),
    [
        (
            (35.9, 36.6),
            {"Syria", "Turkey", "Lebanon", "Cyprus"},
            {"France", "India", "Brazil"},
        ),
        ((-51.7, -57.9), {"Falkland Is.", "Argentina"}, {"United Kingdom", "Syria"}),
        ((50.4, 30.5), {"Ukraine", "Belarus", "Russia", "Moldova"}, {"Spain", "Iran"}),
        ((0.0, -160.0), set(), {"Syria", "Brazil"}),
    ],
)
def test_place_has_its_country_and_neighbours_around_it(
    point: tuple[float, float], near: set[str], far: set[str]
) -> None:
    found = names(point)
    assert near <= found
    assert not far & found


def test_places_far_apart_have_everything_between_them() -> None:
    assert {"France", "Turkey", "Iraq", "Germany"} <= names((48.9, 2.4), (33.3, 44.4))


def test_without_a_place_there_is_no_map() -> None:
    assert outlines_near([]) is None


def test_every_ring_closes_with_shipped_arcs() -> None:
    found = outlines_near([(35.9, 36.6)])
    assert found is not None
    ends = []
    for steps in found["arcs"]:
        ends.append(((steps[0], steps[1]), (sum(steps[::2]), sum(steps[1::2]))))
    for _, rings in found["countries"]:
        for ring in rings:
            walked = [ends[arc] if arc >= 0 else ends[~arc][::-1] for arc in ring]
            assert all(
                one[1] == two[0]
                for one, two in zip(walked, [*walked[1:], walked[0]], strict=True)
            )


def test_map_of_country_is_small_with_its_source() -> None:
    found = outlines_near([(35.9, 36.6), (33.5, 36.3)])
    assert found is not None
    assert len(json.dumps(found)) < 60_000
    assert found["origin"].startswith("Natural Earth")
    assert "public domain" in found["origin"]
