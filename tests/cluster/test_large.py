"""Is a timeline that is merged in parts, through files, the same as one that is merged in memory?"""

import os
import signal
from pathlib import Path

import msgspec
import pytest

import timeline
from tests.benchmarks.merge import archive
from tests.cli.factories import run
from tests.cluster.factories import planned, text_of_shards
from timeline import pipeline
from timeline.cluster import dask_cluster, large, shards
from timeline.cluster.merge import MergeFolder, merge_part
from timeline.exporters import parts
from timeline.incidents.parts import MergedGroup
from timeline.model.text import Document
from timeline.output.record_file import RecordFile


@pytest.fixture(scope="module")
def reads(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of shards that are read."""
    folder = tmp_path_factory.mktemp("reads")
    plan = planned(source, size=1000)
    shards.write_plan(plan, folder)
    shards.read_in_processes(plan, plan.shards, folder, jobs=1)
    return folder


def test_a_large_timeline_has_the_same_bytes(
    reads: Path, whole: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "LARGE_BYTES", 0)
    assert text_of_shards(reads) == whole
    assert not list(reads.glob(f"{large.NAME}*"))


def test_texts_of_large_timeline_are_in_file(
    reads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "LARGE_BYTES", 0)
    data = pipeline.build_from_shards(reads, version="test")
    assert isinstance(data.documents, RecordFile)
    assert [document.id for document in data.documents] == sorted(
        document.id for document in data.documents
    )


@pytest.mark.usefixtures("broken_on_raqqa")
def test_unread_document_is_left_out_when_large(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(source, size=1000)
    shards.write_plan(plan, tmp_path)
    shards.read_in_processes(plan, plan.shards, tmp_path, jobs=1)
    in_memory = text_of_shards(tmp_path)
    monkeypatch.setattr(large, "LARGE_BYTES", 0)
    assert text_of_shards(tmp_path) == in_memory
    assert "RuntimeError" in in_memory


def test_large_timeline_is_a_folder_that_commands_read(
    reads: Path, whole: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "LARGE_BYTES", 0)
    monkeypatch.setattr(parts, "FOLDER_FROM", 1)
    page, folder = tmp_path / "page.html", tmp_path / "page.timeline"
    built = run("build", reads, "-o", page)
    assert built.code == 0, built.err
    assert "page.timeline" in built.out
    assert not page.with_name("page.timeline.json").exists()
    incidents = msgspec.json.decode(whole)["incidents"]
    read_back = timeline.load(folder)
    assert [incident.id for incident in read_back] == [one["id"] for one in incidents]
    assert incidents[0]["headline"] in run("show", folder).out
    assert incidents[0]["id"] in page.read_text(encoding="utf-8")


def made(folder: Path) -> MergeFolder:
    """Return a folder with made-up reports of four wars."""
    folder.mkdir()
    _, reports, published = archive(240)
    merge_folder = MergeFolder(folder)
    documents = [
        Document(id=name, text=f"Article {name}.", published=day)
        for name, day in published.items()
    ]
    merge_folder.write_documents(documents)
    merge_folder.write_reports(iter(reports))
    return merge_folder


def groups_here(folder: Path) -> list[MergedGroup]:
    return list(large.merged_groups(made(folder), address=None))


def killed_once(name: str, folder: Path) -> int:
    """Merge a part; the first process that does so is killed."""
    marker = folder / "killed"
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return merge_part(name, folder)


def test_cluster_with_killed_worker_merges_the_same(tmp_path: Path) -> None:
    merge_folder = made(tmp_path / "cluster")
    names = merge_folder.write_parts()
    assert len(names) == 4
    dask_cluster.merge_on_cluster(
        names, address="local:2", folder=merge_folder.path, merge=killed_once
    )
    assert (merge_folder.path / "killed").exists()
    assert merge_folder.unmerged(names) == []
    groups = list(large.merged_groups(merge_folder, address=None))
    assert groups == groups_here(tmp_path / "here")


def test_only_parts_without_a_result_are_merged_again(tmp_path: Path) -> None:
    merge_folder = made(tmp_path / "again")
    names = merge_folder.write_parts()
    assert merge_part(names[0], merge_folder.path) > 0
    assert merge_folder.unmerged(names) == names[1:]
    assert merge_part(names[0], merge_folder.path) == 0
