"""Choose the outlines of countries that a map of some places needs.

The data are Natural Earth's (public domain); tests/benchmarks/make_outlines.py says how the file
was made.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
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
    box = _box_around(corners)
    data = _data()
    boxes = [_bounds(arc, data["grain"]) for arc in data["arcs"]]
    near = [
        (name, [ring for ring in rings if _is_meeting(ring, boxes, box)])
        for name, rings in data["countries"]
    ]
    used = sorted({_forward(arc) for _, rings in near for ring in rings for arc in ring})
    numbers = {arc: number for number, arc in enumerate(used)}
    return {
        "origin": data["origin"],
        "grain": data["grain"],
        "arcs": [data["arcs"][arc] for arc in used],
        "countries": [
            [name, [[_renumbered(arc, numbers) for arc in ring] for ring in rings]]
            for name, rings in near
            if rings
        ],
    }


@cache
def _data() -> Row:
    text = (
        files("timeline.views")
        .joinpath("assets", "data", "outlines.json")
        .read_text(encoding="utf-8")
    )
    data: Row = json.loads(text)
    return data


def _box_around(points: Sequence[tuple[float, float]]) -> _Box:
    """Return west, south, east and north of the widest map of the points."""
    latitudes, longitudes = [lat for lat, _ in points], [lon for _, lon in points]
    middle_lat = (min(latitudes) + max(latitudes)) / 2
    middle_lon = (min(longitudes) + max(longitudes)) / 2
    shrink = max(0.2, cos(radians(middle_lat)))
    across = (max(longitudes) - min(longitudes)) * shrink / WIDTH
    reach = max(LEAST, AROUND * max(max(latitudes) - min(latitudes), across) / 2)
    beside = reach * WIDTH / shrink
    return middle_lon - beside, middle_lat - reach, middle_lon + beside, middle_lat + reach


def _bounds(arc: Sequence[int], grain: int) -> _Box:
    xs, ys, x, y = [], [], 0, 0
    for index in range(0, len(arc), 2):
        x, y = x + arc[index], y + arc[index + 1]
        xs.append(x)
        ys.append(y)
    return min(xs) / grain, min(ys) / grain, max(xs) / grain, max(ys) / grain


def _is_meeting(ring: Sequence[int], boxes: Sequence[_Box], box: _Box) -> bool:
    """Return whether the bounds of a ring meet the box, as a country's around it do."""
    bounds = [boxes[_forward(arc)] for arc in ring]
    west, south = min(bound[0] for bound in bounds), min(bound[1] for bound in bounds)
    east, north = max(bound[2] for bound in bounds), max(bound[3] for bound in bounds)
    return west <= box[2] and box[0] <= east and south <= box[3] and box[1] <= north


def _forward(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _renumbered(arc: int, numbers: dict[int, int]) -> int:
    return numbers[arc] if arc >= 0 else ~numbers[~arc]
