"""One document on which a rule, the joining or the assembly fails costs no other, in every way to build."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.cli.factories import run
from tests.cluster.factories import planned
from timeline import assembly, documents, pipeline, reading
from timeline.assembly import isolation
from timeline.cluster import shards
from timeline.errors import InputError, UsageError
from timeline.exporters import json as timeline_json
from timeline.exporters.json import to_text
from timeline.model.incidents import Incident, Report
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.safety.culprits import MOST_CULPRITS, without_culprits
from timeline.settings import Settings

GOOD = "SUBEK, 5 March 2012 - Rebels shelled the market of Subek on Monday, killing four people.\n"
BAD = "ORLO, 5 March 2012 - Soldiers shot nine men in the village of Orlo on Sunday.\n"
Rule = Callable[[Document, Settings], list[Report]]


def articles(folder: Path, *, good: int = 3) -> Path:
    """Write articles of which one breaks something."""
    folder.mkdir()
    for number in range(good):
        (folder / f"good-{number}.txt").write_text(
            GOOD.replace("four", f"{number + 4}")
        )
    (folder / "bad.txt").write_text(BAD)
    return folder


def break_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a rule fail on the bad article."""
    whole: Rule = reading._reports

    def broken(document: Document, settings: Settings) -> list[Report]:
        if "nine men" in document.text:
            raise IndexError("list index out of range")
        return whole(document, settings)

    monkeypatch.setattr(reading, "_reports", broken)


def break_joining(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the joining of reports fail on one of the bad article."""
    whole = assembly.merged

    def broken(
        reports: Sequence[Report], *arguments: object, **options: object
    ) -> list[Incident]:
        if any("nine men" in report.passages[0].text for report in reports):
            raise KeyError("x")
        return whole(reports, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(isolation, "merged", broken)


def break_assembly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the assembly fail on an incident of the bad article."""
    whole = assembly.actors_of

    def broken(incidents: Sequence[Incident]) -> object:
        if any("nine men" in one.reports[0].text for one in incidents):
            raise RecursionError
        return whole(incidents)

    monkeypatch.setattr(assembly, "actors_of", broken)


BREAKS = [
    (
        break_rule,
        "the rules fail on it in a way that Timeline does not know (IndexError).",
    ),
    (
        break_joining,
        "merging it with the others failed in a way that Timeline does not know (KeyError); it was left out.",
    ),
    (
        break_assembly,
        "an incident in it failed in a way that Timeline does not know (RecursionError); it was left out.",
    ),
]


def check(data: TimelineData, what: str) -> None:
    """Check that the bad article is named, and the others are built."""
    assert [(one.where, one.what) for one in data.problems if one.skipped] == [
        ("bad", what)
    ]
    assert {"good-0", "good-1", "good-2"} <= {
        document.id for document in data.documents
    }
    told = {passage.document for one in data.incidents for passage in one.reports}
    assert told == {"good-0", "good-1", "good-2"}


@pytest.mark.parametrize(("breaks", "what"), BREAKS)
def test_rest_of_a_build_is_built(
    breaks: Callable[[pytest.MonkeyPatch], None],
    what: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = articles(tmp_path / "articles")
    breaks(monkeypatch)
    whole = pipeline.build([folder], version="1", jobs=1)
    check(whole, what)
    plan = planned(folder, size=1)
    shards.write_plan(plan, tmp_path / "shards")
    shards.read_in_processes(plan, plan.shards, tmp_path / "shards", jobs=1)
    from_shards = pipeline.build_from_shards(tmp_path / "shards", version="1")
    assert to_text(from_shards) == to_text(whole)


@pytest.mark.parametrize(("breaks", "what"), BREAKS)
def test_rest_of_a_project_is_built(
    breaks: Callable[[pytest.MonkeyPatch], None],
    what: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run("init", tmp_path / "war").code == 0
    (tmp_path / "war" / "articles").rmdir()
    articles(tmp_path / "war" / "articles")
    with monkeypatch.context() as broken:
        breaks(broken)
        built = run("build", tmp_path / "war")
        assert built.code == 0
        assert f"skipped    bad: {what}" in built.err + built.out
        check(timeline_json.read(tmp_path / "war" / "timeline.timeline.json"), what)
    if breaks is break_rule:
        assert run("build", tmp_path / "war").code == 0
        data = timeline_json.read(tmp_path / "war" / "timeline.timeline.json")
        assert "bad" in {
            passage.document for one in data.incidents for passage in one.reports
        }


def test_nothing_readable_gives_exit_code_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = articles(tmp_path / "articles", good=0)
    break_rule(monkeypatch)
    for path in (folder, tmp_path / "war"):
        if path.name == "war":
            run("init", path)
            (path / "articles" / "bad.txt").write_text(BAD)
        built = run("build", path, "-o", tmp_path / "a.html")
        assert built.code == 1
        assert "nothing could be read" in built.err
        assert "the rules fail on it" in built.err


@pytest.mark.parametrize("extension", [".jsonl", ".json", ".ris"])
def test_one_part_of_a_file_costs_no_other(
    extension: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    objects = ",\n".join(
        f'{{"text": "{GOOD.strip()}", "title": "T{number}"}}' for number in range(3)
    )
    content = {
        ".jsonl": objects.replace(",\n", "\n"),
        ".json": f"[{objects}]",
        ".ris": "".join(
            f"TY  - NEWS\nTI  - T{n}\nAB  - {GOOD}ER  - \n" for n in range(3)
        ),
    }[extension]
    path = tmp_path / f"a{extension}"
    path.write_text(content)
    for module in ("jsonl.words_of", "bibliography.one_line"):
        name = f"timeline.documents.{module}"
        whole = pytest.importorskip(name.rpartition(".")[0]).__dict__[
            name.rpartition(".")[2]
        ]

        def broken(value: object, *more: object, whole: object = whole) -> object:
            if value == "T1" or (
                isinstance(value, dict) and value.get("title") == "T1"
            ):
                raise ZeroDivisionError
            return whole(value, *more)  # type: ignore[operator]

        monkeypatch.setattr(name, broken)
    found = documents.read([path])
    assert [document.title for document in found.documents] == ["T0", "T2"]
    [problem] = [one for one in found.problems if one.skipped]
    assert "ZeroDivisionError" in problem.what
    assert problem.where.startswith(f"a{extension}, ") and problem.where.endswith("2")


def test_culprits_are_found_and_the_rest_is_done() -> None:
    calls = 0

    def work(items: Sequence[int]) -> int:
        nonlocal calls
        calls += 1
        if 17 in items or {400, 900} <= set(items):
            raise ValueError
        return len(items)

    done, culprits = without_culprits(range(1_000), work)
    assert done == 998
    assert [number for number, _ in culprits] == [17, 900]
    assert calls < 30


def test_work_that_is_always_broken_is_an_error() -> None:
    def never(items: Sequence[int]) -> None:
        raise ValueError(f"{len(items)}")

    def not_with_any(items: Sequence[int]) -> None:
        if items:
            raise ValueError

    def refuses(items: Sequence[int]) -> None:
        raise UsageError("x", "y", f"{items}")

    for broken in (never, not_with_any):
        with pytest.raises(ValueError):
            without_culprits(range(MOST_CULPRITS * 3), broken)
    with pytest.raises(UsageError):
        without_culprits(range(3), refuses)


def test_stage_that_fails_without_any_document_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*arguments: object, **options: object) -> list[Incident]:
        raise ZeroDivisionError

    monkeypatch.setattr(isolation, "merged", broken)
    document = Document(id="a", text=GOOD, published=None)
    with pytest.raises(InputError, match="joining them failed in a way"):
        isolation.joined([], [document], settings=Settings())
