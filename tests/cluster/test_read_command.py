"""`timeline read`, and builds of what it read."""

from pathlib import Path

import pytest

from tests.cli.factories import run
from tests.cluster.factories import articles
from timeline.cluster.shards import PLAN_NAME


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return articles(tmp_path_factory.mktemp("articles") / "syria", 4)


def data(page: Path) -> str:
    return page.with_name(f"{page.stem}.timeline.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    page = tmp_path_factory.mktemp("whole") / "page.html"
    assert run("build", source, "-o", page).code == 0
    return data(page)


def test_parts_are_read_and_built(source: Path, whole: str, tmp_path: Path) -> None:
    reads, page = tmp_path / "reads", tmp_path / "page.html"
    options = ("--shards", reads, "--size", "0.000001")
    first = run("read", source, *options, "--shard", "1/2")
    assert first.code == 0, first.err
    assert "2 of 4 shards are not read yet" in first.out
    early = run("build", reads, "-o", page)
    assert early.code == 1
    assert "2 of 4 shards are not read yet: 2, 4." in early.err
    second = run("read", source, *options)
    assert "2 shards; 2 were read before" in second.out
    assert run("build", reads, "-o", page).code == 0
    assert data(page) == whole


def test_a_build_of_shards_takes_options(source: Path, tmp_path: Path) -> None:
    reads = tmp_path / "reads"
    assert run("read", source, "--shards", reads).code == 0
    for options in (
        ("--about", "Aleppo", "--from", "2012-01-01"),
        ("--title", "Two towns"),
    ):
        one, other = tmp_path / "one.html", tmp_path / "other.html"
        assert run("build", source, "-o", one, *options).code == 0
        assert run("build", reads, "-o", other, *options).code == 0
        assert data(one) == data(other)


def test_a_cluster_of_this_machine_builds_the_same(
    source: Path, whole: str, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    found = run("build", source, "-o", page, "--cluster", "local:1")
    assert found.code == 0, found.err
    assert data(page) == whole
    assert (tmp_path / "page.shards" / PLAN_NAME).is_file()


def test_a_project_is_filled_from_shards(source: Path, tmp_path: Path) -> None:
    project, reads = tmp_path / "war", tmp_path / "reads"
    assert run("init", project).code == 0
    for number, path in enumerate(sorted(source.rglob("article-*.txt"))):
        (project / "articles" / f"{number}.txt").write_bytes(path.read_bytes())
    assert run("read", project / "articles", "--shards", reads).code == 0
    found = run("build", project, "--shards", reads)
    assert found.code == 0, found.err
    assert "2 documents, read before in" in found.out
    filled = data(project / "timeline.html")
    for path in (project / ".timeline").rglob("cache.sqlite*"):
        path.unlink()
    assert run("build", project).code == 0
    assert data(project / "timeline.html") == filled


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--shard", "0/4"), "is not a part of all"),
        (("--shard", "5/4"), "is not a part of all"),
        (("--shard", "x"), "is not a part of all"),
        (("--size", "0"), "--size"),
    ],
)
def test_a_wrong_option_is_named(
    source: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    found = run("read", source, "--shards", tmp_path / "reads", *arguments)
    assert found.code == 2
    assert message in found.err


def test_options_that_do_not_go_together_are_named(
    source: Path, tmp_path: Path
) -> None:
    reads, page, project = tmp_path / "reads", tmp_path / "page.html", tmp_path / "war"
    assert run("read", source, "--shards", reads).code == 0
    assert run("init", project).code == 0
    cases = (
        ((reads, source), "a folder of shards is built alone"),
        ((reads, "--date", "2012-03-01"), "change nothing"),
        ((reads, "--cluster", "nowhere"), "not the address of a cluster"),
        ((source, "--shards", reads), "only a project takes"),
        ((source, "--cluster", "nowhere"), "not the address of a cluster"),
    )
    for arguments, message in cases:
        found = run("build", *arguments, "-o", page)
        assert (found.code, message in found.err) == (2, True), found.err
    found = run("build", project, "--cluster", "local:2")
    assert (found.code, "is not read on a cluster" in found.err) == (2, True)


def test_a_folder_that_cannot_be_made_is_named(source: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    found = run("read", source, "--shards", taken)
    assert found.code == 2
    assert "the folder cannot be made" in found.err


@pytest.mark.parametrize("damage", ["cut", "empty", "changed"])
def test_damaged_results_are_read_anew(
    source: Path, whole: str, tmp_path: Path, damage: str
) -> None:
    reads, page = tmp_path / "reads", tmp_path / "page.html"
    assert run("read", source, "--shards", reads, "--size", "0.000001").code == 0
    path = min(reads.glob("*.jsonl.gz"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 16
    ways: dict[str, bytes | bytearray] = {
        "cut": content[: len(content) // 2],
        "empty": b"",
        "changed": content,
    }
    path.write_bytes(ways[damage])
    assert run("build", reads, "-o", page).code == 1
    again = run("read", source, "--shards", reads, "--size", "0.000001")
    assert "1 results, which were read anew" in again.out
    assert run("build", reads, "-o", page).code == 0
    assert data(page) == whole
