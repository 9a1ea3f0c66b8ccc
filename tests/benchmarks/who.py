"""Count how often a bare "the army" is laid at the wrong country's door.

usage: python tests/benchmarks/who.py [FILE] [--errors]     (default: ../shared/cases/who.jsonl)

Each line of the file is one short text with the type of its main incident and the countries to which its initiator may
belong. An incident whose initiator has another country is wrong; one without a country is open; a text that gives no
incident of that type, or one without any initiator, counts as nothing read.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from timeline import pipeline
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Incident
from timeline.settings import Settings

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "who.jsonl"
VERDICTS = ("wrong", "right", "open", "nothing")


def main() -> None:
    """Build every text by itself and print how many initiators have which verdict."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path, default=CASES)
    parser.add_argument(
        "--errors", action="store_true", help="print the texts that are not right"
    )
    args = parser.parse_args()
    if not args.file.is_file():
        raise SystemExit(
            f"{args.file}: no such file. Give a file of cases, one JSON object a line."
        )
    cases = [
        json.loads(line) for line in args.file.read_text(encoding="utf-8").splitlines()
    ]
    incidents = incidents_by_document(args.file, cases)
    counts: Counter[str] = Counter()
    for case in cases:
        verdict = verdict_on(incidents.get(case["id"], []), case["want"])
        counts[verdict] += 1
        if args.errors and verdict != "right":
            print(verdict, case["id"], case["text"])  # noqa: T201 - a command
    summary = " · ".join(f"{verdict} {counts[verdict]}" for verdict in VERDICTS)
    print(f"{len(cases)} texts: {summary}")  # noqa: T201 - a command


def incidents_by_document(
    file: Path, cases: Iterable[Mapping[str, Any]]
) -> dict[str, list[Incident]]:
    """Build the texts of a file of cases, each by itself; give the incidents by document."""
    fields = ("id", "text", "published")
    lines = [json.dumps({field: case[field] for field in fields}) for case in cases]
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / file.name
        documents.write_text("\n".join(lines), encoding="utf-8")
        data = pipeline.build(
            [documents], version="benchmark", settings=Settings(separate=True), jobs=1
        )
    by_document: dict[str, list[Incident]] = {}
    for incident in data.incidents:
        by_document.setdefault(incident.reports[0].document, []).append(incident)
    return by_document


def verdict_on(incidents: Sequence[Incident], want: Mapping[str, Any]) -> str:
    """Return "wrong", "right", "open" or "nothing" for the incidents that one text gives."""
    of_type = [incident for incident in incidents if incident.type == want["type"]]
    doers = [
        actor for incident in of_type for actor in incident.actors if is_doer(actor)
    ]
    if not doers:
        return "nothing"
    countries = {actor.country for actor in doers}
    if countries - set(want["initiator_country"]) - {None}:
        return "wrong"
    return "right" if countries - {None} else "open"


def is_doer(actor: ActorRole) -> bool:
    """Return whether an actor is initiator or party."""
    return actor.role in {Role.INITIATOR, Role.PARTY}


if __name__ == "__main__":
    main()
