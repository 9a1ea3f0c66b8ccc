"""Does the same input always give the same bytes, and does the JSONL keep the contract?"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import timeline
from timeline.exporters import json as timeline_json
from timeline.model.actors import ActorKind, Role
from timeline.model.incidents import RelationKind
from timeline.model.places import PlacePrecision
from timeline.model.types import CasualtyKind, Status
from timeline.model.when import Basis, Precision

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = Path("examples/idlib-2020")
# Name of the run: PYTHONHASHSEED, --jobs.
RUNS = {"first": ("0", "1"), "other hashes": ("1", "1"), "two processes": ("2", "2")}

Record = dict[str, Any]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the example in three processes, each into its own folder."""
    made: dict[str, Path] = {}
    for name, (seed, jobs) in RUNS.items():
        folder = tmp_path_factory.mktemp("run")
        outputs = [
            "-o",
            str(folder / "page.html"),
            "--jsonl",
            str(folder / "incidents.jsonl"),
            "--jobs",
            jobs,
        ]
        command = [sys.executable, "-m", "timeline", "build", str(EXAMPLE), *outputs]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert (done.returncode, done.stderr) == (0, "")
        made[name] = folder
    return made


@pytest.fixture(scope="module")
def tl(runs: dict[str, Path]) -> timeline.Timeline:
    return timeline.load(runs["first"] / "page.timeline.json")


@pytest.fixture(scope="module")
def lines(runs: dict[str, Path]) -> list[Record]:
    text = (runs["first"] / "incidents.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("name", ["page.timeline.json", "incidents.jsonl", "page.html"])
@pytest.mark.parametrize("other", list(RUNS)[1:])
def test_files_are_equal_for_any_seed_and_processes(
    runs: dict[str, Path], other: str, name: str
) -> None:
    first, second = ((runs[run] / name).read_bytes() for run in ("first", other))
    assert len(first) > 10_000
    assert first == second


def test_building_from_python_twice_gives_same_as_command(
    runs: dict[str, Path],
) -> None:
    wanted = (runs["first"] / "page.timeline.json").read_text(encoding="utf-8")
    for _ in range(2):
        assert timeline_json.to_text(timeline.build(ROOT / EXAMPLE).data) == wanted


def test_order_of_named_files_does_not_matter(tl: timeline.Timeline) -> None:
    paths = sorted((ROOT / EXAMPLE).glob("2020-*.md"), reverse=True)
    assert timeline.build(paths).incidents == tl.incidents


def test_load_and_export_give_the_same_bytes(
    runs: dict[str, Path], tl: timeline.Timeline, tmp_path: Path
) -> None:
    written = {"x.json": "page.timeline.json", "x.jsonl": "incidents.jsonl"}
    for name, wanted in written.items():
        tl.export(tmp_path / name)
        assert (tmp_path / name).read_bytes() == (runs["first"] / wanted).read_bytes()
    tl.write_page(tmp_path / "x.html")
    assert (tmp_path / "x.html").read_bytes() == (
        runs["first"] / "page.html"
    ).read_bytes()


def test_an_unrelated_document_changes_no_id(
    tl: timeline.Timeline, tmp_path: Path
) -> None:
    other = tmp_path / "1953-07-27.txt"
    other.write_text(
        "Pirates seized a ferry off Orlo on Sunday, a police officer said.",
        encoding="utf-8",
    )
    more = timeline.build([ROOT / EXAMPLE, other])
    assert len(more.documents) == len(tl.documents) + 1
    assert {one.id for one in tl.incidents} <= {one.id for one in more.incidents}


def test_incidents_are_by_start_then_id_undated_last(lines: list[Record]) -> None:
    keys = [((one["date"] or {}).get("start", "9999"), one["id"]) for one in lines]
    assert keys == sorted(keys)
    assert len({one["id"] for one in lines}) == len(lines) > 20


def some(values: type[Any]) -> set[str]:
    return {one.value for one in values}


FIELDS: dict[str, Any] = {
    "id": str, "headline": str, "type": str, "mode": (str, None), "status": some(Status), "disputed": bool,
    "date": (dict, None), "actors": list, "places": list, "casualties": list, "attribution": [str],
    "publishers": [str], "salience": float, "confidence": float, "reports": list, "relations": list,
}  # fmt: skip
DATE: dict[str, Any] = {
    "start": date, "end": date, "precision": some(Precision), "basis": some(Basis), "text": (str, None),
}  # fmt: skip
ACTOR: dict[str, Any] = {
    "id": str, "name": str, "aliases": [str], "role": some(Role), "kind": some(ActorKind), "country": (str, None),
}  # fmt: skip
PLACE: dict[str, Any] = {
    "id": str, "name": str, "aliases": [str], "lat": (float, None), "lon": (float, None), "country": (str, None),
    "admin1": (str, None), "precision": some(PlacePrecision),
}  # fmt: skip
CASUALTY: dict[str, Any] = {
    "kind": some(CasualtyKind), "group": (str, None), "actor": (str, None), "low": (int, None), "best": (int, None),
    "high": (int, None), "part_of_total": bool, "attribution": [str],
}  # fmt: skip
REPORT: dict[str, Any] = {
    "report": str, "document": str, "start": int, "end": int, "text": str, "trigger": dict, "attribution": [str],
    "status": some(Status), "date": (dict, None), "casualties": list,
}  # fmt: skip
RELATION: dict[str, Any] = {
    "kind": some(RelationKind),
    "incident": str,
    "evidence": (dict, None),
}


def fits(value: object, wanted: Any) -> bool:
    """Say whether a value is of the type, or among the values, that the contract wants."""
    if isinstance(wanted, tuple):
        return value is None or fits(value, wanted[0])
    if isinstance(wanted, set):
        return value in wanted
    if isinstance(wanted, list):
        return isinstance(value, list) and all(fits(one, wanted[0]) for one in value)
    if wanted is date:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    if wanted in (int, float):
        return isinstance(
            value, int if wanted is int else int | float
        ) and not isinstance(value, bool)
    return isinstance(value, wanted)


def records(lines: list[Record]) -> Iterator[tuple[dict[str, Any], Record]]:
    """Go through every object of the export with the fields it must have."""
    for one in lines:
        yield FIELDS, one
        for name, fields in (
            ("actors", ACTOR),
            ("places", PLACE),
            ("casualties", CASUALTY),
            ("reports", REPORT),
        ):
            yield from ((fields, inner) for inner in one[name])
        yield from ((RELATION, inner) for inner in one["relations"])
        for dated in (one, *one["reports"]):
            if dated["date"]:
                yield DATE, dated["date"]
        yield from (
            (CASUALTY, inner)
            for report in one["reports"]
            for inner in report["casualties"]
        )


def test_every_field_of_contract_has_its_type(lines: list[Record]) -> None:
    wrong = [
        (record.get("id"), name, record.get(name, "missing"))
        for fields, record in records(lines)
        for name, wanted in fields.items()
        if name not in record or not fits(record[name], wanted)
    ]
    assert wrong == []


def test_dates_are_ordered_and_shares_within_one(lines: list[Record]) -> None:
    assert all(
        one["start"] <= one["end"] for fields, one in records(lines) if fields is DATE
    )
    assert all(0 <= one["confidence"] <= 1 and one["salience"] >= 0 for one in lines)


def test_report_and_trigger_are_slices_of_the_document(
    lines: list[Record], tl: timeline.Timeline
) -> None:
    texts = {one.id: one.text for one in tl.documents}
    told = [report for one in lines for report in one["reports"]]
    assert all(one["reports"] for one in lines)
    for one in told:
        assert texts[one["document"]][one["start"] : one["end"]] == one["text"]
        assert one["text"] == one["text"].strip()
        assert (
            one["start"]
            <= one["trigger"]["start"]
            < one["trigger"]["end"]
            <= one["end"]
        )


def test_document_is_its_file_with_lf_lines(tl: timeline.Timeline) -> None:
    assert len(tl.documents) == 5
    for one in tl.documents:
        assert one.text == (ROOT / EXAMPLE / f"{one.id}.md").read_text(encoding="utf-8")


def test_the_passages_of_one_document_make_one_report(lines: list[Record]) -> None:
    for one in lines:
        pairs = {(report["document"], report["report"]) for report in one["reports"]}
        documents = {document for document, _ in pairs}
        assert len(pairs) == len(documents), one["headline"]


def test_relations_lead_to_incidents_that_are_there(lines: list[Record]) -> None:
    ids = {one["id"] for one in lines}
    assert {
        relation["incident"] for one in lines for relation in one["relations"]
    } <= ids


def test_actors_of_figures_and_roles_are_among_actors(
    lines: list[Record], tl: timeline.Timeline
) -> None:
    told = {
        figure["actor"]
        for fields, figure in records(lines)
        if fields is CASUALTY and figure["actor"]
    }
    assert told
    assert told | {actor["id"] for one in lines for actor in one["actors"]} <= {
        one.id for one in tl.actors
    }
