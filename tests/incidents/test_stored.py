"""Are incidents that are made through files the same as those made in memory?"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tests.benchmarks.merge import archive
from tests.incidents.factories import PUBLISHED, merged_in_parts, report
from timeline.incidents import incidents_of
from timeline.incidents.stored import Sources, stored_incidents
from timeline.lexicon.incident_types import incident_types
from timeline.model.incidents import Incident, Passage, Report
from timeline.model.text import TextSpan
from timeline.output.record_file import RecordFile, write_records


def both(
    folder: Path, reports: list[Report], published: Mapping[str, date | None]
) -> tuple[list[Incident], ...]:
    """Return the incidents of reports made in memory, and made through files."""
    types = incident_types()
    write_records(folder / "reports", reports)
    stored = RecordFile(folder / "reports", Report)
    groups = merged_in_parts(stored, published)
    sources = Sources(
        reports=stored, types=types, published=published, voices={"c": "a"}
    )
    through_files = stored_incidents(groups, sources, folder)
    in_memory = incidents_of(
        reports, types=types, published=published, voices={"c": "a"}
    )
    return in_memory, list(through_files)


def test_incidents_through_files_are_those_in_memory(tmp_path: Path) -> None:
    _, reports, published = archive(250)
    in_memory, through_files = both(tmp_path, reports, published)
    assert through_files == in_memory
    assert any(incident.joined for incident in in_memory)


def sentence(start: int, words: str, trigger: str) -> Passage:
    at = start + words.index(trigger)
    return Passage(
        report=f"a#{at}",
        document="a",
        start=start,
        end=start + len(words),
        text=words,
        trigger=TextSpan(start=at, end=at + len(trigger)),
    )


def test_relations_and_voices_are_those_in_memory(tmp_path: Path) -> None:
    words = "Rebels raided Subek in response to a strike."
    told = [sentence(0, words, "raided"), sentence(0, words, "strike")]
    after = sentence(len(words) + 1, "The next day they marched.", "marched")
    kinds = [("ASSAULT", "raid"), ("ASSAULT", "aerial"), ("PROTEST", "demonstration")]
    reports = [
        report(
            "a", one.trigger.start, id=one.report, type=kind, mode=mode, passages=(one,)
        )
        for one, (kind, mode) in zip([*told, after], kinds, strict=True)
    ]
    reports += [report("b", 3), report("c", 3)]
    in_memory, through_files = both(tmp_path, reports, dict.fromkeys("abc", PUBLISHED))
    assert through_files == in_memory
    assert sum(len(incident.relations) for incident in in_memory) == 2
