"""Choose the outlines of countries that a map of some places needs.

The data are Natural Earth's (public domain); tests/benchmarks/make_outlines.py says how the file
was made.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import cos, radians
from typing import Any

AROUND = 2.4  # the map's reach over that of the places: its margin, and the widest zoom (map.js)
LEAST = 3  # degrees from the middle to the edge, of a map of one place
WIDTH = 2.4  # the widest frame, in heights: on paper

Row = dict[str, Any]
_Box = tuple[float, float, float, float]


def outlines_near(points: Iterable[tuple[float, float]]) -> Row | None:
    """Choose the outlines of the countries around some places.

    Args:
        points: Latitude and longitude in degrees.

    Returns:
        `origin` in words, `grain` (steps to a degree), `arcs` (first point and steps, longitude
        before latitude) and `countries` ([name, rings]; a ring is a list of numbers of arcs,
        ~number to be gone backwards). None without any point.
    """
    corners = list(points)
    if not corners:
        return None
    data = _data()
    near = _rings_in(_box_around(corners), data)
    used = _arcs_of(near.values())
    numbers = {arc: number for number, arc in enumerate(used)}
    countries = []
    for name, rings in near.items():
        renumbered = [[_renumbered(arc, numbers) for arc in ring] for ring in rings]
        countries.append([name, renumbered])
    return {
        "origin": data["origin"],
        "grain": data["grain"],
        "arcs": [data["arcs"][arc] for arc in used],
        "countries": countries,
    }


def _arcs_of(countries: Iterable[list[list[int]]]) -> list[int]:
    """Return the numbers of the arcs in the rings of some countries, in order."""
    arcs: set[int] = set()
    for rings in countries:
        for ring in rings:
            arcs.update(map(_forward, ring))
    return sorted(arcs)


def _rings_in(box: _Box, data: Row) -> dict[str, list[list[int]]]:
    """Return the rings that meet a box, by country, in the order of the data."""
    boxes = [_bounds(arc, data["grain"]) for arc in data["arcs"]]
    near = {}
    for name, rings in data["countries"]:
        meeting = [ring for ring in rings if _is_meeting(ring, boxes, box)]
        if meeting:
            near[name] = meeting
    return near


@cache
def _data() -> Row:
    file = files("timeline.views").joinpath("assets", "data", "outlines.json")
    data: Row = json.loads(file.read_text(encoding="utf-8"))
    return data


def _box_around(points: Sequence[tuple[float, float]]) -> _Box:
    """Return west, south, east and north of the widest map of the points."""
    lats, lons = zip(*points, strict=True)
    middle_lat, height = _middle_and_length(lats)
    middle_lon, width = _middle_and_length(lons)
    shrink = max(0.2, cos(radians(middle_lat)))
    across = width * shrink / WIDTH
    reach = max(LEAST, AROUND * max(height, across) / 2)
    sideways = reach * WIDTH / shrink
    return (
        middle_lon - sideways,
        middle_lat - reach,
        middle_lon + sideways,
        middle_lat + reach,
    )


def _middle_and_length(degrees: Sequence[float]) -> tuple[float, float]:
    """Return the middle of the least and the greatest, and the difference of the two."""
    least = min(degrees)
    greatest = max(degrees)
    middle = (least + greatest) / 2
    return middle, greatest - least


def _bounds(arc: Sequence[int], grain: int) -> _Box:
    """Return the box around an arc, whose numbers are steps: east, north, east, north, ..."""
    xs = list(accumulate(arc[::2]))
    ys = list(accumulate(arc[1::2]))
    return (min(xs) / grain, min(ys) / grain, max(xs) / grain, max(ys) / grain)


def _is_meeting(ring: Sequence[int], boxes: Sequence[_Box], box: _Box) -> bool:
    """Return whether the bounds of a ring meet the box, as a country's around it do."""
    boxes_of_ring = [boxes[_forward(arc)] for arc in ring]
    lefts, bottoms, rights, tops = zip(*boxes_of_ring, strict=True)
    west, south, east, north = box
    is_beside = min(lefts) > east or max(rights) < west
    if is_beside:
        return False
    is_above_or_below = min(bottoms) > north or max(tops) < south
    return not is_above_or_below


def _forward(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _renumbered(arc: int, numbers: dict[int, int]) -> int:
    return numbers[arc] if arc >= 0 else ~numbers[~arc]
