"""Names that are not UTF-8, links that lead in a circle, folders without end, pipes that nobody reads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from timeline import documents
from timeline.cli import main
from timeline.errors import UsageError
from timeline.exporters import json as timeline_json
from timeline.output.atomic import write_atomically
from timeline.safety.limits import most

TEXT = "Raid\n\n2020-02-06\n\nRebels shelled the town of Zafra on 5 February 2020, killing two people.\n"
ACLED = "event_id_cnty,event_date,event_type,sub_event_type,actor1,notes,fatalities\n"
BAD_NAME = os.fsdecode(b"bad\xff")
pytestmark = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="makes names as POSIX has them"
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.mark.parametrize("extension", [".txt", ".csv", ".json", ".xlsx"])
def test_name_not_utf8_costs_no_build(tmp_path: Path, extension: str) -> None:
    folder = tmp_path / BAD_NAME
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT)
    (folder / f"{BAD_NAME}{extension}").write_text(ACLED + "not,a,day\n")
    page = tmp_path / "a.html"
    result = run("build", folder, "--sheet", BAD_NAME, "-o", page)
    assert result.exit_code == 0, result.output
    assert timeline_json.read(tmp_path / "a.timeline.json").incidents
    assert run("read", folder, "--shards", tmp_path / "shards").exit_code == 0
    assert run("build", tmp_path / "shards", "-o", page).exit_code == 0


def test_project_of_strange_name_is_built(tmp_path: Path) -> None:
    folder = tmp_path / BAD_NAME
    assert run("init", folder).exit_code == 0
    (folder / "articles" / "good.txt").write_text(TEXT)
    for _ in range(2):
        result = run("build", folder)
        assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    "name", ["corrections.csv", "timeline.html", "timeline.timeline.json"]
)
def test_circular_link_in_project_is_named(tmp_path: Path, name: str) -> None:
    assert run("init", tmp_path / "war").exit_code == 0
    (tmp_path / "war" / "articles" / "good.txt").write_text(TEXT)
    path = tmp_path / "war" / name
    path.unlink(missing_ok=True)
    path.symlink_to(name)
    result = run("build", tmp_path / "war")
    assert isinstance(result.exception, SystemExit | None)
    assert "does not know" not in result.output


def test_circular_link_costs_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    collection = documents.read([tmp_path / "loop.txt", tmp_path / "good.txt"])
    assert len(collection.documents) == 1
    assert collection.problems[0].where == "loop.txt"


def test_folders_without_end_are_named(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    deep = tmp_path.joinpath(*["d"] * (most("folder-levels") + 2))
    deep.mkdir(parents=True)
    (deep / "lost.txt").write_text(TEXT)
    collection = documents.read([tmp_path])
    assert len(collection.documents) == 1
    assert "levels of folders" in collection.problems[0].what


def test_pipe_nobody_reads_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "a.html"
    os.mkfifo(pipe)
    with pytest.raises(UsageError, match="nobody reads from this pipe"):
        write_atomically(pipe, "text")


def test_readme_that_is_a_pipe_is_passed(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    os.mkfifo(tmp_path / "README.md")
    assert run("build", tmp_path, "-o", tmp_path / "a.html").exit_code == 0


@pytest.mark.parametrize(
    "redirected", ["| cat", ">/dev/full", ">&-", ">/dev/full 2>/dev/full"]
)
def test_lost_output_ends_with_a_message(tmp_path: Path, redirected: str) -> None:
    page = tmp_path / "a.jsonl"
    command = f'"{sys.executable}" -m timeline docs limits {redirected}'
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=Path.cwd()
    )
    assert "Traceback" not in done.stderr
    is_full = redirected == ">/dev/full"
    assert ("no space left on device" in done.stderr) == is_full
    assert not page.exists()


def test_pipe_of_shell_is_written(tmp_path: Path) -> None:
    (tmp_path / "out.py").write_text(
        "from pathlib import Path\nfrom timeline.output.atomic import write_atomically\n"
        "write_atomically(Path('/dev/stdout'), 'through')\n"
    )
    command = f'"{sys.executable}" "{tmp_path}/out.py" | cat'
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.stdout == "through"


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop"])
def test_settings_that_are_no_file_are_named(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    settings = tmp_path / "timeline.toml"
    if kind == "folder":
        settings.mkdir()
    elif kind == "pipe":
        os.mkfifo(settings)
    else:
        settings.symlink_to(settings)
    result = run("build", tmp_path, "-o", tmp_path / "a.html")
    assert result.exit_code == 1
    assert "timeline.toml" in result.output and "no file" in result.output
