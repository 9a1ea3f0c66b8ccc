"""How was timeline/views/assets/outlines.json made? From Natural Earth, by way of the npm package world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tests/benchmarks/make_outlines.py package timeline/views/assets/outlines.json

Natural Earth is in the public domain; world-atlas (ISC) only gives it the form of TopoJSON.
"""

import json
import sys
from math import hypot
from pathlib import Path
from typing import Any

GRAIN = 100  # steps to a degree: 0.01 degrees are about a kilometre
ORIGIN = (
    "Natural Earth 1:50m, public domain (naturalearthdata.com), by way of world-atlas 2.0.2 (npm, ISC), "
    "simplified; de facto borders: who controls a territory, not who claims it."
)

Point = tuple[int, int]


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Leave out points that lie within `tolerance` steps of the line without them (Douglas and Peucker)."""
    kept = {0, len(points) - 1}
    stretches = [(0, len(points) - 1)]
    while stretches:
        first, last = stretches.pop()
        (x0, y0), (x1, y1) = points[first], points[last]
        length = hypot(x1 - x0, y1 - y0)
        worst, far = -1, tolerance
        for at in range(first + 1, last):
            x, y = points[at]
            away = (
                abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length
                if length
                else hypot(x - x0, y - y0)
            )
            if away > far:
                worst, far = at, away
        if worst >= 0:
            kept.add(worst)
            stretches += [(first, worst), (worst, last)]
    return [points[at] for at in sorted(kept)]


def arcs_of(topology: dict[str, Any], tolerance: float) -> list[list[int]]:
    """Decode the arcs, simplify them, and write each as its first point and the steps from it."""
    (sx, sy), (tx, ty) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    made = []
    for arc in topology["arcs"]:
        points, x, y = [], 0, 0
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * sx + tx) * GRAIN), round((y * sy + ty) * GRAIN)))
        flat, last = [], (0, 0)
        for point in simplified(points, tolerance):
            flat += [point[0] - last[0], point[1] - last[1]]
            last = point
        made.append(flat)
    return made


def countries_of(topology: dict[str, Any]) -> list[tuple[str, list[list[int]]]]:
    """List the countries: name, and rings as numbers of arcs (~number: backwards)."""
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        rings = (
            shape["arcs"]
            if shape["type"] == "Polygon"
            else [ring for part in shape["arcs"] for ring in part]
        )
        if shape["properties"]["name"] != "Antarctica":
            countries.append((shape["properties"]["name"], rings))
    return sorted(countries)


if __name__ == "__main__":
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    topology = json.loads((folder / "countries-50m.json").read_text(encoding="utf-8"))
    arcs = arcs_of(topology, tolerance=1.2)
    content = {
        "origin": ORIGIN,
        "grain": GRAIN,
        "arcs": arcs,
        "countries": countries_of(topology),
    }
    target.write_text(
        json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    sys.stdout.write(f"{target}: {target.stat().st_size:,} bytes\n")
