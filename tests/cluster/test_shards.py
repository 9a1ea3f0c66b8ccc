"""Do articles read in shards give the same timeline as one process, and is nothing read twice?"""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.cluster.factories import (
    articles,
    planned,
    text_of_one_process,
    text_of_shards,
)
from timeline import pipeline
from timeline.cluster import shards
from timeline.cluster.collect import reports_in
from timeline.documents import read
from timeline.errors import InputError, UsageError
from timeline.exporters.json import to_text
from timeline.model.language_model import LlmSettings
from timeline.settings import Settings


def read_all(plan: shards.Plan, folder: Path) -> None:
    shards.write_plan(plan, folder)
    shards.read_in_processes(plan, shards.unread(plan.shards, folder), folder, jobs=1)


@pytest.mark.parametrize("count", range(1, 8))
def test_any_number_of_shards_gives_the_same_bytes(
    source: Path, whole: str, tmp_path: Path, count: int
) -> None:
    total = sum(path.stat().st_size for path in source.rglob("*.txt"))
    plan = planned(source, size=-(-total // count))
    read_all(plan, tmp_path)
    assert 1 <= len(plan.shards) <= count
    assert text_of_shards(tmp_path) == whole


def test_a_shard_a_file_gives_the_same_bytes(
    source: Path, whole: str, tmp_path: Path
) -> None:
    plan = planned(source, size=1)
    read_all(plan, tmp_path)
    assert len(plan.shards) == 7
    assert text_of_shards(tmp_path) == whole


def test_a_result_is_not_read_again(source: Path, tmp_path: Path) -> None:
    plan = planned(source, size=1)
    first, *others = plan.shards
    assert shards.read_shard(first, tmp_path, plan.settings, None) == 1
    assert shards.read_shard(first, tmp_path, plan.settings, None) == 0
    assert shards.unread(plan.shards, tmp_path) == others


def test_the_same_shard_has_the_same_bytes(source: Path, tmp_path: Path) -> None:
    plan = planned(source, size=10_000)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        shards.read_shard(plan.shards[0], tmp_path / name, plan.settings, None)
    (one,), (other,) = (tuple((tmp_path / name).iterdir()) for name in ("a", "b"))
    assert one.name == other.name
    assert one.read_bytes() == other.read_bytes()


def test_a_name_follows_contents_settings_and_day(tmp_path: Path) -> None:
    source = articles(tmp_path / "articles", 2)
    before = planned(source, 10_000)

    def name(plan: shards.Plan) -> str:
        return plan.shards[0].name

    same = planned(source, 10_000)
    assert name(same) == name(before)
    narrative = shards.plan([source], settings=Settings(dates="narrative"), size=10_000)
    assert name(narrative) != name(before)
    dated = shards.plan(
        [source], settings=Settings(), published=date(2012, 3, 1), size=10_000
    )
    assert name(dated) != name(before)
    path = source / "north" / "same.txt"
    path.write_text(path.read_text().replace("killing", "wounding"))
    assert name(planned(source, 10_000)) != name(before)


def test_missing_shards_are_numbered(source: Path, tmp_path: Path) -> None:
    plan = planned(source, size=1)
    shards.write_plan(plan, tmp_path)
    shards.read_shard(plan.shards[1], tmp_path, plan.settings, None)
    with pytest.raises(
        InputError, match=r"6 of 7 shards are not read yet: 1, 3, 4, 5, 6 and 1 more"
    ):
        text_of_shards(tmp_path)


def test_parts_share_all_shards(source: Path) -> None:
    everything = planned(source, size=1).shards
    parts = [shards.part_of(everything, number, 3) for number in (1, 2, 3)]
    assert sorted(shard.name for part in parts for shard in part) == sorted(
        shard.name for shard in everything
    )
    assert [len(part) for part in parts] == [3, 2, 2]


def test_single_document_takes_day_of_option(tmp_path: Path) -> None:
    source = tmp_path / "one.txt"
    source.write_text(
        "HOMS, 6 March 2012\n\nTroops shelled Homs yesterday, killing nine people.\n"
    )
    day = date(2012, 5, 1)
    plan = shards.plan([source], settings=Settings(), published=day)
    read_all(plan, tmp_path / "reads")
    whole = to_text(pipeline.build([source], version="test", published=day))
    assert text_of_shards(tmp_path / "reads") == whole


def test_other_settings_are_refused(source: Path, tmp_path: Path) -> None:
    read_all(planned(source, size=10_000), tmp_path)
    text_of_shards(tmp_path, settings=Settings(about="Idlib"))
    with pytest.raises(UsageError, match="with other settings"):
        text_of_shards(tmp_path, settings=Settings(dates="narrative"))


def test_a_language_model_reads_no_shards(source: Path) -> None:
    settings = replace(Settings(), llm=LlmSettings(mode="read"))
    with pytest.raises(UsageError, match="does not read in shards"):
        shards.plan([source], settings=settings)


@pytest.mark.parametrize("content", [b"", b"{", b'{"version":1}', b'{"version":99}'])
def test_a_damaged_plan_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / shards.PLAN_NAME).write_bytes(content)
    with pytest.raises(InputError, match="damaged"):
        shards.read_plan(tmp_path)


def test_a_damaged_result_is_named(source: Path, tmp_path: Path) -> None:
    plan = planned(source, size=10_000)
    read_all(plan, tmp_path)
    (path,) = tmp_path.glob("*.jsonl.gz")
    whole = path.read_bytes()
    for damaged in (
        b"",
        b"no gzip",
        whole[: len(whole) // 2],
        whole[:-4],
        whole[:40] + b"x" + whole[41:],
    ):
        path.write_bytes(damaged)
        with pytest.raises(InputError, match="this result of a shard is damaged"):
            text_of_shards(tmp_path)


def test_a_project_takes_reports_from_shards(source: Path, tmp_path: Path) -> None:
    read_all(planned(source, size=1), tmp_path)
    documents = read([source]).documents
    renamed = [replace(document, id=f"x-{document.id}") for document in documents]
    found = reports_in(tmp_path, renamed, Settings())
    assert set(found) == {document.id for document in renamed}
    for document in renamed:
        expected = pipeline.read_document(document, settings=Settings())
        assert found[document.id] == expected


@pytest.mark.usefixtures("broken_on_raqqa")
def test_document_that_cannot_be_read_costs_no_other(
    source: Path, tmp_path: Path
) -> None:
    read_all(planned(source, size=10_000), tmp_path)
    data = pipeline.build_from_shards(tmp_path, version="test")
    assert len(data.documents) == 6
    assert len(data.incidents) > 3
    assert [
        problem.where for problem in data.problems if "RuntimeError" in problem.what
    ] == ["article-4"]


@pytest.mark.parametrize("size", [1, 400, 1000, 100_000])
def test_a_file_of_lines_is_divided_between_them(tmp_path: Path, size: int) -> None:
    source = tmp_path / "articles"
    source.mkdir()
    lines = [
        json.dumps({"text": f"Troops shelled {town} on Monday, killing {number} people, a doctor said.",
                    "published": f"2012-03-{number:02}"})
        for number, town in enumerate(("Homs", "Hama", "Aleppo", "Raqqa", "Daraa"), 5)
    ]  # fmt: skip
    lines[2:2] = ["", "{damaged"]
    (source / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    whole = text_of_one_process(source)
    plan = planned(source, size=size)
    read_all(plan, tmp_path / "reads")
    assert len(plan.shards) == {1: 6, 400: 2, 1000: 1, 100_000: 1}[size]
    assert "all.jsonl, line 4" in whole
    assert text_of_shards(tmp_path / "reads") == whole


def test_a_file_in_wide_characters_is_read_whole(tmp_path: Path) -> None:
    line = json.dumps(
        {"text": "Troops shelled Homs on 5 March 2012, killing nine people."}
    )
    (tmp_path / "wide.jsonl").write_text("\n".join([line] * 4), encoding="utf-16")
    assert len(planned(tmp_path, size=50).shards) == 1


def test_the_size_of_shards_follows_what_there_is(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text("x" * 10_000)
    few = shards.plan([tmp_path], settings=Settings())
    assert len(few.shards) == 7  # of 312,500 bytes
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text("x" * 500_000)
    many = shards.plan([tmp_path], settings=Settings())
    assert len(many.shards) == 67  # of 1.25 MB or a little more


def test_bibliography_and_what_it_links_are_one_shard(tmp_path: Path) -> None:
    source = articles(tmp_path / "articles", 4)
    library = source / "library"
    library.mkdir()
    (library / "one.txt").write_text(
        "Troops shelled Homs on 5 March 2012, killing nine people.\n"
    )
    (library / "library.ris").write_text(
        "TY  - NEWS\nTI  - Nine killed in Homs\nPY  - 2012/03/06\nL1  - one.txt\nER  - \n"
    )
    plan = planned(source, size=1)
    read_all(plan, tmp_path / "reads")
    assert {file.path.name for file in plan.shards[0].files} == {
        "library.ris",
        "one.txt",
    }
    assert text_of_shards(tmp_path / "reads") == text_of_one_process(source)
