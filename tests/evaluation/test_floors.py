"""Has the reading of articles become worse than it was? Floors measured on annotated texts that lie beside the checkout.

`floors.json` holds for each yardstick the digest of its gold data and the lowest figures allowed, in per cent. To raise
floors: `python -m tests.evaluation.test_floors --update`. It lowers none: do that by hand, with a line under "reasons" in
the same commit that says which figure, from what to what, and why.
"""

import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.benchmarks.incidents import built as articles
from tests.benchmarks.plover import built as sentences
from tests.benchmarks.plover import coded
from timeline.evaluation.gold import read_gold
from timeline.evaluation.incidents import evaluate
from timeline.evaluation.scores import SLOTS

FLOORS = Path(__file__).with_name("floors.json")
SHARED = Path(__file__).resolve().parents[3] / "shared"
# The articles that the first rules were written with; what they score says little of others.
FIRST_EIGHT = (
    "afghanistan-2009-05-11-phosphorus-claim-wikinews",
    "colombia-2008-07-04-betancourt-wikinews",
    "comoros-2008-03-26-anjouan-invasion-wikinews",
    "idlib-2020-02-06",
    "iraq-2008-03-29-basra-airstrikes-wikinews",
    "iraq-2009-10-25-baghdad-bombings-wikinews",
    "korea-2015-08-21-quasi-war-wikinews",
    "sudan-2008-03-20-darfur-attacks-wikinews",
)
LOOK, CHECK = SHARED / "gold", SHARED / "gold" / "check"
PLOVER = SHARED / "gold" / "plover" / "plover-gsr-dev.jsonl"
# A figure may lie so far, in points, under its floor: a patch release of spaCy moves single parses.
SLACK = 0.5


def look_set(*, first: bool) -> list[Path]:
    """List the annotations of the look set: of the first eight articles, or of all others."""
    return [
        path
        for path in sorted((LOOK / "incidents").glob("*.json"))
        if (path.stem in FIRST_EIGHT) == first
    ]


def check_set() -> list[Path]:
    """List the annotations of the articles that are scored and never read."""
    return sorted((CHECK / "incidents").glob("*.json"))


def files_of(name: str) -> list[Path]:
    """List the files of a yardstick's gold data; empty where they are not beside the checkout."""
    if name == "plover":
        return [PLOVER] if PLOVER.exists() else []
    articles, texts = {
        "incidents, first eight": (look_set(first=True), LOOK / "texts"),
        "incidents, other articles": (look_set(first=False), LOOK / "texts"),
        "incidents, check": (check_set(), CHECK / "texts"),
    }[name]
    return articles + [texts / f"{path.stem}.txt" for path in articles]


def digest(name: str) -> str | None:
    """Give the digest of a yardstick's gold data; None where they are not beside the checkout."""
    files = files_of(name)
    return (
        hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
        if files
        else None
    )


def incidents(name: str) -> dict[str, float]:
    """Measure the incidents of single articles: detection, every slot on right ones, overall."""
    files = files_of(name)
    annotations = [file for file in files if file.suffix == ".json"]
    texts = files[-1].parent
    predicted, read = articles(annotations, texts)
    gold = [
        article for article in read_gold(annotations[0].parent) if article.id in read
    ]
    total = evaluate(gold, predicted, read).total
    figures = {"detection": total.detection.f1, "overall": total.overall.f1}
    figures |= {slot: total.slots[slot].f1 for slot in SLOTS if slot in total.slots}
    return {slot: round(100 * figure, 1) for slot, figure in figures.items()}


def plover(_name: str) -> dict[str, float]:
    """Measure types and sides of PLOVER's sentences: as coded by its conventions, and of the incidents as they are."""
    gold = [
        json.loads(line) for line in PLOVER.read_text(encoding="utf-8").splitlines()
    ]
    with tempfile.TemporaryDirectory() as folder:
        rows = (
            json.dumps({"id": one["id"], "published": one["date"], "text": one["text"]})
            for one in gold
        )
        data, told = sentences("\n".join(rows), Path(folder))
    right = {one["id"]: one.get("event_v2") or one["event"] for one in gold}
    return {
        "type": _type_f1(right, coded(data, told)),
        "type, plain": _type_f1(right, told),
    }


def _type_f1(right: Mapping[str, str], told: list[dict[str, object]]) -> float:
    given: dict[str, set[str]] = {name: set() for name in right}
    for one in told:
        reports = one["reports"]
        assert isinstance(reports, list)
        given[reports[0]["document"]].add(str(one["type"]))
    hits = sum(right[name] in types for name, types in given.items())
    predicted = sum(len(types) for types in given.values())
    return round(100 * 2 * hits / (predicted + len(right)), 1)


MEASURES: Mapping[str, Callable[[str], dict[str, float]]] = {
    "incidents, first eight": incidents,
    "incidents, other articles": incidents,
    "incidents, check": incidents,
    "plover": plover,
}


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_no_figure_falls_under_its_floor(name: str) -> None:
    kept = json.loads(FLOORS.read_text(encoding="utf-8"))["yardsticks"][name]
    here = digest(name)
    if here is None:
        pytest.skip(
            f"the gold data of {name!r} are not beside the checkout (../shared/gold)"
        )
    assert here == kept["sha256"], (
        f"the gold data of {name!r} are others than those that the floors were measured on"
    )
    measured = MEASURES[name](name)
    fallen = {
        one: (measured[one], floor)
        for one, floor in kept["floors"].items()
        if measured[one] < floor - SLACK
    }
    assert not fallen, f"measured, floor: {fallen}"


def update() -> None:
    """Raise every floor to what is measured now; figures that fell are told, and stay as they were."""
    kept = (
        json.loads(FLOORS.read_text(encoding="utf-8"))
        if FLOORS.exists()
        else {"yardsticks": {}, "reasons": []}
    )
    for name, measure in MEASURES.items():
        before = kept["yardsticks"].get(name, {}).get("floors", {})
        measured = measure(name)
        for one, figure in measured.items():
            if figure < before.get(one, 0.0):
                sys.stdout.write(
                    f"{name}, {one}: {figure} is under its floor {before[one]}; the floor stays\n"
                )
        floors = {
            one: max(figure, before.get(one, 0.0)) for one, figure in measured.items()
        }
        kept["yardsticks"][name] = {"sha256": digest(name), "floors": floors}
    FLOORS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        raise SystemExit("usage: python -m tests.evaluation.test_floors --update")
    update()
